"""Products are named side by side, and nothing says how they compare.

并列了几个产品，却没有权重和评分。

Why: “choose one of two by proof of concept” leaves the choice to whoever shouts loudest.

为何：“2 选 1、按 POC 择优”等于没有选，谁嗓门大听谁的。

Bad:
    ## 推荐系统方案
    ### 适用性分析
    ERP 可选金蝶或用友，MES 可选和利时、中控或鼎捷，均按 POC 择优。
Bad:
    ## Recommended System Solution
    ### Suitability Analysis
    Commerce: commercetools, SAP or Adobe. Each has large references.
Good:
    ## Recommended System Solution
    ### Suitability Analysis
    | Criterion | Weight | Alpha | Beta |
    |---|---:|---:|---:|
    | Fit | 60 | 5 | 3 |
    | Price | 40 | 2 | 4 |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "NE505"
SEVERITY: Severity = "warning"


def check(report: Report) -> Iterator[Fault]:
    scored = report.summary is not None and any(option.score is not None for option in report.summary.options)
    if "fit" in report.roles and not scored and not any(report.grids_of("scores")):
        yield Fault(
            report.line_of("fit"),
            Words("没有带权重的评分表", "there is no table of weighted scores"),
            Words(
                "列出门槛、准则、权重（合计 100）和各方案得分，写明哪一项起决定作用",
                "give gates, criteria, weights that sum to 100 and each option's score, and which criterion decides",
            ),
        )
