"""A unit found in a question, and which of the graph's units a name or a function can mean beside the places named."""

from dataclasses import dataclass

from reference.patterns import lazy_pattern
from search.catalogue import Catalogue
from search.understanding.places import FoundPlace
from search.understanding.query import UnitRef
from search.understanding.unit_index import UnitIndex

GENERAL_FUNCTIONS = frozenset(
    ("government", "government_office", "industry_park", "zone_committee", "management_centre")
)
"""Bodies of these kinds are many: a name has to tell more than the kind."""
_BRANCH = lazy_pattern("分局|支局|分中心|分公司|办事处$")
_CODE_LENGTH = 6
"""Of places with a rank of their own; zones have none."""


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit named at text[start:end]. places: the places that are part of its name (they limit no answer)."""

    start: int
    end: int
    ref: UnitRef
    places: tuple[FoundPlace, ...] = ()
    is_sure: bool = True


class UnitChoice:
    """Chooses among the units of one catalogue."""

    def __init__(self, catalogue: Catalogue, index: UnitIndex) -> None:
        self._catalogue = catalogue
        self._index = index

    def of_place(self, units: list[str], places: list[str]) -> list[str]:
        """Those of the place itself, else its branches and bodies of zones within it: 浙江省财政厅 is no bureau of its cities."""
        within = self._index.at(units, places, exactly=False)
        entries = {unit: self._catalogue.places.get(self._catalogue.units[unit].place or "") for unit in within}
        kept = [
            unit
            for unit, place in entries.items()
            if self._catalogue.units[unit].branch_of or (place is not None and len(place.code) != _CODE_LENGTH)
        ]
        return self.without_branches(self._index.at(units, places, exactly=True)) or kept

    def without_branches(self, units: list[str]) -> list[str]:
        """The head offices, where branches stand beside them: 林业局 is not the 林业分局."""
        entries = {unit: self._catalogue.units[unit] for unit in units}
        branches = {unit for unit, entry in entries.items() if entry.branch_of in entries or _BRANCH.search(entry.name)}
        with_heads = {entry.place for unit, entry in entries.items() if unit not in branches}
        return [unit for unit, entry in entries.items() if unit not in branches or entry.place not in with_heads]

    def named_after(self, place: FoundPlace, units: list[str]) -> list[str]:
        """Those of the units whose place bears the name of one that the graph lacks: 平潭县 and 平潭综合实验区."""
        short = place.ref.name[:-1] if len(place.ref.name) > 2 else place.ref.name
        owners = {unit: self._catalogue.places.get(self._catalogue.units[unit].place or "") for unit in units}
        return [unit for unit, owner in owners.items() if owner is not None and owner.name.startswith(short)]

    def chosen(self, ids: list[str], level: str | None, own: list[FoundPlace], others: list[FoundPlace]) -> list[str]:
        """Of the units with a function, those that the level word and the places beside it allow."""
        if own:
            known = [place.ref.id for place in own if place.ref.id]
            return self.of_place(ids, known[-1:])
        fitting = [unit for unit in ids if self._index.is_level(unit, level)] if level else ids
        scope = [place.ref.id for place in others if place.ref.id]
        if not scope:
            return fitting if others == [] else []
        within = self._index.at(fitting, scope, exactly=False)
        if level:  # the 市人民政府 of 崇左市 is not that of a city within it
            within = self._index.at(fitting, scope, exactly=True) or within
        return self.without_branches(within or self._index.nearest(fitting, scope))
