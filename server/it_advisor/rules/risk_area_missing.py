"""An area where selections fail that no risk speaks of: interfaces, data, people, the vendor's end.

有一类常见风险没有写：集成、数据、使用、供应商退出。

Why: these four sink more projects than the software does.

为何：项目多半败在这四处，而不是败在软件上。

Bad:
    ## 风险提示
    | 编号 | 风险 | 触发信号 | 应对 | 责任人 |
    |---|---|---|---|---|
    | K1 | 预算超支 | 变更超过 5% | 冻结范围 | 财务经理 |
    | K2 | 工期延误 | 晚两周 | 先做一半 | 项目经理 |
Good:
    ## Risks
    | ID | Risk | Trigger | Mitigation | Owner |
    |---|---|---|---|---|
    | K1 | Workers keep paper | Fewer than 8 of 10 entered | One lead each site | Service manager |
    | K2 | The old records do not load | More than 50 rejects | Type open cases in | Office manager |
    | K3 | The bank interface is late | No file in June | Upload by hand | Treasurer |
    | K4 | The vendor is sold | Notice | Full export each quarter | Treasurer |
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "RK704"
SEVERITY: Severity = "warning"

_AREAS = {
    Words("集成", "interfaces"): re.compile(
        r"集成|接口|对接|联调|兼容|互通|网关|平台变更|integrat|interface|api(?![a-z])|compatib|connector|feed|"
        r"sync|import file"
    ),
    Words("数据", "data"): re.compile(
        r"数据|迁移|主数据|台账|口径|编码|隐私|个人信息|泄露|病历|data|migrat|record|master|privacy|note|personal"
    ),
    Words("使用和人", "people and use"): re.compile(
        r"使用|习惯|抵触|培训|人员|员工|店员|工人|组织|变革|录入|纪律|适应|流失|手工|纸|adopt|training|staff|"
        r"users?(?![a-z])|worker|habit|resist|"
        r"people|team|paper|leave|turnover|skill"
    ),
    Words("供应商退出与锁定", "the vendor's end and lock-in"): re.compile(
        r"供应商|厂商|锁定|退出|倒闭|停服|涨价|续费|依赖|替换|实施商|vendor|supplier|lock-?in|exit|"
        r"price (?:rise|increase)|"
        r"insolven|renewal|provider|acquired|sold|leaves the market|dependen"
    ),
}
FEW = 3
"""Areas missing from which on a board would ask."""


def check(report: Report) -> Iterator[Fault]:
    """Small organisations list few risks: one area missing is worth a word, several a warning."""
    if "risks" not in report.roles or not (text := report.text("risks").lower().strip()):
        return
    missing = [area for area, words in _AREAS.items() if not words.search(text)]
    if missing:
        zh, en = "、".join(area.zh for area in missing), ", ".join(area.en for area in missing)
        yield Fault(
            report.line_of("risks"),
            Words(f"没有一项风险谈到：{zh}", f"no risk speaks of {en}"),
            Words("各补一项，或写一句为何在这里不是风险", "add one for each, or say in a sentence why it is none here"),
            None if len(missing) >= FEW else "info",
            about=en,
        )
