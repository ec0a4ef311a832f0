"""English ways to ask, read as wholes: whose job it is, whom to contact, what a place does. Knows no place and no unit."""

import re
from functools import partial

from reference.patterns import lazy_pattern
from search.understanding.closed import is_closed
from search.understanding.frame import Framed, frame, read_with
from search.understanding.frames_bodies import OTHER, PLACE, PLAN, UNIT, bodies
from search.understanding.frames_plans import plan_frames, tail_pattern
from search.understanding.text import Reading

_PLACE, _UNIT, _OTHER = PLACE, UNIT, OTHER
_MASKS = {"place": _PLACE, "unit": _UNIT, "unsure": _UNIT, "plan": PLAN}
_BODY = (
    r"(?:units?|departments?|bureaus?|bureaux|agenc(?:y|ies)|authorit(?:y|ies)|bod(?:y|ies)|offices?|commissions?"
    r"|ministr(?:y|ies)|organi[sz]ations?|institutions?|part(?:y|ies)|entit(?:y|ies)|officials?|people|person)"
)
_WHO = rf"(?:who|(?:which|what) (?:government |public |local |municipal |county |district |{_PLACE}+ )?{_BODY})"
_ASKER = r"(?:i|we|one|you|people|someone|somebody|companies|a company|residents|applicants)"
_CONTACT = (
    r"(?:contact|call|ask|talk to|talk with|speak to|speak with|turn to|approach|write to|go to|see|phone|ring|email|reach"
    r"|get in touch with|consult|address|complain to|apply to|deal with|report to|get hold of)"
)
_ABOUT = r"(?: about| for| regarding| on| over| if| with| concerning| when it comes to| to get| to)?"
_DOING = (
    r"(?:doing|being done|done|planning|planned|up to|going on|happening|under ?way|in store|afoot|proposed|envisaged|foreseen"
    r"|undertaking|undertaken|promised|promising|proposing|plans?|do)"
)
_ON = r"(?:about|on|for|with|regarding|concerning|over|around|in terms of|when it comes to|to (?:improve|support|promote|help|strengthen|boost))\b"


