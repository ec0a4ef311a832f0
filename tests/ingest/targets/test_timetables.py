"""Timetables that have lost their cells commit to nothing."""

import pytest

from ingest.targets import opens_timetable
from tests.ingest.targets.reading import shorts

_HEADS = (
    "日期接种地点接种对象工作人员5月6日上午镇卫生院东风村、红旗村村干部2人医务人员6人",
    "序号时间培训地点参加人员授课单位6月3日镇政府会议室各村干部40人县农业农村局",
)


@pytest.mark.parametrize("table", _HEADS)
def test_what_stands_in_a_lost_timetable_is_no_target(table: str) -> None:
    assert shorts(f"全镇要完成疫苗接种3000人。具体安排：{table}") == [("完成疫苗接种", "=", 3000, "人")]
    assert opens_timetable(f"具体安排：{table}")


def test_a_sentence_of_time_and_place_is_none() -> None:
    assert not opens_timetable("活动时间为5月6日，地点在镇卫生院，新增接种点3个。")
    assert shorts("国庆节前新建公厕20座。") == [("新建公厕", "=", 20, "座")]
