"""What a table's amounts are counted in where a line above it says so: 单位：万元, All amounts in GBP."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from it_advisor.markdown import Item, Paragraph, Table, plain
from it_advisor.report.lists import Listing, listings
from it_advisor.report.sections import Section
from it_advisor.report.units import CURRENCIES, scale_and_unit

_CURRENCY = r"(?:[km]?(?:€|£|US\$|\$)|EUR|USD|GBP|CHF|CNY|RMB|HKD|JPY|SGD|AUD|CAD|INR)"
_SAID = re.compile(
    r"(?:单位|币种|货币)(?:均?为|[：:]) ?(?P<a>[^，。；,;.（(\n]{1,16})"
    r"|以(?P<b>[^，。；\n]{0,6}元)(?:计|为单位)"
    r"|(?:amounts?|figures?|prices?|values?|costs?|cash[- ]?flows?|unit|currency)\b[^.;:\n]{0,24}"
    r"(?:\bin\b|:| is | are ) ?(?P<c>[^.,;:\n]{1,24})"
    rf"|^[（(]?(?:all )?(?:in )?(?P<d>{_CURRENCY}(?: (?:thousands?|k|millions?|m|'000))?|(?:thousands?"
    rf"|millions?) (?:of )?{_CURRENCY})"
    r"(?=[ ,.;:)）]|$)(?! ?\d)",
    re.IGNORECASE,
)


class Caption(NamedTuple):
    """What a bare figure counts: how many of which currency."""

    scale: Decimal = Decimal(1)
    unit: str = ""


NONE = Caption()


def caption_of(text: str) -> Caption:
    """What a line says of the amounts below it; nothing where it gives no currency."""
    found = _SAID.search(text.strip()[:400])
    scale, unit = scale_and_unit(next(filter(None, found.groups()), "")) if found else NONE
    return Caption(scale, unit) if unit in CURRENCIES else NONE


def captioned(sections: Sequence[Section]) -> Iterator[tuple[Section, Table | Listing, Caption]]:
    """Each table, and each list that is one, with the last such line above it: in its section or one around it."""
    above: list[tuple[int, Caption]] = []
    for section, below in zip_longest(sections, sections[1:]):
        counts = any(isinstance(block, Table) for block in section.blocks) or (below and below.level > section.level)
        while above and above[-1][0] >= max(section.level, 1):
            above.pop()
        said = above[-1][1] if above else NONE
        for block in section.blocks:
            if isinstance(block, Table):
                yield section, block, said
            elif (
                counts and isinstance(block, Paragraph | Item) and (own := caption_of(plain(block.spans).strip())).unit
            ):
                said = own
                above.append((section.level, own))
        yield from ((section, listing, NONE) for listing in listings(section))
