"""The industries a case or a brief belongs to, and what such organisations usually need."""

from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.subject import subject_of
from it_advisor.terms import terms


class Industry(NamedTuple):
    """One industry: its key, its name, and typical requirements for completion."""

    key: str
    name: Words
    needs_zh: tuple[str, ...]
    needs_en: tuple[str, ...]


INDUSTRIES: tuple[Industry, ...] = (
    Industry(
        "manufacturing",
        Words("制造业", "Manufacturing"),
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
        ("全渠道订单与库存一体（OMS）", "会员与促销引擎", "对接 POS 与电商平台", "大促高峰弹性伸缩"),
        ("omnichannel orders and stock (OMS)", "loyalty and promotion engine", "POS and marketplace interfaces"),
    ),
    Industry(
        "insurance",
        Words("保险", "Insurance"),
        ("理赔流程编排（BPMN）", "KYC 与反洗钱核验", "电子签章与存证", "双活容灾 RPO≤5 分钟", "等保三级"),
        ("claims workflow (BPMN)", "KYC and AML checks", "electronic signature with evidence", "RPO of 5 minutes"),
    ),
    Industry(
        "banking",
        Words("银行与金融", "Banking and finance"),
        ("核心系统周边改造", "反洗钱与反欺诈", "两地三中心容灾", "等保三级与国密", "全量审计留痕"),
        ("core banking add-ons", "AML and fraud detection", "disaster recovery in two regions", "full audit trail"),
    ),
    Industry(
        "healthcare",
        Words("医疗", "Healthcare"),
        ("电子病历（HL7/FHIR 接口）", "患者隐私保护", "对接检验与影像系统", "7×24 小时可用"),
        ("electronic records with HL7/FHIR", "patient privacy", "laboratory and imaging interfaces", "24×7 operation"),
    ),
    Industry(
        "pharma",
        Words("医药", "Pharma"),
        ("GSP 合规与药品追溯", "冷链温湿度监控", "WMS 批号效期管理", "计算机化系统验证"),
        ("good distribution practice and traceability", "cold-chain monitoring", "batch and expiry in the WMS"),
    ),
    Industry(
        "education",
        Words("教育", "Education"),
        ("教务与学籍管理", "统一身份认证与家校沟通", "未成年人个人信息保护", "对接现有缴费系统"),
        ("student information system", "single sign-on for staff and pupils", "protection of minors' data"),
    ),
    Industry(
        "hospitality",
        Words("酒店与餐饮", "Hospitality"),
        ("PMS 与中央预订（CRS）", "会员与渠道直连", "对接门锁、POS 与公安登记", "旺季不停机"),
        ("property management and central reservation", "channel manager", "door lock and POS interfaces"),
    ),
    Industry(
        "property",
        Words("物业与房地产", "Property"),
        ("收费与账务", "报修工单移动端", "租约与合同管理", "对接银行与门禁"),
        ("rent and service charge accounting", "mobile work orders", "lease management", "bank interfaces"),
    ),
    Industry(
        "logistics",
        Words("物流", "Logistics"),
        ("TMS 与 WMS 一体", "客户 EDI/API 对接", "车辆定位与在途可视", "电子回单与计费"),
        ("TMS and WMS", "customer EDI and API", "vehicle tracking", "electronic proof of delivery and billing"),
    ),
    Industry(
        "construction",
        Words("建筑工程", "Construction"),
        ("项目成本与合同管理", "分包与材料结算", "移动端现场记录", "BIM 协同"),
        ("project cost control", "subcontract and material settlement", "mobile site diary", "BIM collaboration"),
    ),
    Industry(
        "energy",
        Words("能源与公用事业", "Energy and utilities"),
        ("设备资产管理（EAM）", "工控与办公网隔离", "计量与计费", "应急调度"),
        ("asset management (EAM)", "separation of control and office networks", "metering and billing"),
    ),
    Industry(
        "software",
        Words("软件与互联网", "Software and internet"),
        ("订阅计费与财务", "CRM 与客服工单", "单点登录与 SOC 2", "研发与运维工具链"),
        ("subscription billing and accounting", "CRM and support desk", "single sign-on and SOC 2", "DevOps toolchain"),
    ),
    Industry(
        "public",
        Words("政府与公共部门", "Public sector"),
        ("信创适配", "等保三级与密评", "一网通办对接", "电子档案"),
        ("open standards and accessibility", "records management", "citizen portal", "sovereign hosting"),
    ),
    Industry(
        "nonprofit",
        Words("公益组织", "Non-profit"),
        ("捐赠人与项目管理", "财务与资助核算", "志愿者排班", "低成本云办公"),
        ("donor and grant management", "fund accounting", "volunteer rota", "low-cost cloud office"),
    ),
    Industry(
        "professional-services",
        Words("专业服务", "Professional services"),
        ("项目工时与计费", "文档与知识管理", "客户数据隔离", "移动办公"),
        ("time and billing", "document management", "client data separation", "remote work"),
    ),
    Industry(
        "agriculture",
        Words("农业与食品", "Agriculture and food"),
        ("批次追溯与召回", "保质期与配方管理", "冷链仓储", "田间与车间移动录入"),
        ("batch traceability and recall", "shelf life and recipes", "cold storage", "mobile data entry"),
    ),
    Industry(
        "media",
        Words("传媒与文娱", "Media"),
        ("内容资产管理（DAM）", "版权与合同", "广告排期与结算", "大文件协作"),
        ("digital asset management", "rights and contracts", "advertising schedule and billing"),
    ),
)

BY_KEY = {industry.key: industry for industry in INDUSTRIES}


def industry_of(text: str) -> Industry | None:
    """The industry the text speaks of most often, the first where several tie; None where it speaks of none."""
    shares = subject_of(terms(text)).industries
    return BY_KEY[max(shares, key=shares.__getitem__)] if shares else None
