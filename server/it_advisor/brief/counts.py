"""People and sites counted in a text: 300人, 1,200–1,500 employees, fewer than 50 staff, 12家门店."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from it_advisor.brief.glyphs import HAN
from it_advisor.brief.numerals import NUMBER, read_number, read_range
from it_advisor.brief.tokens import Token, kinds, lexicon, scan, words

_PEOPLE = words(
    "(?:(?:full|part)-time )?employees?|people|persons?|staff|head-?counts?|heads|FTEs?|workers?|colleagues"
    "|team members?|(?:team|workforce|crew) of"
)
_SITES = words(
    "sites?|stores?|shops?|plants?|factory|factories|branch(?:es)?|offices?|warehouses?|hotels?|schools?|hospitals?"
    "|clinics?|locations?|campus(?:es)?|outlets?|restaurants?"
)
_SITES_ZH = (
    "门店|店铺|连锁店|工厂|厂区|生产基地|基地|园区|厂房|分公司|子公司|分店|分支机构|分支|网点|办事处|办公室|办公点|仓库"
    "|酒店|校区|学校|院区|医院|诊所|站点|地点|营业部|场所|餐厅"
)
_STAFF_ZH = "员工|雇员|职工|教职工|职员|工作人员"
_NAMING_PEOPLE = (
    rf"-?{_PEOPLE}|(?:总|全职)?(?:{_STAFF_ZH}|人员)(?:总?人?数|规模)?|总?人数"
    rf"|[名位个]?(?:全职|在职|正式|在编)?(?:{_STAFF_ZH}|人员)|人(?!{HAN}?[次均工])"
)

_SITE_KINDS = tuple(
    map(
        re.compile,
        (
            "store|shop|门店|店铺|连锁店|分店",
            "plant|factor|工厂",
            "office|办公室|办公点|办事处",
            "warehouse|仓库",
            "hotel|酒店",
            "school|学校",
            "hospital|医院",
            "clinic|诊所",
            "restaurant|餐厅",
        ),
    )
)
"""Kinds of site none of which lies within another; a campus or a location may hold several."""

BAND_WORDS = {
    "a": words("micro and small", "start-?ups?") + "|初创|创业|小微|微小",
    "b": words("SM[EB]s?", "small (?:and|to|or|&) (?:medium|mid-?size)d?(?:-sized)?") + "|中小型?",
    "c": words("mid-?market", "(?:medium|mid-?size)d? (?:and|to|or|&) large") + "|大中型?|中大型?",
    "d": words("very large", "huge") + "|特大型?|超大型?|巨型",
    "f": words("large", "multinational", "conglomerate")
    + r"|\A *enterprise *\Z|大型|大企业|大公司|跨国|[五5]00强|五百强",
    "g": words("micro", "sole trader", "freelancer", "one-(?:person|man|woman)") + "|微型|个体",
    "h": words("small") + "|小型|小规模|小企业|小公司",
    "k": words("medium(?:[- ]sized)?", "mid-?sized?", "moderate") + "|中型|中等",
}

LEXICON = lexicon(
    {
        **BAND_WORDS,
        # at most: before, after; at least: before, after; about; between
        "U": words(
            "no(?:t)? (?:more|higher|greater) than", "(?:under|below|within|up to|at most)", "(?:less|fewer) than"
        )
        + "|不(?:足|到|满)|不(?:超过|多于|大于)|[最至]多|低于|少于|小于|≤|<=?",
        "V": words("or (?:less|fewer)", "max(?:imum)?") + "|以[内下]|之内",
        "L": words("at least", "no(?:t)? (?:less|fewer) than", "more than", "over", "above", "upwards of", "minimum")
        + "|不(?:低于|少于|小于)|[至最]少|超过?|高于|大于|≥|>=?",
        "M": words("or more", "and (?:up|above|more|over)") + r"|\+|以上",
        "Q": words(
            "about", "around", "approx(?:imately)?\\.?", "roughly", "circa", "ca\\.?", "some", "nearly", "almost"
        )
        + "|大?约|大概|左右|上下|(?<![\\d万])(?<![\\d万] )[~≈]|近(?=[\\d一二三四五六七八九])"
        "|[多余](?=[人名家个处座员位])",
        "B": words("between", "from") + "|介于",
        # people, sites, a bare measure word
        "P": _NAMING_PEOPLE,
        "T": rf"{_SITES}|[家个座处间所]?(?:{_SITES_ZH})(?:总?数量?)?",
        "K": "[家个座处所名位]",
        "R": r"[-–—~至到]|" + words("to"),
        # of all; of which
        "t": words("total", "altogether", "overall", "in all", "group-?wide", "worldwide", "globally")
        + "|总(?:[计共数]|(?=[\\d约]))|合计|共[有计]?|全(?:集团|公司|国|球|部|校|院)",
        "e": words("of which", "of whom", "of them", "including", "includes?", "IT (?:team|department)(?: of)?")
        + "|其中|包[括含]|含|(?:IT|信息化?|技术|研发) ?(?:团队|部门?|中心)",
        "N": NUMBER,
        "J": words("and"),
        "S": r"[，,。;、\n!?/|()（）]|\.(?!\d)",
        "I": words("company|business|organi[sz]ation|enterprise|firm|group|an?|the|of|in|with|we|have|has|our|is")
        + "|公司|企业|集团|机构|规模|[:\\[\\]（）\"'有为是的在]",
    }
)

_READABLE = re.compile(
    r"[ULQBt]*+N(?:[RJ]N)?[MVQ]*+(?:(?P<counted_people>P)|(?P<counted_sites>T))[MVQ]*+"
    r"|(?P<people>P)[ItQULB]*+N(?:RN)?[MVQK]*+P?"
    r"|(?P<sites>T)[ItQULB]*+N(?:RN)?[MVQ]*+K?+(?![wP])"
)
_ALONE = re.compile(r"[ItULQB]*+N(?:RN)?[MVQI]*+")
_EXCLUSIVE = ("under", "below", "less than", "fewer than", "不足", "不到", "不满", "低于", "少于", "小于", "<", "以下")
"""100人以下 stands beside 100–499人 in every list of size classes, so that it leaves the 100 out."""


Noun = Literal["people", "sites"]


class Counted(NamedTuple):
    """A count; an end that was not said is None, and low is above high where the text has it so."""

    noun: Noun
    low: int | None
    high: int | None
    whole: bool
    """Said to be the total."""
    part: bool
    """Said to be within another count."""
    tokens: list[Token]
    site: int | None
    """Which of the kinds of site that lie apart."""

    @property
    def is_crossed(self) -> bool:
        return self.low is not None and self.high is not None and self.low > self.high


def names_people(text: str) -> bool:
    """Whether a folded text has a word for the people in an organisation."""
    named = re.search(_NAMING_PEOPLE, text, re.IGNORECASE)  # seldom; spares the others the whole lexicon
    return named is not None and "P" in kinds(scan(LEXICON, text))


def read_counts(text: str, tokens: list[Token]) -> Iterator[Counted]:
    """The counts in a folded text. A number alone in the whole text counts people."""
    line = kinds(tokens)
    alone = _ALONE.fullmatch(line)
    for found in [alone] if alone else _READABLE.finditer(line):
        noun: Noun = "sites" if "sites" in (found.lastgroup or "") else "people"
        group = tokens[found.start() : found.end()]
        ends = _ends(text, group)
        clause = line[line.rfind("S", 0, found.start()) + 1 : found.end()]
        if ends and text[group[0].start - 1 : group[0].start] != "-":
            yield Counted(noun, *ends, "t" in clause, "e" in clause, group, _site(text, group))


def _site(text: str, group: list[Token]) -> int | None:
    said = "".join(text[token.start : token.end].lower() for token in group if token.kind == "T")
    return next((number for number, kind in enumerate(_SITE_KINDS) if kind.search(said)), None)


def _ends(text: str, group: list[Token]) -> tuple[int | None, int | None] | None:
    numbers = [read_number(text[token.start : token.end]) for token in group if token.kind == "N"]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    low, high = read_range(known[0], known[-1])
    said = [text[token.start : token.end].lower() for token in group if token.kind in "UV"]
    at_least = any(token.kind in "LM" for token in group)
    if low % 1 or high % 1:
        return None
    top = int(high) - any(word in _EXCLUSIVE for word in said)
    if low != high or bool(said) == at_least:
        return int(low), int(high)
    return (None, max(top, 0)) if said else (int(low), None)
