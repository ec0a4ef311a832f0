"""A place by what people call it. Knows the gazetteer and the store, no formats."""

from graph_schema.tables import Node
from graph_store.protocol import GraphStore
from reference.places import LEVEL_RANK, Gazetteer, load_gazetteer

_NAMES = ("name", "short_name", "name_en", "pinyin", "code")


def find_places(store: GraphStore, name: str) -> list[Node]:
    """The places of the graph that answer to a name, in full or short, in Chinese, English or pinyin, a code or an id.

    Full names win over short ones. Where the graph writes it otherwise, the gazetteer says what is meant.
    """
    wanted = _plain(name)
    places = list(store.stream_nodes("Jurisdiction"))
    found = [node for node in places if node.id == name.strip()]
    for one in _NAMES:
        found = found or [node for node in places if wanted and _plain(node.properties.get(one)) == wanted]
    codes = set() if found else _codes(load_gazetteer(), name)
    return found or [node for node in places if node.properties.get("code") in codes]


def _plain(text: object) -> str:
    return "".join(str(text or "").split()).casefold()


def _codes(gazetteer: Gazetteer, name: str) -> set[str]:
    """What the gazetteer takes the whole of a name to mean: of several places in it the smallest."""
    if named := {place.code for place in gazetteer.by_name(name.strip())}:
        return named
    mentions = gazetteer.find_in_text(name, towns=True) or gazetteer.find_in_english(name)
    covered = {place for mention in mentions for place in range(mention.start, mention.end)}
    if not mentions or any(char.isalnum() and place not in covered for place, char in enumerate(name)):
        return set()
    return {max(mentions, key=lambda mention: (LEVEL_RANK[mention.place.level], mention.start)).place.code}
