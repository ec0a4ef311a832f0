"""Filters given beside a question: checked, and put in the place of what the question said. Knows no graph walk."""

from dataclasses import replace
from datetime import date

from graph_schema.errors import InputError
from search.understanding import PlaceRef, Query, Understander

TYPES = ("unit", "task", "target", "plan")
ROLES = ("lead", "support")


def with_filters(
    query: Query,
    understander: Understander,
    *,
    jurisdiction: str | None,
    role: str | None,
    year: int | None,
    type: str | None,
    as_of: str | None,
) -> Query:
    """The query with the filters applied. Raises InputError for a value that is not known, with the nearest that are."""
    if jurisdiction is not None:
        query = _at(query, understander, jurisdiction)
    if role is not None:
        query = replace(query, role=_known(role, ROLES, "role"), unit_role=role)
    if year is not None:
        if not 1900 <= year <= 2100:
            raise InputError(f"year {year}: give a year between 1900 and 2100")
        query = replace(query, years=(year,))
    if type is not None:
        wanted = _known(type, TYPES, "type")
        query = replace(query, only_type=wanted, asks=(wanted, *(ask for ask in query.asks if ask != wanted)))
    if as_of is not None:
        if not _is_day(as_of):
            raise InputError(f"date {as_of[:40]!r}: give a day as YYYY-MM-DD")
        query = replace(query, as_of=as_of)
    return query


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _known(value: str, known: tuple[str, ...], name: str) -> str:
    if value not in known:
        raise InputError(f"{name} {value[:40]!r}: one of {', '.join(known)}")
    return value


def known_place(understander: Understander, name: str) -> PlaceRef:
    """The place that a name means. Raises InputError, with the nearest that are known, where there is none."""
    place = understander.places.by_name(name)
    if place is None:
        near = understander.places.near(name)
        hint = f"; near it are {', '.join(near)}" if near else ""
        raise InputError(f"place {name[:40]!r}: no such place is known{hint}")
    return place


def _at(query: Query, understander: Understander, name: str) -> Query:
    place = known_place(understander, name)
    others = tuple(replace(other, filters=False) for other in query.places if other.name != place.name)
    return replace(query, places=(place, *others), everywhere=False)
