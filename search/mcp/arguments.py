"""What each tool takes: the schemas that a client shows its model, and the check of what comes in. Knows no graph."""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph_schema.errors import InputError
from search.filters import ROLES, TYPES

MOST_ROWS = 100
MOST_HOPS = 3
MOST_STEPS = 8
MOST_PLACES = 20
_SHOWN = 80
_NODE = "an id from an earlier result, or the full name of a unit, plan (also its document number) or place"


class Arguments(BaseModel):
    """The arguments of one tool; what the tool does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_Model = TypeVar("_Model", bound=Arguments)


class Ask(Arguments):
    """Arguments of `ask`."""

    question: str = Field(description="A question in Chinese or English, as one would ask a colleague.")
    jurisdiction: str | None = Field(None, description="Only this place and the places within it; any name or pinyin.")
    role: str | None = Field(None, description=f"Only units in this role: {' or '.join(ROLES)}.")
    year: int | None = Field(None, description="Only plans and targets of this year.")
    type: str | None = Field(None, description=f"What to list, where the question leaves it open: {', '.join(TYPES)}.")
    as_of: str | None = Field(None, description="Only plans in force on this day, YYYY-MM-DD.")
    limit: int = Field(10, ge=1, le=MOST_ROWS, description="Rows of each list.")
    offset: int = Field(0, ge=0, description="Rows of the main list to pass over; `total` says how many there are.")


class NeighbourhoodOf(Arguments):
    """Arguments of `neighbourhood`."""

    node: str = Field(description=f"Where to start: {_NODE}.")
    hops: int = Field(1, ge=1, le=MOST_HOPS, description="How many edges away.")
    types: list[str] | None = Field(
        None, description="Only edges of these types, such as LEADS, SUPPORTS, HAS_TASK, SETS."
    )
    limit: int = Field(50, ge=1, le=200, description="Nodes at most; each says how many more edges it has (`omitted`).")


class PathBetween(Arguments):
    """Arguments of `path`."""

    start: str = Field(description=f"One end: {_NODE}.")
    end: str = Field(description=f"The other end: {_NODE}.")
    max_hops: int = Field(6, ge=1, le=MOST_STEPS, description="The longest way looked for, in edges.")


class ListPlans(Arguments):
    """Arguments of `list_plans`."""

    jurisdiction: str | None = Field(None, description="Only plans of this place and the places within it.")
    limit: int = Field(50, ge=1, le=MOST_ROWS, description="Plans at most.")
    offset: int = Field(0, ge=0, description="Plans to pass over; `total` says how many there are.")


class Compare(Arguments):
    """Arguments of `compare`."""

    topic: str | None = Field(None, description="Targets on this topic side by side, such as 亩均税收 or R&D spending.")
    jurisdictions: list[str] = Field(
        default=[],
        max_length=MOST_PLACES,
        description="With topic: the places to compare; none for all that have plans.",
    )
    plans: list[str] = Field(
        default=[], description="Instead of a topic: two plans (id, title or document number), task by task."
    )
    limit: int = Field(20, ge=1, le=MOST_ROWS, description="Rows of each list.")


def read_arguments(model: type[_Model], given: dict[str, Any] | None) -> _Model:
    """What came in, checked. Raises InputError, in one line, naming each argument that cannot be used and why."""
    try:
        return model.model_validate(given or {})
    except ValidationError as exc:
        problems = [f"{'.'.join(map(str, error['loc'])) or 'arguments'}: {_problem(error)}" for error in exc.errors()]
        raise InputError("; ".join(problems)) from exc


def _problem(error: Any) -> str:
    if error["type"] == "missing":
        return "is needed"
    if error["type"] == "extra_forbidden":
        return "no such argument"
    given = repr(error["input"])
    return (
        f"{error['msg'][:1].lower()}{error['msg'][1:]}, got {given if len(given) <= _SHOWN else given[:_SHOWN] + '…'}"
    )


def input_schema(model: type[Arguments]) -> dict[str, Any]:
    """The JSON Schema of a tool's arguments, without the titles that only repeat names."""
    schema = model.model_json_schema()
    properties = {name: {k: v for k, v in held.items() if k != "title"} for name, held in schema["properties"].items()}
    return {
        "type": "object",
        "properties": properties,
        "required": schema.get("required", []),
        "additionalProperties": False,
    }
