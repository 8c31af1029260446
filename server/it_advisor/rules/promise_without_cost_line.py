"""A promise in the text that no cost line pays for.

正文承诺了，却没有一行费用承担。

Why: it will be bought later, outside the frame, or not at all.

为何：以后要么在框架外另买，要么没人做。

Bad:
    ## 实施建议
    上线前做渗透测试，并为全体员工培训两天。
    ## 成本效益分析
    | 编号 | 项目 | 数量 | 单价（元） | 金额（元） |
    |---|---|---:|---:|---:|
    | L1 | 软件订阅 | 1 | 100,000 | 100,000 |
    | L2 | 实施 | 1 | 80,000 | 80,000 |
    | L3 | 员工培训 | 1 | 20,000 | 20,000 |
Bad:
    ## Implementation Plan
    Data migration is rehearsed three times.
    ## Costs
    | ID | Item | Quantity | Unit price | Amount |
    |---|---|---:|---:|---:|
    | L1 | Subscription | 1 | 100,000 | 100,000 |
    | L2 | Set-up | 1 | 80,000 | 80,000 |
    | L3 | Training | 1 | 20,000 | 20,000 |
Good:
    ## Implementation Plan
    Data migration is rehearsed three times; training takes a day. No penetration test is made.
    ## Costs
    | ID | Item | Quantity | Unit price | Amount |
    |---|---|---:|---:|---:|
    | L1 | Subscription | 1 | 100,000 | 100,000 |
    | L2 | Set-up, migration included | 1 | 80,000 | 80,000 |
    | L3 | Training | 1 | 20,000 | 20,000 |
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.passages import Passage
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.wording import told
from it_advisor.text import short

CODE = "CO905"
SEVERITY: Severity = "warning"

_PROMISES: tuple[tuple[re.Pattern[str], re.Pattern[str], Words], ...] = tuple(
    (re.compile(promise), re.compile(paid), words)
    for promise, paid, words in (
        (
            "渗透测试|penetration test|pen ?test",
            r"渗透|penetration|pen ?test|安全|测评|security|\biso\b|audit|compliance",
            Words("渗透测试", "penetration test"),
        ),
        ("等保.{0,8}测评|密评", "等保|测评|密评|合规|安全", Words("等保测评", "assessment of the protection level")),
        (
            "数据迁移|历史数据.{0,6}迁|试迁|迁移.{0,6}(?:次|演练)|data migration|migrat(?:e|es|ed"
            "|ing) (?:the )?(?:data|records|open)"
            "|records are moved|rehears.{0,20}migration",
            "迁|档案|历史|数据|migrat|moving|move|conversion|records|data",
            Words("数据迁移", "data migration"),
        ),
        (
            r"培训.{0,12}(?:天|次|小时|期|人|考核|学科|班次|岗位)|(?:为|对|给).{0,12}培训|train(?:ed"
            r"|ing).{0,24}(?:days?|hours?|sessions?)",
            "培训|训|train|enablement|change",
            Words("培训", "training"),
        ),
        (
            "7 ?[x×*] ?24.{0,12}(?:支持|服务|值守|响应|运维)|24 ?[/x×] ?7 (?:support|hotline|help ?desk|service)"
            "|驻场|on-?site support",
            "运维|支持|服务|support|service|operation|help|维保|maintenance|年包|驻场",
            Words("运维支持", "support"),
        ),
        (
            r"hotline|on-site engineer|call cent(?:re|er)|呼叫中心",
            "hotline|support|on-site|desk|operat|call cent|呼叫|驻场|运维|维保",
            Words("热线或驻场", "the hotline or people on site"),
        ),
        (
            "(?:异地|同城)(?:灾备|容灾|双活)|灾备中心|second data cent|disaster recovery site|standby site",
            "灾|双活|备|机房|云|基础设施|infrastructure|recovery|standby|hosting|cloud|server|热备",
            Words("灾备", "disaster recovery"),
        ),
        (
            "(?:新增|招聘|招).{0,4}\\d ?[名人]|hire (?:a|an|one|two|three|\\d)",
            "人力|人员|岗位|招|staff|post|manager|hire|salary|人工|administrator|engineer|people|team|自有",
            Words("新增人员", "the new post"),
        ),
    )
)
_NOT = re.compile(
    "不做|不含|无需|不需|不招|不新|不假设|不再|免费|随订阅|已包含|若|如果|假如|no |not |without|free of charge"
    "|included|if |instead|already"
)
_WITHIN = re.compile("含在|包含|已含|计入|included in|contained in|part of l|inside l|within l")
_LEAST = 3
"""Priced lines a table must have for a missing one to mean something."""


def check(report: Report) -> Iterator[Fault]:
    lines = _lines(report)
    if len(lines) < _LEAST:
        return
    paid = "\n".join((*lines, *_within(report))).lower()
    for promise, pays, words in _PROMISES:
        if not pays.search(paid) and (found := _first(report, promise)) is not None:
            yield Fault(
                found.line,
                Words(
                    f"承诺了{words.zh}，没有费用行：“{short(found.text)}”",
                    f"no cost line for {words.en}: “{short(found.text)}”",
                ),
                Words("补一行费用，或写明已含在哪一行", "add a cost line, or say which line contains it"),
            )


def _first(report: Report, promise: re.Pattern[str]) -> Passage | None:
    found = report.find(promise, "plan", "solution", "types", "features", "decision")
    return next((hit.passage for hit in found if not _NOT.search(hit.passage.text.lower())), None)


def _lines(report: Report) -> list[str]:
    """The priced lines."""
    rows = [" ".join(row) for grid in report.grids_of("costs", "years") for row in grid.rows]
    if report.summary is not None:
        rows += [f"{line.item} {line.category} {line.basis}" for line in report.summary.cost_lines]
    return rows


def _within(report: Report) -> Iterator[str]:
    """What sentences say is paid for within a line."""
    return (hit.passage.text for hit in told(report, _WITHIN, "costs"))
