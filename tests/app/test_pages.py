"""The pages' logic without a browser: Streamlit's own test runner on the real store."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from graph_store.sqlite_store import SqliteGraphStore
from tests.app.conftest import FirstVisit

ROOT = Path(__file__).resolve().parents[2]
ANSWER = 'class="pa-answer"'
QUESTIONS = {"zh": "哪些单位牵头舟山的土地改革", "en": "which units lead land reform in Zhoushan"}


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, store: Path, bundle: None) -> None:
    monkeypatch.setenv("PLAN_APP_STORE", str(store))


def visit(page: str = "", language: str = "zh", **parameters: str) -> AppTest:
    """A visitor who opens an address of the app."""
    app = AppTest.from_file(str(ROOT / "app_streamlit.py"), default_timeout=120)
    app._page_hash = calc_hash(page) if page else ""
    for key, value in {"lang": language, **parameters}.items():
        app.query_params[key] = value
    return healthy(app.run())


def healthy(app: AppTest) -> AppTest:
    assert not app.exception, [item.message for item in app.exception]
    return app


def errors(app: AppTest) -> str:
    return " ".join(item.value for item in app.error)


def html_of(app: AppTest) -> str:
    return " ".join(str(item.proto.body) for item in app.get("html"))


def test_the_demo_store_is_made_when_there_is_none(first_visit: FirstVisit) -> None:
    captions = " ".join(item.value for item in healthy(first_visit.page).caption)
    assert "已读入 5 份规划" in captions
    assert first_visit.store.is_dir()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_box_takes_the_question(language: str) -> None:
    app = visit(language=language)
    healthy(app.text_input[0].set_value(QUESTIONS[language]).run())
    assert "自然资源和规划局" in html_of(app)
    assert app.query_params["q"] == QUESTIONS[language]


def test_examples_can_be_clicked() -> None:
    app = visit()
    example = next(button for button in app.button if "土地改革" in button.label)
    healthy(example.click().run())
    assert app.text_input[0].value == QUESTIONS["zh"]
    assert ANSWER in html_of(app)


def test_an_address_brings_the_answer_back() -> None:
    app = visit(q=QUESTIONS["zh"], role="lead", limit="2")
    assert app.text_input[0].value == QUESTIONS["zh"]
    assert app.query_params["role"] == "lead"
    assert any("中的 2 " in item.value for item in app.markdown)
    more = next(button for button in app.button if button.label.startswith("再看"))
    healthy(more.click().run())
    assert app.query_params["limit"] == "4"


def test_a_chip_is_removed_and_the_question_asked_again() -> None:
    app = visit(q=QUESTIONS["zh"])
    remove = next(button for button in app.button if button.key == "remove place 舟山市")
    healthy(remove.click().run())
    assert "舟山" not in app.text_input[0].value
    assert ANSWER in html_of(app)


def test_the_role_is_changed_by_its_chip() -> None:
    app = visit(q=QUESTIONS["zh"])
    healthy(next(button for button in app.button if button.key == "role support").click().run())
    assert app.query_params["role"] == "support"
    assert 'class="pa-badge pa-support"' in html_of(app)


@pytest.mark.parametrize("question", ["火星殖民由谁负责", "月球基地", "qwertyuiop"])
def test_nothing_found_says_why_and_what_there_is(question: str) -> None:
    app = visit(q=question)
    assert ANSWER in html_of(app)
    assert any("已读入的规划" in item.value for item in app.caption)


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "x" * 5000}, {"q": "' OR 1=1; DROP TABLE task; --"}, {"q": "<script>alert(1)</script>"}, {"q": "🎉🎉"}, {"q": "\x00\x01土地"},
        {"q": "土地", "place": "亚特兰蒂斯"}, {"q": "土地", "role": "king", "year": "九", "type": "x", "limit": "-1"}, {"lang": "xx"}, {"zzz": "1"},
    ],
)  # fmt: skip
def test_rubbish_in_the_address_of_asking(parameters: dict[str, str]) -> None:
    app = visit(**{"language": parameters.pop("lang", "zh"), **parameters})
    assert "<script>" not in html_of(app)
    assert "Traceback" not in errors(app)


@pytest.mark.parametrize(
    ("page", "parameters"),
    [
        ("explore", {"start": "task-gone"}), ("explore", {"start": "'; DROP"}), ("explore", {"q": "火星殖民"}), ("explore", {"layout": "spiral"}),
        ("compare", {"by": "nothing"}), ("compare", {"by": "unit", "unit": "unit-gone"}), ("compare", {"by": "plans", "left": "x", "right": "y"}),
        ("compare", {"by": "indicator", "indicator": "没有这个指标"}), ("documents", {"doc": "document-gone"}), ("documents", {"doc": "../../x"}),
    ],
)  # fmt: skip
def test_rubbish_in_other_addresses(page: str, parameters: dict[str, str]) -> None:
    app = visit(page, **parameters)
    assert "Traceback" not in errors(app)


@pytest.mark.parametrize("kind", ["Unit", "Plan", "Jurisdiction", "Task"])
def test_exploring_starts_from_any_of_them(graph: SqliteGraphStore, kind: str) -> None:
    start = next(node.id for node in graph.stream_nodes(kind))
    app = visit("explore", start=start)
    assert start in app.session_state["history"].present.nodes
    assert not app.error


def test_exploring_an_answer() -> None:
    app = visit("explore", q=QUESTIONS["zh"])
    assert len(app.session_state["history"].present.nodes) > 5


def test_an_indicator_over_places(graph: SqliteGraphStore) -> None:
    app = visit("compare", by="indicator", indicator="规上工业亩均税收")
    assert not app.error and app.dataframe
    places = set(app.dataframe[0].value["地区"])
    assert {"平湖市", "定海区"} <= places


def test_two_plans(graph: SqliteGraphStore) -> None:
    plans = sorted(edge.source for edge in graph.stream_edges("FROM"))
    app = visit("compare", by="plans", left=plans[0], right=plans[1])
    assert any(item.value.startswith("#### 两份都有") for item in app.markdown)


def test_a_units_load_counts_its_tasks(graph: SqliteGraphStore) -> None:
    unit = next(node for node in graph.stream_nodes("Unit") if node.properties["name"] == "嵊泗县经济和信息化局")
    led = len(graph.edges(sources=[unit.id], types=["LEADS"]))
    app = visit("compare", by="unit", unit=unit.id)
    assert f"牵头 {led} 项" in html_of(app)


def test_documents_and_their_reports() -> None:
    app = visit("documents")
    assert any("（5 个）" in item.value for item in app.markdown)


def test_a_text_opens_at_its_sentence(graph: SqliteGraphStore) -> None:
    task = next(graph.stream_nodes("Task"))
    said = graph.provenance([task.id])[task.id][0]
    app = visit("documents", doc=said.document, at=f"{said.start}-{said.end}")
    assert not app.error and not app.warning
    assert visit("documents", doc=said.document, at="99999999-999999999").warning


def test_reading_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_APP_READONLY", "1")
    app = visit("documents")
    assert not app.get("file_uploader")
    assert not [button for button in app.button if button.label == "移除"]
    asked = visit(q=QUESTIONS["zh"])
    assert not [button for button in asked.button if button.label == "更正"]


def test_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_APP_PASSWORD", "开门")
    app = visit(q=QUESTIONS["zh"])
    assert ANSWER not in html_of(app)
    app.text_input[0].set_value("falsch")
    healthy(app.button[0].click().run())
    assert errors(app) and ANSWER not in html_of(app)
    app.text_input[0].set_value("开门")
    healthy(app.button[0].click().run())
    healthy(app.run())
    assert "自然资源和规划局" in html_of(app)


def test_a_broken_store_is_explained(monkeypatch: pytest.MonkeyPatch, own_store: Path) -> None:
    for path in own_store.rglob("graph.sqlite"):
        path.write_bytes(b"this is no database")
    monkeypatch.setenv("PLAN_APP_STORE", str(own_store))
    app = visit()
    assert "数据库打不开" in errors(app)
    assert str(own_store.parent) not in errors(app)


def test_no_store_for_reading_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLAN_APP_STORE", str(tmp_path / "none"))
    monkeypatch.setenv("PLAN_APP_READONLY", "1")
    assert "数据库打不开" in errors(visit())
    assert not (tmp_path / "none").exists()
