"""The words budgets are written in, each kind a letter."""

from it_advisor.brief import currencies
from it_advisor.brief.english import UNIT
from it_advisor.brief.glyphs import HAN, ORDINALS
from it_advisor.brief.numerals import LONE_SCALE, NUMBER
from it_advisor.brief.tokens import lexicon, words

FEW = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_YEARS = r"(?:个?年(?:期|内|间)?(?![度前])|(?:years?|yrs?)(?! ?ago|[a-z])"
_TERM = rf"{_YEARS}|个月|months?(?![a-z]))"
_NOT = r"(?:no(?:t|thing|ne)?|never|cannot|(?:ca|wo|is|are|must|do|does|did|should|would|could|may|need)n't)"
_FILL = (
    r"(?:\ (?:go(?:ing)?|be|being|have|having|get|want|wish|plan|afford|spend(?:ing)?|pay(?:ing)?|cost|to|any(?:thing)?"
    r"|a|much|come|put|allowed|able|ever|it|costs?)){0,4}"
).replace("\\ ", " ")
_ABOVE = r"(?:over|above|beyond|exceed(?:ing)?|in excess of|(?:more|higher|greater|larger|further) than)"
_BELOW = r"(?:under|below|(?:less|lower|fewer|smaller) than)"
_NOT_ZH = r"(?:不(?:能|可以?|得|要|应该?|会|许|准|想|希望|打算)?再?|没有?|未|别|勿|绝不能?)"
_THIS_BUDGET = r"(?![^，,。;；\n]{0,6}预算)"
_PLACE = r"(?:user|seat|head|employee|person|store|shop|site|clinic|school|plant|branch|bed|device|student|licen[cs]e)"

