"""A claim without limits: zero downtime, guaranteed, never.

绝对化的承诺：零停机、万无一失、永不。

Why: no system keeps it, and the contract will not either.

为何：没有系统做得到，合同也不会写。

Bad:
    ## 推荐系统方案
    升级采用滚动发布，实现零停机，数据绝对安全。
Bad:
    ## Recommended System Solution
    The vendor guarantees 100% availability and eliminates all risks.
Good:
    ## 推荐系统方案
    做不到零停机：每季度一次、每次 30 分钟以内的维护窗口。
Good:
    ## Recommended System Solution
    Zero downtime cannot be promised; 99.5% a month, measured by the vendor's monitor, is in the contract.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "EV405"
SEVERITY: Severity = "warning"

_ABSOLUTE = Phrases(
    r"零数据丢失|绝不会|绝不(?:出现|丢)|永远不会|不会(?:有|出现)任何|保证(?:按期|如期|准时)|(?:全程)?无感(?:切换|迁移)|"
    r"no data (?:will|can) (?:ever )?be lost|without any (?:risk|downtime|data loss)|(?:fully|totally"
    r"|absolutely) secure|"
    r"always available|ensures? full compliance|will (?:never|definitely) |"
    r"零停机|零风险|零故障|零缺陷|零丢失|零中断|永不(?:停机|丢失|宕机|中断)|万无一失|绝对(?:安全|可靠|不会|稳定)|"
    r"完全(?:避免|消除|杜绝)|彻底(?:解决|消除|杜绝)|(?:保证|确保|实现|达到) ?100 ?%|100 ?%(?:的)?(?:安全|可用|"
    r"可靠|准确|成功|无误)|"
    r"zero[- ](?:downtime|risk|defects?|data loss)|guarante(?:e|es|ed|eing) (?:100|full|complete|success|that)|"
    r"100 ?% (?:availab|secure|safe|reliab|accura|uptime|success|on-time)|risk[- ]free|never (?:fails?|"
    r"goes down|loses?)|"
    r"eliminates? (?:all|every|any) |completely (?:secure|safe|eliminates?)|bullet-?proof|fail-?safe"
)
_LIMITED = re.compile(
    r"做不到|(?<!绝)不(?:能|可能|承诺|保证|是|等于|要求)|无法|难以|并非|现实约束|所谓|原要求|放宽|偏离|改为|近似|接近|"
    r"目标|窗口|“零|\"zero|“zero|"
    r"cannot|can not|(?<![a-z])not |nobody|no vendor|no system|relaxed|instead of|as near|deviation|"
    r"brief (?:asks|wants)|asked for"
)


def check(report: Report) -> Iterator[Fault]:
    """What is denied, relaxed or repeated from the brief is no claim; an acceptance measure of zero errors neither."""
    measured = {cell.line for grid in report.grids_of("requirements") for cell in grid.all_cells()}
    wanted = str(report.brief.brief.technical_requirements or "").lower() if report.brief else ""
    for passage, said, *_ in report.find(_ABSOLUTE):
        asked = said.lower() in wanted and passage.role == "needs"
        if passage.line not in measured and not asked and not _LIMITED.search(passage.text.lower()):
            yield Fault(
                passage.line,
                Words(f"“{short(said)}”没有系统做得到", f"no system keeps “{short(said)}”"),
                Words(
                    "写成可测的数和例外，例如“每月可用率 99.5%，每季度一次 30 分钟维护”",
                    "write a measurable figure and its exceptions, e.g. “99.5% a month, one window a quarter”",
                ),
            )
