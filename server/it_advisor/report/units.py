"""The units figures are counted in, and how a title or a caption names them."""

import re
from decimal import Decimal

from it_advisor.brief.glyphs import fold

SCALES = "十亿|百万|千万|亿|万|千(?=元)|million|millions|thousand|billion|bn|mn|mio|m|k"
UNITS: dict[str, str] = {
    "%": "%|per ?cent|percent",
    "points": "个百分点|percentage points?|pp",
    "CNY": "元|人民币|rmb|cny|yuan",
    "USD": "美元|美金|usd|us dollars?",
    "EUR": "欧元|eur|euros?|€",
    "GBP": "英镑|gbp|pounds?|£",
    "HKD": "港元|港币|hkd",
    "JPY": "日元|jpy|yen",
    "CHF": "瑞士法郎|瑞郎|chf|swiss francs?",
    "SGD": "新加坡元|新元|sgd",
    "AUD": "澳元|aud",
    "CAD": "加元|cad",
    "INR": "卢比|inr|rupees?",
    "TWD": "新台币|台币|twd",
    "person-day": "人天|人日|person-days?|man-days?",
    "person-month": "人月|person-months?|man-months?",
    "year": "年|years?|yrs?",
    "month": "个月|月(?!\\d|上|中|下|底|初)|months?|mo",
    "week": "周|个星期|星期|weeks?|wks?",
    "day": "个工作日|工作日|天|日(?!元)|working days?|days?",
    "hour": "小时|hours?|hrs?|h",
    "minute": "分钟|minutes?|mins?",
    "person": "名|人(?!天|月|日|民)|位|people|persons?|staff|users?|employees?|fte",
}
"""By the unit's name here, how it is written after the number."""
MARKS = {
    "CNY": r"cn¥|rmb ?¥?|cny|人民币|¥",
    "USD": r"us\$|usd|\$",
    "EUR": r"€|eur",
    "GBP": r"£|gbp",
    "HKD": r"hk\$|hkd",
    "JPY": r"jp¥|jpy",
    "SGD": r"s\$|sgd",
    "AUD": r"au?\$|aud",
    "CAD": r"ca?\$|cad",
    **{code: code.lower() for code in ("CHF", "INR", "TWD")},
}
"""By currency, how it is written before the number."""
CURRENCIES = frozenset(MARKS)
DURATIONS = frozenset({"year", "month", "week", "day"})

_TITLED = [
    (name, re.compile(rf"(?<![a-z])(?:{mark}|{UNITS.get(name, mark)})(?:(?<=[€£$¥])|(?![a-z]))", re.IGNORECASE))
    for name, mark in MARKS.items()
] + [("%", re.compile("%|占比|比例"))]
_ANY = re.compile("|".join(pattern.pattern for _, pattern in _TITLED), re.IGNORECASE)
_TITLE_SCALE = re.compile(
    r"(十亿|百万|千万|亿|万|千)(?=元|美元|欧元|港元|人民币)|(?<![a-z\d])(millions?|thousand|k|mn|m)(?![a-z])|'(000)"
    r"|(?<=[€$£])(k|m)(?![a-z])|(?<![a-z\d])([km])(?=[€$£]|eur|usd|gbp|chf)",
    re.IGNORECASE,
)
SCALE_OF: dict[str, int] = {
    "千": 1_000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9, "k": 1_000, "thousand": 1_000,
    **dict.fromkeys(("m", "mn", "mio", "million", "millions"), 10**6), **dict.fromkeys(("bn", "billion"), 10**9),
}  # fmt: skip


def scale_and_unit(title: str) -> tuple[Decimal, str]:
    """What a column's title says its figures count: 金额（万元） or Amount (EUR k); 1 and nothing where it does not."""
    plain = fold(title)
    if not _ANY.search(plain):
        return Decimal(1), ""
    units = [name for name, pattern in _TITLED if pattern.search(plain)]
    found = _TITLE_SCALE.search(plain)
    named = next(filter(None, found.groups()), "").lower() if found and units else ""
    return Decimal(SCALE_OF.get("k" if named == "000" else named, 1)), units[0] if len(units) == 1 else ""
