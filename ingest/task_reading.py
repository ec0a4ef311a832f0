"""What the reading of a document's tasks gives: actions, tasks, objectives, and each task's paragraphs. Reads nothing."""

from dataclasses import dataclass, field

from ingest.facts import Action, ParseWarning, Task, UnitMention
from ingest.mapped import EMPTY, MappedText, full_stop, join


@dataclass(slots=True)
class TaskReading:
    """Actions and tasks in order, the paragraphs that state the plan's objectives, bodies named for every task."""

    actions: list[Action] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    objectives: list[list[MappedText]] = field(default_factory=list)
    """Runs of paragraphs outside tasks; a year that opens a run governs it."""
    collective: list[UnitMention] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)
    texts: dict[str, list[MappedText]] = field(default_factory=dict)
    """Each task's paragraphs by task id."""
    titles: dict[str, MappedText] = field(default_factory=dict)

    def paragraphs(self, task: str) -> list[MappedText]:
        """A task's paragraphs for the reading of targets: its title opens the first one."""
        title, texts = self.titles.get(task, EMPTY), self.texts.get(task, [])
        if not len(title):
            return texts
        return [join([title, full_stop(title.origin[-1]), *texts[:1]]), *texts[1:]]
