"""Which places of China a document's place names mean. Uses the gazetteer; reads nothing from the document but names."""

from collections import Counter
from dataclasses import dataclass

from graph_schema.ids import make_id
from ingest.facts import Facts
from reference.place import Place
from reference.places import Gazetteer, load_gazetteer

NATION = "000000"
_LEVELS = {"nation": "country", "province": "province", "city": "city", "county": "county", "town": "town"}


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place as a node: id, official name and what the gazetteer knows. code: "" where it knows nothing."""

    id: str
    name: str
    short_name: str
    code: str
    level: str
    name_en: str
    pinyin: str
    parent: str | None
    """The code of the place it lies in."""


def jurisdiction_of(place: Place, gazetteer: Gazetteer) -> Jurisdiction:
    """The node of a place. An area without a code of its own ranks below the place it lies in."""
    parent = place.parent_code or None
    level = _LEVELS.get(place.level) or _area_level(place, gazetteer)
    identifier = make_id("jurisdiction", place.code)
    return Jurisdiction(
        identifier, place.name, place.short_name, place.code, level, place.title_en, place.pinyin, parent
    )


def _area_level(place: Place, gazetteer: Gazetteer) -> str:
    parent = gazetteer.by_code(place.parent_code) if place.parent_code else None
    below = {"nation": "province", "province": "city", "city": "county", "county": "town", "town": "town"}
    return below.get(parent.level, "county") if parent else "county"


def unknown_jurisdiction(name: str, parent: str | None) -> Jurisdiction:
    """A place that no gazetteer knows: identified by its name and the place it lies in."""
    level = "town" if name.endswith(("镇", "乡", "街道", "村")) else "county"
    return Jurisdiction(make_id("jurisdiction", parent or "", name), name, name, "", level, "", "", parent)


def resolve_jurisdictions(facts: Facts, text: str) -> tuple[list[Jurisdiction], list[str]]:
    """The places the plan applies to, and the names that stay open (ambiguous or unknown)."""
    gazetteer = load_gazetteer()
    found: list[Jurisdiction] = []
    doubts: list[str] = []
    alone = (gazetteer.by_name(name) for name in facts.plan.jurisdictions)
    within = next((places[0].parent_code for places in alone if len(places) == 1 and places[0].parent_code), None)
    for name in facts.plan.jurisdictions:
        place = _resolve(name, facts, text, within, gazetteer)
        if place is None:
            found.append(unknown_jurisdiction(name, within or _place_around(name, text, gazetteer)))
            doubts.append(name)
        else:
            found.append(jurisdiction_of(place, gazetteer))
            within = place.parent_code or within
    return found, doubts


def _place_around(name: str, text: str, gazetteer: Gazetteer) -> str | None:
    """The code of the place that a place unknown to the gazetteer lies in: the county or city the document names most."""
    levels = ("county", "city") if name.endswith(("镇", "乡", "街道", "村")) else ("city", "province")
    counts: Counter[str] = Counter()
    for mention in gazetteer.find_in_text(text):
        if mention.certain and len(mention.places) == 1 and mention.place.level in levels:
            counts[mention.place.code] += 1
    best = min(counts.items(), key=lambda item: (-item[1], item[0]), default=None)
    return best[0] if best else None


def _resolve(name: str, facts: Facts, text: str, within: str | None, gazetteer: Gazetteer) -> Place | None:
    candidates = gazetteer.by_name(name)
    if len(candidates) == 1:
        return candidates[0]
    beside = [place for place in candidates if within is not None and place.parent_code == within]
    if len(beside) == 1:
        return beside[0]
    if not candidates:
        return gazetteer.resolve(name, within) or _by_path(name, gazetteer)
    hints = "".join((facts.plan.title, *facts.plan.issuers, facts.plan.doc_number or "", facts.document.path))
    scored = [(_support(place, hints, text, gazetteer), place) for place in candidates]
    best = max(score for score, _ in scored)
    leaders = [place for score, place in scored if score == best]
    return leaders[0] if len(leaders) == 1 and best > 0 else None


def _by_path(name: str, gazetteer: Gazetteer) -> Place | None:
    """舟山市定海区: the place that the end names, where what stands before it names a place above."""
    for cut in range(2, len(name) - 1):
        for place in gazetteer.by_name(name[cut:]):
            above = {known for higher in gazetteer.ancestors(place.code) for known in (higher.name, higher.short_name)}
            if any(name[:cut].endswith(known) for known in above if known):
                return place
    return None


def _support(place: Place, hints: str, text: str, gazetteer: Gazetteer) -> int:
    """How much the document speaks of the places above this one: in its header more than in its text."""
    score = 0
    for above in gazetteer.ancestors(place.code):
        if above.level == "nation":
            continue
        for name in {above.name, above.short_name}:
            score += 20 * (name in hints) + min(text.count(name), 10)
    return score
