"""Made-up table documents as offices publish them, each with what a careful reader finds, and how they look in each
format. In a grid "^" goes on with the cell above and "<" with the one to the left."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]
from reportlab.platypus import Table as PdfTable

Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class TableDocument:
    """title and lines above the table, the table, its tasks (number; how the work begins; leads; supports; time limit)
    and its targets (indicator, operator, value, unit, year, place)."""

    name: str
    above: tuple[str, ...]
    grid: str
    tasks: tuple[str, ...] = ()
    targets: tuple[tuple[str, str, float, str, int | None, str | None], ...] = ()

    def cells(self) -> Grid:
        """The grid, a row a list."""
        return [line.split("|") for line in self.grid.strip().split("\n")]


DOCUMENTS = (
    TableDocument(
        "headings",
        ("白马区2025年政府重点工作责任分工表",),
        """
序号|工作内容|牵头领导|牵头单位|配合单位|时间节点
一、做强工业经济|<|<|<|<|<
1|培育专精特新企业，建立梯度培育库。|李明|区工信局|区科技局、区财政局|12月底
2|推进开发区标准厂房建设。|李明|区开发区管委会|区住建局|10月底
二、办好民生实事|<|<|<|<|<
3|新建改扩建公办幼儿园，增加学位供给。|王芳|区教育局|区发改局、各街道办事处|8月底
4|完善社区助餐服务网络。|赵强|区民政局|各街道办事处|全年
""",
        (
            "1;培育专精特新;区工信局;区科技局、区财政局;12月底",
            "2;推进开发区;区开发区管委会;区住建局;10月底",
            "3;新建改扩建;区教育局;区发改局、各街道办事处;8月底",
            "4;完善社区助餐;区民政局;各街道办事处;全年",
        ),
    ),
    TableDocument(
        "merged",
        ("临川市营商环境提升行动任务清单", "为确保各项任务落到实处，制定本清单。"),
        """
序号|任务类别|工作任务|责任单位|配合单位|完成时限
1|审批提速|推行企业开办一日办结，压减登记环节。|市市场监管局|市税务局、市公安局|6月底前
2|^|推动工程建设项目审批并联办理。|市住建局|市自然资源局|9月底前
3|^|建立重大项目代办帮办机制。|市政务服务局|/|9月底前
4|惠企服务|开展惠企政策免申即享。|市财政局|市工信局、市科技局|12月底前
5|^|设立企业服务热线，畅通诉求渠道。|市工信局|—|长期坚持
""",
        (
            "1;推行企业开办;市市场监管局;市税务局、市公安局;6月底前",
            "2;推动工程建设;市住建局;市自然资源局;9月底前",
            "3;建立重大项目;市政务服务局;;9月底前",
            "4;开展惠企政策;市财政局;市工信局、市科技局;12月底前",
            "5;设立企业服务;市工信局;;长期坚持",
        ),
    ),
    TableDocument(
        "levels",
        ("沙溪县推进数字乡村建设任务分工表",),
        """
序号|任务名称|主要内容|责任分工|<|完成时间
^|^|^|牵头单位|参与单位|^
1|网络提升|推进行政村光纤网络和移动通信网络升级。|县工信局|县供电公司、各通信运营商|2025年12月
2|智慧农业|建设智慧农业示范基地，推广农机终端。|县农业农村局|县科技局|2026年6月
3|数字治理|推广乡村治理积分制数字化平台。|县委社会工作部|县民政局、各乡镇|2026年12月
""",
        (
            "1;推进行政村;县工信局;县供电公司、各通信运营商;2025年12月",
            "2;建设智慧农业;县农业农村局;县科技局;2026年6月",
            "3;推广乡村治理;县委社会工作部;县民政局、各乡镇;2026年12月",
        ),
    ),
    TableDocument(
        "repeated",
        ("广平县“放管服”改革重点任务分工",),
        """
序号|改革任务|主要措施|牵头部门|责任部门|进度安排
1|精简审批|取消一批行政许可事项|县行政审批局|县司法局|3月底前
2|简化流程|推行告知承诺制|县行政审批局|县直各部门|5月底前
序号|改革任务|主要措施|牵头部门|责任部门|进度安排
3|信用监管|完善信用修复机制|县发改局|县法院、县税务局|9月底前
4|政务公开|公开惠民政策清单|县政府办|各乡镇|一季度起公开
""",
        (
            "1;取消一批;县行政审批局;县司法局;3月底前",
            "2;推行告知;县行政审批局;县直各部门;5月底前",
            "3;完善信用;县发改局;县法院、县税务局;9月底前",
            "4;公开惠民;县政府办;各乡镇;一季度起公开",
        ),
    ),
    TableDocument(
        "bodies first",
        ("东湖区城市更新三年行动任务分工表",),
        """
责任单位|序号|工作任务|完成时限
区住建局|1|编制老旧小区改造年度计划|2024年2月
^|2|加装既有住宅电梯|2024年12月
区城管局|3|整治背街小巷环境|2024年10月
区民政局|4|建设社区嵌入式服务设施|2025年12月
""",
        (
            "1;编制老旧小区;区住建局;;2024年2月",
            "2;加装既有住宅;区住建局;;2024年12月",
            "3;整治背街小巷;区城管局;;2024年10月",
            "4;建设社区嵌入;区民政局;;2025年12月",
        ),
    ),
    TableDocument(
        "places",
        ("宁阳市2025年高标准农田建设任务分解表", "单位：万亩"),
        """
