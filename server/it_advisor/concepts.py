"""What selections of business IT are about: one line a concept, its Chinese and its English words.

The first words of a line name the concept. A concept met in a text, in whichever language,
is the same concept: that is how a question finds a case told in the other language or in
other words, and how an answer can say what the two have in common.
"""

from functools import cache

from it_advisor.errors import Words
from it_advisor.terms import Lexicon, names, table

_TABLE = """
ERP、企业资源计划、金蝶、用友 | ERP, enterprise resource planning
财务核算、财务系统、总账、账务、记账、管账、记账软件、核算 | accounting, bookkeeping, general ledger, ledger,
  finance system, rent ledger, accounts department, financial accounting
财务一体化、业财一体、业财融合 | integrated finance, finance integration
多账簿、分账、分户 | separate ledgers, separate accounts, fund accounting, client accounting
合并报表、集团合并 | consolidation, consolidated statements, group reporting
预算管理、费用控制、报销 | budgeting, expense management, expense claims, travel expenses
应收、催收、收费、缴费、收款 | receivables, collections, fee collection, fees, dunning
电子发票、数电票、开票、结构化发票 | e-invoicing, e-invoice, electronic invoice, structured invoice
银企直连、银行接口 | bank interface, bank connection, EBICS, host-to-host
支付、支付网关、收单 | payments, payment gateway, card payments, online payment
订阅计费、用量计费、按量计费、计量计费、按用量、用量收费、计费、订阅收费、按调用收费 | usage billing,
  metered billing, subscription billing, metering, recurring billing, subscription invoicing, billing, pay by usage,
  bill customers by, bill by usage, pay as you go, usage fees
税务、报税 | tax filing, VAT return, tax reporting
采购管理、供应商管理、招采、采购 | procurement, purchasing, supplier management, SRM, vendor management, sourcing,
  tenders
外协、委外、委外加工、外发加工、外包工序、外协件、外协厂 | subcontracting, subcontracted, outside processing,
  toll manufacturing, outsourced operations, subcontractors, outsourced steps, job shops
供应链计划、需求预测、补货 | demand planning, supply chain planning, demand forecast, replenishment, forecasting
排产、高级排程、APS、生产计划 | production scheduling, APS, finite scheduling, production planning
MES、制造执行、车间执行、报工 | MES, manufacturing execution, shop floor execution, shop-floor
追溯、溯源、全程追溯、序列号、追溯码、一物一码、来源可查 | traceability, track and trace, genealogy, serial number,
  serialisation, serialization, lot tracking, traceable, serial numbers, chain of custody
批号效期、批号、有效期、效期、保质期、批次、近效期 | batch and expiry, batch, expiry, shelf life, lot control,
  best before, expiry date, use by, batches
召回 | recall, product recall
质量管理、QMS、检验、SPC、质量闭环、质检 | quality management, QMS, inspection, SPC, non-conformance,
  quality control, quality assurance
PLM、图纸、BOM、产品数据 | PLM, product lifecycle, bill of material, CAD data
工程变更、工艺变更、ECN、改版、设计变更、图纸版本、版本受控 | engineering change, change control, ECN, ECO,
  change order, drawing revisions, CAD revisions, revision control
设备采集、设备联网、设备数据、数采、物联网、机床联网 | machine data, machine connectivity, machine data collection,
  OPC UA, MQTT, IoT, shop floor data, connected machines, sensor data, machine monitoring
设备维护、设备资产、EAM、点检、预测性维护 | asset management, EAM, maintenance, CMMS, predictive maintenance
工控安全、工控隔离、工业防火墙 | OT security, control network, SCADA security, network segmentation
配方管理、批记录 | recipe management, formula management, batch record, electronic batch record
WMS、仓库管理、仓储管理、拣货、库位、仓库、扫码 | WMS, warehouse management, picking, bin locations, barcode,
  barcodes, warehouse software, warehouse
库存、库存统一、可售量、ATP、盘点、实时库存、存货 | stock, inventory, available to promise, ATP, stock visibility,
  real-time stock, stock levels, stock control
进销存 | stock program, inventory program, stock keeping
TMS、运输管理、配送调度、车辆定位、派车、车辆调度 | TMS, transport management, route planning, vehicle tracking,
  fleet management, telematics, dispatch, trucks, delivery routes
电子回单、签收 | proof of delivery, electronic proof of delivery, delivery receipt
冷链、冷藏、冷库、温度监控、温度记录、温湿度、疫苗冷藏 | cold chain, cold storage, cold room,
  temperature monitoring, temperature alarm, refrigerated, fridge, fridge temperatures, log temperature, chilled,
  freezer
药品经营质量、经营许可证 | good distribution practice, GDP compliance, GSP, wholesale licence, distribution practice
GMP、计算机化系统验证、CSV | GMP, computerised system validation, GxP, validation
OMS、订单管理、订单中心、订单履约、履约 | OMS, order management, order fulfilment, order fulfillment
全渠道、线上线下、门店发货、门店自提、自提、线上线下同价、一盘货、多渠道 | omnichannel, omni-channel,
  ship from store, click and collect, buy online, pick up in store, across channels, pick up in shop,
  web and stores, app and stores, endless aisle, multichannel
电商平台、网上商城、商城、抖音、天猫、京东、小程序、网店、线上销售 | e-commerce, ecommerce, online shop, web shop,
  webshop, marketplace, online store, online sales, online orders, web sales
无头商城、可组合、无头 | headless, headless commerce, composable, composable commerce
促销、促销引擎、优惠券、定价 | promotion, promotion engine, pricing engine, price engine, coupon
大促、高峰、弹性伸缩、秒杀 | peak sale, sales peak, peak load, elastic scaling, peak season
POS、收银 | POS, point of sale, till, checkout
会员、积分、忠诚度、常客、私域 | loyalty, loyalty programme, loyalty program, membership, points programme,
  guest loyalty, reward points
CDP、客户数据平台、用户画像、客户画像、顾客画像、画像 | CDP, customer data platform, customer profile, customer 360,
  single customer view
个性化推荐、推荐引擎、千人千面、精准推荐 | recommendation engine, product recommendation, personalisation,
  personalization, personalised, personalized, personal offers
PIM、商品主数据、商品信息 | PIM, product information, product catalogue
CRM、客户关系、客户管理、销售漏斗、商机 | CRM, customer relationship, sales pipeline, sales funnel
客服、客服工单、呼叫中心、服务台 | support desk, help desk, service desk, customer service, call centre,
  call center, contact centre
营销自动化、短信营销 | marketing automation, e-mail campaigns, email campaigns
售后、现场服务、上门服务 | after-sales, field service, service technicians
报修、工单、维修工单、巡检 | work orders, repairs, maintenance requests, repair requests
现场记录、外勤、移动录入、手机记录、移动端 | mobile, phones, field notes, outreach, mobile forms, mobile app
PMS、前台系统、客房管理 | hotel PMS, front desk, front office, property management systems, front-desk software,
  front desk software
中央预订、CRS、房态、订房 | central reservation, CRS, central booking, booking engine, room reservation,
  reservations, room booking
渠道直连、OTA 直连、携程、美团、飞猪、房价、在线旅行社、渠道分销 | channel manager, OTA, rate parity, Booking.com,
  room rate, online travel agency, online travel agencies, sync prices
直订、官网预订 | direct booking, direct bookings, own website bookings
入住登记、旅客信息、公安上传、办理入住、办入住、住客信息 | check-in, guest registration, police registration,
  guest check-in
在线预约、预约、挂号、线上预约 | online booking, appointments, appointment booking, booking, bookings, self-booking
断网可用、断网、离线 | offline, works offline, network is down, network outage, internet fails, internet outage
理赔、报案、赔付、定损、赔案、索赔 | claims, claims handling, claims workflow, claims processing, claim,
  first notice of loss, loss adjusting
保单管理、核保、承保、出单 | policy administration, underwriting, policy issuing
流程编排、BPMN、工作流、流程引擎、审批流 | workflow, BPMN, process automation, business process, orchestration
规则引擎、可配置规则、DMN、业务规则 | rules engine, business rules, configurable rules, decision tables
身份核验、实名认证 | KYC, know your customer, identity verification, customer due diligence
反洗钱、制裁名单 | AML, anti-money laundering, sanctions screening
风控、反欺诈、信用评估 | fraud detection, risk control, fraud, credit scoring
电子签章、电子签名、电子合同、存证 | electronic signature, e-signature, e-sign, digital signature
合同管理、租约、租赁合同 | contract management, lease management, leases
核心系统、核心银行、信贷系统 | core banking, loan origination, core system
电子病历、EMR、HIS | electronic medical record, EMR, EHR, electronic records, patient record
HL7、FHIR、互联互通 | HL7, FHIR, clinical interfaces
影像、PACS、检验系统、LIS | PACS, imaging, laboratory system, LIS
SPD、院内物流 | hospital supply, SPD, consumables
教务、排课、走班、成绩、选课、课表、成绩单 | student information system, timetable, timetabling, marks, grades,
  course scheduling, school timetable, report cards, class schedules
学籍、学生档案、学生信息 | student information, pupil information, student records, pupil records, enrolment, enrollment
家校沟通、家长、家校、家长沟通、家长群 | parent communication, parents, home-school, parent messaging, parent app
在线学习、网课、LMS | learning management, LMS, e-learning, online courses
一卡通、门禁、校车 | access control, door access, campus card, school bus, smart card
未成年人保护、未成年人、儿童信息 | protection of minors, children's data, child data, minors
案例管理、个案、服务对象、一人一档、服务记录、服务档案、救助记录 | case management, client record, case records,
  case notes, client case, client files, client file, service user, beneficiary records
捐赠人管理、捐赠、捐款、募捐、募款、捐赠者 | donor management, donor, donations, fundraising, supporters, giving,
  donors, donor CRM, giving campaigns
捐赠退税 | Gift Aid, tax relief
资助报告、资助方、项目资助、政府购买服务、季度报告、资助核算 | grant management, grants, grant reporting,
  funder reports, council reports, council grant, quarterly reports, reports for the council
志愿者管理、排班、志愿者、义工 | volunteer management, volunteers, rota, shift planning, rostering, volunteer
业主门户、租户门户、客户门户、自助门户、业主、门户 | owner portal, tenant portal, customer portal,
  self-service portal, portal, tenants portal, residents portal, residents app
业主大会、业委会、业主账、小区账 | owners' association, WEG, condominium association, homeowners association,
  owners association, WEG statements
年度结算、物业费、管理费结算、年度账单、物业收费 | annual statement, service charge, service charge statement,
  operating cost statement, yearly statement, annual bill, service charges
抄表、供暖费、能耗、水电表、抄表数据 | heating cost, meter reading, metering service, energy readings,
  meter readings, utility readings
档案管理、电子档案、文档管理、DMS、归档、文档归档 | document management, DMS, digital archive, document archive,
  records management, archive, paperless, scanning archive
GoBD | GoBD
知识管理、知识库 | knowledge management, knowledge base, wiki
项目成本、项目核算、分包结算、成本归集 | project cost, project accounting, subcontract settlement, job costing,
  cost control, project costs
BIM | BIM, building information
工时、工时计费 | timesheet, time and billing, time recording, billable hours, hours worked
人力资源、HR、考勤、薪酬、招聘、人事 | HR system, human resources, payroll, attendance, recruiting, staff records,
  payslips
办公协同、协同办公、OA、即时通讯、视频会议、钉钉、企业微信、飞书 | office suite, OA, Microsoft 365,
  Google Workspace, video conferencing
私人微信、微信群 | messenger groups, WhatsApp groups, private chat
内容资产、素材管理、DAM | digital asset management, DAM, media assets
版权 | rights management, royalties, copyright
统一身份、统一认证、统一登录、单点登录、统一账号、统一身份认证、一个账号、一套账号 | single sign-on, SSO,
  single sign-in, one sign-in, identity management, identity provider, IAM, single login, one account, identity,
  identities, staff logins
多因素认证、双因素 | multi-factor, MFA, two-factor
权限管理、权限审批 | access rights, role-based access, permissions
零信任 | zero trust, ZTNA
终端管理、设备管理、笔记本、MDM、电脑管理 | device management, managed laptops, laptop management, laptop, MDM,
  endpoint management, manage laptops, company laptops
终端安全、EDR、防病毒 | EDR, antivirus, endpoint protection
网络、无线、组网 | SD-WAN, Wi-Fi, network refresh, branch network
防火墙、WAF | firewall, WAF, intrusion prevention
安全运营、SOC、态势感知、日志分析、SIEM | SIEM, security operations, threat detection
密钥管理、国密、商用密码、密评 | SM2, SM4, Chinese cryptography, key management, HSM
加密、数据加密、脱敏 | encryption, encrypted, data masking
审计、全量审计、审计留痕、留痕、监管留痕 | audit trail, audit log, full audit
等保、等级保护、等保三级、等保二级 | MLPS, classified protection
个人信息保护、隐私、个保法、敏感信息、数据隐私、客户隐私 | personal data, privacy, sensitive data,
  confidential data, data protection, PIPL, pupils' privacy, patient privacy, data privacy
GDPR | GDPR, UK GDPR, CCPA
数据出境、跨境数据 | data residency, cross-border data, sovereign hosting, data sovereignty
银行卡数据 | PCI DSS, card data
信息安全认证、信息安全管理体系、安全认证、信息安全 | ISO 27001, ISMS, security certificate, security certification,
  information security certificate, information security, certification
SOC 2 | SOC 2
Cyber Essentials | Cyber Essentials
合规、监管报送 | regulatory reporting, compliance reporting
双活、多活、同城双活 | active-active, dual data centre
容灾、灾备、灾难恢复、两地三中心、业务连续性 | disaster recovery, RPO, RTO, failover, business continuity,
  recovery time
备份 | backup, backups
高可用、不停机、零停机、7×24 | high availability, zero downtime, without stopping, 24×7, no downtime
混合云、专有云 | hybrid cloud
私有化、本地部署、私有云、客户机房、自建机房 | on-premises, on premises, on-premise, private cloud, self-hosted,
  own data centre
SaaS 化、云端、上云 | SaaS preferred, hosted service, cloud migration, move to the cloud, cloud office
多租户 | multi-tenant, multi-tenancy
边缘计算、边缘 | edge computing, edge
国产数据库、达梦、人大金仓 | domestic database, openGauss, Dameng, Kingbase
信创、国产化、国产替代 | domestic software stack, localisation of software, open standards
开放 API、API 网关、开放接口 | open API, API gateway, REST API
消息总线、集成平台、ESB、iPaaS、中间件 | message bus, integration platform, ESB, iPaaS, middleware, connectors
EDI | EDI
微服务、容器、Kubernetes | microservices, containers, Kubernetes
主数据、编码统一 | master data, MDM master data
数据中台、数据仓库、数据湖、数据平台、统一数据 | data platform, data warehouse, data lake, lakehouse,
  single source of data
实时看板、BI、看板、报表分析、驾驶舱、经营分析 | dashboard, business intelligence, BI, analytics,
  real-time dashboard, reporting, management reports
数据迁移、历史数据 | data migration, legacy data
低代码、无代码 | low-code, no-code
人工智能、大模型、AI、智能体 | artificial intelligence, AI assistant, language model, chatbot
RPA、流程机器人 | RPA, robotic process
DevOps、研发工具链、持续集成 | DevOps, CI/CD, toolchain
视频监控、安防 | video surveillance, CCTV
停止支持、停服、替换旧系统、旧系统 | end of support, support ends, ageing systems, legacy system
旺季不切换、暑假切换、年底切换、暑假、寒假、切换窗口 | summer holidays, year end, switch only at, cut-over window,
  cutover window
无 IT 部门、没有 IT 部门、没有 IT 人员、无 IT 人员、没有专职 IT、没有信息部 | no IT department, no IT staff,
  nobody in IT, no administrator, needs an administrator, without IT staff, no technical staff
表格管理、Excel、纸单、纸质、手工台账、表格 | spreadsheet, spreadsheets, on paper, paper records, Excel,
  paper picking, by hand, handwritten
远程办公、移动办公、全员远程 | remote work, remote-first, work from home
"""


CONCEPTS = {names(en)[0]: Words(zh, en) for zh, en in table(_TABLE)}
"""Every concept's words under its first English ones."""


@cache
def concepts() -> Lexicon:
    return Lexicon(CONCEPTS)
