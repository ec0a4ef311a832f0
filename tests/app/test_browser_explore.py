"""The graph in a real browser: what every click does."""

import xml.etree.ElementTree as ElementTree

import pytest

from graph_store.sqlite_store import SqliteGraphStore
from tests.app.tour import Tour

UNIT = "嵊泗县经济和信息化局"


@pytest.fixture
def unit(graph: SqliteGraphStore) -> str:
    return next(node.id for node in graph.stream_nodes("Unit") if node.properties["name"] == UNIT)


@pytest.fixture
def task(graph: SqliteGraphStore, unit: str) -> str:
    return graph.edges(sources=[unit], types=["LEADS"])[0].target


@pytest.fixture
def exploring(tour: Tour, unit: str) -> Tour:
    return tour.go("explore", start=unit).graph()


def test_a_click_shows_details_and_sentences(exploring: Tour, task: str) -> None:
    exploring.click_node(task)
    assert exploring.cy("cy.nodes(':selected').map(n => n.id())") == [task]
    title = exploring.cy(f"cy.getElementById('{task}').data('label')")
    exploring.see("展开（已显示/全部）")
    assert title in exploring.text()
    assert exploring.page.locator(".pa-quote").count() >= 1


def test_double_click_expands_and_nothing_that_was_there_moves(exploring: Tour, task: str) -> None:
    before = exploring.nodes()
    exploring.click_node(task, double=True)
    after = exploring.nodes()
    assert len(after) > len(before)
    assert all(after[key] == pytest.approx(place, abs=0.5) for key, place in before.items())


def test_hide_undo_redo(exploring: Tour, task: str) -> None:
    before = exploring.nodes()
    exploring.click_node(task).tool("hide")
    assert set(exploring.nodes()) == set(before) - {task}
    exploring.tool("undo")
    assert exploring.nodes()[task] == pytest.approx(before[task], abs=0.5)
    exploring.tool("redo")
    assert task not in exploring.nodes()


def test_a_type_is_hidden_and_shown_again_by_the_legend(exploring: Tour, unit: str) -> None:
    before = set(exploring.nodes())
    key = exploring.page.locator('.pg-key[data-type="Task"]')
    key.click()
    exploring.page.wait_for_timeout(500)
    exploring.settle()
    assert not any(node.startswith("task-") for node in exploring.nodes())
    exploring.page.locator('.pg-key[data-type="Task"]').click()
    exploring.page.wait_for_timeout(500)
    exploring.settle()
    assert set(exploring.nodes()) == before


def test_path_between_two_nodes_shows_the_sentence_at_each_hop(
    exploring: Tour, graph: SqliteGraphStore, unit: str
) -> None:
    tasks = [edge.target for edge in graph.edges(sources=[unit], types=["LEADS"])][:2]
    exploring.cy(f"void cy.getElementById('{tasks[0]}').select()")
    exploring.cy(f"void cy.getElementById('{tasks[1]}').select()")
    exploring.page.wait_for_timeout(600)
    exploring.settle().tool("path")
    exploring.see("路径（2 步）")
    assert exploring.cy("cy.edges('.way').length") == 2
    exploring.picture("path")


def test_a_pinned_node_stays_where_it_is_when_all_is_laid_out_anew(exploring: Tour, task: str) -> None:
    exploring.click_node(task).tool("pin")
    place = exploring.nodes()[task]
    exploring.tool("again")
    exploring.page.wait_for_timeout(800)
    assert exploring.nodes()[task] == pytest.approx(place, abs=0.5)


def test_layouts(exploring: Tour) -> None:
    before = list(exploring.nodes().values())
    for layout in ("layers", "circle", "force"):
        exploring.page.locator(".pg-layout").select_option(layout)
        exploring.page.wait_for_function(
            "before => window.planGraph['explore graph'].nodes().some((n, i) => Math.abs(n.position('x') - before[i][0]) > 1)",
            arg=before,
        )
        exploring.settle().rest()
        before = list(exploring.nodes().values())
        assert len({(round(x), round(y)) for x, y in before}) == len(before)
        assert exploring.cy("Math.min(...cy.nodes().map(n => n.renderedWidth()))") >= 8, "nodes too small to be seen"
        exploring.picture(f"layout-{layout}")


def test_labels_are_whole_after_the_view_has_changed(exploring: Tour, graph: SqliteGraphStore) -> None:
    place = next(node.id for node in graph.stream_nodes("Jurisdiction") if node.properties["name"] == "嵊泗县")
    exploring.click_node(place, double=True).rest()
    cut = exploring.cy(
        "cy.nodes().filter(n => n.boundingBox({includeNodes: false}).w < n.boundingBox({includeNodes: false, useCache: false}).w - 1)"
        ".map(n => n.data('label'))"
    )
    assert not cut


