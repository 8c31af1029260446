"""A suppression comment without a reason, of a rule that is not there, or that cannot be read.

没有写原因、忽略了不存在的规则或读不懂的忽略注释。

Why: whoever reads the report later must see why a finding was waved through.

为何：以后看报告的人要知道当初为何放过。

Bad:
    <!-- it-advisor: ignore NU301 -->
    占比合计 97.5%。
Bad:
    <!-- it-advisor: ignore-file ZZ999 an old rule -->
Bad:
    <!-- it-advisor ignore nu301: the source gives ranges only -->
Good:
    <!-- it-advisor: ignore NU301 the source gives ranges only -->
    Shares sum to 97.5 %.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.suppression import suppressions

CODE = "HY006"
SEVERITY: Severity = "warning"


_UNREAD = (
    Words("这条注释读不懂，因此不起作用", "the comment cannot be read, so it does nothing"),
    Words(
        "写成 <!-- it-advisor: ignore NU301 原因 -->，全文用 ignore-file",
        "write <!-- it-advisor: ignore NU301 the reason -->, or ignore-file for the whole report",
    ),
)
_NO_REASON = (
    Words("忽略没有写原因，因此不起作用", "the suppression gives no reason, so it does nothing"),
    Words("在代码后写原因，例如“来源只给区间”", "write why after the code, e.g. “the source gives ranges only”"),
)


def check(report: Report) -> Iterator[Fault]:
    from it_advisor.rules import RULES  # this module is one of them

    known = {rule.CODE for rule in RULES}
    for one in suppressions(report):
        if not one.codes:
            yield Fault(one.line, *_UNREAD)
        elif not one.reason:
            yield Fault(one.line, *_NO_REASON)
        for code in sorted(one.codes - known):
            yield Fault(
                one.line,
                Words(f"没有规则 {code}", f"there is no rule {code}"),
                Words("改正代码；it-advisor rules 列出全部", "mend the code; it-advisor rules lists them all"),
            )
