"""The kinds of organisation there are in each industry, and the words they are recognised by.

A line is an industry's key, then Chinese words, then English words; the first words name the
kind. A line marked * holds the words of the industry as a whole, which tell no kind.
Only words that say what an organisation is are here: a bank interface makes no bank.
"""

from functools import cache

from it_advisor.errors import Words
from it_advisor.terms import Lexicon, names, table, terms

_TABLE = """
manufacturing * | 制造、工厂、车间、生产线、生产企业、制造企业、加工厂、生产商、厂 | manufacturer, manufacturing,
  manufacture, factory, production line,
  production plant, manufacturing plant, several plants, two plants, three plants, production site, maker, makers,
  assembly plant, make to order
manufacturing |
  零部件加工、精密零件、机加工、零部件、装配、离散制造、机床加工、液压件、阀门、模具、冲压、汽车零部件、五金 |
  machined parts, precision parts, machining, machine shop, precision engineering, discrete manufacturing,
  component, assembly, metalworking, car parts, parts maker, hydraulic, valve, pump, tooling, stamping,
  machine parts, auto parts
manufacturing | 化工、涂料、流程制造 | chemicals, chemical plant, coatings, process manufacturing
manufacturing | 电子制造、半导体、芯片、线路板 | electronics manufacturing, semiconductor, chip maker, circuit board
manufacturing | 家具、木业 | furniture maker, furniture manufacturer, joinery
manufacturing | 纺织、服装厂、印染 | textile, garment factory, weaving, clothing manufacturer
manufacturing | 机械设备、装备制造 | machinery, machine builder, equipment maker
retail * | 零售、门店、商城、电商、卖场、百货 | retail, retailer, store chain, shops, chain stores,
  e-commerce company
retail | 全渠道零售、连锁零售、多品牌零售、连锁百货、百货集团、全渠道 | omnichannel retail, multi-brand retailer,
  big retailer, department store, omnichannel, department stores, fashion group, omnichannel retailer
retail | 服装品牌、时装、鞋服 | fashion, apparel, fashion chain
retail | 超市、便利店、生鲜 | supermarket, grocery, convenience store
retail | 书店 | bookshop, bookstore
retail | 家居卖场、建材超市 | DIY store, home improvement, furniture store
insurance * | 保险、车险、投保 | insurance, insurer, insured, policyholder
insurance | 保险经纪、保险代理、保险中介、经纪公司、车险代理、保险公估 | insurance broker, insurance brokerage,
  insurance intermediary, insurance agency, claims handler, claims intermediary, brokers of insurance, loss adjuster
insurance | 人寿保险、寿险 | life insurer, life insurance
insurance | 财产保险、财险、农业保险 | property insurer, mutual insurer, crop insurance
banking * | 银行、金融机构、金融公司、商业银行 | banking group, commercial bank, retail bank, fintech,
  financial institution
banking | 城商行、农商行、村镇银行 | regional bank, savings bank, credit union, cooperative bank
banking | 消费金融、小额贷款、融资租赁 | consumer lender, consumer credit, leasing company, microfinance
banking | 证券公司、券商、基金公司 | securities firm, broker-dealer, asset manager, fund manager
banking | 支付公司、支付机构 | payment company, payment institution, payment provider
healthcare * | 医疗机构、医疗集团 | healthcare provider, health care provider, medical practice
healthcare | 医院、三甲、综合医院 | hospital, hospital group, acute hospital
healthcare | 诊所、口腔、体检中心、牙科、口腔 | clinic, dental practice, dentist, health check centre, dental,
  dental clinic, outpatient clinic
healthcare | 养老院、护理院、养老机构 | nursing home, care home, elderly care
pharma * | 医药、药品、药企、疫苗、药店、药房 | pharma, pharmaceutical, medicines, drug, vaccine, pharmaceuticals,
  pharmacy, chemist, drugstore
pharma | 药品批发、医药流通、药品经营、医药商业、医药公司、送药、医药批发、药品配送、药品流通 | drug distributor,
  drug wholesaler, pharmaceutical wholesaler, pharmaceutical distributor, medicines wholesaler, drug distribution,
  vaccine wholesaler, pharma wholesaler, pharma distributor, medicine distributor, drug wholesale
pharma | 制药、药厂、原料药 | drug maker, pharmaceutical manufacturer, vaccine maker
pharma | 临床研究、CRO | contract research, clinical trial, clinical research
pharma | 医疗器械 | medical device
education * | 教育集团、教育机构、学校 | education, educational, school
education | 中小学、小学、初中、高中、九年一贯制、K12、K-12、民办学校、学校集团、校区、学生、教师 | K-12, K12,
  primary school, secondary school, private school, school group, campus, pupils, high school, elementary school
education | 大学、高校、职业学院 | university, college, polytechnic
education | 培训机构、职业培训、语言学校 | training provider, language school, vocational training
education | 幼儿园、托育 | kindergarten, nursery school, childcare
hospitality * | 文旅、度假 | hospitality, resort
hospitality | 酒店、宾馆、民宿、客房、度假村、连锁酒店、酒店集团、旅馆、连锁民宿 | hotel, guesthouse, inn,
  hotel group, guest rooms, hotelier, bed and breakfast, guest room, boutique hotel, hotels
hospitality | 餐饮、餐厅、火锅、连锁餐厅、咖啡店、奶茶、餐厅连锁、小吃 | restaurant, catering, coffee chain, cafe,
  canteen, restaurants, food service, takeaway
hospitality | 营地、露营 | campsite, holiday park
property * | 房地产、不动产 | real estate, landlord, property company
property | 住宅物业、物业管理、物业公司、物业、小区、业主大会、物业服务、小区物业 | residential property,
  property management firm, property manager, block management, owners' association, condominium,
  housing management, flats, property management, residential manager, landlord and owners association,
  housing association, apartment management, letting agent
property | 商业地产、购物中心、写字楼 | shopping mall, shopping centre, office building landlord,
  commercial property
property | 长租公寓、联合办公、产业园区 | co-working, coworking, rental apartments, business park, student housing
logistics * | 物流企业、物流公司、物流集团、物流 | logistics company, logistics provider, logistics group, carrier
logistics | 第三方物流、合同物流、仓储企业 | third-party logistics, 3PL, contract logistics
logistics | 快递、快运、货运、车队、运输公司、物流车队 | parcel, freight, trucking, haulier, courier, trucks,
  transport company, hauliers
logistics | 货代、港口、航运 | freight forwarder, port operator, shipping line
construction * | 建筑企业、建筑工程、建筑公司 | construction, building company
construction | 施工总承包、施工、工程总承包、施工企业、工地 | general contractor, civil engineering, contractor,
  builder, building contractor
construction | 装修、幕墙、机电安装 | fit-out, facade builder, electrical installer
energy * | 能源企业、公用事业、能源集团 | energy company, utility
energy | 电力、光伏、风电、发电、电厂 | power producer, solar, wind farm, power grid, electricity
energy | 水务、自来水、污水、水厂 | water supply, water utility, wastewater
energy | 燃气、供热 | gas supplier, district heating
software * | 软件公司、软件企业、软件厂商、互联网公司 | software company, software vendor, software house,
  internet company
software | SaaS 公司、SaaS 企业、SaaS 创业、云软件、订阅制软件、软件创业、创业公司、初创团队、初创 | SaaS company,
  SaaS startup, SaaS start-up, B2B SaaS, SaaS firm, cloud software vendor, software firm, startup, start-up,
  cloud software, cloud software company, software start-up
software | 游戏公司、游戏工作室 | game studio, game developer, games publisher
software | 外包开发、系统集成商 | systems integrator, app agency, development agency
public * | 政府、机关、政务、事业单位 | government, public sector, public authority
public | 市政府、区政府、街道 | municipality, municipal, city council, town council
public | 公安、法院、消防 | police, court, fire service
public | 博物馆、图书馆、文化馆 | museum, library, archive service, public library
nonprofit * | 公益、慈善、非营利、公益机构、慈善机构、公益组织、社会组织 | charity, non-profit, nonprofit, NGO,
  voluntary organisation, charities, not-for-profit, voluntary sector
nonprofit | 无家可归、流浪人员、救助站、社会救助、流浪、社会救助机构、收容 | homelessness, homeless, rough sleeper,
  outreach, shelter, day centre, night shelter, homeless people, housing charity
nonprofit | 基金会、资助型 | grant-making foundation, foundation
nonprofit | 动物保护、环保组织 | animal shelter, animal welfare, conservation
professional-services * | 专业服务 | professional services
professional-services | 律师事务所、律所、律师、法律服务 | law firm, solicitors, lawyers, legal practice, attorneys
professional-services | 会计师事务所、税务师事务所 | accounting firm, audit firm, tax advisers
professional-services | 咨询公司、管理咨询 | consultancy, consulting firm
professional-services | 设计院、工程设计、建筑设计 | architects, design institute, engineering consultancy
agriculture * | 农业企业、农业 | agriculture, agricultural
agriculture | 养殖、种植、农场、农场、果园 | farm, livestock, greenhouse grower, orchard, farms, grower
agriculture | 食品加工、食品厂、饮料厂、食品企业、食品 | food processor, food producer, beverage maker, bakery,
  food manufacturer, brewery
agriculture | 乳业、乳品 | dairy
media * | 传媒 | media company, media group
media | 出版社、报社 | publisher, publishing house, newspaper
media | 影视、电视台 | film studio, broadcaster, television
media | 广告公司 | advertising agency, creative agency
"""

ANY = frozenset(terms("公司 集团 企业 连锁 机构 company group chain firm business operator organisation organization"))
"""Words for an organisation of whatever kind."""
FRAME = frozenset(terms("预算 人数 员工 每年 budget staff people person employee year total"))
"""Words of a brief for its size and its money, which say nothing of what it is about."""
DENIALS = frozenset(terms("not 不是 并非"))
"""What comes after one of these is what an organisation is not."""
MAKERS = frozenset(terms("maker manufacturer manufacture"))
"""What is named after one of these is what it makes: a maker of watches."""


def _key(about: str, en: str) -> str:
    industry, whole, _ = about.partition(" *")
    return industry if whole else f"{industry}/{names(en)[0]}"


KINDS = {_key(about, en): Words(zh, en) for about, zh, en in table(_TABLE)}
"""The words of a whole industry under its key, of a kind in it under `industry/name`."""


@cache
def kinds() -> Lexicon:
    return Lexicon(KINDS)


def industry_in(key: str) -> str:
    return key.partition("/")[0]
