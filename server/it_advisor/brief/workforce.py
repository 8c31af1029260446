"""The words sizes are written in, each kind a letter."""

from it_advisor.brief.glyphs import HAN
from it_advisor.brief.numerals import NUMBER
from it_advisor.brief.tokens import lexicon, words

_PLACE = (
    "(?:site|store|shop|plant|factory|branch|office|warehouse|hotel|school|hospital|clinic|location|campus|outlet"
    "|restaurant)"
)
_PEOPLE = words(
    rf"(?:(?:full|part)-time |(?:{_PLACE}|field|sales|production|admin|shop[- ]floor) )?"
    "(?:employees?|people|persons?|ppl|(?:members of )?staff|head-?counts?|heads|workers?|colleagues|team members?"
    "|personnel|managers?|operators?|operatives|engineers?|technicians?|nurses?|doctors?|teachers?|drivers?|developers?|clerks?)",
    "(?:team|workforce|crew) of",
    r"an? (?:(?:head|back) )?(?:office|shop|store|plant|warehouse|factory) of(?= (?:about |around )?\d)",
    "employs|employing|of us|strong(?: (?:team|workforce|staff|company))?",
)
_MANY = ("sites", "stores", "shops", "plants", "factories", "offices", "warehouses", "hotels", "schools", "clinics")
_OF_SO_MANY = "|".join(rf"(?<={places} )of(?= (?:about |around |some )?\d)" for places in _MANY)
_ABOUT = "(?:about |around |some |约)?"
_SITES = words(
    "sites?|stores?|shops?|plants?|factory|factories|branch(?:es)?|offices?|warehouses?|hotels?|schools?|hospitals?"
    "|clinics?|locations?|campus(?:es)?|outlets?|restaurants?"
)
_SITES_ZH = (
    "门店|店铺|(?:连锁|直营|加盟|专卖|旗舰|便利|药)店|工厂|厂区|生产基地|基地|园区|厂房|分公司|子公司|分店|分支机构|分支|网点|办事处|办公室|办公点|仓库"
    "|酒店|校区|学校|院区|医院|诊所|站点|地点|营业部|场所|餐厅|店(?![长员])"
)
_STAFF_ZH = (
    "教职员工|员工|雇员|教?职工|职员|护理员|护工|教练|厨师|服务员|工作人员|工人|店员|司机|教师|老师|医生|护士|工程师|技术员|操作工|业务员"
    "|导购|(?:正式|临时|合同|派遣)工"
)
NAMING_PEOPLE = (
    rf"-?{_PEOPLE}|(?:总|全职)?(?:{_STAFF_ZH}|人员)(?:总?人?数|规模)?|总?人数"
    rf"|[名位个]?(?:全职|在职|正式|在编)?(?:{_STAFF_ZH}|人员)|[个号]?人(?!{HAN}?[次均工]|民)|团队规模"
)

BAND_WORDS = {
    "a": words("micro and small", "start-?ups?") + "|初创|创业|小微|微小",
    "b": words("SM[EB]s?", "small (?:and|to|or|&) (?:medium|mid-?size)d?(?:-sized)?") + "|中小型?",
    "c": words("mid-?market", "(?:medium|mid-?size)d? (?:and|to|or|&) large") + "|大中型?|中大型?",
    "d": words("very large", "huge") + "|特大型?|超大型?|巨型",
    "f": words("large", "multinational", "conglomerate")
    + r"|\A *enterprise *\Z|大型|大企业|大公司|跨国|[五5]00强|五百强",
    "g": words("micro", "sole trader", "freelancer", "one-(?:person|man|woman)") + "|微型|个体",
    "h": words("small") + "|小型|小规模|小企业|小公司",
    "k": words("medium(?:[- ]sized)?", "mid-?sized?", "moderate") + "|中型|中等",
}