_VERBS_OF_WORK = (
    "do build make get provide pay put bring set keep teach train turn push fix check clean fight tackle plan watch guard police"
    " promote develop protect repair improve"
).split()
_ROLE_VERB = (
    r"(?:leads?|heads?|runs?|handles?|is |are |takes?|oversees?|manages?|deals?|looks?|supports?|helps?|works?|assists?"
    r"|organi[sz]es?|coordinates?|carr(?:y|ies)|implements?|has |have |should|must|will)"
)
_ROLE_STATE = (
    r"(?:in charge|responsible|leading|heading|running|handling|managing|overseeing|tasked|charged|entrusted|supporting|helping"
    r"|assisting|involved|behind|in the lead|concerned|working on|dealing with)\b"
)
_PLACES = (
    r"(?:places|cities|counties|districts|provinces|towns|regions|prefectures|local governments|localities|municipalities"
    r"|jurisdictions)"
)
_GIVEN = (
    r"(?:put in charge of|placed in charge of|given(?: charge of| the job of| the task of)?|got(?= )|assigned(?: to| with)?"
    r"|tasked with|charged with|entrusted with|handed|made responsible for|designated for|appointed to|named as lead (?:for|on)"
    r"|(?:supposed|meant|expected|due|required|obliged|bound|called on|asked|told|instructed) to"
    r"(?: be)?(?: do| doing| see to| take care of| sort out| deliver)?)"
)
_LEADER = rf"(?:lead|leading|main|responsible|principal)(?: {_BODY})?"
_HELPERS = (
    r"(?:helpers?|supporters?|backers?|partners?|assistants?|helping hands|supporting cast|co-?operators|collaborators"
    r"|(?:helping|supporting|assisting|cooperating) (?:ones|partners?)|ones (?:helping|supporting)"
    rf"|(?:supporting|support|cooperating|assisting|helping|partner|participating|contributing) {_BODY})\b"
)
_NO_ADJECTIVE = r"(?:is|are|was|were|do|does|did|has|have|will|should|the|being|tasks?|measures?|steps?|actions?|projects?|work|plans?)"
_LISTS = r"(?:(?:list|name|count|include|mention|show|put|feature)s?|(?:list|count|nam)ing|listed|named|have|has|having|with)"
_NAMED = f"[{_PLACE}{_UNIT}{_OTHER}{PLAN}]"
_LEADERS = rf"(?:leads|leaders|(?:lead|leading) (?:{_BODY})|lead)\b"
_AMONG = r"(?:among|amongst|as one of|as|in)"
_MEANS_TO = (
    r"(?:(?:going|planning|intending|hoping|trying|wanting|set|want|wants|intend|intends|plan|plans|aim|hope|propose|need|needs"
    r"|have|has|had|supposed) to )?"
)
_HANDLED = (
    r"(?:dealt with|organi[sz]ed|handled|tackled|managed|addressed|run|approached|carried out|done|implemented|promoted|improved"
    r"|supported)\b"
)
_REACHES = r"(?:have reached|reach|stand at|come to|amount to|total|rise to|grow to|increase to|be in|be by|be at)\b"
_ALSO = "(?:(?:are|is|then|only|merely|also|just|will|should|must|can|the) )*"
_DOES_PART = (
    "(?:leads?|leading|lends?|gives? a hand|chips? in|pitch(?:es)? in|joins?|supports?|supporting|assists?|assisting|helps?|helping"
    "|cooperates?|cooperating|backs?|participates?|takes? part|in charge|responsible)"
)
_OTHER_BODY = r"(?:universit(?:y|ies)|institutes?|colleges?|schools?|banks?|companies|partners?)"
_GROWS = r"(?:grow|rise|fall|increase|be cut|be reduced|drop|go up|go down|shrink|expand)\b"
_OF_DOCUMENT = rf"(?=[^?.;]{{0,60}}(?:{PLAN}|\b(?:plan|document|notice|opinions?|scheme|programme|policy)\b))"
_DOCUMENTS = (
    r"(?:documents?|plans?|policies|policy|papers?|notices?|opinions|regulations?|guidelines?|programmes?|texts?)"
)
_CITES = (
    r"(?:mentions?|mentioned|cites?|cited|refers? to|referred to|carr(?:y|ies) out|carried out|implements?|implemented|builds? on|built on|draws? on"
    r"|drawn on|rests? on|quotes?|quoted|follows?|invokes?|invoked|put into effect|relies on|rely on|name|names|named)\b"
)
_PHRASES = (
    frame(r"\b(?:square|cubic) (?:kilo)?met(?:re|er)s?\b|\bas a whole\b|\bin (?:total|all)\b", ""),
    frame(
        r"\bfor (?:a|an|my|our|the|some) (?:short |longer |new |research |school |university )?(?:paper|thesis|dissertation|report|article|essay"
        r"|story|study|memo|briefing|presentation|class|course|seminar|client|colleague|boss|book|blog|survey|newsletter)\b"
        r"(?: (?:on|about|of) [^,;:?]{1,40}?(?=,|:|;| i | we | ?¶))?(?:,|:)?",
        "",
    ),
    frame(
        r"(?:^|(?<=[;,.?] ))\W*(?:q|question|query|place|region|area|city|county|district|province|topic|subject|matter|issue|asked|re"
        r"|about|on|concerning)\s*:",
        "",
    ),
    frame(
        r"\b(?:any|your) (?:help|hint|hints|pointer|pointers|advice|information|info)(?: (?:is|would be|much|greatly))* (?:appreciated|welcome)\b"
        r"|\b(?:advise|inform me|enlighten me)(?: on| about| as to)?\b(?= (?:who|which|what|how|when))|\bmuch appreciated\b",
        "",
    ),
    frame(
        r"\b(?:when it comes to|with regards? to|with respect to|as regards|in terms of|in relation to|as far as|in connection with"
        r"|on the (?:subject|topic|matter|question) of|in the (?:field|area) of)\b",
        "",
    ),
)
"""What says nothing of its own."""
_BESIDE_LEADER = (
    frame(
        r"\b(?:help|assist|support|back|back up|join|work with|work alongside|work under|second|partner with|follow|cooperate with)(?:s|ing)? "
        rf"(?:the )?{_LEADER}(?: with| on| in| for)?\b",
        "",
        "support",
    ),
)
"""Phrases with the word for the lead in them that speak of others."""
_SOMEBODY = rf"(?:somebody|someone|some {_BODY}|one of the {_BODY}|an? {_BODY})"
_LEAD_INS = lazy_pattern(
    r"^\W*(?:(?:surely|presumably|apparently|supposedly|so|well|okay|ok|now),? )*(?:"
    rf"there (?:must|has to|should|is bound to|is sure to) be {_SOMEBODY} (?:(?:in|of|at) {_PLACE}+ )?"
    r"(?:that is|who is|who's|that|who|in charge of|responsible for|to|for)"
    rf"|{_SOMEBODY} (?:(?:in|of|at) {_PLACE}+ )?(?:(?:surely|probably|certainly|presumably) )?(?:must(?: surely)?|has to|should|ought to"
    r"|will|needs to|is supposed to|is meant to|is|(?=(?:handles?|runs?|leads?|looks|does|deals?|takes|works)\b))(?: ?(?:be|have to|have|surely)\b)?"
    r"|(?:i|we) (?:hear|heard|read|was told|were told|am told|are told|have heard|have read|'ve heard|'ve read|believe|guess|suppose"
    r"|assume|understand|gather|think)(?: that)?|i'?ve (?:heard|read)(?: that)?|(?:they|people|some) say(?: that)?"
    r"|(?:rumou?r|word) has it(?: that)?|(?:it )?(?:seems|looks like|appears)(?: that)?"
    r"|my (?:boss|colleague|client|friend|neighbou?r|editor|teacher)s? (?:wants to know|wonders|is asking|asks)(?: about)?)\b"
)
"""How people begin before they ask: nothing of the topic."""
_SPEAKING = lazy_pattern(
    r"^\W*(?:(?:hi|hello|hey|dear|good|sorry|so|well|ok|okay|right|just)\b[\w ]{0,20}[,.!-]? )?"
    r"(?:i'm|i'd|i've|i|we're|we'd|we|my [a-z]+|our [a-z]+|what i|what we)\b"
    r"(?P<said>[^?;§¤]{0,80}?)\b(?:know|find out|understand|asks?|asking|wondering|wonders?|tell me|tell us|hear|see|figure out|work out"
    r"|clear|curious|learn|remember|recall|say)(?: is| about| if you know)?,?(?= (?:who|which|what|how|when|whether|where|whose|by)\b)"
)
"""I'm writing a paper and need to know | who leads: the asker speaks of himself."""
_MOST_SAID = 2
"""The most words there that could name something: more are likelier the topic."""
_TERSE = lazy_pattern(
    r"(?:^\W*|[,;:–—/]\s*|\s-\s|\s)(?P<lead>leads?|leaders?|in charge|responsible|the lead|lead please)"
    r"(?P<more>(?:,| and| &| plus|/)+\s?(?:supporters?|support|helpers?|backup|partners?))?\W*$"
    r"|(?:[,;:–—/]\s*|\s-\s)(?P<support>supporters?|support|helpers?|partners?|backup)\W*$"
    r"|(?:^\W*|[:;]\s*|^¶+\s*)(?P<head>leads?|leader|responsible|in charge)(?= (?:for|on|of)\b)"
)
"""One word for the role at the end of what is no sentence: old water mains in Tai'an, lead?"""
_WHICH_ONE = lazy_pattern(r"\b(?:which one|who exactly|which)(?: is (?:it|that))?(?=\W*$)")
_SENTENCE = lazy_pattern(r"\b(?:what|which|how|does|do|did|who|whom|whose|where|when|should|must)\b")
_WHO_FRAMES = (
    frame(r"\b(?:under|with) whose (?:overall )?(?:leadership|lead|direction|guidance|supervision|command|watch)\b", "unit", "lead"),
    frame(
        r"\b(?:in |within )?whose (?:main |direct |primary )?"
        r"(?:job|responsibility|task|remit|duty|business|brief|portfolio|mandate|hands|purview|baby|call|turf|patch|bailiwick|pigeon"
        r"|domain|plate)\b(?: (?:is|are|was) (?:it|this|that|they)\b)?",
        "unit",
        "lead",
    ),
    frame(
        rf"\b(?:to|on|upon|with) (?:whom|(?:which|what) (?:{_PLACE}+ )?{_BODY}) (?:does|do|did|is|are|has|have|was)\b", "unit", "lead"
    ),
    frame(rf"\bby (?:whom|(?:which|what) (?:{_PLACE}+ )?{_BODY})\b", "unit", "lead"),
    frame(
        rf"\b{_WHO} (?:do|should|can|could|would|must|shall|might|may|does) {_ASKER} (?:need to |have to |best )?{_CONTACT}{_ABOUT}\b",
        "unit",
        "lead",
    ),
    frame(
        rf"\b(?:{_BODY}|person|people) (?:for me )?to (?:contact|call|ask|talk to|speak to|turn to|approach|go to){_ABOUT}\b", "unit", "lead"
    ),
    frame(rf"\b(?:which|what) (?:one )?(?:lead|leading) {_BODY}\b(?: for| on| in| of)?", "unit", "lead"),
    frame(
        rf"(?:\b(?:which|what|is the|the one)|{_OTHER}) (?:(?:one|single|sole|particular|specific|main|principal|competent|relevant|actual"
        rf"|exact) )+{_BODY}(?:'s| that is| which is| that)?(?= )",
        "unit",
    ),
    frame(rf"\b{_WHO}(?:'s| is| was| has| have| had| are| were| will)?(?: been| be)? {_GIVEN}\b", "unit", "lead"),
    frame(
        rf"\b{_WHO} else (?=supports?|helps?|assists?|leads?|is in|is involved|takes? part|works? with|cooperates?|participates?|backs?)", "unit"
    ),
    frame(
        rf"\b(?:(?:lead|leading|main|responsible) {_BODY}|leads?|leaders?)(?:,| and| plus| &| as well as|, and)+ "
        rf"(?:(?:its|their|the|all|any|all its|all the|who(?:'s| is| are)|who else is) )?{_HELPERS}",
        "unit",
        "all",
    ),
    frame(rf"\b(?:and |with )?(?:its|their|whose) {_HELPERS}(?=\W*$|[,;])", "unit", "support"),
    frame(rf"^\W*(?:the |all )?{_HELPERS} (?:for|of|on|with)\b", "unit", "support"),
    frame(rf"\b{_LISTS}\b(?= (?:the )?{_NAMED}[^?.;]{{0,60}}? {_AMONG} (?:the |its |their )?{_LEADERS})", "", "lead"),
    frame(rf"\b{_LISTS}\b(?= (?:the )?{_NAMED}[^?.;]{{0,60}}? {_AMONG} (?:the |its |their )?{_HELPERS})", "", "support"),
    frame(rf"(?<=[{_PLACE}{_UNIT}]) (?:listed |named )?{_AMONG} (?:the |its |their |a )?{_LEADERS}", "", "lead"),
    frame(rf"(?<=[{_PLACE}{_UNIT}]) (?:listed |named )?{_AMONG} (?:the |its |their |a )?{_HELPERS}", "", "support"),
    frame(
        rf"\b(?:lead|leading|main|responsible) (?:and|or|/|&|plus) "
        rf"(?:partner|supporting|support|cooperating|assisting|helping|participating|secondary) {_BODY}\b",
        "unit",
        "all",
    ),
    frame(rf"\b(?:cooperating|co-operating|assisting|helping|secondary|partner|auxiliary) {_BODY}\b(?: for| on| in| of)?", "unit", "support"),
    frame(rf"\b(?:participating|contributing|involved|relevant|concerned) {_BODY}\b(?: for| on| in| of)?", "unit", "all"),
    frame(
        rf"\b(?:everyone|everybody|all those|all (?:the )?{_BODY}|participants?|players|parties|actors|stakeholders)"
        r" (?:that are |who are |who is |which are )?"
        r"(?:involved|engaged|taking part|participating|concerned|with a (?:role|part|hand|stake))?(?: in| with| on)?(?= )",
        "unit",
        "all",
    ),
    frame(r"\b(?:everyone|everybody|all those|anyone|anybody)(?= (?:who|that|with|having)\b)", "unit", "all"),
    frame(rf"\b{_WHO} (?:all )?(?:works?|is working|are working) on\b", "unit", "all"),
    frame(r"\bwho (?:are|were) the (?:players|participants|actors|parties|people)(?: involved)?(?: in| on| with| behind)?\b", "unit", "all"),
    frame(r"\bwho(?:ever)? (?:is|are|was|were|plays?|has|have) (?:also |all )?(?:a )?(?:part of|second fiddle in)(?= )", "unit", "all"),
    frame(r"\b(?:have|has|having|with) (?:a |any |some )?(?:stake|say|interest|share|finger|part) in\b", "", "all"),
    frame(rf"\bresponsible {_BODY}\b(?: for| on| in| of)?", "unit", "all"),
    frame(rf"\b(?:the )?{_BODY} (?=(?:that|which|who) {_ROLE_VERB})(?:that|which|who)\b", "unit"),
    frame(rf"\b(?:the )?{_BODY} (?={_ROLE_STATE})", "unit"),
    frame(
        rf"\bwho (?:will |would |should |must |is going to )?(?:does|(?:{'|'.join(_VERBS_OF_WORK)})s?|doing|pushes|fixes|watches|teaches)\b",
        "unit",
        "lead",
    ),
)  # fmt: skip
"""Who does it."""
_OTHER_FRAMES = (
    frame(rf"(?:\band |[;?] ?(?:and )?|, (?=which ones|who\b))(?:which|who|which ones|which others|which of them)(?= {_ALSO}{_DOES_PART}\b)", "unit"),
    frame(
        rf"\b(?:is|are) there (?:an? |any )?(?:{_BODY}|someone|somebody|anyone|anybody) (?:(?:in|at|within) {_PLACE}+ )?(?:that|which|who|to)\b",
        "unit",
    ),
    frame(r",? (?:and |or )?if so,? (?:which|who|what)(?: (?:one|ones|is it|of them))?(?=\W*$)", ""),
    frame(
        r"\b(?:what|which) (?:jobs?|work|dut(?:y|ies)|things?|tasks?|responsibilit(?:y|ies)|assignments?) (?:will |would |should )?falls? "
        r"(?:to|on|upon|under|within)\b",
        "task",
    ),
    frame(rf"\b(?:on|upon|from|under|by) (?:which|what) (?:[a-z-]+ ){{0,2}}?{_DOCUMENTS} (?=(?:is|are|was|were|does|do|did)\b)", "citation"),
    frame(
        rf"\b(?:which|what) (?:{_PLACE}+ )?{_OTHER_BODY}(?:,? and {_OTHER_BODY})?(?= {_ALSO}{_DOES_PART}\b)",
        "unit",
    ),
    frame(rf"\b(?:which|what) (?:other |further )?{_DOCUMENTS} (?=(?:does|do|did) [^?.;]{{1,60}} {_CITES})(?:does|do|did)\b", "citation"),
    frame(rf"\b(?:which|what) (?:other|further) {_DOCUMENTS} (?=(?:is|are|was|were|has|have|had) [^?.;]{{0,60}}{_CITES})", "citation"),
    frame(
        r"\b(?:minimum|maximum|required|targeted|obligatory|mandatory|compulsory)(?= (?:[\w'-]+ ){0,3}?"
        r"(?:share|rate|level|proportion|percentage|ratio|amount|quota|coverage|output|capacity|figure|value)s?\b)",
        "target",
    ),
    frame(r"\b(?:latest|final|last|completion|finishing|target|end) (?:date|time|year|month|day)(?: for| to)\b", "deadline"),
    frame(r"\bany (?:of (?:these|them|the plans) )?(?:still )?(?:a )?drafts?\b(?=\W*$| among| in (?:here|this))", "plan"),
    frame(
        r"\b(?:title|name|full name|number|document number|date|issuing date|status|author|issuer) of "
        rf"(?:the |this |that |{_PLACE}+(?:'s)? )?{_OF_DOCUMENT}",
        "plan",
    ),
    frame(rf"\b(?:the |all )?{_PLACES} (?:that|which|who|where|working|doing|having|promoting|planning|dealing)\b", "place"),
    frame(
        rf"\bwhat(?:'s| is| are| was| has| have| had| does| do| did| will| would| should)? (?:the |being )?(?:{_PLACE}+(?:'s)? )?"
        rf"(?:been |got )?{_MEANS_TO}{_DOING} {_ON}",
        "task",
    ),
    frame(rf"\bhow (?:does|do|is|are|will|would|should|did) (?:{_PLACE}+ )?(?=[^?.;]{{1,80}}\b{_HANDLED})", "task"),
    frame(
        r"\bwhat (?:part|role|function)s? (?:does|do|did|will|has|have|is|are|should)\b"
        r"(?=[^?.;]{1,60}\b(?:play|have|fulfil|perform|take|assigned|given)\b)",
        "task",
    ),
    frame(
        r"(?<!each )\b(?:aim|aims|aiming|hope|hopes|hoping|shooting|striving) (?:for|at|to (?:achieve|reach|attain|hit))(?: in| on| with)?\b",
        "target",
    ),
    frame(rf"\bwhat (?:will|should|must|would) (?=[^?.;]{{1,70}} {_REACHES})", "target"),
    frame(
        rf"\bwhat (?=(?:(?!{_BODY}\b|{_NO_ADJECTIVE}\b)[\w'-]+ ){{1,4}}?(?:rate|ratio|share|percentage|proportion|ceiling|cap|limit|threshold"
        r"|score|level|length|area|coverage|concentration|intensity|revenue|turnover|income|output|yield|density|price)s?\b)",
        "target",
    ),
    frame(r"\bwhat (?:part|portion|fraction|chunk|slice) of (?=[^?.;]{1,60} (?:should|must|will|may|is to|are to)\b)", "target"),
    frame(
        r"\b(?:the |a |any )?(?:(?:quantitative|quantified|numerical|numeric|planned|official|concrete|measurable|stated|agreed|projected"
        r"|envisaged|intended|prescribed|hard|numbered) )+(?:goal|target|objective|figure|value|number|quota|level|amount|aim|benchmark)s?\b"
        r"(?: for| of| on| in| regarding)?",
        "target",
    ),
    frame(r"\bhow (?:long|much time|many months|many years) (?:do|does|have|has|did) (?=[^?.;]{1,50}? (?:have|has|got|left)\b)", "deadline"),
    frame(r"(?<=have )(?:got |left )?(?:for|to|until)\b", ""),
    frame(rf"\bhow (?:much|far|fast|many percent|strongly) (?:is|are|should|will|must|does|do) (?=[^?.;]{{1,70}} {_GROWS})", "target"),
    frame(
        r"\b(?:differ|differs)\b(?: between| from| in)?|\bdifferences?\b(?:(?= (?:on|of|among|is|are|do|does|there)\b|\W*$|,)| between| from| in)"
        rf"|\bdifferent\b(?= (?:between|from|in|for) {_PLACE}|\W*$)",
        "comparison",
    ),
    frame(
        rf"\bwhat(?:'s| is| are| were)? (?:the |its |their |{_PLACE}+(?:'s)? )*(?:main|key|principal|central|chief|concrete|specific|individual"
        r"|planned|most important) (?:tasks?|measures?|steps?|actions?|activities|projects?|jobs?|work)\b(?: for| on| in| of| about)?",
        "task",
    ),
    frame(
        rf"\b(?:higher|lower|larger|bigger|smaller|more|fewer|faster|stricter|greater)(?= (?:in |for )?{_PLACE}+ (?:or|than) (?:in |for )?{_PLACE}+)",
        "comparison",
    ),
)  # fmt: skip
"""What is done, what is to be reached, where, in which plan."""
_OF_PLANS = lazy_pattern(tail_pattern())
_PASSIVE = lazy_pattern(r"\b(?:by|to|on|with) (?:whom|which|what)\b|\b(?:who|which|what)\b.*\bby\b")
_COUNTED_ROLE = lazy_pattern(r"\b(?:how many|number of) (lead|leading|support|supporting) (?:tasks|items|roles)\b")
_SENTENCE_WHO = lazy_pattern(r"\b(?:which|who|whom|whose|what|when|where|how)\b")
_TAG = lazy_pattern(
    r"(?:,|;| -| –|—|\.)? ?(?:(?P<sure>is that (?:right|correct|true|so)|is this (?:right|correct|true|so)|isn't (?:it|that so)|doesn't it"
    r"|aren't they|don't they|am i right|is it not|does it not|isn't that (?:right|so))|right|correct|true|yes|no|agreed|or not"
    r"|is it|does it|do they|are they)\W*$"
)
"""What turns a statement into a question."""
_TAILS = lazy_pattern(
    r"\b(?:fall|belong|lie|rest|go|been assigned|been entrusted|been given|dealt with|tackled|handled|organi[sz]ed|managed|addressed"
    r"|approached|carried out|implemented|take place|taken care of|land"
    r"|lands|end up|ends up|divided|split|shared|distributed"
    r"|is concerned|are concerned|happening|going on)\b"
    rf"(?: to| with| under| on| in)?(?=\W*$|[,;.?]| (?:in |at |within )?{_PLACE})"
)
"""Verbs at the end of such a frame: to which department does … fall."""
_CITED = lazy_pattern(
    rf"\b(?:(?:say|says|have|has|want|wants|claim|claims|aim|aims|intend|intends|mean|means) to )?{_CITES}"
)


