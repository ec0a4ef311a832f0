"""Where a store on a Neo4j server is and how to log in: an address and the environment. Opens no connection."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from graph_schema.errors import InputError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
DEFAULT_NAME = "default"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A store on a server. uri: without credentials and without a path. name: of the store within its database.

    database: None for the one that the server gives to the user. user: None where the server asks for no login.
    """

    uri: str
    name: str = DEFAULT_NAME
    database: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.uri if self.name == DEFAULT_NAME else f"{self.uri}/{self.name}"


def is_address(location: object) -> bool:
    """Whether `--store` names an address and not a folder (also after a Path has made one slash of two)."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", str(location)) is not None


def parse_address(location: object, *, environment: Mapping[str, str] = os.environ) -> ServerAddress:
    """The address that `--store` gives: neo4j://host:port, and /name behind it for one of several stores.

    User, password and database come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE. Raises InputError for
    anything else, without repeating what may be a password.
    """
    text = re.sub(r"^([A-Za-z0-9+.-]+):/+", r"\1://", str(location))
    scheme = text.partition("://")[0]
    if scheme not in SCHEMES:
        raise InputError(f"a store cannot be at a {scheme}:// address; name a folder, or one of {', '.join(SCHEMES)}")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as exc:
        raise InputError(
            f"the {scheme}:// address of the store has no proper port; write {scheme}://host:7687"
        ) from exc
    if "@" in parts.netloc:
        raise InputError(
            "an address with a user or password in it would be seen by others on this machine; "
            "give them as NEO4J_USERNAME and NEO4J_PASSWORD in the environment"
        )
    name = parts.path.strip("/") or DEFAULT_NAME
    if not parts.hostname or parts.query or parts.fragment or not _NAME.fullmatch(name):
        raise InputError(
            f"the {scheme}:// address of the store is not whole; write {scheme}://host:7687, or {scheme}://host:7687/name "
            "for one of several stores (letters, digits and _)"
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return ServerAddress(
        uri=f"{scheme}://{host}:{port or 7687}",
        name=name,
        database=environment.get("NEO4J_DATABASE") or None,
        user=environment.get("NEO4J_USERNAME") or ("neo4j" if environment.get("NEO4J_PASSWORD") else None),
        password=environment.get("NEO4J_PASSWORD") or None,
    )
