"""Made-up cases that none of the labelled questions is about: other industries, and other kinds in the same ones."""

from collections.abc import Iterator
from datetime import date
from random import Random

from it_advisor.cases import Case
from it_advisor.errors import Language

ORGANISATIONS = """
manufacturing | 精细化工企业，涂料与树脂，批次生产 | speciality chemicals maker, coatings and resins in batches
manufacturing | 纺织印染企业，订单小而急 | textile mill dyeing small urgent orders
manufacturing | 实木家具厂，按单定制 | furniture manufacturer, made to order
manufacturing | 半导体封装测试企业 | semiconductor packaging and test house
retail | 独立书店连锁，兼营文创与咖啡 | bookshop chain that also sells coffee
retail | 社区生鲜超市 | neighbourhood grocery stores
retail | 建材家居卖场 | home improvement stores for tradespeople
insurance | 区域性人寿保险公司 | regional life insurer
insurance | 农业保险互助社 | mutual insurer for crop damage
banking | 农村商业银行，县域网点为主 | savings bank with rural branches
banking | 消费金融公司 | consumer lender
banking | 证券公司营业部体系 | securities firm for private investors
healthcare | 三级综合医院 | general hospital with 900 beds
healthcare | 口腔诊所连锁 | chain of dental practices
healthcare | 养老护理集团 | nursing home group
pharma | 生物制药研发企业，疫苗临床阶段 | biotech developing vaccines, clinical stage
pharma | 原料药生产企业 | maker of active pharmaceutical ingredients
education | 应用型本科高校 | university of applied sciences
education | 职业技能培训机构 | vocational training provider for welders and electricians
education | 普惠幼儿园连锁 | kindergarten operator
hospitality | 火锅连锁餐饮 | restaurant chain with central kitchen
hospitality | 咖啡连锁，加盟为主 | coffee chain run by franchisees
hospitality | 营地与露营地运营商 | operator of campsites
property | 购物中心运营商 | shopping centre landlord
property | 联合办公与产业园区运营商 | co-working and business park operator
logistics | 城市冷冻食品配送企业 | frozen food haulier
logistics | 国际货运代理 | freight forwarder, sea and air
logistics | 电商快递区域加盟网 | parcel network of franchised depots
construction | 市政道路施工总承包 | civil engineering contractor, roads and bridges
construction | 幕墙与机电安装公司 | facade and electrical installer
energy | 城市自来水公司 | municipal water utility
energy | 光伏电站运维企业 | solar farm operator
energy | 城市燃气公司 | gas supplier to households
software | 独立游戏工作室 | game studio
software | 行业软件系统集成商 | systems integrator for public clients
public | 区级政务服务中心 | town council with a citizens' office
public | 市级图书馆 | city library network
public | 县公安局 | county fire service
nonprofit | 流浪动物救助站 | animal shelter and adoption charity
nonprofit | 家族慈善基金会，资助科研 | grant-making foundation for science
professional-services | 律师事务所 | law firm with litigation practice
professional-services | 会计师事务所 | audit and tax firm
professional-services | 建筑设计院 | architects and engineering consultancy
agriculture | 规模化生猪养殖企业 | pig farm group
agriculture | 乳品加工企业 | dairy processing milk from 300 farms
agriculture | 温室蔬菜种植合作社 | greenhouse growers' cooperative
media | 地方电视台 | regional broadcaster
media | 少儿图书出版社 | publisher of children's books
media | 数字广告代理公司 | advertising agency
"""
NEIGHBOURS = """
manufacturing | 精密零部件机加工企业，三个工厂 | precision machining company with three plants
retail | 全渠道连锁零售企业，线上与门店并行 | omnichannel retailer with shops and an online store
insurance | 保险经纪公司，服务中小企业 | insurance broker for small firms
hospitality | 区域酒店集团，十家酒店 | regional hotel group with ten hotels
education | 民办中小学集团，五个校区 | group of private schools with five campuses
pharma | 药品批发企业，两个仓库 | pharmaceutical wholesaler with two warehouses
property | 住宅物业公司 | residential property management firm
software | 三十人的 SaaS 公司 | B2B SaaS company of thirty people
nonprofit | 社区公益机构，食物银行 | community charity with a food bank
"""
"""Organisations as in the shipped cases, which chose something quite different."""
ELSEWHERE = """
人力资源与考勤薪酬 | HR, payroll and attendance
分支组网 SD-WAN 与无线更新 | SD-WAN and Wi-Fi refresh
办公协同与视频会议 | office suite and video conferencing
视频监控更新 | video surveillance renewal
招聘管理 | recruiting software
打印机与会议室设备更新 | new printers and meeting room equipment
防火墙与终端防病毒 | firewall and antivirus
车队用车管理 | company car fleet
食堂订餐 | canteen orders
电话系统更换 | new telephone system
"""
NEEDS = """
ERP 替换，财务与采购一体 | replace the ERP, one system for finance and procurement
批次追溯与召回 | batch traceability and recall
与现有 PLM、WMS 对接 | interfaces to the present PLM and WMS
设备数据采集与看板 | machine data collection and dashboards
计划排产 | production scheduling
仓库扫码作业，效期管理 | barcode warehouse with expiry dates
冷链温度监控 | cold-chain temperature monitoring
会员与小程序 | loyalty and mobile app
线上商城与库存同步 | online shop with synchronised stock
客户关系管理，商机跟进 | CRM and sales pipeline
客服工单与知识库 | support desk and knowledge base
统一身份与单点登录 | single sign-on for all staff
等保三级 | security certification required by customers
个人信息保护 | GDPR and personal data protection
异地容灾，RPO≤15 分钟 | disaster recovery with an RPO of 15 minutes
混合云部署 | hybrid cloud
本地部署，数据不出园区 | on-premises, data stays in the building
电子签章 | electronic signatures
电子发票与银企直连 | e-invoices and bank connection
移动端现场记录 | mobile forms in the field
项目成本与工时 | project cost and timesheets
人力资源与考勤 | HR, payroll and attendance
数据仓库与管理报表 | data warehouse and management reports
审计留痕 | full audit trail
备件与设备维护 | maintenance and spare parts
客户门户自助查询 | customer self-service portal
合同与档案管理 | contract and document management
预约与排班 | appointments and shift rostering
抄表与计费 | metering and billing
供应商协同 | supplier collaboration
断网可继续作业 | works when the network is down
国产数据库适配 | open-source database preferred
"""
REGIONS = "华东 | northern,华南 | southern,西部 | western,东北 | eastern,中部 | central"
CHOSEN = (
    "选{a}，因为{n}是闸门；备选{b}输在接口与报价。三年总成本约 {t} 万元，数据迁移与培训占三成。"
    "陷阱：旺季不能切换，主数据要先清理。",
    "Chosen: {a}, because {n} is the gate; {b} lost on interfaces and price. Three-year cost about EUR {t}k, "
    "a third of it migration and training. Traps: no switch in the busy season, and clean master data first.",
)
ROUTES = (
    ("行业套件", "通用平台", "分步替换", "托管服务"),
    ("an industry suite", "a general platform", "stepwise replacement", "a hosted service"),
)
REPORT = (
    "## 决策摘要\n\n建议按三期建设，先核心后周边。\n\n## 业务需求分析\n\n{needs}。现状是各部门各用各的表格。\n\n"
    "## 推荐系统方案\n\n接口走开放 API，权限按角色，备份每日一次并演练恢复。\n\n"
    "## 风险评估\n\n用户接受度、数据质量、供应商交付。",
    "## Decision Summary\n\nBuild in three phases, the core first.\n\n## Business Requirements Analysis\n\n{needs}. "
    "Today every department keeps its own spreadsheet.\n\n## Recommended Systems\n\nOpen interfaces, access by role, "
    "a daily backup with restore tests.\n\n## Risks\n\nUser acceptance, data quality, supplier delivery.",
)


