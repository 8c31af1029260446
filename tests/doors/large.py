"""Requests whose answers take long to make and are long themselves."""

LONGEST = {
    "business_nature": "药品批发企业，两座仓库；" * 333,
    "company_size": "860 人，60 家门店；" * 600,
    "budget_range": "三年合计 1200 万元；" * 600,
    "technical_requirements": "全渠道库存；批号追溯；" * 700,
}
COMPARED = {
    "as_of": "2026-11-23",
    "options": [f"option {at}" for at in range(60)],
    "criteria": [{"name": f"criterion {at}", "weight": 1 + at} for at in range(50)],
    "scores": [
        {"option": f"option {one}", "criterion": f"criterion {other}", "score": (one * other) % 10, "rationale": "seen"}
        for one in range(60)
        for other in range(50)
    ],
}
ESTIMATED = {
    "currency": "EUR",
    "horizon_years": 10,
    "costs": [
        {"option": f"option {at % 2}", "item": f"item {at}", "kind": "yearly", "category": "staff"}
        | {"low": 8, "likely": 9, "high": 12}
        for at in range(30)
    ],
    "benefits": [
        {"option": f"option {at % 2}", "item": f"gain {at}", "kind": "saving", "low": 8, "likely": 9, "high": 12}
        for at in range(30)
    ],
}
LARGE = {
    "recommend_it_systems": {**LONGEST, "cases": 3, "case_detail": "full"},
    "compare_options": COMPARED,
    "estimate_costs": ESTIMATED,
}
"""Requests whose answers take long to make, by operation."""
