"""Who else does the same work: the answer follows ALIGNED_WITH edges, with their scores and both tasks' evidence."""

import pytest

from search.engine import Engine

SAME = {("整治低效工业用地", "平湖市"), ("整治低效工业用地", "舟山市"), ("加快整治提升低效工业用地", "定海区")}


@pytest.mark.parametrize(
    "question",
    [
        "嵊泗县整治低效工业用地，哪些地方也在做类似工作？",
        "除了嵊泗县整治低效工业用地，还有谁在做类似的工作？",
        "与嵊泗县“整治低效工业用地”类似的任务有哪些？",
        "Who else does similar work to Shengsi's clean-up of low-efficiency industrial land?",
        "similar work elsewhere: Shengsi low-efficiency industrial land",
        "What are the counterparts of Shengsi's low-efficiency industrial land task?",
    ],
)
def test_the_same_work_elsewhere_comes_with_its_score(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert {(task.title, task.jurisdiction) for task in answer.tasks} == SAME
    assert {place.name for place in answer.places} == {"平湖市", "舟山市", "定海区"}
    for task in answer.tasks:
        (same,) = task.aligned_with
        assert same.jurisdiction == "嵊泗县" and task.score == same.score >= 0.58
        assert task.evidence is not None and same.evidence is not None


def test_the_neighbourhood_shows_the_edges(engine: Engine) -> None:
    piece = engine.ask("嵊泗县整治低效工业用地，哪些地方也在做类似工作？").neighbourhood
    edges = [edge for edge in piece.edges if edge.type == "ALIGNED_WITH"]
    assert len(edges) >= 3 and all("score" in edge.properties for edge in edges)


def test_the_answer_says_where_and_how_alike(engine: Engine) -> None:
    chinese = engine.ask("嵊泗县整治低效工业用地，哪些地方也在做类似工作？")
    assert "类似工作的还有" in chinese.answer and "相近度1.00" in chinese.answer
    english = engine.ask("Who else does similar work to Shengsi's clean-up of low-efficiency industrial land?")
    assert "is also in the plans of" in english.answer and "score 1.00" in english.answer
    assert english.to_json()["tasks"][0]["aligned_with"][0]["score"] == 1


def test_without_a_place_all_who_do_it_are_named(engine: Engine) -> None:
    for question in ("哪些地方在做低效工业用地整治的类似工作？", "Who else works on low-efficiency industrial land?"):
        assert {task.jurisdiction for task in engine.ask(question).tasks} >= {"平湖市", "舟山市", "定海区", "嵊泗县"}


def test_where_nothing_is_aligned_the_topic_is_looked_for(engine: Engine) -> None:
    answer = engine.ask("similar work elsewhere: Dinghai intellectual property protection")
    assert {task.jurisdiction for task in answer.tasks} == {"嵊泗县", "平湖市", "舟山市"}
    assert not any(task.aligned_with for task in answer.tasks)


def test_work_that_nobody_does_is_silence(engine: Engine) -> None:
    assert engine.ask("哪些地方也在做类似的地铁建设工作？").status == "no_match"
    assert engine.ask("Who else does similar work on metro lines?").status == "no_match"
