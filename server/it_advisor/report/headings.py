"""The headings a report is written and read by, and their close relatives in reports of other hands."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, get_args

from it_advisor.errors import Language

Role = Literal["decision", "needs", "solution", "types", "fit", "features", "plan", "costs", "risks", "next", "annex"]
ROLES: tuple[Role, ...] = get_args(Role)
"""What a section is for, in the order of a report."""
PARTS = frozenset[Role]({"types", "fit", "features"})
"""Sections of the solution."""

HEADINGS: dict[Language, tuple[str, ...]] = {
    "zh": (
        "## 决策摘要",
        "## 业务需求分析",
        "## 推荐系统方案",
        "### 系统类型",
        "### 适用性分析",
        "### 关键特性",
        "## 实施建议",
        "## 成本效益分析",
        "## 风险提示",
        "## 下一步建议",
        "## 附：机器可读摘要",
    ),
    "en": (
        "## Decision Summary",
        "## Business Requirements Analysis",
        "## Recommended System Solution",
        "### System Types",
        "### Suitability Analysis",
        "### Key Features",
        "## Implementation Recommendations",
        "## Cost-Benefit Analysis",
        "## Risks",
        "## Next Steps",
        "## Annex: Machine-Readable Summary",
    ),
}
"""One a role, in this order. They are the contract between the template and whatever reads a report."""

_RELATIVES: dict[Role, str] = {
    "decision": "报告摘要 核心摘要 总论 请示事项 一页纸结论 选型结论 概述 总体建议 核心观点 一句话结论 核心建议 "
    "建议概要 要点 总结与建议 "
    "决策建议 决策概要 执行摘要 管理层摘要 管理摘要 摘要 概要 结论与建议 核心结论 结论 总体结论|"
    "executive summary|management summary|summary|decision|recommendation summary|key recommendation|conclusion"
    "|overview|at a glance|tl;dr|recommendation|our recommendation|key takeaways|bottom line"
    "|bottom line up front|in brief|decision requested|board summary|the ask|proposal to the board|executive "
    "brief|abstract|decision at a glance|decision required|board decision required",
    "needs": "业务现状 痛点分析 企业现状分析 建设背景 业务现状与痛点 背景与目标 现状诊断 现状分析 现状与痛点 "
    "项目背景 背景与需求 业务背景 业务需求理解 "
    "需求分析 业务需求 业务与需求分析 需求梳理 需求清单 需求概述 需求理解 业务分析 现状与需求|"
    "requirements analysis|business requirements|requirements|needs analysis|business needs|needs|business analysis"
    "|business context|context|current situation|current situation and pain points|pain points"
    "|understanding your business|scope and objectives|background and needs|what you need"
    "|what the business needs|the business|current state|needs assessment|must-haves|business drivers",
    "solution": "推荐系统 系统推荐 推荐的系统 推荐产品 推荐系统清单 系统清单 选型推荐 软件选型建议 技术方案 "
    "建设内容 it系统推荐 选型建议 产品选型 系统规划 建设方案 选型方案 系统选型 "
    "推荐方案 系统方案 解决方案 方案推荐 推荐的系统方案 总体方案 方案设计 系统推荐方案|"
    "recommended solution|recommended systems|recommended system|proposed solution|solution|system recommendation"
    "|proposed architecture|technology stack|system selection|product recommendations|target landscape"
    "|solution and comparison",
    "types": "系统类型与架构 系统构成 系统组成 系统架构 总体架构 技术架构 组件清单|"
    "system types and architecture|architecture|system architecture|components|solution architecture",
    "fit": "适用性 适配性分析 方案比较 方案对比 方案评估 选型评估 选型对比 备选方案比较 评分 选型比较|"
    "suitability|suitability assessment|fit analysis|options compared|comparison of options|option comparison|"
    "options considered|options weighed|options analysis|evaluation|vendor comparison|alternatives considered"
    "|alternatives",
    "features": "关键功能 核心功能 主要功能 功能特性 核心特性|key capabilities|features|core features|capabilities",
    "plan": "建设计划 推进安排 项目进度 分期建设 建设周期 里程碑计划 推进计划 落地路径 落地计划 时间安排 "
    "分阶段部署 建设步骤 实施步骤 进度安排 实施路径规划 推广计划 "
    "实施计划 实施方案 实施路线 实施路线图 实施路径 实施与迁移 项目计划 上线计划|"
    "implementation|implementation plan|implementation roadmap|roadmap|project plan|implementation recommendation|"
    "delivery plan|implementation approach"
    "|rollout|rollout plan|roll-out|project timeline|timeline|timeline and phases|deployment plan|deployment"
    "|migration strategy|phased approach|delivery|delivery roadmap|how we get there|schedule|timetable|milestones"
    "|road map|transition plan|go-live plan",
    "costs": "经费测算 经费预算 经费概算 经费估算 资金测算 投入与回报 预算与roi 经济性分析 价格测算 投资预算 "
    "资金安排 预算 投入产出分析 投资估算与效益 费用与效益 "
    "成本效益 成本与效益 成本与收益 成本收益分析 投资估算 费用与收益 费用估算 投资与回报 投资回报分析 "
    "成本分析 预算与成本 费用|costs and benefits|cost benefit analysis|cost-benefit|costs|cost analysis|budget|"
    "cost and benefit analysis|cost and benefits|business case|financial analysis|investment and return"
    "|financials|financial case|investment|investment and roi|pricing|money|roi|total cost of ownership"
    "|what it costs|economics|financial summary|commercials|value for money",
    "risks": "注意事项 风险管控 潜在问题及对策 风险与注意事项 潜在风险 "
    "风险 风险分析 风险与应对 风险管理 风险评估 风险与对策 主要风险 风险及应对|"
    "risk|risk analysis|risk management|risks and mitigations|risks and mitigation|risk assessment|key risks|"
    "risk register"
    "|what can go wrong|what could go wrong|watch-outs|threats|risks and caveats|risk mitigation|caveats",
    "next": "后续安排 近期工作 下步计划 下一阶段工作 待决事项 后续工作安排 行动清单 工作计划 近期工作安排 "
    "落地建议 后续行动 近期行动 待办事项 后续工作 "
    "下一步 后续步骤 下一步行动 下一步计划 后续行动 行动计划 后续建议|"
    "next step|action plan|actions|next actions|what happens next|recommended next steps|immediate next steps"
    "|recommended actions|action items|immediate actions|call to action|the way forward|way forward|to do next"
    "|to do|roadmap to decision|what we need from you|timeline and next steps|immediate next actions|follow-up "
    "actions|path forward|to-do"
    "|next 90 days|next 60 days|next 30 days|first 30 days|first 90 days|decision timeline",
    "annex": "机器可读摘要 附录 附录：机器可读摘要 附件：机器可读摘要|machine-readable summary|annex|appendix",
}
_HINTS: dict[Role, str] = {
    "decision": "决策|执行摘要|executive summary",
    "annex": "机器可读|machine-readable|附录|appendix",
    "next": "下一步|next steps?|后续(?:行动|工作)|行动(?:清单|计划|项)|immediate actions|action (?:items|plan)"
    "|call to action",
    "risks": "风险|risks?",
    "costs": "成本|费用|投资|costs?|budget|business case|tco",
    "plan": "实施|路线图|implementation|roadmap",
    "needs": "需求|requirements?",
    "fit": "适用性|对比|比选|suitability|comparison",
    "solution": "推荐.*方案|recommended .*(?:system|solution)s?",
}
"""What a main heading holds that is no exact relative; the first that fits."""

_NUMBER = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,3}[章节部分]{1,2}|(?:part|section|chapter|step) \d{1,2}"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}(?=[、.．:：])|\d{1,2}(?:[.．]\d{1,2}){0,3}"
    r"|[ivx]{1,4}(?=[.、)])|[a-z](?=[.、)]))[、.．:：)）]?(?=\W|\s|[\u4e00-\u9fff])",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[（(【\[]([^（()）【】\[\]]{1,60})[)）】\]]")
LONGEST = 80
"""Characters; a longer line is no heading we know."""


def role_of(heading: str, main: bool = False) -> Role | None:
    """What a section of this heading is for; a main heading may also say so in other words."""
    for words in _bare(heading):
        if words in _KNOWN:
            return _KNOWN[words]
    if not main:
        return None
    text = bare(heading)
    return next((role for role, hint in _COMPILED.items() if hint.search(text)), None)


def role_of_title(heading: str) -> Role | None:
    """That of a heading above all others: a title names its subject, not what the section is for, unless just "
    "so."""
    role = _KNOWN.get(bare(heading))
    return role if role != "solution" else None


