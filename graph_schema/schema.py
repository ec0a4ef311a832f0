"""What exists in the graph: node and edge types, read from types/*.yaml and validated. Knows no data and no engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph_schema.errors import SchemaError
from graph_schema.ids import edge_prefix, prefix_of
from graph_schema.validation import explain

ValueType = Literal["string", "integer", "number", "boolean", "date", "strings"]
TYPES_FOLDER = Path(__file__).parent / "types"
_T = TypeVar("_T")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster, where it is built
_RESERVED = {"id", "type", "source", "target"}


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Labels(_Model):
    """What people read, in Chinese and in English."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class PropertyType(_Model):
    """One property. `date` is an ISO day in text; `strings` is a set of texts, kept sorted.

    values: the only ones allowed, the strongest first (of two, the earlier wins when rows are merged).
    indexed: looked up by value. large: read only when asked for.
    """

    type: ValueType
    description: str = Field(min_length=1)
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    required: bool = False
    values: tuple[str, ...] = ()
    indexed: bool = False
    large: bool = False

    @model_validator(mode="after")
    def _only_strings_are_enumerated(self) -> "PropertyType":
        if self.values and self.type != "string":
            raise ValueError("`values` are for properties of type string")
        return self


class _ElementType(_Model):
    order: int
    labels: Labels
    description: str = Field(min_length=1)
    colour: str = Field(pattern=r"^#[0-9a-f]{6}$")
    asserted: bool = False
    properties: dict[str, PropertyType] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_are_plain(self) -> "_ElementType":
        for name in self.properties:
            if not name.isidentifier() or name != name.lower() or name in _RESERVED:
                raise ValueError(f"property name {name!r} must be lower_case and none of {sorted(_RESERVED)}")
        return self


class NodeType(_ElementType):
    """A node type. `caption` names the properties that label a node, the first that has a value wins."""

    name: str = Field(alias="node", pattern=r"^[A-Z][A-Za-z]*$")
    caption: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _captions_are_properties(self) -> "NodeType":
        if unknown := [name for name in self.caption if name not in self.properties]:
            raise ValueError(f"caption names no property: {', '.join(unknown)}")
        return self

    @property
    def prefix(self) -> str:
        """The prefix of its nodes' ids."""
        return self.name.lower()

    def caption_of(self, properties: Mapping[str, Any]) -> str:
        """What to write on a node with these properties; empty where none of the caption's has a value."""
        return next((str(properties[name]) for name in self.caption if properties.get(name)), "")


class Ends(_Model):
    """A pair of node types that an edge may join."""

    source: str
    target: str


class EdgeType(_ElementType):
    """An edge type. A symmetric edge is stored once, from the smaller id to the larger."""

    name: str = Field(alias="edge", pattern=r"^[A-Z][A-Z_]*[A-Z]$")
    ends: tuple[Ends, ...] = Field(min_length=1)
    symmetric: bool = False

    @property
    def prefix(self) -> str:
        """The prefix of its edges' ids."""
        return edge_prefix(self.name)

    @cached_property
    def sources(self) -> frozenset[str]:
        """Node types that it may start from."""
        return frozenset(pair.source for pair in self.ends)

    @cached_property
    def targets(self) -> frozenset[str]:
        """Node types that it may end at."""
        return frozenset(pair.target for pair in self.ends)

    def joins(self, source: str, target: str) -> bool:
        """Whether it may join these two node types."""
        return any(pair.source == source and pair.target == target for pair in self.ends)


@dataclass(frozen=True)
class Schema:
    """All node and edge types by name, in their order."""

    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]

    def node(self, name: str) -> NodeType:
        """The node type of this name; SchemaError when there is none."""
        return _named(self.nodes, name, "node")

    def edge(self, name: str) -> EdgeType:
        """The edge type of this name; SchemaError when there is none."""
        return _named(self.edges, name, "edge")

    @cached_property
    def _by_prefix(self) -> dict[str, NodeType]:
        return {kind.prefix: kind for kind in self.nodes.values()}

    def node_type_of(self, identifier: str) -> NodeType | None:
        """The type of the node with this id, told by its prefix; None for an id that is not of a node."""
        return self._by_prefix.get(prefix_of(identifier))


def _named(types: Mapping[str, _T], name: str, what: str) -> _T:
    if name not in types:
        raise SchemaError(f"the schema has no {what} type {name!r}; it has {', '.join(types)}")
    return types[name]


def read_schema(folder: Path) -> Schema:
    """Read and validate every type file in `folder`; SchemaError names the file that is malformed."""
    nodes: list[NodeType] = []
    edges: list[EdgeType] = []
    for path in sorted(folder.glob("*.yaml")):
        kind = _read_type(path)
        if path.stem != kind.name:
            raise SchemaError(f"{path.name}: holds the type {kind.name}; name the file {kind.name}.yaml")
        if isinstance(kind, NodeType):
            nodes.append(kind)
        else:
            edges.append(kind)
    nodes.sort(key=lambda kind: (kind.order, kind.name))
    edges.sort(key=lambda kind: (kind.order, kind.name))
    schema = Schema({kind.name: kind for kind in nodes}, {kind.name: kind for kind in edges})
    for edge in edges:
        for end in sorted(edge.sources | edge.targets):
            if end not in schema.nodes:
                raise SchemaError(f"{edge.name}.yaml: joins {end}, which is no node type; add {end}.yaml or correct it")
    return schema


def _read_type(path: Path) -> NodeType | EdgeType:
    try:
        value = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        if not isinstance(value, dict) or ("node" in value) == ("edge" in value):
            raise SchemaError(f"{path.name}: must begin with `node: Name` or `edge: NAME`")
        return NodeType.model_validate(value) if "node" in value else EdgeType.model_validate(value)
    except ValidationError as exc:
        raise SchemaError(f"{path.name}: {explain(exc)}") from exc
    except (yaml.YAMLError, UnicodeDecodeError) as exc:
        raise SchemaError(f"{path.name}: {' '.join(str(exc).split())}") from exc


@lru_cache(maxsize=1)
def load_schema() -> Schema:
    """The schema of this program, read once."""
    return read_schema(TYPES_FOLDER)
