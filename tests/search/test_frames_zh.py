"""Chinese frames: everything around a topic is understood and none of it gets into the topic, however a question is put."""

from collections import defaultdict
from pathlib import Path

import pytest

from search.engine import Engine
from search.results import Answer

FRAMES = Path(__file__).with_name("frames_zh.tsv")
_TASKS = (
    # place, task, who leads, whether it has supporting units; another task of the place, who leads that
    ("嵊泗县", "推动企业国际化发展", "县经信局", "县发改局", "加强人才支撑", "县委人才办"),
    ("定海区", "加快建设保障性租赁住房", "区住建局", "区经信局", "加强评价考核", "区制高办"),
    ("平湖", "加强企业品牌建设", "市市场监管局", "市经信局", "加快构建智能制造创新体系", "市经信局"),
)
_UNITS = ("嵊泗县制高办", "平湖市市场监管局", "舟山市科技局")
_TARGETS = (
    ("定海区", "规上工业亩均增加值", 2023, 50.0),
    ("嵊泗县", "规上制造业全员劳动生产率", 2025, 110.0),
    ("平湖", "制造业投资", 2023, None),
)
_LEAST = 0.97
_ROLE = {
    "unit_lead": "lead",
    "unit_count_lead": "lead",
    "unit_resp": None,
    "unit_support": "support",
    "unit_involved": None,
}


def _frames() -> list[tuple[str, str]]:
    lines = FRAMES.read_text(encoding="utf-8").splitlines()
    return [(kind, frame) for kind, frame in (line.split("\t") for line in lines if not line.startswith("#"))]


def _names(answer: Answer, role: str) -> set[str]:
    return {name for unit in answer.units if unit.role == role for name in unit.names}


def _fault_of_task(engine: Engine, kind: str, frame: str, number: int) -> str:
    place, task, lead, support, second, second_lead = _TASKS[number % len(_TASKS)]
    body = f"{place.removesuffix('县').removesuffix('区').removesuffix('市')}{lead if kind == 'yes' else support}"
    question = frame.replace("{p}", place).replace("{t2}", second).replace("{t}", task)
    question = question.replace("{u}", body).replace("{su}", body)
    answer = engine.ask(question)
    if answer.status != "answered":
        return f"{question}: silent"
    leads, supports = _names(answer, "lead"), _names(answer, "support")
    right = {
        "lead": lead in leads and not supports,
        "resp": lead in leads,
        "support": support in supports and not leads,
        "involved": lead in leads and support in supports,
        "two_lead_support": lead in leads and support in supports,
        "topic_tasks": task in {row.title for row in answer.tasks},
        "yes": answer.answer.startswith(("是", "有")),
        "yes_support": answer.answer.startswith(("是", "有")),
        "no_lead": answer.answer.startswith(("否", "没有")),
        "two_topics": {lead, second_lead} <= leads,
    }[kind]
    left = set(answer.understood.topic) - set(task + second) - set(" 和以及、")
    return "" if right and not left else f"{question}: {answer.understood.topic}, {sorted(leads)}, {sorted(supports)}"


def _fault_of_unit(engine: Engine, kind: str, frame: str, number: int) -> str:
    question = frame.replace("{u}", _UNITS[number % len(_UNITS)])
    said = engine.understand(question)
    wanted = ("count" if kind == "unit_count_lead" else "task", _ROLE[kind], "", 1)
    read = (said.asks_for, said.role, said.topic, len(said.units))
    if kind in ("unit_resp", "unit_involved"):  # 负责 means leading, or all that is to be done
        read = (read[0], None, *read[2:])
    return "" if read == wanted else f"{question}: {read}"


def _fault_of_target(engine: Engine, frame: str, number: int) -> str:
    place, indicator, year, value = _TARGETS[number % len(_TARGETS)]
    question = frame.replace("{p}", place).replace("{i}", indicator).replace("{y}", str(year))
    answer = engine.ask(question)
    given = {(row.year, row.value) for row in answer.targets if indicator in row.indicator}
    found = (year, value) in given if value is not None else bool(given)
    left = set(answer.understood.topic) - set(indicator)
    return "" if found and not left else f"{question}: {answer.understood.topic}, {sorted(given, key=str)}"


def test_however_a_question_is_put_in_chinese(engine: Engine) -> None:
    faults: dict[str, list[str]] = defaultdict(list)
    frames = _frames()
    for number, (kind, frame) in enumerate(frames):
        if kind == "target":
            fault = _fault_of_target(engine, frame, number)
        elif kind in _ROLE:
            fault = _fault_of_unit(engine, kind, frame, number)
        else:
            fault = _fault_of_task(engine, kind, frame, number)
        if fault:
            faults[kind].append(fault)
    wrong = sum(map(len, faults.values()))
    assert 1 - wrong / len(frames) >= _LEAST, dict(faults)


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        (
            "嵊泗县加强用能保障以及加强人才支撑的牵头单位分别是哪家",
            {"嵊泗县发展和改革局", "嵊泗县委人才工作领导小组办公室"},
        ),
        ("嵊泗县加强人才支撑由谁牵头？加强用能保障呢？", {"嵊泗县发展和改革局", "嵊泗县委人才工作领导小组办公室"}),
    ],
)
def test_two_matters_in_one_question(engine: Engine, question: str, leads: set[str]) -> None:
    assert {unit.name for unit in engine.ask(question).units} == leads


def test_a_higher_share_is_told_by_setting_places_side_by_side(engine: Engine) -> None:
    assert engine.understand("定海区的规上工业亩均税收比舟山市高吗").asks_for == "comparison"
