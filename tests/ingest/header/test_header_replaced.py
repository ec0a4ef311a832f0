"""Documents that a plan ends: 《…》同时废止, in several wordings; and what only sounds like it."""

import pytest

from ingest.header.replaced import read_replaced


def ended(text: str, own: tuple[str, ...] = ()) -> list[tuple[str, str | None]]:
    found = read_replaced(text, text, own)
    assert all(text[slice(*item.span)].strip("《》").replace("原", "") for item in found)
    return [(item.title, item.doc_number) for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "本意见自2024年1月1日起施行，《青岚县水利建设管理办法》（青政发〔2018〕1号）同时废止。",
            [("青岚县水利建设管理办法", "青政发〔2018〕1号")],
        ),
        (
            "本方案自印发之日起施行。原《青岚县数字乡村实施方案（2020—2022年）》、《青岚县智慧农业方案》（青政办发〔2019〕33号）同时停止执行。",
            [("青岚县数字乡村实施方案（2020—2022年）", None), ("青岚县智慧农业方案", "青政办发〔2019〕33号")],
        ),
        ("自发布之日起实施，同时废止《云海市加快养老服务业发展意见》（云政发〔2014〕20号）。", [("云海市加快养老服务业发展意见", "云政发〔2014〕20号")]),
        ("自公布之日起施行，同时废止《甲市节水办法》和《甲市供水办法》。", [("甲市节水办法", None), ("甲市供水办法", None)]),
        ("有效期五年，原青政办发〔2017〕12号文件同时废止。", [("青政办发〔2017〕12号", "青政办发〔2017〕12号")]),
        ("《云海市“十三五”节能规划》自本规划发布之日起失效。", [("云海市“十三五”节能规划", None)]),
        ("县政府办公室2019年印发的《青岚县全域旅游实施意见》即行废止。", [("青岚县全域旅游实施意见", None)]),
        (
            "本措施施行后，《甲县工业政策》（甲政〔2020〕3号）、《甲县商贸政策》（甲政〔2020〕4号）和《甲县人才政策》三个文件同时废止。",
            [("甲县工业政策", "甲政〔2020〕3号"), ("甲县商贸政策", "甲政〔2020〕4号"), ("甲县人才政策", None)],
        ),
        ("此前印发的《关于支持民宿发展的实施意见》不再执行。", [("关于支持民宿发展的实施意见", None)]),
    ],
)  # fmt: skip
def test_documents_that_end(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert ended(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "对与上位法不一致的《青岚县市场管理办法》及时予以废止。",
        "清理、修订或废止《青岚县招商引资优惠办法》等文件。",
        "贯彻《云海省节约用水办法》，自2024年1月1日起施行阶梯水价。",
        "国家另有规定的从其规定，《青岚县水利办法》未废止前继续执行。",
        "以往规定与本方案不一致的，以本方案为准。",
        "2025年底前同时废止一批不合时宜的文件。",
    ],
)
def test_what_ends_nothing(text: str) -> None:
    assert ended(text) == []


def test_a_plan_does_not_end_itself() -> None:
    text = "《青岚县节水行动方案》自2028年1月1日起失效。"
    assert ended(text, ("青岚县节水行动方案",)) == []