def bare(heading: str) -> str:
    """Without number, decoration and case."""
    return next(_bare(heading), "")


def _bare(heading: str) -> Iterator[str]:
    """The heading without number, decoration and case; then without what stands in brackets; then that alone."""
    text = unicodedata.normalize("NFKC", heading[: 2 * LONGEST]).casefold()
    if len(text) > LONGEST:
        return
    yield _undecorated(text)
    asides = _ASIDE.findall(text)
    if asides:
        yield _undecorated(_ASIDE.sub(" ", text))
        yield from map(_undecorated, asides)
    for mark in ("/", "|", "·", " - ", " – ", " — ", ":", "与", "及", " and ", " & "):
        if mark in text:
            yield from map(_undecorated, text.split(mark))


def _undecorated(text: str) -> str:
    text = _outside(text)
    for _ in range(2):
        found = _NUMBER.match(text)
        text = _outside(text[found.end() :]) if found else text
    return " ".join(text.replace("&", "and").split())


def _outside(text: str) -> str:
    """Without what is neither letter nor digit around it: emoji, stars, colons, brackets."""
    start, end = 0, len(text)
    while start < end and not (text[start].isalnum() or text[start] in "(（"):
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def _known() -> Iterator[tuple[str, Role]]:
    for headings in HEADINGS.values():
        yield from zip(map(_undecorated, (heading.casefold() for heading in headings)), ROLES, strict=True)
    for role, names in _RELATIVES.items():
        chinese, *english = names.split("|")
        yield from ((_undecorated(name), role) for name in (*chinese.split(), *english))


_KNOWN: dict[str, Role] = {unicodedata.normalize("NFKC", name): role for name, role in _known()}
_COMPILED = {role: re.compile(hint) for role, hint in _HINTS.items()}
