"""Tables on a page that no rule draws: columns and rows by where the characters stand."""

from ingest.readers.pdf_bare_tables import find_bare_tables
from ingest.readers.pdf_lines import make_rows
from ingest.readers.pdf_page import Char
from ingest.readers.pdf_tables import RuledTable

SIZE = 10.0
Placed = tuple[float, float, str]
"""Left edge and base line of a run of characters, in their heights, and its words."""


def page(*runs: Placed) -> list[Char]:
    return [
        Char(character, (x + i) * SIZE, (x + i + 1) * SIZE, y * SIZE, SIZE)
        for x, y, words in runs
        for i, character in enumerate(words)
    ]


def read(chars: list[Char]) -> list[list[list[str]]]:
    return [_grid(table, chars) for table in find_bare_tables(make_rows(chars))]


def _grid(table: RuledTable, chars: list[Char]) -> list[list[str]]:
    inside: dict[int, str] = {}
    for char in chars:
        number = table.cell_at((char.x0 + char.x1) / 2, char.base - 0.4 * char.size)
        if number is not None:
            inside[number] = inside.get(number, "") + char.text
    return [[inside.get(number, "") for number in row] for row in table.cells]


HEAD = [(0, 10, "序号"), (3, 10, "重点任务"), (13, 10, "牵头单位"), (19, 10, "完成时限")]
TITLE = (4, 6, "南河县冷链物流发展任务分工一览表")


def test_cells_of_several_lines_and_one_merged_over_two_rows() -> None:
    chars = page(
        TITLE,
        *HEAD,
        (0, 12.7, "1"),
        (3, 12, "建设三座冷库和两座"),
        (3, 13.4, "码头"),
        (19, 12.7, "六月底"),
        (13, 14.35, "县商务局"),
        (0, 16, "2"),
        (3, 16, "改造仓库"),
        (19, 16, "九月底"),
        (0, 18, "3"),
        (3, 18, "培育企业"),
        (13, 18, "县工信局"),
        (19, 18, "全年"),
    )
    assert read(chars) == [
        [
            ["序号", "重点任务", "牵头单位", "完成时限"],
            ["1", "建设三座冷库和两座码头", "县商务局", "六月底"],
            ["2", "改造仓库", "县商务局", "九月底"],
            ["3", "培育企业", "县工信局", "全年"],
        ]
    ]


def test_a_heading_over_all_columns_is_a_row() -> None:
    rows = [(0, y, f"{n}") for n, y in ((1, 14), (2, 16))]
    cells = [run for y in (14, 16) for run in ((3, y, "建设码头"), (13, y, "县商务局"), (19, y, "全年"))]
    (found,) = read(page(TITLE, *HEAD, (0, 12, "一、做强做优做大冷链物流业"), *rows, *cells))
    assert found[1] == ["一、做强做优做大冷链物流业"] * 4
    assert found[2:] == [["1", "建设码头", "县商务局", "全年"], ["2", "建设码头", "县商务局", "全年"]]


def test_prose_and_lists_of_two_columns_are_no_tables() -> None:
    prose = [(0.0, float(y), "为加快发展本县冷链物流业制定本方案请认真贯彻执行") for y in range(10, 30, 2)]
    pairs = [run for y in range(40, 60, 2) for run in ((0.0, float(y), "第一章总则"), (20.0, float(y), "3"))]
    assert read(page(*prose, *pairs)) == []
