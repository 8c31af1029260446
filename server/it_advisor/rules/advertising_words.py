"""Words of advertising where facts belong.

宣传用语代替了事实。

Why: they are the vendor's words, and they say nothing a board can check.

为何：那是厂商的话，无从核对。

Bad:
    ## 推荐系统方案
    该产品是业界领先的一流平台，全面赋能业务。
Bad:
    ## Recommended System Solution
    A best-in-class, cutting-edge platform with seamless integration.
Good:
    ## 推荐系统方案
    该产品支持批次追溯，演示中 4 分钟列出召回清单。
Good:
    ## Recommended System Solution
    The brochure calls it “best-in-class”; in the demonstration it lost two notes of ten.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "NE502"
SEVERITY: Severity = "warning"

_ADVERTISING = Phrases(
    r"(?:国内|全国|中国)第一品牌|最佳(?:选择|方案|平台)|独一无二|"
    r"the best (?:solution|product|platform|system) (?:on|in) the market|(?:our|a|its) unique |"
    r"(?:业界|行业|全球|国内|市场)(?:领先|领导|第一|首选|标杆)|遥遥领先|世界级|国际一流|一流的?(?:平台|产品|"
    r"厂商|方案|服务)|顶级|完美|革命性|颠覆性|"
    r"(?:全面|深度)?赋能|一站式|无缝(?:集成|衔接|对接)|强大的(?:功能|平台|生态)|卓越|极致(?!软件|科技|网络|信息)|开箱即用|"
    r"world[- ]class|best[- ](?:in|of)[- ](?:class|breed)|cutting[- ]edge|state[- ]of[- ]the[- ]art|"
    r"market[- ]leading|"
    r"industry[- ]leading|leading[- ]edge|revolutionary|game[- ]chang|unparalleled|unmatched|next[- ]generation|"
    r"seamless(?:ly)?|effortless|turbocharg|supercharg|empower|powerful (?:platform|suite|features?)|one[- ]stop"
)
_QUOTED = re.compile(r"[“\"「『'][^“”\"「」』']{0,80}$")
_REACH = 81
"""Characters before the words in which a quotation that holds them begins."""


def check(report: Report) -> Iterator[Fault]:
    """What stands in quotation marks is somebody else's."""
    for hit in report.find(_ADVERTISING):
        if not _QUOTED.search(hit.before(_REACH)):
            said = hit.words
            yield Fault(
                hit.passage.line,
                Words(f"宣传用语“{short(said)}”", f"advertising: “{short(said)}”"),
                Words(
                    "删去，或换成可核对的事实：数字、演示结果、客户走访",
                    "cut it, or put a fact: a figure, what a demo or a reference showed",
                ),
            )