def read_frames(reading: Reading) -> Framed:
    """Read and mark the frames of an English question."""
    text = _masked(reading)
    take = partial(_take_free, reading)
    own = bodies()
    bodies_asked = (*own.of_units, *own.frames) if _UNIT in text else (*own.frames, own.the_lead)
    frames = (*_PHRASES, *_BESIDE_LEADER, *plan_frames(), *bodies_asked, *_WHO_FRAMES, *_OTHER_FRAMES)
    framed = read_with(frames, text, take)
    if _UNIT in text and (counted := _COUNTED_ROLE.search(reading.lower)):
        framed.roles.add("lead" if counted[1].startswith("lead") else "support")
    _read_tag(reading, text, framed)
    speaking = _SPEAKING.match(text)
    if speaking is not None and sum(not is_closed(word) for word in speaking["said"].split()) <= _MOST_SAID:
        _take_free(reading, *speaking.span(), "polite")
    for match in _LEAD_INS.finditer(text):
        _take_free(reading, match.start(), match.end(), "polite")
        which = _WHICH_ONE.search(text, match.end())
        if which and re.search(_SOMEBODY, match.group()) and reading.take(*which.span(), "ask"):
            framed.asks.append((which.start(), "unit"))
    if not framed.asks and not _SENTENCE.search(text) and _UNIT not in text:
        _read_terse(reading, text, framed)
    if framed.asks:
        _take_tails(reading, text, framed)
    if {"lead", "support"} <= framed.roles:
        framed.roles.add("all")  # name the lead as well as the supporting units
    return framed


