"""Personal data without a word on how they are protected.

涉及个人信息，却没写如何保护。

Why: the first question of a data protection officer, and the one that stops a project.

为何：合规负责人第一个问的就是它，答不上来项目就停。

Bad:
    ## 推荐系统方案
    会员平台汇总手机号与消费记录，用于营销。
Bad:
    ## Solution
    The service keeps patient records and staff health data.
Good:
    ## 推荐系统方案
    会员平台汇总手机号与消费记录；按岗位授权，敏感字段加密，删除请求 15 个工作日内完结。
Good:
    ## Solution
    The service keeps client records; access by role down to the note, each opening logged.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.passages import Passage
from it_advisor.report.phrases import Phrases, Sought
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "SC803"
SEVERITY: Severity = "error"

_PERSONAL = Phrases(
    r"个人信息|个人数据|身份证|手机号|人脸|生物特征|病历|患者(?:信息|数据|档案)|健康(?:数据|档案)|学生(?:信息"
    r"|档案|数据)"
    r"|会员(?:信息|数据|档案|平台)|客户(?:信息|资料|隐私|数据)|员工(?:信息|档案|数据)|住客信息|旅客信息"
    r"|personal (?:data|information)|personally identifiable|\bpii\b|patient (?:record|data)"
    r"|health (?:record|data|note)"
    r"|(?:customer|client|member|student|pupil|tenant|donor|employee|staff|guest) (?:record|data|file|profile)s?\b"
    r"|card ?holder|passport number|social security",
)
_PROTECTED = Phrases(
    r"加密|脱敏|最小(?:化|必要|权限)|权限|角色授权|授权访问|访问控制|按岗位|按角色|留痕|审计|删除请求"
    r"|知情同意|告知|匿名|假名|去标识|隐私(?:政策|影响)|个人信息保护|个保法|数据分级|分级分类|等保"
    r"|encrypt|mask(?:ed|ing)|pseudonym|anonymi[sz]|minimi[sz]"
    r"|access (?:by|control|right|review|list|table|log)|by role|role[- ]based|roles? |permission|least privilege"
    r"|consent|gdpr|pipl|hipaa|data protection|data processing|dpia"
    r"|only (?:the )?[a-z ]{0,24}(?:may|can|sees?|reads?|opens?)(?![a-z])|limited to|deleted after|is logged|are logged"
    r"|processing (?:contract|agreement)|retention|delet(?:e|ion) request|two-step|multi-factor|\bmfa\b|audit",
)

_SENSITIVE = Phrases("身份证|人脸|生物特征|病历|家庭信息|passport number|social security|health (?:record|data)")
_KEPT_SAFE = Phrases(
    "加密|脱敏|匿名|去标识|知情同意|取得同意|征得|保存期|删除|销毁|影响评估|encrypt|mask|pseudonym|anonymi|consent|retention|delet|dpia|hipaa|minimi"
)
_NONE = re.compile(r"不(?:采集|保存|处理|涉及)|无个人|\bno personal|no (?:customer|patient|employee) (?:data|records)")


def check(report: Report) -> Iterator[Fault]:
    """A warning where what identifies a person is named and nothing but access or a level of protection is."""
    named = next(_named(report, _PERSONAL), None)
    if named is not None and not report.says(_PROTECTED):
        yield _fault(*named, None)
    elif (told := next(_named(report, _SENSITIVE), None)) is not None and not report.says(_KEPT_SAFE):
        yield _fault(*told, "warning")


def _named(report: Report, sought: Sought) -> Iterator[tuple[Passage, str]]:
    found = ((hit.passage, hit.words) for hit in report.find(sought))
    return ((passage, words) for passage, words in found if not _NONE.search(passage.text.lower()))


def _fault(passage: Passage, words: str, severity: Severity | None) -> Fault:
    said = short(words)
    return Fault(
        passage.line,
        Words(f"提到“{said}”，全文没有写保护措施", f"“{said}” is named; nothing says how such data are protected"),
        Words(
            "写明谁能看什么、加密或脱敏、保存多久、如何删除，并写进验收",
            "say who may read what, encryption or masking, retention and deletion, and how that is proved",
        ),
        severity,
    )
