"""Writes fixtures/scanned.pdf and scanned.png: a page of a made-up plan as a scanner gives it, leaning, with a ruled table.

python -m tests.ingest.readers.make_scans  (needs the font of Debian's package fonts-noto-cjk)
"""

from PIL import Image, ImageDraw, ImageFont

from tests.ingest.readers.make_fixtures import FIXTURES

LINES = (
    ("title", "清溪县绿色交通行动方案"),
    ("title", "（2024—2026年）"),
    ("number", "清政发〔2024〕15号"),
    ("text", "一、重点任务"),
    ("text", "1.建设充电网络。到2026年，新增公共充电桩1200个以上，"),
    ("on", "实现乡镇全覆盖。（牵头单位：县发展改革局；配合单位："),
    ("on", "县交通运输局、县财政局）"),
    ("text", "2.推广新能源公交。每年更新新能源公交车30辆，绿色出行"),
    ("on", "比例达到75%。（责任单位：县交通运输局、县公安局）"),
    ("text", "附件：年度目标表"),
)
TABLE = (
    ("指标", "2024年", "2026年", "责任单位"),
    ("充电桩（个）", "500", "1200", "县发展改革局"),
    ("公交车（辆）", "30", "90", "县交通运输局"),
)
_SIZE, _LEAD, _LEFT, _TOP = 30, 54, 150, 130
_EDGES = (150, 380, 560, 740, 1010)


def page() -> Image.Image:
    """The page in grey, upright."""
    image = Image.new("L", (1160, 920), 255)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype("NotoSerifCJK-Regular.ttc", _SIZE, index=2)
    y = _TOP
    for kind, line in LINES:
        if kind in ("title", "number"):
            draw.text((580, y), line, fill=0, font=font, anchor="ma")
        else:
            draw.text((_LEFT + (2 * _SIZE if kind == "text" else 0), y), line, fill=0, font=font)
        y += _LEAD
    y += 14
    for row in TABLE:
        draw.rectangle((_EDGES[0], y, _EDGES[-1], y + _LEAD), outline=0, width=2)
        for left, right, cell in zip(_EDGES, _EDGES[1:], row, strict=False):
            draw.line((left, y, left, y + _LEAD), fill=0, width=2)
            draw.text(((left + right) / 2, y + 6), cell, fill=0, font=font, anchor="ma")
        y += _LEAD
    return image


def main() -> None:
    """Write both; the PDF's page leans by half a degree."""
    upright = page()
    upright.point(lambda value: 255 if value > 140 else 0).convert("1").save(FIXTURES / "scanned.png", optimize=True)
    leaning = upright.rotate(-0.5, resample=Image.Resampling.BICUBIC, fillcolor=255)
    leaning.save(FIXTURES / "scanned.pdf", resolution=140, quality=40)


if __name__ == "__main__":
    main()
