"""A question with its filters, as the address carries it. Values; knows no page."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from app.address import number, one_of

ROLES = ("lead", "support")
TYPES = ("unit", "task", "target", "plan")
PAGE = 12
_MOST_ROWS = 600


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a question, and what overrides it. limit: how many rows of each kind are shown."""

    question: str = ""
    place: str | None = None
    role: str | None = None
    year: int | None = None
    type: str | None = None
    limit: int = PAGE

    def parameters(self) -> dict[str, object]:
        """As the address has it; what is as always is left out."""
        held = asdict(self)
        held["q"] = held.pop("question")
        if self.limit == PAGE:
            held["limit"] = None
        return held


def unread(parameters: Mapping[str, str], request: Request) -> list[str]:
    """Names of the parameters that are none of a question's, or whose values cannot be and were left out."""
    held = {**request.parameters(), "limit": request.limit if parameters.get("limit") == str(request.limit) else None}
    return [name for name, value in parameters.items() if value.strip() and held.get(name) is None]


def read_request(parameters: Mapping[str, str]) -> Request:
    """The request in an address; what cannot be one is left out."""
    return Request(
        question=" ".join(parameters.get("q", "").split())[:1000],
        place=" ".join(parameters.get("place", "").split())[:60] or None,
        role=one_of(parameters.get("role"), ROLES),
        year=number(parameters.get("year"), least=1950, most=2100),
        type=one_of(parameters.get("type"), TYPES),
        limit=number(parameters.get("limit"), least=1, most=_MOST_ROWS) or PAGE,
    )
