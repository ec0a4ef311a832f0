"""Ways to put a question in English, filled with topics of the five plans: what is asked, the role, and nothing of the frame in the topic."""

import re
from dataclasses import dataclass
from pathlib import Path

from search.engine import Engine

FRAMES = Path(__file__).with_name("frames_en.tsv")
RIGHT = 0.98
TOPICS = (
    {"np": "fund guidance", "P": "Pinghu", "U": "Pinghu Finance Bureau", "Y": "2023"},
    {"np": "manufacturing talent", "P": "Dinghai District", "U": "Dinghai Development and Reform Bureau", "Y": "2022"},
    {"np": "the industrial internet", "P": "Zhoushan City", "U": "Zhoushan Finance Bureau", "Y": "2023"},
)
OTHERS = {
    "ind": "manufacturing investment",
    "P2": "Yuecheng",
    "plan": "Dinghai manufacturing upgrade plan",
}
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to ask. asks: what for, "|" between what is as well, "+" between what is asked together; role: "-" any."""

    asks: str
    role: str
    text: str


def frames() -> list[Frame]:
    lines = FRAMES.read_text(encoding="utf-8").splitlines()
    return [Frame(*line.split("\t")) for line in lines if not line.startswith("#")]


def fault(engine: Engine, frame: Frame, slots: dict[str, str]) -> str:
    """What is misread of a filled frame; empty where nothing is."""
    held = {**slots, **OTHERS, "Pof": slots["P"] + "'s", "p": slots["P"].lower()}
    question = frame.text.format(**held)
    understood = engine.understand(question)
    asked = {understood.asks_for, *understood.also_asks}
    together, either = set(frame.asks.split("+")), set(frame.asks.split("|"))
    if not (together <= asked or either & asked):
        return f"{question}: asks {sorted(asked)}"
    if frame.role != "-" and (understood.role or "both") != frame.role:
        return f"{question}: role {understood.role}"
    filled = " ".join(held[name] for name in ("np", "ind", "vp", "ving") if f"{{{name}}}" in frame.text)
    leaked = set(_WORD.findall(understood.topic.lower())) - set(_WORD.findall(filled))
    return f"{question}: topic {understood.topic}" if leaked else ""


def test_what_stands_around_the_topic_is_understood_and_no_part_of_it(engine: Engine) -> None:
    asked = [(frame, TOPICS[number % len(TOPICS)]) for number, frame in enumerate(frames())]
    faults = [found for frame, slots in asked if (found := fault(engine, frame, slots))]
    assert len(asked) > 120
    assert 1 - len(faults) / len(asked) >= RIGHT, "\n".join(faults)
