"""The table of what the service can do; every door is derived from it."""

from it_advisor.advisor import Advisor
from it_advisor.cases import CaseList, CaseReport, CaseRequest, CaseSearch
from it_advisor.errors import Words
from it_advisor.later import Later
from it_advisor.operation import Answer, Operation, language_in, without_nulls
from it_advisor.recommendation import FilledPrompt, Recommendation, RecommendationRequest
from it_advisor.rendering import RenderRequest

__all__ = ["OPERATIONS", "Answer", "Operation", "language_in", "without_nulls"]

OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation(
            "recommend_it_systems",
            "recommend",
            Words("推荐企业 IT 系统", "Recommend IT systems"),
            Words(
                "选业务系统（ERP、CRM、MES 等）先用：返回选型报告提示词与相似案例。",
                "Use first to choose business systems (ERP, CRM, MES …): the prompt for a selection report, "
                "with similar cases.",
            ),
            RecommendationRequest,
            Recommendation,
            Advisor.recommend_it_systems,
            "core",
            page="form",
        ),
        Operation(
            "search_cases",
            "cases search",
            Words("查找案例", "Search cases"),
            Words("查找相似组织的选型案例。", "Find what similar organisations selected."),
            CaseSearch,
            CaseList,
            Advisor.search_cases,
            "core",
            positional="words",
        ),
        Operation(
            "get_case",
            "cases show",
            Words("读案例", "Read a case"),
            Words("读一个案例全文。", "Read one case in full."),
            CaseRequest,
            CaseReport,
            Advisor.get_case,
            "core",
            positional="id",
        ),
        Operation(
            "check_report",
            "check",
            Words("检查报告", "Check report"),
            Words(
                "交稿前用：指出报告的问题与改法。",
                "Use before handing in a report: its faults and fixes.",
            ),
            Later("it_advisor.checkup", "CheckRequest"),
            Later("it_advisor.checkup", "Checkup"),
            Advisor.check_report,
            "core",
            readers={".md": lambda text: {"report": text}},
            checks=True,
        ),
        Operation(
            "estimate_costs",
            "costs",
            Words("测算成本效益", "Estimate costs"),
            Words(
                "写成本效益前用：由费用行和收益行算出 TCO、NPV、IRR、回收期、敏感性、是否超预算，附算式。",
                "Use before writing about money: TCO, NPV, IRR, payback, sensitivity and budget verdict "
                "from cost and benefit lines, with formulas.",
            ),
            Later("it_advisor.costs", "CostsRequest"),
            Later("it_advisor.costs", "CostEstimate"),
            Advisor.estimate_costs,
            "decide",
            readers={
                ".csv": Later("it_advisor.tables", "costs_of_rows"),
                ".md": Later("it_advisor.tables", "costs_of_report"),
            },
            calculates=True,
            page="costs",
        ),
        Operation(
            "compare_options",
            "compare",
            Words("比较方案", "Compare options"),
            Words(
                "给方案打分前用：先过门槛，再按权重和带依据的分数排名，指出多小的变化会改变第一名、缺哪些证据。",
                "Use before ranking options: must-haves, weights and scores with evidence give the ranking, what would "
                "flip it and which evidence is missing.",
            ),
            Later("it_advisor.comparison", "ComparisonRequest"),
            Later("it_advisor.comparison", "Comparison"),
            Advisor.compare_options,
            "decide",
            readers={".csv": Later("it_advisor.tables", "comparison_of_rows")},
            calculates=True,
            page="comparison",
        ),
        Operation(
            "export_report",
            "export",
            Words("导出文档", "Export documents"),
            Words(
                "报告写好后用：由报告 Markdown 生成可编辑的 Word、PDF、Excel 或网页，含图表与文档控制。",
                "Use when a report is finished: makes Word, PDF, Excel or a web page from its Markdown, with charts "
                "and document control.",
            ),
            Later("it_advisor.documents", "ExportRequest"),
            Later("it_advisor.documents", "Export"),
            Advisor.export_report,
            "documents",
            gives_files=True,
        ),
        Operation(
            "render_template",
            "templates render",
            Words("填写模板", "Fill a template"),
            Words(
                "填写其他提示词模板：从一段文字推荐、比较两份报价、以某角色审阅报告、由报告写招标书、指导委员会一页纸。",
                "Fill another prompt template: from one text, compare two offers, review a report in a role, "
                "an RFP from a report, a steering-committee page.",
            ),
            RenderRequest,
            FilledPrompt,
            Advisor.render_template,
            "templates",
            positional="name",
        ),
        Operation(
            "start_dossier",
            "dossier start",
            Words("建立决策档案", "Start a dossier"),
            Words(
                "多人共同做一个选型决策时用：由简述、写好的报告或另一份档案建立可修订、可签字的决策档案。",
                "Use when several people work on one decision: a dossier with revisions and sign-off, from a brief, "
                "a finished report, or another dossier.",
            ),
            Later("it_advisor.dossier", "Start"),
            Later("it_advisor.dossier", "Revised"),
            Advisor.start_dossier,
            "dossier",
            scope="editor",
            readers={".md": lambda text: {"report": text}},
            writes=True,
        ),
        Operation(
            "get_dossier",
            "dossier show",
            Words("读决策档案", "Read a dossier"),
            Words(
                "读决策档案的全部或一部分：任一版、报告、历史、两版差异、意见、评分；不填 id 则列出有哪些。",
                "Read a dossier or a section of it: any revision, as a report, its history, what changed, comments, "
                "scores. Without an id: which there are.",
            ),
            Later("it_advisor.dossier", "DossierRequest"),
            Later("it_advisor.dossier", "DossierReport"),
            Advisor.get_dossier,
            "dossier",
            positional="id",
        ),
        Operation(
            "list_dossiers",
            "dossier list",
            Words("查找决策档案", "Find dossiers"),
            Words("按文字和筛选条件查找决策档案。", "Find dossiers by words and filters."),
            Later("it_advisor.dossier", "DossierSearch"),
            Later("it_advisor.dossier", "DossierList"),
            Advisor.list_dossiers,
            "dossier",
            positional="words",
            is_spare=True,
        ),
        Operation(
            "revise_dossier",
            "dossier revise",
            Words("修订决策档案", "Revise a dossier"),
            Words(
                "改决策档案的一个部分，或恢复旧版、提意见、评分、签字；别人改过同一部分时会给出两份文字而不覆盖。",
                "Change one section of a dossier, or restore, comment, score or sign it; where somebody changed the "
                "same section since, both texts come back and nothing is overwritten.",
            ),
            Later("it_advisor.dossier", "Revision"),
            Later("it_advisor.dossier", "Revised"),
            Advisor.revise_dossier,
            "dossier",
            scope="editor",
            writes=True,
        ),
        Operation(
            "contribute_case",
            "cases contribute",
            Words("贡献案例", "Contribute a case"),
            Words(
                "把一份档案或案例文件交给案例库待审，或记录上线后的结果。",
                "Give a dossier or a case file to the case library, where a curator looks at it; or tell what became "
                "of a case after go-live.",
            ),
            Later("it_advisor.contribution", "Contribution"),
            Later("it_advisor.contribution", "Contributed"),
            Advisor.contribute_case,
            "library",
            scope="editor",
            readers={".md": lambda text: {"content": text}},
            writes=True,
        ),
        Operation(
            "review_case",
            "cases review",
            Words("审核案例", "Review a case"),
            Words(
                "案例管理员用：看待审案例，接受、退回、拒绝、公开、推荐或撤回。",
                "For curators: see what waits; accept, return, reject, publish, feature or withdraw it.",
            ),
            Later("it_advisor.contribution", "Review"),
            Later("it_advisor.contribution", "Reviewed"),
            Advisor.review_case,
            "library",
            scope="curator",
            positional="id",
            writes=True,
        ),
    )
}
