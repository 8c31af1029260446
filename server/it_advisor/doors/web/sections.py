"""What is called how on the pages that write: the parts of a dossier, states, verdicts, fields."""

from it_advisor.errors import Language, Words
from it_advisor.report import HEADINGS
from it_advisor.report.headings import ROLES as PARTS_OF_A_REPORT

DATA = {
    "about": Words("题目、货币、年数", "Title, currency, years"),
    "brief": Words("四个参数", "The four arguments"),
    "decision": Words("建议与申请", "Recommendation and approval"),
    "requirements": Words("需求清单", "Requirements"),
    "components": Words("系统组件", "Components"),
    "options": Words("方案", "Options"),
    "gates": Words("门槛", "Must-haves"),
    "criteria": Words("准则与权重", "Criteria and weights"),
    "scorers": Words("评分人", "Who scores"),
    "scores": Words("评分", "Scores"),
    "cost_lines": Words("费用行", "Cost lines"),
    "benefit_lines": Words("收益行", "Benefit lines"),
    "phases": Words("阶段", "Phases"),
    "risks": Words("风险登记", "Risks"),
    "evidence": Words("依据台账", "Evidence"),
    "steps": Words("行动项", "Actions"),
    "owners": Words("责任分工", "Who answers for what"),
}
VIEWS = {
    "": Words("概览", "Overview"),
    "report": Words("报告", "Report"),
    "comments": Words("意见", "Comments"),
    "scores": Words("评分", "Scores"),
    "history": Words("历史", "History"),
    "check": Words("检查", "Check"),
}
ROLES = {
    "cio": Words("信息化负责人", "CIO"),
    "it": Words("信息部门", "IT"),
    "procurement": Words("采购", "Procurement"),
    "finance": Words("财务", "Finance"),
    "business": Words("业务部门", "Business"),
}
LICENCES = {
    "CC-BY-4.0": Words("CC BY 4.0：署名即可使用", "CC BY 4.0: anybody may use it, naming you"),
    "CC0-1.0": Words("CC0：任何人可用", "CC0: anybody may use it"),
    "internal": Words("内部：只在本服务器上", "internal: on this server only"),
}
STATES = {
    "pending": Words("待审", "waiting"),
    "returned": Words("退回修改", "returned"),
    "rejected": Words("未采纳", "rejected"),
    "accepted": Words("已接受", "accepted"),
    "published": Words("已公开", "published"),
    "featured": Words("推荐", "featured"),
    "withdrawn": Words("已撤回", "withdrawn"),
}
"""Of a contributed case."""
VERDICTS = {
    "accept": Words("接受", "Accept"),
    "return": Words("退回修改", "Return for changes"),
    "reject": Words("拒绝", "Reject"),
    "publish": Words("公开", "Publish"),
    "feature": Words("推荐", "Feature"),
    "withdraw": Words("撤回", "Withdraw"),
}
DEEDS = {
    **VERDICTS,
    "contributed": Words("提交", "Contributed"),
    "outcome": Words("上线后的结果", "What became of it"),
}
ROWS = {
    "name": Words("名称", "Name"),
    "need": Words("需求", "Need"),
    "given": Words("明示", "given"),
    "implied": Words("隐含", "implied"),
    "assumed": Words("假设", "assumed"),
    "priority": Words("优先级", "Priority"),
    "must": Words("必须", "must"),
    "should": Words("应该", "should"),
    "could": Words("可以", "could"),
    "components": Words("组件编号", "Components"),
    "acceptance": Words("验收指标", "Accepted when"),
    "phase": Words("阶段编号", "Phase"),
    "lines": Words("费用行编号", "Cost lines"),
    "deviation": Words("偏离及理由", "Deviation and why"),
    "owner": Words("责任人", "Owner"),
    "layer": Words("层", "Layer"),
    "application": Words("应用", "application"),
    "data": Words("数据", "data"),
    "network": Words("网络", "network"),
    "security": Words("安全", "security"),
    "service": Words("服务", "service"),
    "choice": Words("选择", "Choice"),
    "alternatives": Words("比较过的替代", "Alternatives"),
    "verdict": Words("结论", "Verdict"),
    "recommended": Words("推荐", "recommended"),
    "alternative": Words("备选", "alternative"),
    "rejected": Words("不采用", "rejected"),
    "do-nothing": Words("不做", "do nothing"),
    "gates": Words("门槛", "Must-haves"),
    "products": Words("产品", "Products"),
    "covers": Words("满足的需求", "Requirements met"),
    "weakness": Words("弱点", "Weakness"),
    "quantity": Words("数量", "Quantity"),
    "unit": Words("单位", "Unit"),
    "unit_price": Words("单价", "Unit price"),
    "from_year": Words("第几年起", "From year"),
    "to_year": Words("至第几年", "To year"),
    "basis": Words("依据", "Basis"),
    "error_pct": Words("误差 ±%", "Error ±%"),
    "yearly": Words("每年", "Yearly"),
    "start_month": Words("第几月开始", "Starts in month"),
    "months": Words("月数", "Months"),
    "exit": Words("退出（条件）", "Exit"),
    "payment_pct": Words("付款 %", "Payment %"),
    "risk": Words("风险", "Risk"),
    "trigger": Words("触发信号", "Trigger"),
    "mitigation": Words("应对", "Mitigation"),
    "likelihood": Words("可能性 1–5", "Likelihood 1–5"),
    "impact": Words("影响 1–5", "Impact 1–5"),
    "claim": Words("陈述", "Statement"),
    "brief": Words("任务书", "brief"),
    "source": Words("来源", "source"),
    "assumption": Words("假设", "assumption"),
    "date": Words("日期", "Date"),
    "confirm_by": Words("谁来确认", "Who confirms"),
    "by": Words("时间", "By when"),
    "action": Words("事项", "Action"),
    "section": Words("部分", "Section"),
    "role": Words("角色", "Role"),
    "person": Words("姓名", "Person"),
    "amount": Words("申请金额", "Amount asked for"),
    "ceiling": Words("上限", "Ceiling"),
    "approval": Words("申请谁批准什么", "Approval asked for"),
    "changes_if": Words("什么会改变建议", "What would change it"),
    "title": Words("题目", "Title"),
    "business_nature": Words("业务性质", "Business nature"),
    "company_size": Words("企业规模", "Company size"),
    "budget_range": Words("预算范围", "Budget range"),
    "technical_requirements": Words("技术需求", "Technical requirements"),
}
"""The fields of a dossier's rows, and the choices in them, where the calculators do not name them so."""
PROSE = frozenset(
    {"need", "acceptance", "deviation", "choice", "weakness", "risk", "trigger", "mitigation", "claim", "action"}
    | {"approval", "changes_if", "business_nature", "technical_requirements", "basis", "rationale", "evidence"}
)
"""These have room for several lines."""
FIELDS = {
    "author": Words("您的姓名", "Your name"),
    "role": Words("您的角色", "Your role"),
    "note": Words("修改原因", "Why"),
    "content": Words("内容", "Text"),
    "section": Words("部分", "Section"),
    "base_revision": Words("您看的版本", "The revision you looked at"),
    "title": Words("题目", "Title"),
    "currency": Words("货币", "Currency"),
    "horizon_years": Words("测算年数", "Years"),
    "report": Words("报告", "Report"),
    "business_nature": Words("业务性质", "Business nature"),
    "company_size": Words("企业规模", "Company size"),
    "budget_range": Words("预算范围", "Budget range"),
    "technical_requirements": Words("技术需求", "Technical requirements"),
    "id": Words("编号", "ID"),
    "dossier": Words("档案", "Dossier"),
    "licence": Words("许可", "Licence"),
    "consent": Words("同意公开", "Consent"),
    "consent_by": Words("谁同意的", "Who agreed"),
    "industry": Words("行业", "Industry"),
    "tags": Words("标签", "Tags"),
    "summary": Words("可以学到什么", "What to learn from it"),
    "hidden_names": Words("不得出现的名称", "Names that must not appear"),
    "verdict": Words("裁定", "Verdict"),
    "version": Words("版本", "Version"),
    "comments": Words("意见", "Comments"),
}


def names(language: Language) -> dict[str, str]:
    """Every section by its name on the page; a narrative is called by its heading in the report."""
    headings = dict(zip(PARTS_OF_A_REPORT, HEADINGS[language], strict=True))
    texts = {f"text.{part}": heading.lstrip("# ") for part, heading in headings.items() if part != "annex"}
    return {**{key: one.said(language) for key, one in DATA.items()}, **texts}
