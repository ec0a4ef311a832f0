"""Writes tests/ingest/readers/fixtures: one small made-up plan in each format. Run it again after a change here.

python -m tests.ingest.readers.make_fixtures
"""

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FIXTURES = Path(__file__).parent / "fixtures"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FONT = "STSong-Light"


def pack(members: dict[str, str | bytes]) -> bytes:
    """A zip archive whose bytes depend on its members only."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def paragraph(*runs: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    """A Word paragraph; `number` is (list, level). A run that begins with "<" is taken as it is."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    texts = (run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(texts)}</w:p>"


def cell(content: str, *, span: int = 1, merge: str | None = None) -> str:
    """A Word table cell; `merge` is "restart" or "continue"."""
    vertical = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    body = content if content.startswith("<") else paragraph(content)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{vertical}</w:tcPr>{body}</w:tc>'


def table(*rows: list[str]) -> str:
    """A Word table of finished cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def docx(body: str, *, numbering: str = "", styles: str = "", footnotes: str = "") -> bytes:
    """A Word document from the XML of its parts."""
    spaces = f'xmlns:w="{_W}" xmlns:mc="{_MC}" xmlns:wps="{_WPS}"'
    parts = {"numbering": numbering, "styles": styles, "footnotes": footnotes}
    links = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name, xml in parts.items()
        if xml
    )
    members: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>',
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
    }
    members |= {f"word/{name}.xml": f"<w:{name} {spaces}>{xml}</w:{name}>" for name, xml in parts.items() if xml}
    return pack(members)


def level(depth: int, number_format: str, text: str, *, start: int = 1, more: str = "") -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.", more='<w:lvlRestart w:val="0"/>')
    + level(3, "decimalEnclosedCircleChinese", "%4")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1")
    + level(1, "decimal", "%1.%2")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    "</w:lvlOverride></w:num>"
)
_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    + paragraph("专栏1 碧水工程")
    + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
    + paragraph("专栏1 碧水工程")
    + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_CHANGED = "<w:del><w:r><w:delText>三年</w:delText></w:r></w:del><w:ins><w:r><w:t>五年</w:t></w:r></w:ins>"


def plan_docx() -> bytes:
    """Automatic numbers, a changed word, a note, a text box, a table with merged cells."""
    body = (
        paragraph("青溪县碧水行动方案")
        + paragraph("总体要求", style="Chapter")
        + paragraph("用", _CHANGED, "时间，水质达标率达到95%以上", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。")
        + paragraph("重点任务", style="Chapter")
        + paragraph("治河", number=(1, 1))
        + paragraph("清淤河道。", number=(1, 2))
        + paragraph("加固堤防。", number=(1, 2))
        + paragraph("治污", number=(1, 1))
        + paragraph("改造管网。", number=(1, 2))
        + paragraph("其一；", number=(1, 3))
        + paragraph("其二。", "<w:r><w:br/><w:t>（责任单位：县水利局）</w:t></w:r>", number=(1, 3))
        + paragraph("说明", _BOX)
        + table(
            [cell("序号", merge="restart"), cell("任务分工", span=2), cell("时限", merge="restart")],
            [cell("", merge="continue"), cell("任务"), cell("牵头单位"), cell("", merge="continue")],
            [
                cell("1"),
                cell("清淤", merge="restart"),
                cell(paragraph("县水利局") + paragraph("县财政局")),
                cell("2025年"),
            ],
            [cell("2"), cell("", merge="continue"), cell("县城管局"), cell("")],
        )
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{paragraph()}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("指国控断面。")}</w:footnote>'
    )
    return docx(body, numbering=LISTS, styles=styles, footnotes=notes)


def plan_html() -> str:
    """A saved government page: navigation, metadata table, article, data table with spans, footer."""
    return """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>青溪县人民政府关于印发碧水行动方案的通知_青溪县人民政府</title><style>p{margin:0}</style></head><body>
