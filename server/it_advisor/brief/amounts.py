"""The words budgets are written in, and the amounts among them."""

import re
from decimal import Decimal
from typing import NamedTuple

from it_advisor.brief import currencies
from it_advisor.brief.glyphs import HAN
from it_advisor.brief.numerals import LONE_SCALE, NUMBER, Number, read_number, read_range, whole
from it_advisor.brief.tokens import UNKNOWN, Token, kinds, lexicon, scan, words

FEW = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_TERM = r"(?:个?年(?:期|内|间)?|years?|yrs?|个月|months?)(?![a-z度])"

LEXICON = lexicon(
    {
        # unclear: a term of 3 to 5 years, part of a year
        "X": rf"(?<![\d.,]){FEW} ?(?:[-–~至到]|to) ?{FEW} ?-?{_TERM}|\d++[.,]\d++ ?-?{_TERM}|半年|half a year"
        r"|上?不(?:封顶|设上限)|无上限|uncapped"
        r"|(?<![a-z])(?:no|no hard|without an?|not an?|not a hard) (?:ceiling|cap|limit|maximum)"
        r"|(?:±|\+ ?/ ?-) ?\d++(?:[.,]\d++)?%?|\d++(?:[.,]\d++)*+ ?%|百分之[一二三四五六七八九十百]++",
        # first year; every year, month, quarter; once
        "F": words(
            "(?:in|within) (?:the first|an?|one) year",
            "first[- ]year",
            "year (?:1|one)",
        )
        + "|首年|第一年|一年[内期]",
        "Y": words(
            "per (?:fiscal )?(?:year|annum)", "a year", "annual(?:ly)?", "yearly", "(?:each|every) year", "p\\.?a"
        )
        + r"|/ ?(?:年|year|yr|annum)(?![a-z])|每一?年度?|每财年|年度|年均|年预算|年费|(?<![第\d])一年",
        "K": words("per month", "a month", "monthly", "(?:each|every) month")
        + r"|/ ?(?:月|month|mo)(?![a-z])|每个?月|月费",
        "G": words("per quarter", "a quarter", "quarterly", "(?:each|every) quarter") + r"|/ ?季度?|每个?季度?",
        "O": words("one[- ](?:time|off)", "once", "up-?front", "initial(?:ly)?") + "|一次性?|初期|首期",
        "D": r"(?:fy ?)?(?:19|20)\d\d(?:[-–~至到/](?:19|20)?\d\d)? ?年度?|fy ?(?:20)?\d\d(?!\d)"
        r"|(?<![a-z])(?:in|by|until|during) 20\d\d(?![\d,.]*\d)(?! ?[kmb万])",
        # a term of whole years or months
        "H": rf"(?:(?<![a-z])(?:over|for|within|in|during) (?:the next |an? )?)?(?<![\d.,]){FEW} ?-?{_TERM}",
        # a unit price, a later year's share, what the organisation earns
        "P": words(
            "per (?:user|seat|head|employee|person|store|site|device|licen[cs]e)", "a head", "apiece", "year [2-9]"
        )
        + "|"
        + words("(?:second|third|fourth|fifth|last) year", "revenues?", "turnover", "sales", "income", "profits?")
        + r"|/ ?(?:user|seat|person|人|用户|套|台)"
        r"|第(?:[二三四五六七八九十]|\d{1,2})年|营收|营业(?:额|收入)|销售额|产值|利润|每(?:人|用户|家|店|个|套|台|席)|人均",
        # a sum within the sum
        "e": words("of which", "including", "includes") + "|其中|包[括含]",
        # at most: before, after, either; at least: before, after
        "U": words(
            "no(?:t)? (?:more|higher|greater) than",
            "(?:(?:do|does|must|may|should|shall|can|will) ?)?not (?:to )?exceed(?:ing)?",
            "not (?:over|above)",
            "(?:under|below|within|up to|at most|less than|lower than|capped at|limited to)",
            "(?:maximum|max|ceiling|cap|limit) of",
        )
        + "|不(?:能|可|得|要|应|会)?(?:超过|超出|高于|多于|大于|超(?!支))"
        + "|[最至]多|低于|少于|小于|不到|控制在|限于|≤|<=?",
        "V": words("or (?:less|below|under)", "tops") + f"|以内|以下|之内|内(?!{HAN})|为限",
        "W": words("max(?:imum)?", "(?:hard )?(?:ceiling|cap|limit)", "capped")
        + "|硬?上限|封顶|最高|最大|不[可能得许应]?超支",
        "L": words("at least", "no(?:t)? (?:less|lower|fewer) than", "not below", "(?:more|higher) than")
        + "|"
        + words("over", "above", "exceeding", "upwards of", "starting at", "min(?:imum)?(?: of)?")
        + "|不(?:得|能|应)?(?:低于|少于|小于)|[至最]少|最低|起码|下限|超过|超出|高于|大于|≥|>=?",
        "M": words("or (?:more|above)", "and (?:up|above|more|over)") + rf"|以上|起(?!{HAN})|多(?=[万亿])"
        r"|(?<! )\+(?! ?[\d¥$€£])",
        # a wish; about; between
        "T": words(
            "ideally", "preferably", "target(?:ing|ed)?", "hope(?:fully)?(?: to)?", "aim(?:ing)?(?: for)?", "goal"
        )
        + "|最好|尽量|希望|争取|目标|理想|力争|期望",
        "Q": words("about", "around", "approx(?:imately)?\\.?", "roughly", "circa", "ca\\.?", "some")
        + "|大?约|大概|左右|上下|(?<![\\d万亿kmb])(?<![\\d万亿kmb] )[~≈](?= ?[\\d¥$€£a-z])",
        "B": words("between", "from") + "|介于|从",
        # a band without an amount
        "Z": words("low", "small", "tight", "limited", "modest", "lean", "medium", "moderate", "mid", "average")
        + "|"
        + words("high", "large", "generous", "ample")
        + "|(?:较|偏)[高低]|中[等档]|适中|中(?:规中矩|型|小|高)|有限|紧张|充[足裕]|宽裕"
        + rf"|(?<!{HAN})[高中低](?=预算|(?!{HAN}))|(?<=预算)[高中低](?!{HAN})",
        "R": r"[-–—~至到]|" + words("to"),
        "C": currencies.CURRENCY,
        # a count of something else
        "E": words(
            "(?:full-time )?employees?",
            "people",
            "persons?",
            "staff",
            "users?",
            "seats?",
            "sites?",
            "stores?",
            "servers?",
        )
        + "|人(?!民)|名|员工|用户|[家个台套条间](?!月)",
        "N": NUMBER,
        "x": LONE_SCALE,
        "J": words("plus", "and", "then", "thereafter", "followed by")
        + r"|另[加有外]|[再外]加|加上?|以及|及|和|之后|此后|然后|其后|后续|&|\+",
        "S": r"[，,。;、\n!?()（）]|\.(?![\d])",
        "I": words("budget|total|overall|is|are|our|we|have|the|an?|of|for|to|it|project|spend|in|with|all|be")
        + "|为期|一共|总共|预算|总[计共额价]?|价格|费用|成本|合计|共计?|为|是|在|的|金额|投入|投资|资金|项目"
        "|年(?=[,，]|$)|[:\\[\\]\"'/=|]|万?元?整|之?间",
    }
)