def _take_tails(reading: Reading, text: str, framed: Framed) -> None:
    """Mark the verbs behind the topic that belong to a frame; by whom is it | supported says the role."""
    asks = {ask for _, ask in framed.asks}
    patterns = [_TAILS]
    if "citation" in asks:
        patterns.append(_CITED)
    if "plan" in asks:
        patterns.append(_OF_PLANS)
    for tail in (tail for pattern in patterns for tail in pattern.finditer(text)):
        reading.take(tail.start(), tail.end(), "ask")
    if "unit" not in asks or not _PASSIVE.search(text):
        return
    for role, pattern in bodies().tails.items():
        for tail in pattern.finditer(text):
            if reading.take(tail.start(), tail.end(), "ask"):
                framed.roles -= {"lead"}
                framed.roles.add(role)


def _read_tag(reading: Reading, text: str, framed: Framed) -> None:
    """The bureau leads it, right? asks yes or no; behind a question word such a tag says nothing."""
    tag = _TAG.search(text)
    if (
        tag is None
        or not (tag["sure"] or text[tag.start() : tag.start() + 2].strip() in (",", ";", "-", "–", "—", "."))
        or not reading.take(*tag.span(), "ask")
    ):
        return
    if _UNIT in text and not _SENTENCE_WHO.search(text):
        framed.asks.append((tag.start(), "yes_no"))


