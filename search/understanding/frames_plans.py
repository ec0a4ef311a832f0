"""English questions about a plan itself: when it came out and by whom, its number, its years, what it rests on. Names are masked."""

from search.understanding.frame import Frame, frame
from search.understanding.frames_bodies import PLACE, PLAN

_KINDS = r"(?:plan|document|notice|opinions?|scheme|programme|program|policy|measures)"
_PLAN = rf"(?:{PLAN}|\b{_KINDS}\b)"
_GAP = rf"[\w'“”\"‘’{PLACE},&\- ]{{0,90}}?"
_BODY = (
    r"(?:units?|departments?|bod(?:y|ies)|authorit(?:y|ies)|agenc(?:y|ies)|offices?|organi[sz]ations?|organs?"
    r"|institutions?|governments?|people|ministr(?:y|ies))"
)
_DONE = (
    r"(?:issued|published|released|adopted|promulgated|put out|brought out|handed down|sent out|drawn up|drew up|drafted|wrote|written"
    r"|signed|approved|passed|announced|enacted|printed and distributed|formulated|worked out|launched)"
)
_DOES = (
    r"(?:issue|publish|release|adopt|promulgate|put out|bring out|come out|came out|appear|draw up|sign|approve|pass|announce|enact"
    r"|go out|went out|exist|existed|exists|been around)"
)
_ISSUED = rf"(?:{_DONE}|{_DOES})"
_WHEN = (
    r"(?:when|since when|how long ago|on (?:which|what) (?:date|day)|in (?:which|what) (?:year|month)|(?:what|which) (?:date|day|year|month)"
    r"|at what time)"
)
_AUX = r"(?:was|were|did|has|have|had|is|are)"
_RUNS = (
    r"(?:cover|covered|covers|run|runs|last|lasts|span|spans|apply|applies|extend|extends|hold|valid|in force|in effect|meant|intended|made"
    r"|set|planned|drawn up|written|relate|refer|concern)"
)
_FRAMES = (
    frame(
        rf"\b(?:which|what) (?:other |higher |[a-z]+-level )?(?:documents?|policies|policy|texts?|rules|decisions?|guidelines?|opinions"
        rf"|plans?) (?:is|are|was|were)"
        rf"(?=[^?.;]*{_PLAN}[^?.;]{{0,12}}\b(?:based|founded|built|modelled|grounded|rest|resting) (?:on|upon|in)\W*$)",
        "citation",
    ),
    frame(
        r"\bwhere (?:is|are|was|were|does it say|do (?:i|we) find|can (?:i|we|one) find)"
        r"(?=[^?.;]{0,120}\b(?:laid down|set out|stipulated|written down|stated|regulated|provided for|spelled out|spelt out|described|codified)\b)",
        "plan",
    ),
    frame(
        rf"\b(?:which|what) (?:of )?(?:the )?{PLACE}+(?:'s)? ?(?:[a-z]+ )?(?:{PLAN}+|{_KINDS}\b)"
        r"(?= (?:is|are|has|have|covers?|deals?|includes?|mentions?|contains?|treats?|speaks?|says?|regulates?|provides?|sets?|names?"
        r"|addresses|concerns?|that|which|on|about|with|for)\b)",
        "plan",
    ),
    frame(
        rf"\b(?:document |doc |file |reference |official |issue |serial )*(?:numbers?|no\.?|code|titles?|issuers?|authors?|date) (?:of|on|for|behind)"
        rf" (?=(?:the |this |that )?(?:{PLACE}+(?:'s)? ?)?{PLAN})",
        "plan",
    ),
    frame(rf"\b{_WHEN} {_AUX}\b(?: it that)?(?=[^?.;]{{0,120}}\b{_ISSUED}\b)(?=[^?.;]*{_PLAN})", "plan"),
    frame(
        rf"\b(?:by|from) (?:whom|(?:which|what) {_BODY}) {_AUX}(?=[^?.;]{{0,120}}\b{_ISSUED}\b(?: in \d+)?\W*$)(?=[^?.;]*{_PLAN})", "plan"
    ),
    frame(
        rf"\b(?:who|(?:which|what) (?:[a-z]+ )?{_BODY}) (?:has |have |had |originally |first |jointly |together |officially )*"
        rf"{_DONE}(?= (?:the |its |this |that |{PLACE}+(?:'s)? )*{_GAP}{_PLAN})",
        "plan",
    ),
    frame(
        rf"\b(?:under |with |by )?(?:what|which) (?:document |doc |file |reference |official |issue |serial |running )?"
        rf"(?:number|no\.?|code|reference)"
        rf"(?! of)(?: {_AUX}| does| do)?\b"
        rf"(?=[^?.;]{{0,120}}\b(?:carry|bear|have|issued|published|released|registered|filed|known|go)(?: by| under| as)?\W*$)"
        rf"(?=[^?.;]*{_PLAN})",
        "plan",
    ),
    frame(
        rf"\b(?:what|which|how many|for (?:what|which|how many)) (?:period|years?|time|time ?span|time ?frame|term|span|stretch)"
        rf"(?: of (?:time|years))?"
        rf"(?: {_AUX}| does| do)?\b(?=[^?.;]{{0,120}}\b{_RUNS}(?: for| over| in| to| from)?\W*$)(?=[^?.;]*{_PLAN})",
        "plan",
    ),
    frame(
        rf"\b(?:which|what) (?:[a-z-]+ ){{0,2}}?(?:documents?|plans?|policies|policy|texts?|rules|decisions?|guidelines?|opinions)"
        rf" (?:underl(?:ie|ies|ay)|underpins?|(?:is|are|stands?|lies?|lay) behind"
        rf"|informs?|guides?|gave rise to|forms? the basis of)(?= [^?.;]*{_PLAN})",
        "citation",
    ),
)  # fmt: skip
_TAILS = (
    rf"\b(?:been |being |first |officially |formally )*(?:{_ISSUED}|{_RUNS}|carry|bear|laid down|set out|stipulated|regulated|provided for"
    rf"|described|spelled out|spelt out)(?: for| over| from)?\b"
)


def plan_frames() -> tuple[Frame, ...]:
    """Ways to ask about a plan itself."""
    return _FRAMES


def tail_pattern() -> str:
    """The verbs that end such a question: when was the plan | issued."""
    return _TAILS
