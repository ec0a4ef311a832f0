"""Reads headers of made-up texts for the tests of this folder."""

from ingest.blocks import read_blocks
from ingest.facts import Plan
from ingest.header import HeaderReading, read_header
from ingest.outline import read_outline
from ingest.source import SourceDocument


def header(text: str) -> HeaderReading:
    """The header of a text file with this text."""
    source = SourceDocument("plan.txt", "0" * 64, "txt", "utf-8", text)
    return read_header(source, read_outline(read_blocks(source)))


def plan(text: str) -> Plan:
    """The plan of that header."""
    return header(text).plan


def cited(text: str) -> list[tuple[str, str | None]]:
    """Titles and numbers of what a text cites."""
    return [(cite.title, cite.doc_number) for cite in plan(text).cites]


BODY = """
为加快发展，结合实际，制定本方案。
一、总体要求
（一）目标。到2026年，建成示范点20个。
二、重点任务
（一）抓项目。新建项目5个。（牵头单位：县发改局；配合单位：县财政局）
"""
