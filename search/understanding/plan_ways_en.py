"""English ways to ask about plans themselves: who issued one and when, its number, how long it holds, which one cites what."""

from search.understanding.plan_way import PLACE, PLAN, TIME, UNIT, way

_BODIES = r"(?:bod(?:y|ies)|authorit(?:y|ies)|departments?|bureau|office|agenc(?:y|ies)|government|organi[sz]ation|unit|ministry)"
ISSUED = (
    r"(?:issued?|published?|released?|put out|adopted|promulgated|drew up|drawn up|signed|circulated|handed down|brought out|approved|came out"
    r"|come out|dated|enacted|announced)"
)
_NAME = f'(?:the |its |their )?[{PLAN}{PLACE}{UNIT}“"][{PLAN}{PLACE}{UNIT} \'s“”"]*'
_PLANS = r"(?:action |work |local |municipal )?(?:plans?|documents?|programmes?|schemes?|notices?|papers?|files?|polic(?:y|ies)|texts?)"
_CITES = (
    r"(?:cit(?:es?|ed|ing)|refer(?:s|red|ring)? to|rel(?:y|ies|ied) on|rests? on|implements?|implemented"
    r"|carr(?:y|ies|ied) out|puts? into (?:effect|practice)"
    r"|builds? (?:up)?on|draws? (?:up)?on|(?:is |are |was |were )?(?:based|founded|grounded|modelled) (?:up)?on"
    r"|follows?|invokes?|mentions?|quotes?|names?"
    r"|goes back to|(?:is |was )?derived from|takes? up)"
)
_IN_FORCE = r"(?:in force|valid|effective|in effect|applicable|apply|applies)"
WAYS = (
    way(
        r"\b(?:busiest|most numerous)\b",
        "polite",
        "plan",
    ),
    way(
        r"\b(?:by|on|before|until|till) (?:what|which) (?:date|day|month|year|time|deadline)\b"
        r"(?=[^?]*\b(?:completed?|finish(?:ed)?|done|ready|implemented|delivered|achieved|in place|set up|built|over)\b)",
        "deadline",
    ),
    way(
        rf"^\W*(?:any |all |the |list |show |find )*{_PLANS} {_CITES}(?= )",
        "plan citation",
        "cited",
    ),
    way(
        r"\b(?:among|one of|amongst) (?:the )?(?:units?|bodies|departments?|agencies|bureaus|offices|ones|those) (?:that are |which are )?"
        r"(?:responsible|named|working on|involved|in charge|listed|concerned|taking part)(?: (?:for|in|with|on|of))?",
        "",
        "",
        "all",
    ),
    way(
        r"\b(?:is|are|was|were|has been|gets?|been)? ?(?:assigned|allotted|allocated|given) to(?= (?:the )?[§¤])",
        "",
        "",
        "all",
    ),
    way(
        rf"\b(?:who|which {_BODIES}) (?:is|was|stands|stood) behind(?= {_NAME})|\b(?:who|which {_BODIES}) put its name to(?= {_NAME})",
        "plan",
        "plan",
    ),
    way(
        rf"\bhow (?:old|recent|new) is(?= {_NAME})|\bhow is(?= {_NAME} ?numbered\b)|\bnumbered(?=\W*$)",
        "plan",
        "plan",
    ),
    way(
        r"\b(?:the )?(?:official |exact |full )?(?:number|issuer|issuing authority|publisher|author|status|full title"
        r"|title|expiry date|effective date"
        r"|end date|validity|date) of(?= (?:the )?[^\w\s]|\W*$)|\b(?:issuer|issuing authority|expiry date|effective date)\b",
        "plan",
        "plan",
    ),
    way(
        rf"^\W*(?:is|was) {_NAME} ?(?:already |now |yet )?(?:a )?(?:the )?(?:final|finalised|official|adopted|approved"
        rf"|definitive)(?: version| text)?(?=\W*$)",
        "yes_no plan",
        "plan",
        "issued?",
    ),
    way(
        r"\b(?:still |only |just )*(?:out|open|up|put out) for (?:public )?(?:comments?|consultation|feedback)\b",
        "plan",
        "plan",
    ),
    way(
        rf"^\W*(?:has|had|did|will|would) {_NAME} ?(?:already |have )?(?:expired?|lapsed?|run out|end(?:ed)?|cease[d]?)\b",
        "yes_no plan",
        "plan",
        "until",
    ),
    way(
        rf"\b(?:which|what) (?:other |further )?{_PLANS} (?:is|are|was|were) {_NAME} ?(?:based|founded|grounded|modelled|built) (?:up)?on\b"
        rf"|\b{_CITES} (?:which|what) (?:other )?{_PLANS}|\bon the strength of (?:which|what) {_PLANS}\b",
        "citation",
        "plan",
    ),
    way(
        rf"\b(?:plan|plans|document|programme)(?: that| which) {_CITES}|\b(?:carr(?:y|ies) it out|implements it|cites it"
        rf"|refers to it|relies on it)\b",
        "plan citation",
        "cited",
    ),
    way(
        r"\b(?:what|which) (?:date|day|deadline) (?:is|was|has been) (?:set|fixed|given|named|laid down|foreseen) for\b",
        "deadline",
    ),
    way(
        rf"\b(?:by )?(?:who|whom|(?:which|what) (?:government |public |local |issuing )?{_BODIES})(?:'s| is| was| were| has| had)"
        f"?(?: been)? ?(?:{_NAME})?"
        rf"(?: been| was| is)? ?\b{ISSUED}\b(?! on| in)",
        "plan",
        "plan",
    ),
    way(
        rf"\b(?:the )?(?:issuing|publishing|promulgating) {_BODIES}\b",
        "plan",
        "plan",
    ),
    way(
        r"\b(?:under |by |with )?(?:what|which) (?:document |file |reference |official )?(?:number|no\b\.?)(?: (?:was|is|does|has|did|do)"
        f")?(?: {_NAME})?(?: (?:have|has|carry|bear|issued|published|filed|registered))?",
        "plan",
        "plan",
    ),
    way(
        r"\b(?:the )?(?:document|file|reference) (?:number|no\b\.?)",
        "plan",
        "plan",
    ),
    way(
        rf"\b(?:on |in )?(?:what|which) (?:date|day|month|year) (?:was|did|is|were) {_NAME} ?{ISSUED}?\b",
        "plan",
        "plan",
    ),
    way(
        rf"\bwhen (?:was|did|were|is) {_NAME} ?{ISSUED}\b",
        "plan",
        "plan",
    ),
    way(
        r"\b(?:what is |what's |give )?(?:the )?(?:issue |issuing |publication |release |exact )?date (?:of|for)(?: issue| issuance"
        rf"| publication)?(?: of| for)?(?= {_NAME}\W*$)",
        "plan",
        "plan",
    ),
    way(
        r"\b(?:date of (?:issue|issuance|publication|release)|issue date|issued when|publication date)\b",
        "plan",
        "plan",
    ),
    way(
        rf"\b(?:from|since|as of|starting) (?:when|what date|which date|what day|which day) (?:is|was|does|do|has|did) {_NAME} ?(?:been )"
        rf"?{_IN_FORCE}?\b",
        "plan",
        "plan",
        "from",
    ),
    way(
        rf"\bwhen (?:does|did|do|will) {_NAME} ?(?:take effect|come into (?:force|effect)|enter into force|become effective|start to apply"
        r"|start|begin)\b",
        "plan",
        "plan",
        "from",
    ),
    way(
        r"\b(?:until|till|up to) (?:when|what date|which date|what day|which day|what year|which year) (?:is|was|does|do|will)"
        rf" {_NAME} ?(?:be |stay |remain |run |last )?(?:{_IN_FORCE})?\b",
        "plan",
        "plan",
        "until",
    ),
    way(
        rf"\bwhen (?:does|did|do|will|is) {_NAME} ?(?:expire|end|lapse|run out|cease(?: to (?:be )?{_IN_FORCE})?|lose (?:its )?(?:force"
        r"|validity)|finish|due to (?:end|expire))\b",
        "plan",
        "plan",
        "until",
    ),
    way(
        rf"\b(?:for )?how long (?:does|is|do|will) {_NAME} ?(?:stay|remain|be|run|last|keep|valid|in force|apply)*(?: {_IN_FORCE})?\b",
        "plan",
        "plan",
        "until",
    ),
    way(
        r"\b(?:for )?(?:what|which) (?:period|years?|time ?span|time ?frame|span|timeframe)(?: of time)? (?:does|is|do|are)"
        rf" {_NAME} ?(?:cover|covers|span|run|for|run for|meant for|valid for|drawn up for)*\b",
        "plan",
        "plan",
        "period",
    ),
    way(
        r"\b(?:from (?:which|what) year (?:to|until) (?:which|what) year|which years|what years)\b",
        "plan",
        "plan",
        "period",
    ),
    way(
        r"\b(?:only |still |just )?(?:a |the )?(?:draft|consultation paper)(?: version)? or (?:is it |was it )?(?:already |now )?(?:the "
        r"|a |an )?(?:final|finished|adopted|formal|official|issued|approved)\b(?: version| text| document| plan| one)?",
        "plan",
        "plan",
    ),
    way(
        r"\b(?:the |a )?(?:final|finished|adopted|formal|official|issued)(?: version| text| document)? or (?:still |only |just )?(?:a "
        r"|the )?draft\b",
        "plan",
        "plan",
    ),
    way(
        rf"^\W*(?:has|have|was|is) {_NAME} ?(?:already |now |yet )?(?:been )?(?:formally |officially |finally |already )?(?:issued"
        r"|published|adopted|promulgated|approved|released)(?: yet| already)?\b",
        "yes_no plan",
        "plan",
        "issued?",
    ),
    way(
        r"\b(?:are|is) (?:any|some|one) of (?:these|the|them|your)(?: plans| documents)? (?:still )?(?:only )?(?:a )"
        r"?drafts?\b(?:\W+which(?: ones?)?\b)?",
        "plan",
        "none",
    ),
    way(
        r"\bwhose (?:plan|programme|document) (?:is|was) the one (?:on|about|for)\b",
        "plan",
    ),
    way(
        rf"\b(?:which|what|whose)(?: other| of the)? {_PLANS} {_CITES}(?! (?:which|what))\b",
        "plan citation",
        "cited",
    ),
    way(
        rf"\b(?:who|which (?:places?|cit(?:y|ies)|count(?:y|ies)|provinces?|districts?)) {_CITES}(?= )",
        "plan citation",
        "cited",
    ),
    way(
        r"\bin (?:their|its|which|what) (?:plan|document|programme)s?\b",
        "",
        "cited",
    ),
    way(
        r"\b(?:what|which (?:plan|document)s?) (?:was|is|were|are|has been|have been) (?:drawn up|drafted|made|issued|written|formulated"
        "|prepared|based)(?: on the basis of| under| pursuant to| in line with| following| on)",
        "plan citation",
        "cited",
    ),
    way(
        r"\b(?:where|in (?:which|what) (?:plan|document)s?) (?:is|are|was|were)(?=[^?]{0,160}\b(?:cited|mentioned|referred to|invoked"
        r"|quoted|used)\b)",
        "plan citation",
        "cited",
    ),
    way(
        r"\b(?:which|what) (?:other |further |higher-level |upper-level |superior |higher |national |provincial |central |underlying )"
        f"+(?:documents?|plans?|polic(?:y|ies)|guidelines?|papers?) (?:does|do|did|is|are|was|were) {_NAME} ?(?:{_CITES}|implement"
        r"|implementing|based on|following)?\b(?: as its basis)?",
        "citation",
        "plan",
    ),
    way(
        rf"\bwhat (?:does|do|did|is) {_NAME} ?(?:{_CITES}|refer to|rest on)(?: as (?:its|the) (?:basis|source|authority))?\b",
        "citation",
        "plan",
    ),
    way(
        r"\b(?:documents?|sources?|texts?) (?:cited|referred to|quoted|invoked|relied on)\b",
        "citation",
        "plan",
    ),
    way(
        r"\b(?:what is |what's |what are )?the (?:legal |policy |documentary )?(?:basis|bases) (?:of|for)\b",
        "citation",
        "plan",
    ),
    way(
        r"\bwhat (?:has|have|needs?|is|are|must) (?:to )?(?:be )?done (?:under|in|by|according to|pursuant to|within)\b",
        "task",
        "plan",
    ),
    way(
        r"(?<!many )(?<!number of )(?<!count )(?<!count the )\b(?:the )?(?:tasks|work|measures) (?:of|in|under"
        r"|contained in|laid down in|set out in)(?= the [§¶]"
        "| [§¶])",
        "task",
        "plan",
    ),
    way(
        rf"\b(?:list|show|give me|name|find)(?: me)?(?: all| the)* plans {ISSUED}\b",
        "plan",
        "none",
    ),
    way(
        rf"(?<!many )\b(?:what|which (?:plans?|documents?)|plans?|documents?)(?: (?:was|were|have been|has been|got))? {ISSUED}(?= (?:in"
        rf"|on|during|by|since) |\W+{TIME}| {TIME})",
        "plan",
        "none",
    ),
    way(
        r"\b(?:are|is) there (?:any |some )?(?:plans?|documents?) (?:of|for|from)\b|\b(?:here|in (?:here|the (?:collection|store|database"
        r"|system)))(?=\W*$)",
        "plan",
        "none",
    ),
    way(
        r"\b(?:is|are) (?:it |they )?(?:divided|split|broken down|structured|organi[sz]ed)\b|(?<=[§¶¤]) ?(?:is |are )?(?:divided|split"
        r"|broken down)(?: into)?\b",
        "polite",
        "plan",
    ),
    way(
        r"\b(?:does|do) (?:it |they )?(?:consist of|comprise|contain|include|have|list)(?=\W*$)|(?<=[§¶¤]) (?:consist of|comprise|contain"
        r"|include)(?=\W*$)",
        "polite",
        "plan",
    ),
)