PLAUSIBLE_ALONE = 10_000
"""A number with neither currency nor 万, k, m … is money only from here on; below, it may count anything."""

_ONE = "(?:CN(?:C(?!N))?|NC?)"
_WORD = re.compile("[a-z]", re.IGNORECASE)
_AMOUNT = re.compile(rf"N(?:RN)?E|B{_ONE}[RJ]{_ONE}|{_ONE}R{_ONE}|{_ONE}")


class Amount(NamedTuple):
    """From low to high, equal where one amount is written; the marks say the currency."""

    low: Decimal
    high: Decimal
    marks: tuple[str, ...]


class Word(NamedTuple):
    """A token, or the tokens of one amount together (kind A)."""

    token: Token
    amount: Amount | None = None

    @property
    def kind(self) -> str:
        return self.token.kind


def read_words(text: str) -> list[Word]:
    """The words of a folded text, its amounts put together."""
    tokens = scan(LEXICON, text)
    read, done = list[Word](), 0
    for found in _AMOUNT.finditer(kinds(tokens)):
        group = tokens[found.start() : found.end()]
        amount = None if found[0].endswith("E") or _is_stuck(tokens, found, text) else _amount(group, text)
        read += map(Word, tokens[done : found.start()])
        if amount:
            read.append(Word(Token("A", group[0].start, group[-1].end), amount))
        else:
            read += (Word(token._replace(kind=UNKNOWN)) for token in group)
        done = found.end()
    return read + list(map(Word, tokens[done:]))


def _amount(group: list[Token], text: str) -> Amount | None:
    """What a group of number, currency and range tokens says, or None where it is not certainly money."""
    numbers = [read_number(text[token.start : token.end]) for token in group if token.kind == "N"]
    marks = tuple(text[token.start : token.end].strip() for token in group if token.kind == "C")
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers) or not _is_money(known, marks):
        return None
    low, high = read_range(known[0], known[-1])
    return Amount(whole(low), whole(high), marks)


def _is_money(numbers: list[Number], marks: tuple[str, ...]) -> bool:
    return bool(marks) or any(number.unit > 1 or number.value >= PLAUSIBLE_ALONE for number in numbers)


def _is_stuck(tokens: list[Token], found: re.Match[str], text: str) -> bool:
    """Whether it is part of a word (24x7, 5G), or a minus is stuck to it (-500)."""
    before = tokens[found.start() - 1 : found.start()]
    after = tokens[found.end() : found.end() + 1]
    ends_in_number = found[0].endswith("N") and after and after[0].kind == UNKNOWN
    in_word = ends_in_number and after[0].start == tokens[found.end() - 1].end and _WORD.match(text, after[0].start)
    start = tokens[found.start()].start
    return bool(in_word) or bool(before and before[0].kind == "R" and text[start - 1] == "-")
