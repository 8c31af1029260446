"""The industries a case or a brief belongs to, the words that tell, and what such organisations usually need."""

import re
from typing import NamedTuple

from it_advisor.errors import Words


class Industry(NamedTuple):
    """One industry: its key, its name, the words it is recognised by, and typical requirements for completion."""

    key: str
    name: Words
    told_by: tuple[str, ...]
    needs_zh: tuple[str, ...]
    needs_en: tuple[str, ...]


INDUSTRIES: tuple[Industry, ...] = (
    Industry(
        "manufacturing",
        Words("制造业", "Manufacturing"),
        ("制造", "工厂", "车间", "装配", "零部件", "机加工", "生产线", "manufactur", "factory", "plant", "machining"),
        ("ERP 与 MES 集成", "批次与序列号质量追溯", "设备联网采集（OPC UA、MQTT）", "对接现有 PLM 与 WMS"),
        (
            "ERP and MES integration",
            "batch and serial traceability",
            "machine data via OPC UA or MQTT",
            "PLM interface",
        ),
    ),
    Industry(
        "retail",
        Words("零售", "Retail"),
        ("零售", "门店", "商城", "电商", "超市", "会员", "retail", "e-commerce", "ecommerce", "store chain", "shops"),
        ("全渠道订单与库存一体（OMS）", "会员与促销引擎", "对接 POS 与电商平台", "大促高峰弹性伸缩"),
        ("omnichannel orders and stock (OMS)", "loyalty and promotion engine", "POS and marketplace interfaces"),
    ),
    Industry(
        "insurance",
        Words("保险", "Insurance"),
        ("保险", "理赔", "保单", "经纪公司", "insurance", "insurer", "claims", "underwriting"),
        ("理赔流程编排（BPMN）", "KYC 与反洗钱核验", "电子签章与存证", "双活容灾 RPO≤5 分钟", "等保三级"),
        ("claims workflow (BPMN)", "KYC and AML checks", "electronic signature with evidence", "RPO of 5 minutes"),
    ),
    Industry(
        "banking",
        Words("银行与金融", "Banking and finance"),
        ("银行", "信贷", "支付", "证券", "基金公司", "金融", "bank", "lending", "payments", "fintech", "credit union"),
        ("核心系统周边改造", "反洗钱与反欺诈", "两地三中心容灾", "等保三级与国密", "全量审计留痕"),
        ("core banking add-ons", "AML and fraud detection", "disaster recovery in two regions", "full audit trail"),
    ),
    Industry(
        "healthcare",
        Words("医疗", "Healthcare"),
        ("医院", "诊所", "医疗", "病历", "患者", "hospital", "clinic", "patient", "healthcare", "medical practice"),
        ("电子病历（HL7/FHIR 接口）", "患者隐私保护", "对接检验与影像系统", "7×24 小时可用"),
        ("electronic records with HL7/FHIR", "patient privacy", "laboratory and imaging interfaces", "24×7 operation"),
    ),
    Industry(
        "pharma",
        Words("医药", "Pharma"),
        ("医药", "药品", "药企", "制药", "冷链", "pharma", "drug", "GSP", "GMP", "medicines"),
        ("GSP 合规与药品追溯", "冷链温湿度监控", "WMS 批号效期管理", "计算机化系统验证"),
        ("good distribution practice and traceability", "cold-chain monitoring", "batch and expiry in the WMS"),
    ),
    Industry(
        "education",
        Words("教育", "Education"),
        ("学校", "教育", "学生", "大学", "培训", "K12", "K-12", "school", "university", "students", "pupils"),
        ("教务与学籍管理", "统一身份认证与家校沟通", "未成年人个人信息保护", "对接现有缴费系统"),
        ("student information system", "single sign-on for staff and pupils", "protection of minors' data"),
    ),
    Industry(
        "hospitality",
        Words("酒店与餐饮", "Hospitality"),
        ("酒店", "民宿", "餐饮", "连锁餐厅", "客房", "hotel", "restaurant", "hospitality", "resort"),
        ("PMS 与中央预订（CRS）", "会员与渠道直连", "对接门锁、POS 与公安登记", "旺季不停机"),
        ("property management and central reservation", "channel manager", "door lock and POS interfaces"),
    ),
    Industry(
        "property",
        Words("物业与房地产", "Property"),
        ("物业", "房地产", "租赁", "园区", "业主", "property management", "real estate", "tenants", "landlord"),
        ("收费与账务", "报修工单移动端", "租约与合同管理", "对接银行与门禁"),
        ("rent and service charge accounting", "mobile work orders", "lease management", "bank interfaces"),
    ),
    Industry(
        "logistics",
        Words("物流", "Logistics"),
        ("物流", "运输", "仓储", "货运", "快递", "logistics", "freight", "warehouse", "3PL", "carrier", "shipping"),
        ("TMS 与 WMS 一体", "客户 EDI/API 对接", "车辆定位与在途可视", "电子回单与计费"),
        ("TMS and WMS", "customer EDI and API", "vehicle tracking", "electronic proof of delivery and billing"),
    ),
    Industry(
        "construction",
        Words("建筑工程", "Construction"),
        ("建筑", "施工", "工程总承包", "工地", "construction", "contractor", "building sites", "civil engineering"),
        ("项目成本与合同管理", "分包与材料结算", "移动端现场记录", "BIM 协同"),
        ("project cost control", "subcontract and material settlement", "mobile site diary", "BIM collaboration"),
    ),
    Industry(
        "energy",
        Words("能源与公用事业", "Energy and utilities"),
        (
            "能源",
            "电力",
            "燃气",
            "水务",
            "光伏",
            "energy",
            "utility",
            "utilities",
            "power grid",
            "solar",
            "water supply",
        ),
        ("设备资产管理（EAM）", "工控与办公网隔离", "计量与计费", "应急调度"),
        ("asset management (EAM)", "separation of control and office networks", "metering and billing"),
    ),
    Industry(
        "software",
        Words("软件与互联网", "Software and internet"),
        ("软件", "互联网", "SaaS", "创业", "研发团队", "software", "startup", "start-up", "app developer"),
        ("订阅计费与财务", "CRM 与客服工单", "单点登录与 SOC 2", "研发与运维工具链"),
        ("subscription billing and accounting", "CRM and support desk", "single sign-on and SOC 2", "DevOps toolchain"),
    ),
    Industry(
        "public",
        Words("政府与公共部门", "Public sector"),
        ("政府", "机关", "事业单位", "政务", "municipal", "government", "public sector", "city council", "agency"),
        ("信创适配", "等保三级与密评", "一网通办对接", "电子档案"),
        ("open standards and accessibility", "records management", "citizen portal", "sovereign hosting"),
    ),
    Industry(
        "nonprofit",
        Words("公益组织", "Non-profit"),
        ("公益", "慈善", "基金会", "志愿者", "charity", "non-profit", "nonprofit", "NGO", "donors", "volunteers"),
        ("捐赠人与项目管理", "财务与资助核算", "志愿者排班", "低成本云办公"),
        ("donor and grant management", "fund accounting", "volunteer rota", "low-cost cloud office"),
    ),
    Industry(
        "professional-services",
        Words("专业服务", "Professional services"),
        ("咨询", "律师", "会计师事务所", "设计院", "consulting", "law firm", "accounting firm", "agency", "architects"),
        ("项目工时与计费", "文档与知识管理", "客户数据隔离", "移动办公"),
        ("time and billing", "document management", "client data separation", "remote work"),
    ),
    Industry(
        "agriculture",
        Words("农业与食品", "Agriculture and food"),
        ("农业", "养殖", "种植", "食品", "乳业", "农场", "farm", "food", "dairy", "agricultur", "beverage"),
        ("批次追溯与召回", "保质期与配方管理", "冷链仓储", "田间与车间移动录入"),
        ("batch traceability and recall", "shelf life and recipes", "cold storage", "mobile data entry"),
    ),
    Industry(
        "media",
        Words("传媒与文娱", "Media"),
        ("传媒", "出版", "影视", "广告公司", "媒体", "media", "publishing", "film", "advertising", "broadcast"),
        ("内容资产管理（DAM）", "版权与合同", "广告排期与结算", "大文件协作"),
        ("digital asset management", "rights and contracts", "advertising schedule and billing"),
    ),
)

BY_KEY = {industry.key: industry for industry in INDUSTRIES}


_TOLD = tuple(
    re.compile(
        "|".join(rf"\b{re.escape(word)}" if word.isascii() else word for word in industry.told_by), re.IGNORECASE
    )
    for industry in INDUSTRIES
)


def industry_of(text: str) -> Industry | None:
    """The industry whose words occur most often in the text; None where none does or two tie."""
    counts = [len(told.findall(text)) for told in _TOLD]
    best = max(counts)
    return INDUSTRIES[counts.index(best)] if best and counts.count(best) == 1 else None
