"""A law or standard that is named and that nothing proves.

点了名却没有任何验证的法规或标准。

Why: naming a standard is not meeting it; assessments take weeks and cost money.

为何：写上名字不等于满足；测评要排期，也要花钱。

Bad:
    ## 业务需求分析
    系统须满足等保三级。
    ## 推荐系统方案
    选云 ERP，满足等保三级。
Bad:
    ## Requirements
    Card payments must meet PCI DSS.
    ## Solution
    The shop is PCI DSS compliant.
Good:
    ## 业务需求分析
    系统须满足等保三级，上线前由测评机构测评通过，费用见 L12。
Good:
    ## Requirements
    Card payments meet PCI DSS: the payment provider's hosted page takes the card number; its attestation is attached.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.regimes import REGIMES

CODE = "SC802"
SEVERITY: Severity = "warning"

ASSESSED = ("等保", "PCI DSS", "HIPAA", "ISO 27001", "SOC 2")
"""Those that somebody outside assesses or attests."""
_PROOF = re.compile(
    r"测评|评估|认证|证书|审计|渗透|备案|托管页|令牌|密评|验证|合规证明|声明"
    r"|assess|attest|audit|certif|accredit|penetration|hosted (?:payment )?page|token|scope|business associate"
)


def check(report: Report) -> Iterator[Fault]:
    """The proof stands beside the name, in some sentence or cell of the report."""
    for name in ASSESSED:
        named = list(dict.fromkeys(hit.passage for hit in report.find(REGIMES[name])))
        if named and not any(_PROOF.search(passage.text.lower()) for passage in named):
            yield Fault(
                named[0].line,
                Words(f"只写了 {name}，没写由谁、何时验证", f"{name} is named; nothing says who proves it, and when"),
                Words("写明测评或证明、时间、费用行", "name the assessment or attestation, its date and its cost line"),
                about=name,
            )
