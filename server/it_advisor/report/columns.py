"""What the columns of a table are for, by their titles and by what stands beside them."""

import re
from collections.abc import Sequence
from typing import Literal

Column = Literal[
    "id", "need", "kind", "priority", "component", "acceptance", "phase", "line", "deviation", "layer", "choice",
    "alternatives", "criterion", "weight", "item", "quantity", "unit", "price", "periods", "amount", "share", "basis",
    "error", "benefit", "ramp", "pay", "milestone", "duration", "when", "owner", "entry", "exit", "risk", "trigger",
    "mitigation", "statement", "source", "date", "action", "year",
]  # fmt: skip
_TITLES: dict[Column, str] = {
    "id": r"(?:需求|风险|组件|费用)?编号|序号|id|no\.?|#|ref\.?|line|nr\.?",
    "acceptance": r"验收指标|验收标准|.*验收.*|检验.*|acceptance.*|accepted by|tests?|proof|verif.*"
    "|how .*(?:met|tested|proved|know"
    "|accepted|measured).*",
    "priority": r"优先级|级别|重要性|priority|moscow|importance",
    "kind": r"性质|类型|kind|type",
    "need": r"需求.*|requirements?|(?:business )?needs?|what (?:is|you) needed?",
    "component": r".{0,4}组件|(?:对应|实现|承担)(?:系统|方式)|components?|systems?|solution"
    "|(?:met|covered|served|solved|addressed) by"
    "|solution component",
    "line": r"(?:预算|费用|成本)行|对应(?:费用|预算)|(?:budget|cost) lines?",
    "deviation": r"偏离.*|deviation.*|what is relaxed.*",
    "layer": r"层|层次|layer|分层",
    "choice": r"选择|选型|推荐.*|所选.*|首选.*|拟选.*|建议产品|choice|chosen|recommended.*|selected"
    "|(?:favoured )?products?"
    "|preferred.*|first choice|recommendation",
    "alternatives": r"比较过的替代|备选.*|替代.*|候选.*|other (?:options|products).*|second choice"
    r"|runners?-?up|alternatives?.*|others? weighed|also considered|options? considered",
    "criterion": r"准则|评估?(?:项|维度).*|指标|评价.*|标准|criteri(?:on|a).*",
    "weight": r"权重.*|weight.*",
    "quantity": r"数量|quantity|qty\.?|users|seats|licen[cs]es",
    "unit": r"单位|unit",
    "price": r"单价.*|unit price.*|(?:day )?rate|price.*",
    "periods": r"年数|期数|periods?|years|no\. of years",
    "share": r"(?:付款)?比例|占比|(?:payment )?share(?: of .*)?|percent(?:age)?|%",
    "pay": r"付款(?:安排|节奏)?|支付.*|pay(?:ments?)?(?: due)?",
    "basis": r"依据|依据与来源|basis.*|付款依据",
    "error": r"误差.*|error.*|±.*|band|uncertainty",
    "benefit": r"收益.*|benefits?",
    "ramp": r"爬坡.*|ramp.*",
    "milestone": r"(?:付款)?节点|里程碑|(?:payment )?milestones?",
    "phase": r"(?:所在)?阶段.*|phase|stage|workstream",
    "duration": r"时长.*|工期.*|周期.*|持续时间|(?:所需)?(?:月|周|天)数|周|月|length|duration.*|how long"
    "|(?:weeks?|months?|days?)",
    "when": "time|"
    r"时间(?:安排)?|起止.*|when|dates?|time|timing|period|timeline|schedule|(?:start|end)(?: date)?|开始.*|from",
    "owner": r"(?:责任|负责|确认)人|责任.*|负责.*|owner.*|responsible.*|who|lead|led by|accountable|assigned to",
    "entry": r"进入(?:条件)?|entry.*",
    "exit": r"退出(?:条件|标准)?|完成(?:条件|标准|标志)|验收出口|交付(?:物|成果).*|(?:阶段)?成果|产出"
    r"|exit.*|出口标准|交付标准|(?:done|finished|completed?|ready) when|(?:key )?(?:deliverables?|outcomes?|outputs?)"
    r"|completion criteri(?:on|a)|success criteri(?:on|a)",
    "risk": r"风险.*|risks?",
    "trigger": r"触发.*|信号|预警.*|trigger.*|(?:warning|early) sign.*|signal.*|signs?",
    "mitigation": r"应对.*|缓解.*|措施|对策|mitigation.*|response.*|countermeasure.*|answer|what we do|actions? taken",
    "statement": r"陈述|说法|statement|claim",
    "source": r"(?:出处|来源).*|source.*",
    "date": r"日期|date",
    "action": r"事项|行动|任务|actions?|tasks?|steps?|activity|activities|步骤|工作(?:内容|项)?",
    "item": r"项目|事项|费用(?:项|行)?|科目|类别|items?|category|cost|description|描述|内容",
    "year": r"(?:第 ?\d+ ?年|首年|次年|第[一二三四五]年|\d{4} ?年?|year ?\d+|y\d)"
    r"|(?:first|second|third|fourth|fifth) year",
    "amount": r".*(?:金额|小计|合计|总价|费用|成本)(?:[（(].*)?|.*(?:amount|total|sum|subtotal|cost)(?: .*)?",
}
"""By role, how a column is headed; the first that fits wins."""
_COLUMN = [(name, re.compile(f"(?:{title})", re.IGNORECASE)) for name, title in _TITLES.items()]
_TOTAL = re.compile(
    r"(?:不?含税|net |gross |overall |一次性(?:投入|费用)?|年度|每年|(?:one-?(?:off|time)|annual|yearly|running"
    r"|recurring) )?(?:合计|总计|共计|小计|总和|总额|总成本|加总|(?:grand |sub-?)?totals?"
    r"|sum)(?![a-z])"
    r".{0,30}|总(?:投入|费用|投资)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"其中|of which|including|incl\.|thereof", re.IGNORECASE)
_LENGTHS = {
    "month": re.compile("月|month", re.I),
    "week": re.compile("周|week", re.I),
    "day": re.compile("天|日|day", re.I),
}


def is_total(text: str) -> bool:
    """Whether a row or a column of this name is the sum of others."""
    return _TOTAL.fullmatch(text.strip()) is not None


def is_within(text: str) -> bool:
    """Whether a row of this name is a part of one above it: of which mobile."""
    return _WITHIN.search(text) is not None


def unit_of_length(title: str) -> str:
    """Months of a column “Months”, weeks of 工期（周）; nothing where its title names none."""
    return next((unit for unit, pattern in _LENGTHS.items() if pattern.search(title)), "")


def columns_of(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Column | None, ...]:
    """What each column is for, by its title, and where that leaves it open by the others and by its cells."""
    found = [_column(title) for title in titles]
    has = set(found)
    asked = "need" in has or ("acceptance" in has and "component" in has)
    for place, role in enumerate(found):
        match role:
            case "item" if asked and titles[place] in ("费用项", "费用"):
                found[place] = "line"
            case "item" if titles[place].lower() in ("cost", "费用") and "item" in found[:place]:
                found[place] = "amount"
            case "item" if asked and "need" not in has:
                found[place] = "need"
            case "duration" if has & {"price", "quantity"} and has & {"amount", "price"}:
                found[place] = "periods"
            case "action" if "phase" not in has and has & {"exit", "duration", "pay"}:
                found[place] = "phase"
            case "periods" if "phase" in has and not has & {"price", "quantity", "amount"}:
                found[place] = "when"
            case "pay":
                found[place] = "share" if any("%" in row[place] or "％" in row[place] for row in rows) else "amount"
            case _:
                pass
    return tuple(found)


def _column(title: str) -> Column | None:
    return next((name for name, pattern in _COLUMN if pattern.fullmatch(title.strip())), None) if title else None