LEXICON = lexicon(
    {
        # of no effect on a sum, and not certain either
        "X": r"上?不(?:封顶|设上限)|无上限|uncapped"
        rf"|(?<![\d.,]){FEW} ?(?:[-–~至到]|to) ?{FEW} ?-?{_TERM}|\d++[.,]\d++ ?-?{_TERM}"
        r"|(?<![a-z])(?:no|no hard|without an?|not an?|not a hard) (?:ceiling|cap|limit|maximum)"
        r"|(?:±|\+ ?/ ?-) ?\d++(?:[.,]\d++)?%?|\d++(?:[.,]\d++)*+ ?%(?! ?of)|百分之[一二三四五六七八九十百]++"
        r"|subject to (?:[a-z]+ ){0,3}approval"
        rf"|{ORDINALS} ?\d{{1,2}}(?![\d,.]*\d)(?! ?[km%])",
        # makes a sum one that must be asked about: a price of one of several, part of a year, a share, six figures
        "h": words(
            rf"(?:per|a) (?:{_PLACE}|week|day|hour)",
            "apiece",
            "each(?! (?:fiscal )?(?:year|month|quarter))",
            "half[- ](?:a[- ])?year(?:ly)?",
            "semi-?annual(?:ly)?|biannual(?:ly)?|weekly|daily|hourly",
            rf"(?:half|quarters?|thirds?|part|share|most|rest) of(?! an? {UNIT})",
            "(?:(?:low|mid(?:dle)?|high|upper) )?(?:[a-z]{3,5}|[4-9])[- ](?:figures?|digits)",
        )
        + rf"|/ ?(?:{_PLACE}|week|day)(?![a-z])|/ ?[人用户套台店家周天]|\d++ ?% of"
        + "|每?半年|每周|每[天日]|每个?(?:人|用户|门?店|家|套|台|席|学校|项目|工厂)|[人店]均|单店"
        + rf"|分别|[四五六七八九]位数|各(?=约?{FEW})",
        # other money: what is earned, was spent, will be saved, is not meant; what somebody must agree to
        "v": words(
            "(?:needs?|requires?|with(?:out)?) (?:[a-z']+ ){0,3}(?:approval|sign-?off)", "approvals?", "threshold"
        )
        + r"|[需须应报经][^，。,;；\n]{0,10}?(?:审批|批准|报批|审议|招标|上会|核准)|审批|权限",
        "o": words(
            "revenues?|turnover|sales|income|profits?|earnings|funding|valuation|assets|deposits",
            "(?:last|previous|prior|past) (?:fiscal |financial )?years?(?:'s)?",
            "years? ago|spent|historical(?:ly)?",
            "(?:current(?:ly)?|existing|present(?:ly)?)(?! (?:project |it )?budget)",
            "sav(?:ings?|es?|ed|ing)|loss(?:es)?|los(?:es?|ing)|fines?",
            rf"(?:not|isn't)(?!{_FILL} (?:{_ABOVE}|{_BELOW}|to exceed)| (?:including|counting))",
        )
        + "|营收|营业(?:额|收入)|销售额|产值|利润|收入|流水|交易额|注册资本|资产|融资|市值|估值|保费|存款|贷款"
        + "|去年|前年|上一?年度?(?!新)|往年|历年|过去|此前|以往|年前|实际(?:投入|支出|花费|发生|使用|执行)|花了|用了"
        + f"|已经?(?:花|投入?|支出|付|使用)|(?:目前|现在|现有|当前|现行){_THIS_BUDGET}|原(?=预算|计划|定)"
        + "|节[省约]|省[下了]|降本|减少|损失|罚款|亏损|不是|并非|而非",
        # with or without tax; sums within the sum or beside it
        "t": words(
            "(?:incl(?:\\.|uding)?|excl(?:\\.|uding)?|plus|before|after|without|with|ex|net of) (?:VAT|tax(?:es)?)"
        )
        + "|"
        + words("net", "gross")
        + r"|[不未]?含税价?|税[前后]|\+ ?(?:VAT|GST|tax(?:es)?)(?![a-z])|\+ ?(?:增值)?税费?",
        "e": words("of which", "of that", "including|includes?|incl\\.?|excluding|excludes?|excl\\.?")
        + "|"
        + words("not (?:including|counting)")
        + "|其中|不?包[括含]|[内不]?含|不计|除去|扣除"
        + r"|(?:(?<=[\dkmb年月万元s])|(?<=[\dkmb年月万元s] ))=(?= ?[\d¥$€£a-z])",
        # within a year; one year of several; from then on; every year, month, quarter; once
        "F": words("(?:in|within) (?:an?|one) year") + "|一年[内期]",
        # so many times a year or month; from one calendar year to another
        "q": rf"[×x*] ?{FEW} ?-?{_TERM}",
        "k": r"20\d\d ?年?度?[-–~至到] ?20\d\d(?!\d) ?年?度?"
        r"|fy ?(?:20)?\d\d ?[-–~] ?(?:fy ?)?(?:20)?\d\d(?!\d)",
        "j": words(
            "thereafter|afterwards|then|subsequent(?:ly)?|later|followed by|after that|recurring|ongoing",
            "from (?:the )?(?:second year|year (?:two|2))(?: on(?:wards?)?)?",
        )
        + rf"|之后|此后|然后|其后|后续|以后|后(?=每)|(?:第{FEW}|次)年(?:起|开始|以后|之后)",
        "y": words("(?:in |for )?(?:the )?(?:first|second|third|fourth|fifth)[- ]year", rf"(?:in |for )?year {FEW}")
        + rf"|首年度?|次年|第{FEW}年度?",
        "Y": words("(?:per|a|each|every) (?:fiscal |calendar )?(?:year|annum|yr)", "annual(?:ly)?|yearly", "p\\.?a")
        + r"|/ ?(?:年|year|yr|annum|a)(?![a-z])|每一?年度?|每财年|全年|年度|年均"
        + r"|年(?=预算|服务费|维护费|运维|费|订阅|租)"
        + r"|(?<![第\d])一年(?!前)",
        "K": words("(?:per|a|each|every) month", "monthly|pcm", "(?-i:p\\.?m)(?!\\w)")
        + r"|/ ?(?:月|month|mo)(?![a-z])|每个?月|月均|月(?=费|租|服务费|维护费)",
        "G": words("(?:per|a|each|every) quarter(?! of)", "quarterly") + r"|/ ?季度?|每个?季度?|季度(?=预算|费|投入)",
        "O": words("one[- ](?:time|off)", "once", "up-?front", "initial(?:ly)?") + "|一次性?|初期|首期",
        "D": r"(?:fy ?)?(?:19|20)\d\d(?:[-–~至到/](?:19|20)?\d\d)? ?年度?"
        r"|(?:fy ?)?20\d\d/\d\d(?![\d,.])|fy ?(?:20)?\d\d(?:/(?:20)?\d\d)?(?![\d,.]*\d)"
        r"|(?<![a-z])(?:in|by|until|during) 20\d\d(?![\d,.]*\d)(?! ?[kmb万])"
        r"|今年|明年|本年度?|(?:this|next) year(?![a-z])",
        # a term of whole years or months
        "H": rf"(?:(?<![a-z])(?:over|for|within|in|during) (?:the next |an? )?)?(?<![\d.,]){FEW} ?-?{_TERM}",
        # at most: before, after, either; at least: before, after; ≤ and ≥ on either side
        "U": words(
            rf"{_NOT}{_FILL} {_ABOVE}",
            "(?:not )?to (?:not )?exceed",
            "(?:under|below|within|up to|at most|less than|lower than|capped at|limited to)",
            "(?:maximum|max|ceiling|cap|limit) of",
            "(?:can|could|may|might|willing to|able to) (?:go|stretch|rise|be stretched) (?:up )?to|stretch(?:ing)? to",
        )
        + f"|{_NOT_ZH}(?:超过|超出|高于|多于|大于|超(?!支))"
        + "|[最至顶]多|撑死了?|低于|少于|小于|不到|限于|可以?(?:放宽|上浮|增加|提高|追加|加)到",
        "u": "控制在",
        "V": words("or (?:less|below|under)", "tops", "at the (?:very )?(?:most|max(?:imum)?|outside)")
        + f"|以内|以下|之内|内(?!{HAN})|为限",
        "W": words("max(?:imum)?", "(?:hard )?(?:ceiling|cap|limit)", "capped")
        + "|硬?上限|封顶|最高|最大|不[可能得许应]?超支",
        "L": words(rf"{_NOT}{_FILL} {_BELOW}", "at least", "(?:more|higher) than")
        + "|"
        + words(
            "over", "above", "exceeding", "upwards of", "starting at", "min(?:imum)?(?: of)?", "(?<!shop )floor(?: of)?"
        )
        + f"|{_NOT_ZH}(?:低于|少于|小于)|[至最]少|最低|起码|下限|超过|超出|高于|大于",
        "M": words("or (?:more|above)", "and (?:up|above|more|over)") + rf"|以上|起(?!{HAN})",
        "g": "[<>]=?|[≤≥]",
        # a wish; about; between
        "T": words(
            "ideally", "preferably", "target(?:ing|ed)?", "hope(?:fully)?(?: to)?", "aim(?:ing)?(?: for)?", "goal"
        )
        + "|最好|尽量|希望|争取|目标|理想|力争|期望|预期|预计",
        "Q": words("about", "around", "approx(?:imately)?\\.?", "roughly", "circa", "ca\\.?", "some", "or so")
        + r"|大?约|大概|左右|上下|[多余](?=元|美|欧|港|[，,。;；\n]|\Z)"
        + "|(?<![\\d万亿kmb])(?<![\\d万亿kmb] )[~≈](?= ?[\\d¥$€£a-z])",
        "B": words("between", "from") + "|介于|从",
        # a band without an amount
        "Z": words("low", "small", "tight", "limited", "modest", "lean", "medium", "moderate", "mid", "average")
        + "|"
        + words("high", "large", "generous", "ample")
        + "|(?:较|偏)[高低]|中[等档]|适中|中(?:规中矩|型|小|高)|有限|紧张|充[足裕]|宽裕"
        + rf"|(?<!{HAN})[高中低](?=预算|(?!{HAN}))|(?<=预算)[高中低](?!{HAN})",
        "R": r"[-–—~至到]|\.{2,3}(?= ?\d)|…+(?= ?\d)|" + words("to"),
        "C": currencies.CURRENCY,
        # a count of something else
        "E": words("(?:full-time )?employees?|people|persons?|staff|users?|seats?|sites?|stores?|servers?")
        + "|人(?!民)|名|员工|用户|[家个台套条间](?!月)",
        "N": NUMBER,
        "x": LONE_SCALE,
        # a further sum; one more of the kind; one or the other
        "p": words("plus") + r"|另(?:[加有外]|(?=每|需))|[再外]加|加上?|\+",
        "J": words("and", "but") + "|以及|及|和|但是?|&",
        "n": words("or", "alternatively", "versus", "vs") + r"|或者?(?!许)|还是|要么|/(?= ?[\d$€£¥])",
        "b": r"[(（\[【]",
        "d": r"[)）\]】]",
        "s": r"[。;；!！\n?？]|\.(?!\d)",
        "S": "[，,、]",
        "I": words(
            "budget|total|overall|is|are|our|we|have|the|an?|of|for|to|it|project|spend|in|with|all|be",
            "contract|agreement|term|range|TCO|either",
        )
        + "|为期|一共|总共|预算|总[计共额价]?|价格|费用|成本|合计|共计?|为|是|在|的|金额|投入|投资|资金|本?项目"
        + r"|区间|范围|合同期?|签约?|服务期|期限|周期"
        + r"|年(?=[,，]|$)|[:\"'/=|：]|万?元?整|之?间",
    }
)
