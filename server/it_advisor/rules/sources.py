"""How a report says where a statement comes from, and the passages that say it."""

import re
from collections.abc import Iterator

from it_advisor.markdown import Item, Paragraph, plain
from it_advisor.report.reading import Report

ORIGIN = re.compile(
    r"假设|假定|估计|估算|暂按|来源|出处|依据|根据|参考|引自|摘自|实测|测算|盘点|台账|账单|报价|询价|合同|给定|"
    r"待核实|待确认|未注明|未验证|"
    r"按.{1,20}(?:计|算|核)|(?<![a-z])[eblr]\d{1,3}(?!\d)|assum|estimate|source|according to|measured|counted|"
    r"quote|invoice|contract|stated by|given by|per the brief|to be confirmed|unverified|https?://|\[\d+\]|×|="
)
"""In small letters: a source, an id of a ledger or a cost line, a calculation, or a mark that it is assumed."""


def blocks_of_text(report: Report) -> Iterator[tuple[int, str]]:
    """Paragraphs and list items, each with its line: a mark anywhere in one covers all of it."""
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph | Item):
                yield block.line, plain(block.spans)


def has_origin(text: str) -> bool:
    return ORIGIN.search(text.lower()) is not None
