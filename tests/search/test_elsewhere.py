"""Whether the same work in other places is asked for, from the words around the name of a place."""

import pytest

from search.understanding.elsewhere import read_elsewhere
from search.understanding.text import Reading


def reading_of(question: str, place: str, language: str) -> Reading:
    reading = Reading(question, language)
    start = question.index(place)
    reading.take(start, start + len(place), "place")
    return reading


@pytest.mark.parametrize(
    ("question", "place", "language"),
    [
        ("除了桐庐，还有哪些地方在搞茶叶出口", "桐庐", "zh"),
        ("跟桐庐一样抓茶叶出口的还有哪些地方", "桐庐", "zh"),
        ("桐庐的茶叶出口，别的地方有没有类似任务", "桐庐", "zh"),
        ("其他地方有没有像桐庐那样做茶叶出口的", "桐庐", "zh"),
        ("apart from Tonglu, who works on tea exports?", "Tonglu", "en"),
        ("which other places do what Tonglu does on tea exports?", "Tonglu", "en"),
        ("tasks elsewhere that resemble Tonglu's on tea exports", "Tonglu", "en"),
    ],
)
def test_other_places_are_asked_for(question: str, place: str, language: str) -> None:
    assert read_elsewhere(reading_of(question, place, language))


@pytest.mark.parametrize(
    ("question", "place", "language"),
    [
        ("桐庐茶叶出口还有谁参与", "桐庐", "zh"),
        ("桐庐茶叶出口由谁牵头，还有谁配合", "桐庐", "zh"),
        ("桐庐有哪些方案", "桐庐", "zh"),
        ("what other plans does Tonglu have?", "Tonglu", "en"),
        ("who else supports tea exports in Tonglu?", "Tonglu", "en"),
        ("which bodies in Tonglu lead tea exports?", "Tonglu", "en"),
    ],
)
def test_bodies_of_the_place_itself_are_something_else(question: str, place: str, language: str) -> None:
    assert not read_elsewhere(reading_of(question, place, language))