LEXICON = lexicon(
    {
        **BAND_WORDS,
        # at most: before, after; at least: before, after; about; between
        "U": words(
            "no(?:t)? (?:more|higher|greater) than", "(?:under|below|within|up to|at most)", "(?:less|fewer) than"
        )
        + "|不(?:足|到|满)|不(?:超过|多于|大于|高于)|[最至]多|低于|少于|小于|≤|<=?",
        "V": words("or (?:less|fewer)", "max(?:imum)?") + r"|(?:[及或]|\(不?含\))?以[内下]|之内",
        "L": words("at least", "no(?:t)? (?:less|fewer) than", "more than", "over", "above", "upwards of", "minimum")
        + "|不(?:低于|少于|小于)|[至最]少|超过?|高于|大于|≥|>=?",
        "M": words("or more", "and (?:up|above|more|over)") + r"|\+(?! ?\d)|(?:[及或]|\(不?含\))?以上",
        "Q": words(
            "about", "around", "approx(?:imately)?\\.?", "roughly", "circa", "ca\\.?", "some", "nearly", "almost"
        )
        + "|大?约|大概|左右|上下|(?<![\\d万])(?<![\\d万] )[~≈]|近(?=[\\d一二三四五六七八九])"
        "|[多余来](?=[人名家个处座员位号])",
        "B": words("between", "from") + "|介于",
        # a year; names with numbers in them, and other things there may be so many of
        "r": r"\((?:in |fy ?)?20[0-3]\d ?年?[末底]?\)"
        r"|(?<!\d)20[0-3]\d ?年?(?= ?[:：])|(?:in|for|fy) ?20[0-3]\d(?! ?[a-z\d])|20[0-3]\d年[末底]?",
        "D": r"[三二一][甲乙丙]|[一二三四五六七八九]级|五金|百货|千禧|九州|百年|第[一二三四五六七八九十百]++(?!家|个)"
        r"|3C(?![a-z])|4S店?"
        r"|ISO ?\d++|Fortune \d++|24[/x×*]7|[一二三四五六七1-7][- ]?(?:star(?![a-z])|星级?)"
        rf"|7[- ]?Eleven(?![a-z])|一[家所](?={HAN}{{0,8}}(?:公司|企业|机构|集团|组织|单位))",
        "v": words("(?:(?:in|at) )?each of"),
        "E": words("countries|provinces|cities|states|regions|subsidiaries|brands|departments|production lines|lines")
        + "|个?(?:国家|省份?|城市|部门|品牌)|条?产线|个?车间",
        # so many and so many more
        "p": r"\+(?= ?\d)",
        # before; then; in the busy and the quiet season; not now
        "l": words("(?:grew|grown|growing|rose|shrank|up|down|increased|decreased) from"),
        "G": words("(?:grew|grown|growing|rising|rose|shrank|increased|decreased|reduced) to")
        + "|(?:增长?加?|扩[大展充]?|发展|上升|减少?|下?降|缩减|精简)[到至]",
        "s": words("(?:peak|high|low|off|busy|quiet)[- ](?:season|times?|peak)|off-?peak|seasonally|season")
        + "|[旺淡]季|高峰期?",
        "o": words(
            "will|next year|plan(?:s|ned|ning)?|expect(?:s|ed|ing)?|by 20\\d\\d",
            "was|were|used to|last year|formerly|previously|years? ago",
        )
        + "|明年|后年|未来|将来|计划|预计|拟|扩招|新增|去年|此前|曾|年前|原有|编制",
        # each of them; the whole group and the company in it; the head office
        "z": words(rf"each|apiece|per (?:{_PLACE}|shift)", "averag(?:e|ing)|avg\\.?", _OF_SO_MANY)
        + rf"|/ ?(?:{_PLACE})(?![a-z])|[×x*](?= ?{_ABOUT}\d)|[店厂]均|单店(?=平?均?约?\d)|平均"
        + rf"|各(?=约?[\d一二三四五六七八九两十百])"
        rf"|每一?[个家座处间所]?(?:{_SITES_ZH}|[店厂班家处])",
        "Y": words("(?:group|parent)(?: company)?") + "|集团(?:公司)?|总公司|母公司",
        "y": words("(?:our|this|local) (?:company|entity|subsidiary|unit)")
        + "|(?:本|我们?|该)(?:公司|司|企业|部门|单位|厂|店)",
        "H": words("head ?office|head ?quarters?|HQ") + "|总部",
        # of all; of which
        "t": words("(?:in )?total|altogether|overall|in all|all told|group-?wide|worldwide|globally")
        + "|总(?:[计共数]|(?=[\\d约]))|合计|共[有计]?|全(?:集团|公司|国|球|部|校|院)",
        "e": words(
            "of which|of whom|of them|including|includes?", "IT (?:team|department|staff|people|engineers)(?: of)?"
        )
        + "|其中|包[括含]|含|(?:IT|信息化?|技术|研发) ?(?:团队|部门?|中心|[科处组]室?|人员|员工|工程师)"
        + r"|(?:(?<=[，,；;、(（ ])|\A)IT(?= ?(?:[共仅只约]|现?有){0,2} ?\d++ ?[人名])",
        # people, sites, a bare measure word; one site; full-time equivalents
        "F": words("FTEs?"),
        "P": NAMING_PEOPLE,
        "i": words("single[- ](?:site|store|shop)") + "|单(?:体?店|厂)|单一门店",
        "T": rf"{_SITES}|[家个座处间所]?(?:{_SITES_ZH})(?:总?数量?)?",
        "K": "[家个座处所名位]",
        # others than staff, and other things that are counted; money and measures
        "n": words(
            "customers?|clients?|members?(?! of staff)|children|kids|volunteers?|tenants?|concurrent"
            "|patients?|pupils?|students?|guests?|subscribers?|visitors?|passengers?"
            "|residents?|(?:policy|card) ?holders?|consumers?|followers|users?|beds?|rooms?|vehicles?|orders?|SKUs?"
        )
        + "|客户|会员|患者|病人|学生|学员|在?校生|幼儿|儿童|孩子|老人|长者|社员|志愿者|义工|(?:同时)?在线|并发"
        + "|租户|商户|供应商|居民"
        + "|消费者|粉丝|住户|业主|顾客|保险人|持卡人"
        + "|乘客|旅客|游客|用户|读者|参保|床位?|客房|车辆|订单",
        "m": words("USD|EUR|GBP|RMB|CNY|revenues?|turnover|sales|founded|since|years?|sqm|tons?")
        + "|[¥$€£%㎡元吨]|营收|营业额|销售额|产值|收入|平方?米|成立|创立|年",
        "R": r"[-–—~至到]|" + words("to"),
        "N": NUMBER,
        "J": words("and", "but") + "|但",
        "O": "[(（]",
        "C": "[)）]",
        "S": r"[，,。;、\n!?/|；]|\.(?!\d)",
        "I": words(
            "company|business|organi[sz]ation|enterprise|firm|an?|the|of|in|with|we|have|has|our|is|now|currently"
        )
        + "|公司|企业|机构|规模|目前|现有|现在|[从由:\\[\\]\"'有为是的在=]|实有",
    }
)