def distractors(count: int, seed: int) -> Iterator[Case]:
    """The same cases for the same seed, half in Chinese, half in English."""
    chance = Random(seed)
    others, neighbours = _rows(ORGANISATIONS), _rows(NEIGHBOURS)
    needs, elsewhere = _rows(NEEDS), _rows(ELSEWHERE)
    regions = [tuple(map(str.strip, pair.split("|"))) for pair in REGIONS.split(",")]
    for number in range(count):
        place = number % 2
        organisation = chance.choice([*others, *neighbours])
        pool = elsewhere if organisation in neighbours else needs
        industry, *told = organisation
        wanted = [need[place] for need in chance.sample(pool, chance.randint(4, 7))]
        yield _case(number, place, industry, told[place], chance.choice(regions)[place], wanted, chance)


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(map(str.strip, line.split("|"))) for line in table.strip().splitlines()]


def _case(number: int, place: int, industry: str, told: str, region: str, needs: list[str], chance: Random) -> Case:
    language: Language = ("zh", "en")[place]
    people, cost = chance.choice((8, 45, 120, 300, 800, 2500, 9000)), chance.randint(5, 300) * 10
    first, second = chance.sample(ROUTES[place], 2)
    summary = CHOSEN[place].format(a=first, b=second, n=needs[0], t=cost)
    joined = ("；", "; ")[place].join(needs)
    return Case(
        id=f"made-up-{number}",
        title=(f"{region}{told.split('，')[0]}：{needs[0]}", f"{region.capitalize()} {told.split(',')[0]}: {needs[0]}")[
            place
        ],
        language=language,
        origin="illustrative",
        source="Made up by benchmarks/distractors.py",
        date=date(2026, 1, 1),
        industry=industry,
        tags=tuple(needs[:3]),
        business_nature=(f"{region}{told}，{people // 40 + 1} 个场所", f"{region} {told}, {people // 40 + 1} sites")[
            place
        ],
        company_size=(f"{people} 人", f"{people} people")[place],
        budget_range=(f"三年合计不超过 {cost} 万元", f"at most EUR {cost}k over three years")[place],
        technical_requirements=joined,
        summary=summary,
        body=REPORT[place].format(needs=joined),
    )
