"""What an English question asks a role of is its topic, whatever words it has; a further question behind it is one."""

import pytest

from search.understanding.object_asked import object_asked
from search.understanding.text import Reading


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which units lead government open day?", "government open day"),
        ("Who is in charge of people who lost their jobs?", "people who lost their jobs"),
        ("Which department in Linhe is responsible for how much water factories draw?", "how much water factories draw"),
        ("Which bureaus lead and support raising, drying and packing under one roof", "raising, drying and packing under one roof"),
        ("In Linhe, who takes the lead on places where lorries park, and who helps?", "places where lorries park"),
        ("Who heads tidal power by 2027 and under which plan?", "tidal power by 2027"),
        ("Who leads repairs to dykes, and within how many days must they start?", "repairs to dykes"),
        ("which of the county's offices is to run dog licences by when", "dog licences"),
    ],
)  # fmt: skip
def test_the_object_of_a_role_ends_at_a_further_question(question: str, asked: str) -> None:
    found = object_asked(Reading(question, "en"))
    assert found is not None
    assert question[slice(*found)].strip() == asked


@pytest.mark.parametrize(
    "question",
    ["What does the finance bureau lead?", "Which units lead how many tasks?", "Which office leads the most tasks?", "Who leads what in Linhe?"],
)  # fmt: skip
def test_a_question_of_another_kind_has_none(question: str) -> None:
    assert object_asked(Reading(question, "en")) is None
