"""The formats that a selection can be written in, by name. Knows no paths."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from export.formats.csv_files import write_csv
from export.formats.cypher import write_cypher
from export.formats.gexf import write_gexf
from export.formats.graphml import write_graphml
from export.formats.json_lines import write_jsonl
from export.formats.node_link import write_json
from export.formats.parquet import write_parquet
from export.formats.turtle import write_turtle
from export.formats.xlsx import write_xlsx
from export.job import Job
from graph_schema.errors import InputError


@dataclass(frozen=True, slots=True)
class Format:
    """A format. Exactly one of the two writers is there: of one file, or of the files of a folder.

    suffix: of a file by this format; of the packed folder ".zip". zh, en: what it is good for.
    """

    name: str
    suffix: str
    media_type: str
    zh: str
    en: str
    write_file: Callable[[Job, BinaryIO], None] | None = None
    write_folder: Callable[[Job, Path], None] | None = None


def _named(*formats: Format) -> Mapping[str, Format]:
    return MappingProxyType({format.name: format for format in formats})


FORMATS: Mapping[str, Format] = _named(
    Format("graphml", ".graphml", "application/graphml+xml", "图分析软件通用（networkx、igraph、Cytoscape）",
           "graph programs: networkx, igraph, Cytoscape, yEd", write_file=write_graphml),
    Format("gexf", ".gexf", "application/gexf+xml", "在 Gephi 中打开，带颜色", "opens in Gephi, with colours", write_file=write_gexf),
    Format("csv", ".zip", "application/zip", "节点、关系、引文三张表，Excel 可直接打开",
           "tables of nodes, edges and evidence that Excel opens; a folder, or a .zip", write_folder=write_csv),
    Format("json", ".json", "application/json", "networkx 的 node-link 格式", "node-link JSON, as networkx reads it", write_file=write_json),
    Format("jsonl", ".jsonl", "application/jsonl", "每行一个节点或关系", "one node or edge a line", write_file=write_jsonl),
    Format("cypher", ".cypher", "text/plain", "在 Neo4j 中重建的脚本", "a script that rebuilds it on Neo4j", write_file=write_cypher),
    Format("turtle", ".ttl", "text/turtle", "RDF（PROV-O、SKOS、ORG）", "RDF with PROV-O, SKOS and ORG terms", write_file=write_turtle),
    Format("parquet", ".zip", "application/zip", "节点、关系两张带类型的表（pandas、DuckDB）",
           "typed tables of nodes and edges, for pandas and DuckDB; a folder, or a .zip", write_folder=write_parquet),
    Format("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 工作簿，各表互相链接",
           "an Excel workbook with a sheet for each kind of thing, linked", write_file=write_xlsx),
)  # fmt: skip


def format_named(name: str) -> Format:
    """The format of this name; InputError where there is none."""
    if name not in FORMATS:
        raise InputError(f"no format is called {name!r}; choose one of {', '.join(FORMATS)}")
    return FORMATS[name]
