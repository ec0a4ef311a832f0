"""What an answer says about how its question was taken."""

from search.understanding.asks import Asked
from search.understanding.query import Query


def notes_of(query: Query, asked: Asked) -> list[str]:
    """The notes, in the language of the question."""
    chinese = query.language == "zh"
    notes: list[str] = []
    if asked.responsible and query.role is None:
        notes.append(
            "“负责”按责任单位理解：牵头和配合单位都列出。"
            if chinese
            else "“responsible” is read as all units named for the task, leading and supporting."
        )
    elif asked.responsible and query.role == "lead":
        notes.append("“负责”按牵头理解。" if chinese else "“responsible” is read as leading.")
    if query.own_only:
        names = "、".join(place.name for place in query.filter_places)
        notes.append(f"只看{names}本级。" if chinese else f"Only {names} itself, without the places within it.")
    return notes
