"""Whether the plan replaces a system that is in use."""

import re

from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report

_REPLACED = Phrases(
    r"替换|取代|替代(?=旧|现|原|老)|旧系统|老系统|原系统|旧(?:的)? ?(?:erp|pms|wms|mes|crm|oa|his)|换掉|换成"
    r"|退役|旧表格|试迁|切换|割接|停止支持|停止维护|停维|下线旧"
    r"|legacy|old (?:system|erp|crm|database|software)|replac(?:e|es|ed|ing) (?:the|its|our|both|two|an?|all"
    r"|paper)\b|is to be replaced"
    r"|migrated|cut-?over|side by side|on paper|from spreadsheets|spreadsheet (?:and|or|is|are)"
    r"|to replace (?:the|its)|decommission|retire(?:s|d)? the|phase out"
)
_NOT = re.compile(
    r"不替换|无需替换|不取代|无旧系统|没有旧系统|exists on paper|there is no legacy|保留现|not replac"
    r"|no legacy|替换风险|可替换|without replac|if replac|供应商可替换"
)


def replaced(report: Report) -> str | None:
    """The words that say so; nothing where there is no plan to look at."""
    if not any(section.known for section in report.within("plan")):
        return None
    found = report.find(_REPLACED, "decision", "needs", "plan", "solution", "types", "costs")
    return next((hit.words for hit in found if not _NOT.search(hit.passage.text.lower())), None)
