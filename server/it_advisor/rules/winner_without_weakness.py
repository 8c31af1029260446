"""A winner of whom nothing is said against.

得胜方案没有写它在哪里不如别人。

Why: a comparison in which one option is best at everything was not a comparison.

为何：样样都好的方案，多半没有真正比过。

Bad:
    ## 推荐系统方案
    ### 适用性分析
    | 准则 | 权重 | 甲 | 乙 |
    |---|---:|---:|---:|
    | 功能 | 60 | 5 | 3 |
    | 费用 | 40 | 4 | 3 |

    甲得分最高，推荐甲。
Bad:
    ## Recommended System Solution
    ### Suitability Analysis
    | Criterion | Weight | Alpha | Beta |
    |---|---:|---:|---:|
    | Fit | 60 | 5 | 3 |
    | Price | 40 | 2 | 4 |

    Alpha has the higher score and is recommended.
Good:
    ## Recommended System Solution
    ### Suitability Analysis
    | Criterion | Weight | Alpha | Beta |
    |---|---:|---:|---:|
    | Fit | 60 | 5 | 3 |
    | Price | 40 | 2 | 4 |

    Alpha loses on price; fit decides.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "NE503"
SEVERITY: Severity = "warning"

_AGAINST = Phrases(
    r"劣势|不足|弱于|弱项|输在|输给|不如|落后|缺点|失分|扣分|短板|较贵|更贵|贵[在于出]|低于|不及|败在|"
    r"略差|略?逊于|逊色|较差|吃亏|让出|少得|"
    r"(?<![a-z])los(?:es?|t|ing) |weak(?:er|est|ness)?|worse|behind|drawback|disadvantage|trade-?off|costs? more|"
    r"falls? short|scores? lower|lower score|dearer|more expensive|second on|beaten|gives up|poorer"
)


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids_of("scores"):
        if len(grid.titles) < 4 or report.says(_AGAINST, "fit", "types", "solution", "decision"):
            continue
        yield Fault(
            grid.line,
            Words("没有写得胜方案在哪一项不如别人", "it is not said where the winner is worse than another"),
            Words(
                "写一句：它输在哪一项、为何仍选它、什么情况下应改选",
                "say in a sentence where it loses, why it is chosen all the same, and when to choose another",
            ),
        )
        return