序号|县（市、区）|新建面积|改造提升面积|合计
1|东平县|3.2|1.5|4.7
2|西关区|0.8|0.4|1.2
全市合计|<|4.0|1.9|5.9
""",
        targets=tuple(
            (indicator, "=", value, "万亩", 2025, place)
            for place, values in (("东平县", (3.2, 1.5, 4.7)), ("西关区", (0.8, 0.4, 1.2)), (None, (4.0, 1.9, 5.9)))
            for indicator, value in zip(("新建面积", "改造提升面积", "合计"), values, strict=True)
        ),
    ),
    TableDocument(
        "years of places",
        ("金沙市2024—2025年充电基础设施建设目标表", "单位：个"),
        """
地区|2024年|<|2025年|<
^|公共桩|换电站|公共桩|换电站
城东区|450|3|600|5
石门县|120|1|200|1
合计|570|4|800|6
""",
        targets=tuple(
            (indicator, "=", value, "个", year, place)
            for place, values in (("城东区", (450, 3, 600, 5)), ("石门县", (120, 1, 200, 1)), (None, (570, 4, 800, 6)))
            for (year, indicator), value in zip(
                ((2024, "公共桩"), (2024, "换电站"), (2025, "公共桩"), (2025, "换电站")), values, strict=True
            )
        ),
    ),
    TableDocument(
        "goals of bodies",
        ("海门区2024年数字经济发展目标任务表",),
        """
序号|主要指标|2024年目标|牵头单位|备注
1|核心产业增加值增速|10%以上|区数据局|
2|新增规上数字企业|25家|区工信局|
3|新建5G基站|600个|区工信局|累计
""",
        targets=(
            ("核心产业增加值增速", ">=", 10, "%", 2024, None),
            ("新增规上数字企业", "=", 25, "家", 2024, None),
            ("新建5G基站", "=", 600, "个", 2024, None),
        ),
    ),
)

Spans = dict[tuple[int, int], tuple[int, int]]


def _spans(grid: Grid) -> Spans:
    """Row and column of each cell, and how many rows and columns it covers."""
    ends: Spans = {}
    for row, line in enumerate(grid):
        for column in range(len(line)):
            top, left = row, column
            while grid[top][left] in ("^", "<"):
                top, left = (top - 1, left) if grid[top][left] == "^" else (top, left - 1)
            ends[top, left] = row - top + 1, column - left + 1
    return ends


def as_html(document: TableDocument) -> str:
    """A page whose table has spans of rows and columns."""
    grid = document.cells()
    spans, lines = _spans(grid), []
    for row, line in enumerate(grid):
        cells = [(word, spans[row, column]) for column, word in enumerate(line) if (row, column) in spans]
        drawn = "".join(
            f'<td rowspan="{down}" colspan="{across}">{html.escape(word)}</td>' for word, (down, across) in cells
        )
        lines.append(f"<tr>{drawn}</tr>")
    above = "".join(f"<p>{line}</p>" for line in document.above)
    return f"<html><head><meta charset='utf-8'></head><body>{above}<table>{''.join(lines)}</table></body></html>"


def _plain(document: TableDocument) -> Grid:
    return [["" if word in ("^", "<") else word for word in line] for line in document.cells()]


def as_markdown(document: TableDocument) -> str:
    """A table of pipes, merged cells left empty."""
    rows = [f"| {' | '.join(line)} |" for line in _plain(document)]
    rows.insert(1, "|" + "---|" * len(document.cells()[0]))
    return "\n\n".join([*document.above, "\n".join(rows)]) + "\n"


def as_tabs(document: TableDocument) -> str:
    """Cells parted by tabs, merged cells left empty."""
    return "\n\n".join([*document.above, "\n".join("\t".join(line) for line in _plain(document))]) + "\n"


def as_lines(document: TableDocument) -> str:
    """One cell a line, empty ones left out."""
    return "\n".join([*document.above, *(word for line in _plain(document) for word in line if word)]) + "\n"


def as_words(document: TableDocument) -> str:
    """Cells parted by blanks, a row a line."""
    rows = (" ".join(word for word in line if word) for line in _plain(document))
    return "\n".join([*document.above, *rows]) + "\n"


def write_bare_pdf(document: TableDocument, path: Path) -> None:
    """A page whose table no rule draws."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=10, leading=14, wordWrap="CJK")
    grid = document.cells()
    spans = _spans(grid)
    rows = [
        [Paragraph(html.escape(word), style) if (row, column) in spans else "" for column, word in enumerate(line)]
        for row, line in enumerate(grid)
    ]
    merged = [
        ("SPAN", (column, row), (column + across - 1, row + down - 1))
        for (row, column), (down, across) in spans.items()
    ]
    above = [Paragraph(line, style) for line in document.above]
    table = PdfTable(rows, colWidths=490 / len(grid[0]), style=[("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *merged])
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=50, rightMargin=50).build([*above, table])


def _write(suffix: str, render: Callable[[TableDocument], str]) -> Callable[[TableDocument, Path], Path]:
    def write(document: TableDocument, folder: Path) -> Path:
        path = folder / f"plan{suffix}"
        path.write_text(render(document), "utf-8")
        return path

    return write


def _write_pdf(document: TableDocument, folder: Path) -> Path:
    path = folder / "plan.pdf"
    write_bare_pdf(document, path)
    return path


FORMATS: dict[str, Callable[[TableDocument, Path], Path]] = {
    "html": _write(".html", as_html),
    "markdown": _write(".md", as_markdown),
    "tabs": _write(".txt", as_tabs),
    "lines": _write(".txt", as_lines),
    "words": _write(".txt", as_words),
    "bare pdf": _write_pdf,
}
