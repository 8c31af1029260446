"""The rules of law and industry that a brief may name, and how each is written."""

import re

_WRITTEN = {
    "等保": r"等级保护|等保|gb/?t ?22239|\bmlps\b|multi-level protection",
    "PIPL": r"个人信息保护法|个保法|\bpipl\b|personal information protection law",
    "数据安全法": r"数据安全法|data security law",
    "GDPR": r"\bgdpr\b|dsgvo|通用数据保护条例|general data protection regulation|article 9|uk data protection act",
    "PCI DSS": r"\bpci[ -]?dss\b|\bpci\b|card data security",
    "HIPAA": r"\bhipaa\b",
    "SOX": r"\bsox\b|sarbanes|萨班斯",
    "ISO 27001": r"iso(?:/iec)? ?27001",
    "SOC 2": r"\bsoc ?2\b",
    "GSP": r"\bgsp\b|药品经营质量管理规范",
    "GxP": r"\bgxp\b|\bgmp\b|21 cfr part 11|药品生产质量管理规范|annex 11",
    "国密": r"国密|商用密码|\bsm[234]\b|密评|gm/t",
    "NIS2": r"\bnis ?2\b",
    "DORA": r"\bdora\b",
    "FERPA": r"\bferpa\b",
    "COPPA": r"\bcoppa\b",
    "Cyber Essentials": r"cyber essentials",
    "反洗钱": r"反洗钱|\baml\b|anti-money",
}
REGIMES: dict[str, re.Pattern[str]] = {name: re.compile(pattern, re.ASCII) for name, pattern in _WRITTEN.items()}
"""By name, what it is met as, in small letters."""


_ANY = re.compile("|".join(_WRITTEN.values()), re.ASCII)


def regimes_in(text: str) -> list[str]:
    """The names of the regimes a text names."""
    small = text.lower()
    return [name for name, pattern in REGIMES.items() if pattern.search(small)]


def without_regimes(text: str) -> str:
    """What a text says beside their names."""
    return _ANY.sub(" ", text.lower())
