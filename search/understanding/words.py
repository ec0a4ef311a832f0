"""The words questions are made of, as data: question words, roles, politeness, stop words. Knows no place and no unit.

Kinds in data/lexicon/question_words.tsv:
    ask.X        asks for X (unit, task, target, plan, count, comparison, deadline, citation, place, yes_no)
    role.lead, role.support, role.part, role.responsible, role.all     what a unit does; role.all and role.part mean both
    except       stands before a place that is left out
    only         the place itself, without the places within it
    everywhere   no place in particular
    polite, stop carry nothing of the topic; edge: the same, but only at the ends of what is left
    keep         words that stop words must not be cut out of (有机)
    similar      asks for the same work in other places
    edge.weak    the same where no word of the plans or of the dictionary is cut in two
    describing   English words that describe a thing and name none
    stop.verb    English verbs and the like that say nothing of a topic, whatever their ending
A kind may stand on several lines. One that ends in .weak counts only beside another understood piece, or where nothing else says what is asked; one
that ends in .after only behind such a piece (谁挑头, never 人才支撑 before 由谁).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError

PATH = Path(__file__).resolve().parent.parent.parent / "data" / "lexicon" / "question_words.tsv"
_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """Words by language and kind."""

    by_kind: dict[tuple[str, str], tuple[str, ...]]

    def words(self, language: str, kind: str) -> tuple[str, ...]:
        """The words of a kind, longest first."""
        return self.by_kind.get((language, kind), ())

    def kinds(self, language: str, prefix: str) -> list[str]:
        """The kinds of a language that begin with `prefix`, in the file's order."""
        return [kind for held, kind in self.by_kind if held == language and kind.startswith(prefix)]

    def find(self, text: str, language: str, kind: str) -> Iterator[tuple[int, int]]:
        """Where words of a kind stand in lower-case text, the longest word first; in English whole words only.

        Places may overlap: who takes them decides.
        """
        for word in self.words(language, kind):
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                if language == "zh" or not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                    yield start, end
                start = text.find(word, start + 1)


@lru_cache(maxsize=2)
def load_question_words(path: Path = PATH) -> QuestionWords:
    """The words shipped in data/lexicon, read once. Raises DataFileError."""
    by_kind: dict[tuple[str, str], tuple[str, ...]] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{path}: cannot read the question words ({exc}); restore the file") from exc
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 3 or fields[0] not in _LANGUAGES:
            raise DataFileError(f"{path}, line {number}: expected language, kind and words, separated by tabs")
        words = {word.strip().lower() for word in fields[2].split("|") if word.strip()}
        words.update(by_kind.get((fields[0], fields[1]), ()))
        by_kind[fields[0], fields[1]] = tuple(sorted(words, key=lambda word: (-len(word), word)))
    return QuestionWords(by_kind)
