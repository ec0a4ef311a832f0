"""Small parts of the app: address, chips, words, text with marks, settings."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from app import address
from app.captions import number_text, row_text, value_text
from app.cards import quote_of
from app.chips import parts_of, without
from app.document_marks import marks_of
from app.marked_text import WINDOW, Mark, Window, mark_text, window_of
from app.messages import contradiction_text, fault_text, note_text
from app.requests import PAGE, Request, read_request
from app.settings import read_settings
from app.views.text import span_of
from app.words import Words, load_texts, plain
from graph_schema.errors import DocumentError, StoreError
from graph_schema.schema import load_schema
from graph_store.sqlite_store import SqliteGraphStore
from search import open_store

APP = Path(__file__).resolve().parents[2] / "app"
KEY = re.compile(r"""words\(\s*f?["']([a-zA-Z_.]+[a-zA-Z_])["']""")


def test_every_text_that_is_asked_for_exists_in_both_languages() -> None:
    texts = load_texts()
    sources = [path.read_text("utf-8") for path in [*APP.rglob("*.py"), APP.parent / "app_streamlit.py"]]
    asked = {key for source in sources for key in KEY.findall(source)}
    assert len(asked) > 80
    assert not asked - set(texts)
    everything = "\n".join(sources)
    families = {match.group(1) for match in re.finditer(r'f"([a-z]+\.(?:[a-z_]+\.)?){', everything)} | {"value."}
    unused = [
        key
        for key in texts
        if f'"{key}"' not in everything and f"'{key}'" not in everything and not key.startswith(tuple(families))
    ]
    assert not unused


@pytest.mark.parametrize("key", sorted(load_texts()))
def test_chinese_texts_are_chinese_and_both_take_the_same_values(key: str) -> None:
    forms = load_texts()[key]
    assert set(re.findall(r"{\w+}", forms["zh"])) == set(re.findall(r"{\w+}", forms["en"]))
    if not re.fullmatch(r"[\W{}a-z]*", forms["zh"]) and "{" not in forms["zh"]:
        assert re.search(r"[\u4e00-\u9fff]", forms["zh"])
    assert not re.search(r"[\u4e00-\u9fff]", forms["en"].replace("《", "").replace("》", "")) or "{" in forms["en"]


def test_words_of_every_list_of_values_are_known_in_chinese() -> None:
    for kind in (*load_schema().nodes.values(), *load_schema().edges.values()):
        for name, declared in kind.properties.items():
            for value in declared.values:
                assert Words("zh").value(name, value) != value, f"{kind.name}.{name}: {value}"


@given(
    any_.dictionaries(any_.sampled_from(["q", "place", "role", "year", "type", "limit", "x"]), any_.text(max_size=30))
)
def test_rubbish_in_the_address_is_dropped(parameters: dict[str, str]) -> None:
    request = read_request(parameters)
    assert request.role in (None, "lead", "support")
    assert request.year is None or 1950 <= request.year <= 2100
    assert 1 <= request.limit <= 600


def test_an_address_and_its_request_are_the_same_both_ways() -> None:
    request = Request("谁牵头", place="舟山", role="lead", year=2025, type="unit", limit=40)
    written = {key: str(value) for key, value in request.parameters().items() if value is not None}
    assert read_request(written) == request
    assert Request("谁牵头").parameters()["limit"] is None and Request("x").limit == PAGE
    assert address.number("٣", least=0, most=9) is None


@pytest.mark.parametrize(
    "at", ["", "5", "-", "5-", "-5", "9-3", "3-9999", "a-b", "1-2-3", "１-２", "0-0", "9" * 30 + "-5"]
)
def test_places_that_are_not_in_the_text(at: str) -> None:
    assert span_of(at, 100) is None
    assert span_of("3-9", 100) == (3, 9)


@pytest.mark.parametrize(
    ("question", "kind", "value", "gone"),
    [
        ("哪些单位牵头舟山的土地改革", "place", "舟山市", "舟山"),
        ("哪些单位牵头舟山的土地改革", "role", "lead", "牵头"),
        ("which units lead land reform in Zhoushan", "place", "舟山市", "Zhoushan"),
        ("2025年规上工业亩均税收的目标", "year", "2025", "2025"),
        ("嵊泗县2023年有哪些目标", "year", "2023", "20"),
        ("哪些单位牵头舟山的土地改革", "topic", "土地改革", "土地改革"),
    ],
)
def test_a_chip_that_goes_takes_its_words_with_it(store: Path, question: str, kind: str, value: str, gone: str) -> None:
    with open_store(store) as engine:
        shorter = without(question, kind, value, engine.understand)
        assert shorter is not None and gone not in shorter
        before, after = parts_of(engine.understand(question)), parts_of(engine.understand(shorter))
    assert value in before[kind] and value not in after[kind]
    assert all(after[other] == before[other] for other in ("place", "unit", "year") if other != kind)


@given(
    any_.lists(
        any_.tuples(
            any_.integers(0, 60),
            any_.integers(0, 60),
            any_.sampled_from(["task", "lead", "target", "unit", "title"]),
        )
    )
)
def test_marked_segments_are_the_text_again(spans: list[tuple[int, int, str]]) -> None:
    text = "字" * 20 + "abc\n" * 10
    marks = [Mark(min(a, b), max(a, b), kind, f"{kind}-{a}") for a, b, kind in spans]
    segments = mark_text(text, marks, Window(0, len(text), len(text)), (2, 9))
    assert "".join(segment.text for segment in segments) == text
    assert "".join(segment.text for segment in segments if "hit" in segment.kinds) == text[2:9]
    for a, b, kind in spans:
        if kind == "target":
            covered = sum(len(segment.text) for segment in segments if "target" in segment.kinds)
            assert covered >= min(max(a, b), len(text)) - min(min(a, b), len(text))


@pytest.mark.parametrize("at", [-5, 0, WINDOW - 1, WINDOW, 2 * WINDOW + 5, 10 * WINDOW])
def test_the_window_holds_the_place(at: int) -> None:
    length = 2 * WINDOW + 100
    window = window_of(length, at)
    assert 0 <= window.start < window.end <= length
    assert window.start <= max(0, min(at, length - 1)) < window.end


def test_values_read_as_people_write_them() -> None:
    zh, en = Words("zh"), Words("en")
    assert value_text({"op": ">=", "value": 110.0, "unit": "万元/人"}, zh) == "≥ 110 万元/人"
    assert value_text({"op": "between", "value": 2, "value_to": 3.0, "unit": "个"}, zh) == "2–3 个"
    assert value_text({"op": "decrease", "value": 10.4, "unit": "%"}, en) == "down by 10.4 %"
    assert value_text({"op": "=", "value": 5, "unit": None, "frequency": "annual"}, zh) == "每年 5"
    assert number_text(0.1) == "0.1" and number_text(25000000.0) == "25000000"


def test_markup_in_documents_is_shown_and_not_obeyed() -> None:
    assert "<script>" not in quote_of("<script>alert(1)</script>")
    assert (
        plain("[x](javascript:1) **b** :red[x] $a$")
        == "\\[x\\]\\(javascript\\:1\\) \\*\\*b\\*\\* \\:red\\[x\\] \\$a\\$"
    )


def test_settings_from_environment_and_command_line() -> None:
    settings = read_settings(
        {"PLAN_APP_READONLY": "1", "PLAN_APP_PASSWORD": "geheim", "PLAN_APP_STORE": "a"}, ["--store", "b", "--other"]
    )
    assert settings.readonly and settings.password == "geheim" and settings.store == "b"
    assert read_settings({}, []).store == ".store" and not read_settings({}, []).readonly


def test_units_are_marked_by_their_role_in_the_clause_they_stand_in(graph: SqliteGraphStore) -> None:
    document = next(
        node for node in graph.stream_nodes("Document", large=True) if "shengsi" in str(node.properties["name"])
    )
    text = str(document.properties["text"])
    clause = text.index("（责任单位：县资源规划局、县经信局")
    found = {
        text[mark.start : mark.end]: mark.kind
        for mark in marks_of(graph, document.id)
        if clause <= mark.start < clause + 30
    }
    assert found["县资源规划局"] == "lead" and found["县经信局"] == "support"


def test_what_the_stages_say_is_said_in_the_pages_language() -> None:
    error = DocumentError("/srv/plans/2024/坏.docx: damaged zip archive (no end); pack it again")
    assert fault_text(Words("en"), error) == "坏.docx: damaged zip archive (no end); pack it again"
    assert fault_text(Words("zh"), error) == "文件损坏，请重新保存或打包。"
    unknown = fault_text(Words("zh"), StoreError("the moon stands in the wrong place"))
    assert unknown.startswith("数据库打不开") and "moon" in unknown
    assert note_text(Words("zh"), "not_a_unit", "no body's name: 各有关方面") == "不像单位名称：各有关方面"
    assert (
        contradiction_text(Words("zh"), "标准: the places add up to 12, the total says 5 项")
        == "标准：各地合计 12，总数写 5 项"
    )


def test_cells_of_a_table_stay_apart() -> None:
    assert row_text("规上工业亩均税收 (万元/亩)\t15\t49\t2\n7") == "规上工业亩均税收(万元/亩) | 15 | 49 | 27"
