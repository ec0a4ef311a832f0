"""Properties of the parser over plans made by chance: what was printed is read back, and no line is lost."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.extract import extract
from ingest.facts import Facts
from ingest.lines import read_lines
from ingest.mapped import quote
from tests.ingest.plan_reading import chapter as plan_of
from tests.ingest.plan_reading import facts, listed, outline, source, unit
from tests.ingest.plan_strategies import Heading, cue_lines, outlines, responsibilities, sentences, titles, wrap

TITLE = "开化县公共服务提升行动方案（2024—2026年）"
PREAMBLE = "为提升公共服务水平，增进民生福祉，结合我县实际，制定本方案。"
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _lines(chapters: list[Heading]) -> list[str]:
    return [TITLE, PREAMBLE, *(line for chapter in chapters for line in chapter.lines())]


def _shape(text: str) -> list[object]:
    def shape(node):  # type: ignore[no-untyped-def]
        title = node.first.text.split("。")[0]
        return node.number, title, [shape(child) for child in node.children]

    (part,) = outline(text).parts
    return [shape(node) for node in part.nodes]


@MANY
@given(outlines(), st.sampled_from(["\n", "\n\n", "\r\n", "\n　　", "\n \n"]))
def test_an_outline_is_read_back(chapters: list[Heading], between: str) -> None:
    assert _shape(between.join(_lines(chapters)) + "\n") == [chapter.shape() for chapter in chapters]


@MANY
@given(outlines(), st.integers(24, 44))
def test_a_hard_wrapped_outline_is_read_back(chapters: list[Heading], width: int) -> None:
    long = [chapter for chapter in chapters if any(child.below for child in chapter.below)]
    text = "\n".join(wrap(_lines(chapters), width)) + "\n"
    if len(long) * 3 >= len(chapters):
        assert _shape(text) == [chapter.shape() for chapter in chapters]


@settings(max_examples=300, deadline=None)
@given(titles, sentences, responsibilities())
def test_a_responsibility_is_read_back(
    title: str, sentence: str, printed: tuple[str, list[tuple[str, str, str]]]
) -> None:
    content, expected = printed
    assert listed(f"{title}。{sentence}{content}") == expected


@SOME
@given(outlines(), st.data())
def test_every_task_keeps_its_own_bodies(chapters: list[Heading], data: st.DataObject) -> None:
    expected: list[tuple[str, str, list[tuple[str, str, str]]]] = []
    for chapter in chapters:
        for group in chapter.below:
            for item in group.below:
                content, found = data.draw(responsibilities())
                if "declared" in {basis for _, _, basis in found}:
                    content, found = "（县发改局牵头）", [("县发改局", "lead", "stated")]
                item.text += content
                expected.append((item.number, item.title, found))
    found_tasks = [
        (task.number, task.title, [unit(mention) for mention in task.units])
        for task in facts("\n".join(_lines(chapters))).tasks
        if task.units
    ]
    assert found_tasks == expected


def _read(text: str) -> list[object]:
    """What layout must not change: every task with its title, text and bodies."""
    return [
        (task.number, task.title, task.text, [unit(mention) for mention in task.units]) for task in facts(text).tasks
    ]


@SOME
@given(outlines(), st.integers(24, 44), st.data())
def test_page_breaks_in_wrapped_text_change_no_task(chapters: list[Heading], width: int, data: st.DataObject) -> None:
    """A page number, with or without blank lines and a running head, may stand between any two lines."""
    for chapter in chapters:
        for group in chapter.below:
            for item in group.below:
                item.text += data.draw(responsibilities())[0]
    plain = _lines(chapters)
    items = [line for line in plain if len(line) > width]
    if len(items) * 2 < len(plain):
        return
    wrapped = wrap(plain, width)
    page = data.draw(st.sampled_from(["- {} -", "— {} —", "{}", "第{}页 共9页"]))
    blank = data.draw(st.sampled_from([[], [""]]))
    step = data.draw(st.integers(9, 15))
    damaged: list[str] = []
    for index, line in enumerate(wrapped):
        if index and index % step == 0:
            damaged += [*blank, page.format(index // step), *blank]
        damaged.append(line)
    assert _read("\n".join(damaged) + "\n") == _read("\n".join(plain) + "\n")


@SOME
@given(outlines(), st.data())
def test_white_space_and_width_of_characters_change_no_task(chapters: list[Heading], data: st.DataObject) -> None:
    for chapter in chapters:
        for group in chapter.below:
            for item in group.below:
                item.text += data.draw(responsibilities())[0]
    text = "\n".join(_lines(chapters)) + "\n"
    printed = text
    for old, new in data.draw(
        st.sampled_from(
            [
                (("，", ","),),
                (("（", "("), ("）", ")")),
                (("：", ":"), ("；", ";")),
                (("。", "。 "),),
                (("、", "、\u200b"),),
            ]
        )
    ):
        printed = printed.replace(old, new)
    normal = [(title, units) for _, title, _, units in _read(text)]  # type: ignore[misc]
    assert [(title, units) for _, title, _, units in _read(printed)] == normal  # type: ignore[misc]


def _spans(found: Facts) -> list[tuple[int, int]]:
    """Where every fact and warning of a document stands."""
    spans = [found.plan.title_span, *(span for _, span in found.plan.spans), *(action.span for action in found.actions)]
    for task in found.tasks:
        spans += [task.span, *([task.title_span] if task.title_span else []), *(one.span for one in task.units)]
        for part in task.subtasks:
            spans += [part.span, *(one.span for one in part.units)]
    spans += [target.span for target in found.targets] + [other.span for other in found.not_targets]
    return spans + [warning.span for warning in found.warnings]


@SOME
@given(outlines(), st.data())
def test_no_line_with_a_body_is_lost(chapters: list[Heading], data: st.DataObject) -> None:
    """Wherever a list stands - at an item, a group, a chapter, on a line of its own - a fact or a warning has it."""
    lines: list[str] = []
    marks: list[str] = []
    for line in _lines(chapters):
        lines.append(line)
        if line not in (TITLE, PREAMBLE) and data.draw(st.integers(0, 2)) == 0:
            content, _ = data.draw(responsibilities())
            lines.append(content if data.draw(st.booleans()) else "责任单位：县档案馆")
            marks.append(lines[-1])
    text = "\n".join(lines) + "\n"
    covered = bytearray(len(text))
    found = facts(text)
    for start, end in [*_spans(found), *read_lines(source(text), ()).residue]:
        covered[start:end] = b"\1" * (end - start)
    position = 0
    for mark in marks:
        position = text.index(mark, position)
        assert any(covered[position : position + len(mark)]), mark
        position += len(mark)


@settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(cue_lines(), st.booleans())
def test_a_list_in_any_form_gives_its_names_or_a_warning(printed: tuple[str, list[str]], within: bool) -> None:
    """Whatever mark parts a cue from its names and the names from each other: no name is garbled, none is lost
    without a warning, and no item takes the list of another."""
    line, names = printed
    text = plan_of(
        "（一）建设助餐网络。新建老年食堂12家。" + ("" if within else "\n") + line,
        "（二）培训护理人员。培训护理员100人。（责任单位：县档案馆）",
    )
    found = facts(text)
    start = text.index(line)
    end = start + len(line)
    read = {one.name for task in found.tasks for one in task.units if start <= one.span[0] < end}
    assert read <= set(names)
    assert read == set(names) or any(warning.span[0] < end and warning.span[1] > start for warning in found.warnings)
    owners = [task.title for task in found.tasks for one in task.units if one.name == "县档案馆"]
    assert owners == ["培训护理人员"]


@SOME
@given(outlines(), st.sampled_from(["\n", "\n\n", "\n　　"]))
def test_every_quote_is_what_the_document_says(chapters: list[Heading], between: str) -> None:
    text = between.join(_lines(chapters))
    found = facts(text)
    for task in found.tasks:
        assert "".join(quote(text, task.span).split()).startswith("".join(task.text.split())[:10])
        for mention in task.units:
            assert quote(text, mention.span) == mention.name
    for target in found.targets:
        assert quote(text, target.span) == target.quote
    for action in found.actions:
        assert quote(text, action.span) == action.title


@SOME
@given(outlines())
def test_the_same_text_gives_the_same_facts(chapters: list[Heading]) -> None:
    text = "\n".join(_lines(chapters))
    assert extract(source(text)) == extract(source(text))


@SOME
@given(outlines())
def test_ids_and_paths_of_tasks_are_unique(chapters: list[Heading]) -> None:
    found = facts("\n".join(_lines(chapters)))
    assert len({task.id for task in found.tasks}) == len(found.tasks)
    assert len({task.path for task in found.tasks}) == len(found.tasks)
    assert {task.action for task in found.tasks} - {None} <= {action.id for action in found.actions}