def _read_terse(reading: Reading, text: str, framed: Framed) -> None:
    """A role at the end of words without a verb, or at their head: who has it is asked."""
    match = _TERSE.search(text)
    if match is None:
        return
    said = next(name for name in ("lead", "support", "head") if match[name])
    if reading.take(*match.span(said), "ask"):
        framed.asks.append((match.start(said), "unit"))
        framed.roles.add("all" if match["more"] else "support" if said == "support" else "lead")
        if match["more"]:
            reading.take(*match.span("more"), "ask")


def _masked(reading: Reading) -> str:
    """The lower-case text with a sign in the place of each name, repeated to the same length."""
    letters = list(reading.lower)
    for piece in reading.pieces:
        sign = _MASKS.get(piece.kind, _OTHER)
        letters[piece.start : piece.end] = [sign] * (piece.end - piece.start)
    return "".join(letters)


def _take_free(reading: Reading, start: int, end: int, kind: str) -> bool:
    """Mark what is free between two places; False where nothing but an article is."""
    parts = [
        (max(start, first), min(end, last)) for first, last in reading.free_parts() if first < end and start < last
    ]
    parts = [(first, last) for first, last in parts if reading.text[first:last].strip()]
    taken = [
        reading.take(first, last, kind) and reading.lower[first:last].strip() not in ("the", "a", "an")
        for first, last in parts
    ]
    return any(taken)
