"""Availability is asked for, and no recovery objectives or backups are stated.

要求可用性，却没有恢复目标和备份。

Why: “highly available” cannot be tested; “back within four hours, at most 15 minutes lost” can.

为何：“高可用”没法验收，“4 小时恢复、最多丢 15 分钟数据”才能。

Bad:
    ## 业务需求分析
    系统须 7×24 小时高可用。
    ## 推荐系统方案
    选云 ERP，架构先进。
Bad:
    ## Requirements
    The shop must be up at all times, 99.9 % availability.
    ## Solution
    A hosted shop.
Good:
    ## 业务需求分析
    系统须高可用：RPO≤15 分钟、RTO≤4 小时，每日备份，每季恢复演练。
Good:
    ## Requirements
    The shop must be up at all times: restored within 4 hours (RTO), at most 15 minutes of data lost.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "SC804"
SEVERITY: Severity = "error"

_ASKED = re.compile(
    r"高可用|可用性(?!测试)|不停机|零停机|停机|7 ?[×x*] ?24|双活|容灾|灾备|业务连续|99\.\d|断网"
    r"|high(?:ly)? availab|availability (?!of)|uptime|up-time|zero downtime|24 ?[×x/] ?7|business continuity"
    r"|disaster recovery|works? offline",
)
_OF_ANOTHER = re.compile(
    r"(?:stock|staff|room|product|parts?|item|appointment|bed|seat|machine|equipment|driver|vehicle|material)(?:'s)? $"
    r"|(?:设备|机器|机台|产线|生产线|车辆|库存|人员|房间|床位|商品|备件|工厂)(?:的)?(?:非?计划内?|意外)?$"
)
"""What else may be available or stand still, before the word."""
_UNWANTED = re.compile(
    r"(?:不|无须|无需|没有|未|不必)(?:要求|需要|需|追求|提出|做)?(?:系统|平台)?(?:的|实现|达到)?$"
    r"|(?:no|not|without|nor|neither)(?: [a-z]{1,12}){0,3} (?:of )?$"
)
_COUNTED = re.compile(
    r"(?:的)?(?:时间|时长|次数|原因|损失|率|事件){0,2}(?:统计|分析|记录|上报|采集|报表|台账)"
    r"|(?:小时)?(?:的)?(?:热线|客服|电话|技术支持|支持|值守|服务|响应)"
    r"|(?: (?:phone|telephone|vendor|user|on-call))? ?(?:hotline|support|help ?desk|service desk|phone|desk)"
    r"|(?:check|calendar|search|quer(?:y|ies)|look-?up)"
)
"""What is done with the times of others, behind the word."""
_NEAR = 24
_TIME = re.compile(
    r"rto|恢复时间|小时(?:内)?恢复|分钟(?:内)?恢复|恢复[^。；]{0,8}(?:小时|分钟)|切换[^。；]{0,10}(?:分钟|秒)"
    r"|recovery time|(?:restored?|back|recover(?:ed|y)?)[^.;]{0,25}(?:hours?|minutes?)",
)
_POINT = re.compile(
    r"rpo|恢复点|零丢|不丢|丢失[^。；]{0,12}(?:分钟|小时|数据)|备份|recovery point|back-?ups?|backed up"
    r"|lost|data loss|replicat|snapshot",
)


def check(report: Report) -> Iterator[Fault]:
    asked = next((hit for hit in report.find(_ASKED) if _is_asked(hit.passage.text, hit.start, hit.end)), None)
    brief = report.brief.brief.technical_requirements or "" if report.brief else ""
    if asked is None and not any(_is_asked(brief, *found.span()) for found in _ASKED.finditer(brief.lower())):
        return
    missing = [words for pattern, words in _MISSING if not report.says(pattern)]
    if missing:
        zh, en = "、".join(words.zh for words in missing), " nor ".join(words.en for words in missing)
        yield Fault(
            asked.passage.line if asked else report.line_of("needs"),
            Words(f"要求可用性，却没有{zh}", f"availability is asked for; there is no {en}"),
            Words(
                "写明 RTO、RPO（各一个数）、备份频率和恢复演练",
                "state RTO and RPO as figures, how often backups are made, and the restore test",
            ),
            None if len(missing) == len(_MISSING) else "warning",
        )


def _is_asked(text: str, start: int, end: int) -> bool:
    """Whether the words are of the system, and wanted."""
    before, after = text[max(0, start - _NEAR) : start].lower(), text[end : end + _NEAR].lower()
    return not (_OF_ANOTHER.search(before) or _UNWANTED.search(before) or _COUNTED.match(after))


_MISSING = (
    (_TIME, Words("恢复时间目标", "recovery time objective")),
    (_POINT, Words("恢复点目标或备份", "recovery point objective or backup")),
)
