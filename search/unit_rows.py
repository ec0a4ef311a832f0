"""The units of an answer: gathered whole, in order, and made into rows only where somebody looks at them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from search.catalogue import Catalogue
from search.responsibilities import LEAD, ROLES, SaidBy, basis_of, strongest
from search.results import UnitRow
from search.selected import Pick


@dataclass(slots=True)
class UnitRole:
    """One unit in one role. bases: the ways in which it is known; tasks: how well each of its tasks fits."""

    unit: str
    role: str
    bases: set[str] = field(default_factory=set)
    tasks: dict[str, float] = field(default_factory=dict)
    score: float = 0.0


class UnitRows(Sequence[UnitRow]):
    """Rows of units in a fixed order; each is built when it is asked for. Thousands may be found, twenty are shown."""

    def __init__(self, catalogue: Catalogue, held: Iterable[UnitRole] = ()) -> None:
        self._catalogue = catalogue
        self._held = tuple(held)

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, place: int) -> UnitRow: ...

    @overload
    def __getitem__(self, place: slice) -> list[UnitRow]: ...

    def __getitem__(self, place: int | slice) -> UnitRow | list[UnitRow]:
        if isinstance(place, slice):
            return [self._row(held) for held in self._held[place]]
        return self._row(self._held[place])

    def __iter__(self) -> Iterator[UnitRow]:
        return map(self._row, self._held)

    def ids(self, role: str | None = None) -> set[str]:
        """The units, those in a role where one is given."""
        return {held.unit for held in self._held if role is None or held.role == role}

    def in_role(self, role: str) -> "UnitRows":
        """Those in a role, in the same order."""
        return UnitRows(self._catalogue, [held for held in self._held if held.role == role])

    @property
    def names(self) -> list[str]:
        """The names of the units, each once."""
        return list(dict.fromkeys(self._catalogue.units[held.unit].name for held in self._held))

    def without(self, units: Collection[str]) -> "UnitRows":
        """The others."""
        return UnitRows(self._catalogue, (held for held in self._held if held.unit not in units))

    def followed_by(self, others: Iterable[UnitRole]) -> "UnitRows":
        """These, then others."""
        return UnitRows(self._catalogue, (*self._held, *others))

    def _row(self, held: UnitRole) -> UnitRow:
        entry = self._catalogue.units[held.unit]
        return UnitRow(
            id=held.unit,
            name=entry.name,
            names=entry.names,
            name_en=entry.name_en,
            jurisdiction=self._catalogue.joined_names([entry.place] if entry.place else []),
            role=held.role,
            basis=strongest(sorted(held.bases)),
            collective=entry.collective,
            tasks=tuple(sorted(held.tasks, key=lambda task: (-held.tasks[task], task))),
            score=held.score,
        )


def units_of(
    catalogue: Catalogue, picks: Sequence[Pick], said_by: SaidBy, *, role: str | None, only: frozenset[str] | None
) -> UnitRows:
    """The units of the tasks, one row a unit and role: leads first, then by how well their tasks fit, then by number.

    said_by: who leads and supports each task (`units_of_tasks`). `only` limits them to these units.
    """
    picked = {owner: pick for pick in picks for owner in (pick.parts or (pick.id,))}
    gathered: dict[tuple[str, str], UnitRole] = {}
    for owner, edges in said_by.items():
        task, score = picked[owner].id, picked[owner].score
        for edge in edges:
            unit, has_role = edge.source, ROLES[edge.type]
            if (only is not None and unit not in only) or (role is not None and has_role != role):
                continue
            held = gathered.get((unit, has_role))
            if held is None:
                held = gathered[unit, has_role] = UnitRole(unit, has_role)
            held.bases.add(basis_of(edge))
            if score > held.tasks.get(task, -1.0):
                held.tasks[task] = score
            if score > held.score:
                held.score = score
    names = catalogue.units
    order = sorted(
        gathered.values(),
        key=lambda held: (held.role != LEAD, -held.score, -len(held.tasks), names[held.unit].name, held.unit),
    )
    return UnitRows(catalogue, order)