<div class="topnav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li><li><a href="/b">服务</a></li>
<li><a href="/c">互动交流</a></li></ul></div><div class="wrap">
<div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a href="/zc">政策文件</a></div>
<table class="xxgk"><tr><td>索引号：</td><td>11330000/2024-00012</td><td>发布机构：</td><td>青溪县人民政府</td></tr>
<tr><td>成文日期：</td><td>2024-03-05</td><td>文号：</td><td>青政发〔2024〕5号</td></tr></table>
<h1>青溪县人民政府关于印发碧水行动方案的通知</h1>
<div class="tools">【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】 打印 分享到：</div>
<div id="zoom"><p>各乡镇人民政府，县政府有关
部门：</p><p>&nbsp;&nbsp;<strong>一、总体要求</strong></p>
<p>到2026年，湿地面积达到10km<sup>2</sup>，水质达标率95%以上。<br>　　二、重点任务</p>
<ol><li>清淤河道。</li><li>加固堤防。</li></ol><p>任务分工见下表。（责任单位：县水利局）</p>
<table border="1"><thead><tr><th rowspan="2">序号</th><th colspan="2">任务分工</th><th rowspan="2">时限</th></tr>
<tr><th>任务</th><th>牵头单位</th></tr></thead><tbody><tr><td>1</td><td rowspan="2">清淤</td>
<td><p>县水利局</p><p>县财政局</p></td><td>2025年</td></tr><tr><td>2</td><td>县城管局</td><td></td></tr></tbody></table>
<table border="1"><tr><td>专栏1 碧水工程</td></tr><tr><td><p>建设泵站3座。</p><p>建设水库1座。</p></td></tr></table>
<p style="text-align:right">青溪县人民政府</p><p style="text-align:right">2024年3月5日</p><script>share()</script></div>
<p>附件：<a href="fj.docx">任务清单.docx</a></p></div>
<div class="footer"><p>主办：青溪县人民政府 网站标识码3300000001 浙ICP备00000001号</p></div></body></html>
"""


def old_page_html() -> bytes:
    """A page of the old kind, in GBK, arranged by tables in tables."""
    rows = "".join(f"<tr><td>{name}</td><td>{goal}</td><td>{unit}</td></tr>" for name, goal, unit in _GOALS)
    links = "".join(f'<a href="/{i}">{name}</a><br>' for i, name in enumerate(["首页", "新闻", "公开", "服务", "互动"]))
    article = "<br>".join(f"　　{line}" for line in _ARTICLE)
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        "<title>方案</title></head><body>"
        f'<table width="980"><tr><td width="180">{links}</td><td><table><tr><td align="center">'
        "云岭市节水行动方案</td></tr>"
        f"<tr><td>{article}<table border=1><tr><td>指标</td><td>2025年</td><td>责任单位</td></tr>{rows}"
        "</table></td></tr>"
        "</table></td></tr><tr><td colspan=2>版权所有：云岭市人民政府　滇ICP备000号</td></tr></table></body></html>"
    ).encode("gbk")


_GOALS = [("用水总量", "12亿立方米", "市水务局"), ("再生水利用率", "35%", "市住建局")]
_ARTICLE = [
    "一、总体目标",
    "到2025年，全市用水总量控制在12亿立方米以内，再生水利用率达到35%以上。",
    "二、主要任务",
    "（一）农业节水。推广滴灌20万亩。（责任单位：市农业农村局、市水务局）",
    "（二）城镇节水。改造老旧管网150公里。（责任单位：市住建局）",
]


def plan_xlsx() -> bytes:
    """Two tables on two sheets, a merged cell, a per cent, a date, a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "任务清单"
    sheet.append(["青溪县碧水行动任务清单"])
    sheet.merge_cells("A1:D1")
    sheet.append(["类别", "任务", "牵头单位", "完成时限"])
    sheet.append(["治河", "清淤河道35公里", "县水利局", "2025年底"])
    sheet.append([None, "加固堤防", "县水利局、\n县财政局", None])
    sheet.merge_cells("A3:A4")
    sheet["A1"].font = Font(bold=True)
    goals = book.create_sheet("指标")
    goals.append(["指标", "单位", "现状", "2025年", "填报日期"])
    goals.append(["河道", "公里", 35.0, 40.5, None])
    goals.append(["达标率", None, 0.856, 0.95, None])
    goals["C3"].number_format, goals["D3"].number_format = "0.0%", "0%"
    goals.append(["投资", "亿元", 1234567.891, 3, None])
    goals["C4"].number_format = "#,##0.00"
    goals["E2"] = datetime.datetime(2024, 3, 5)
    hidden = book.create_sheet("备注")
    hidden.sheet_state = "hidden"
    hidden.append(["数据为初步统计。"])
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return pack(
            {name: archive.read(name) for name in archive.namelist() if not name.startswith("docProps")} | _PROPS
        )


