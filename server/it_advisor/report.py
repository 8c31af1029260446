"""A recommendation report: the fixed headings it is written and read by."""

from it_advisor.errors import Language

HEADINGS: dict[Language, tuple[str, ...]] = {
    "zh": (
        "## 决策摘要",
        "## 业务需求分析",
        "## 推荐系统方案",
        "### 系统类型",
        "### 适用性分析",
        "### 关键特性",
        "## 实施建议",
        "## 成本效益分析",
        "## 风险提示",
        "## 下一步建议",
        "## 附：机器可读摘要",
    ),
    "en": (
        "## Decision Summary",
        "## Business Requirements Analysis",
        "## Recommended System Solution",
        "### System Types",
        "### Suitability Analysis",
        "### Key Features",
        "## Implementation Recommendations",
        "## Cost-Benefit Analysis",
        "## Risks",
        "## Next Steps",
        "## Annex: Machine-Readable Summary",
    ),
}
"""In this order. They are the contract between the template and whatever reads a report."""
