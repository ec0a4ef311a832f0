"""A document's facts: outline, header, tasks, tables, targets, put together. Pure: the same text, the same facts."""

from dataclasses import replace
from pathlib import Path

from ingest.blocks import read_blocks
from ingest.facts import Facts, Plan, SourceInfo, UnitMention
from ingest.outline import read_outline
from ingest.readers import read_document
from ingest.reading import RuleState
from ingest.source import SourceDocument
from ingest.tasks import read_tasks


def extract_file(path: Path) -> Facts:
    """The facts of the document at `path`. Raises DocumentError where it cannot be read."""
    return extract(read_document(path))


def extract(source: SourceDocument) -> Facts:
    """The facts of a decoded document."""
    outline = read_outline(read_blocks(source))
    state = RuleState()
    reading = read_tasks(outline, state)
    plan = Plan(
        title="", lead_rule="declared" if state.declared else "none", collective_units=_names(reading.collective)
    )
    info = SourceInfo(source.path, source.sha256, source.format, source.encoding, len(source.text))
    return Facts(
        document=info,
        plan=plan,
        actions=tuple(reading.actions),
        tasks=tuple(replace(task, page=source.page_of(task.span[0])) for task in reading.tasks),
        warnings=tuple(sorted(reading.warnings, key=lambda warning: warning.span)),
        collective_mentions=tuple(reading.collective),
    )


def _names(mentions: list[UnitMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.name for mention in mentions))