_PROPS: dict[str, str | bytes] = {
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
}


def _canvas(buffer: io.BytesIO) -> Canvas:
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    return Canvas(buffer, pagesize=A4, invariant=1)


def _pdf(draw: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = _canvas(buffer)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


BODY = [
    "　　一、总体要求",
    "　　到2026年，全县水质达标率达到95%以上，建成碧道35公里，治理水土流失面积120平方",
    "公里，城乡供水一体化覆盖率达到98%以上，农田灌溉水有效利用系数提高到0.62，节水",
    "型社会建设达标。",
    "　　二、重点任务",
    "　　（一）治河。清淤河道35公里，加固堤防12公里。（责任单位：县水利局、县财政",
    "局）",
    "　　（二）治污。改造雨污管网80公里。（责任单位：县住建局、县城管局）",
]
HEADER = ["序号", "任务", "牵头单位", "时限"]
ROWS = [[str(n), f"任务{'甲乙丙丁戊己庚辛壬癸'[n % 10]}", "县水利局", f"{2024 + n % 3}年"] for n in range(1, 41)]


def _lines(canvas: Canvas, lines: list[str], x: float, y: float, *, size: float = 12, pitch: float = 20) -> float:
    canvas.setFont(_FONT, size)
    for line in lines:
        indent = size * (len(line) - len(line.lstrip("　")))
        canvas.drawString(x + indent, y, line.lstrip("　"))
        y -= pitch
    return y


def _ruled(
    canvas: Canvas, rows: list[list[str]], widths: list[float], x: float, y: float, *, merge: bool = False
) -> float:
    """A grid of 22 point rows; with `merge` the second column is one cell over each two rows of the body."""
    canvas.setFont(_FONT, 10)
    edges = [x + sum(widths[:i]) for i in range(len(widths) + 1)]
    top = y
    for number, row in enumerate(rows):
        canvas.line(edges[0], y, edges[1], y)
        if not (merge and number and number % 2 == 0):
            canvas.line(edges[1], y, edges[2], y)
        canvas.line(edges[2], y, edges[-1], y)
        for edge, text in zip(edges, row, strict=False):
            canvas.drawString(edge + 4, y - 15, text)
        y -= 22
    canvas.line(edges[0], y, edges[-1], y)
    for edge in edges:
        canvas.line(edge, top, edge, y)
    return y


def _head(canvas: Canvas, page: int) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawString(72, 805, "青溪县人民政府文件")
    canvas.drawCentredString(298, 36, f"— {page} —")


def plan_pdf() -> bytes:
    """Three pages: wrapped text with running head and page number, a table over two page breaks."""

    def draw(canvas: Canvas) -> None:
        _head(canvas, 1)
        canvas.setFont(_FONT, 18)
        canvas.drawCentredString(298, 760, "青溪县碧水行动方案")
        y = _lines(canvas, BODY, 72, 720)
        widths = [40.0, 150.0, 150.0, 90.0]
        _ruled(canvas, [HEADER, *ROWS[:8]], widths, 72, y - 10)
        canvas.showPage()
        _head(canvas, 2)
        _ruled(canvas, [HEADER, *ROWS[8:38]], widths, 72, 780)
        canvas.showPage()
        _head(canvas, 3)
        y = _ruled(canvas, [HEADER, *ROWS[38:]], widths, 72, 780)
        _lines(canvas, ["　　本方案自印发之日起施行。"], 72, y - 30)
        canvas.showPage()

    return _pdf(draw)


def columns_pdf() -> bytes:
    """A title over two columns."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(_FONT, 18)
        canvas.drawCentredString(298, 780, "云岭市人民政府公报二〇二四年第三期节水专刊")
        for x, name in ((60, "左"), (310, "右")):
            _lines(canvas, [f"{name}栏第{n:02d}行文字文字文字文字文字文字文字" for n in range(1, 31)], x, 740)
        canvas.showPage()

    return _pdf(draw)


def sideways_pdf() -> bytes:
    """A landscape table on a page that is turned, merged cells in its second column."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -A4[0])
        merged = [[n, t if int(n) % 2 else "", u, y] for n, t, u, y in ROWS[:6]]
        _lines(canvas, ["附件　任务分工表"], 60, 540)
        _ruled(canvas, [HEADER, *merged], [60, 200, 200, 100], 60, 500, merge=True)
        canvas.showPage()

    return _pdf(draw)


def picture() -> Image.Image:
    """A picture of text in a font that every machine has."""
    image = Image.new("RGB", (900, 300), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=48)
    draw.text((60, 50), "PLAN 2025", fill="black", font=font)
    draw.text((60, 160), "WATER 1234", fill="black", font=font)
    return image


def plan_png() -> bytes:
    buffer = io.BytesIO()
    picture().save(buffer, "PNG")
    return buffer.getvalue()


def scan_pdf() -> bytes:
    """A page that is a picture and nothing else."""

    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(picture(), 60, 500, 450, 150)
        canvas.showPage()

    return _pdf(draw)


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    buffer = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    canvas = Canvas(buffer, pagesize=A4, invariant=1, encrypt=StandardEncryption("geheim", canPrint=0))
    canvas.drawString(72, 700, "secret")
    canvas.save()
    return buffer.getvalue()


def plans_zip() -> bytes:
    """Documents in folders, a GBK name as Chinese Windows writes it, an inner archive, things to leave out."""
    text = "青溪县碧水行动方案\n一、总体要求\n"
    inner = pack({"deep.txt": text})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {
            "b.txt": text.encode(),
            "a/page.html": plan_html().encode(),
            "__MACOSX/._b.txt": b"x",
            ".hidden.txt": b"x",
            "../escape.txt": b"x",
            "style.css": b"p{}",
            "inner.zip": inner,
        }.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content)
        gbk = zipfile.ZipInfo("PLACEHOLDER.txt", (2024, 1, 1, 0, 0, 0))
        archive.writestr(gbk, text.encode("gbk"))
    name = "方案一二三A.txt".encode("gbk")
    return buffer.getvalue().replace(b"PLACEHOLDER.txt", name)


MAKERS: dict[str, Callable[[], bytes | str]] = {
    "plan.docx": plan_docx,
    "plan.html": plan_html,
    "old_page.html": old_page_html,
    "plan.xlsx": plan_xlsx,
    "plan.csv": lambda: '\ufeff指标,2025年,责任单位\n河道（公里）,35,"县水利局、\n县财政局"\n达标率,95%,\n',
    "plan.pdf": plan_pdf,
    "columns.pdf": columns_pdf,
    "sideways.pdf": sideways_pdf,
    "scan.pdf": scan_pdf,
    "locked.pdf": locked_pdf,
    "plan.png": plan_png,
    "plans.zip": plans_zip,
}


def main() -> None:
    FIXTURES.mkdir(exist_ok=True)
    for name, make in MAKERS.items():
        content = make()
        (FIXTURES / name).write_bytes(content.encode() if isinstance(content, str) else content)


if __name__ == "__main__":
    main()