def test_years_are_chosen(tour: Tour) -> None:
    tour.go("explore", q="比较各地亩均税收的目标").graph()
    years = (
        "[...new Set(cy.nodes('[type = \"Target\"]').map(n => n.data('label').match(/20\\d\\d/)?.[0] ?? ''))].sort()"
    )
    assert {"2023", "2025"} <= set(tour.cy(years))
    box = tour.page.locator("[data-testid=stMultiSelect]")
    box.click()
    tour.page.get_by_role("option", name="2025").click()
    tour.page.wait_for_function(
        "() => window.planGraph['explore graph'].nodes('[type = \"Target\"]').every(n => !n.data('label').includes('2023'))"
    )
    tour.settle()
    assert set(tour.cy(years)) <= {"2025", ""}
    tour.picture("years")


def test_positions_and_view_are_kept_over_another_page(exploring: Tour) -> None:
    before = exploring.nodes()
    exploring.cy("void cy.zoom(0.5).pan({x: 40, y: 60})")
    exploring.page.get_by_role("link", name="比较").first.click()
    exploring.settle()
    exploring.page.get_by_role("link", name="关系图").first.click()
    exploring.settle().graph()
    after = exploring.nodes()
    assert all(after[key] == pytest.approx(place, abs=0.5) for key, place in before.items())
    assert exploring.cy("[cy.zoom(), cy.pan().x, cy.pan().y]") == [0.5, 40, 60]


def test_the_same_graph_is_laid_out_the_same_way(exploring: Tour, unit: str) -> None:
    before = exploring.nodes()
    exploring.go("explore", start=unit).graph()
    assert exploring.nodes() == before


def test_search_within_the_graph(exploring: Tour) -> None:
    exploring.page.locator(".pg-find").fill("链长制")
    exploring.see("找到 1 个")
    exploring.page.locator(".pg-find").press("Enter")
    exploring.page.wait_for_timeout(500)
    assert exploring.cy("cy.nodes(':selected').length") == 1


def test_pictures_hold_whole_labels(exploring: Tour) -> None:
    with exploring.page.expect_download() as svg:
        exploring.page.locator('[data-action="svg"]').click()
    drawn = ElementTree.fromstring(svg.value.path().read_bytes())
    words = "".join(drawn.itertext())
    assert "嵊泗县经济和信息化局" in words.replace("\n", "")
    with exploring.page.expect_download() as png:
        exploring.page.locator('[data-action="png"]').click()
    assert png.value.path().read_bytes().startswith(b"\x89PNG")


def test_by_keyboard_alone(exploring: Tour) -> None:
    count = len(exploring.nodes())
    exploring.page.locator(".pg-canvas").focus()
    exploring.page.keyboard.press("ArrowRight")
    exploring.page.keyboard.press("ArrowRight")
    exploring.page.wait_for_timeout(500)
    exploring.settle()
    assert exploring.cy("cy.nodes(':selected').length") == 1
    assert exploring.page.locator(".pg-status").inner_text().startswith("已选")
    exploring.page.locator(".pg-canvas").focus()
    exploring.page.keyboard.press("Delete")
    exploring.page.wait_for_timeout(500)
    exploring.settle()
    assert len(exploring.nodes()) == count - 1


def test_filters_by_role(exploring: Tour) -> None:
    exploring.page.get_by_role("button", name="牵头", exact=True).click()
    exploring.page.wait_for_timeout(500)
    exploring.settle()
    types = set(exploring.cy("cy.edges().map(e => e.data('type'))"))
    assert "LEADS" in types and "SUPPORTS" not in types


def test_labels_are_names_and_never_ids(exploring: Tour) -> None:
    labels = exploring.cy("cy.nodes().map(n => n.data('shown'))")
    assert all(label.strip() and "-" not in label.strip()[:8] for label in labels)
    boxes = exploring.cy(
        "cy.nodes().filter(n => !n.hasClass('quiet')).map(n => { const b = n.renderedBoundingBox({includeNodes: false, includeLabels: true,"
        " includeOverlays: false, includeUnderlays: false}); return [b.x1, b.y1, b.x2, b.y2, n.data('label')]; })"
    )
    for place, (left, top, right, bottom, label) in enumerate(boxes):
        for others_left, others_top, others_right, others_bottom, other in boxes[place + 1 :]:
            over = min(right, others_right) - max(left, others_left), min(bottom, others_bottom) - max(top, others_top)
            assert min(over) <= 0.5, f"{label} lies on {other}"
