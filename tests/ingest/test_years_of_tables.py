"""Years of tables of work: the one that the title names governs the rows, columns of years say what each is to bring."""

from tests.ingest.plan_reading import facts, units

_LIST = (
    "青溪市2023年十件民生实事\n\n| 序号 | 实事内容 | 牵头单位 | 责任单位 |\n|---|---|---|---|\n"
    "| 1 | 新建社区食堂20家，新增养老床位600张。 | 市民政局 | 各区人民政府 |\n"
    "| 2 | 改造老旧小区45个。 | 市住建局 | 市财政局、各区人民政府 |\n"
    "| 3 | 到2024年新增停车泊位3000个。 | 市城管局 | 各区人民政府 |\n"
)
_YEARS = (
    "青溪市道路提升三年行动计划（2023—2025年）\n一、主要任务\n（一）改善城市道路。以主干道为重点，三年完成80条精品路建设，提升养护水平。\n"
    "（二）改善农村道路。推进农村公路提档升级改造，补齐短板，方便群众出行。\n附件：任务清单（2023—2025年）\n\n"
    "| 主要方向 | 重点任务 | 2023年工作项目 | 2024年计划 | 2025年计划 | 牵头部门 | 实施主体 |\n|---|---|---|---|---|---|---|\n"
    "| 1、改善城市道路 | （1）建设精品路80条。 | 建设精品路20条。 | 30条 | 建设精品路30条。 | 市城管局 | 各区 |\n"
    "| 2、改善农村道路 | （2）推进农村公路提档升级改造。 | 农村公路提档升级改造50公里。 | / | 农村公路提档升级改造60公里。 | 市交通局 | 各区 |\n"
)


def test_the_year_of_the_title_governs_the_rows_of_a_table_of_work() -> None:
    found = facts(_LIST)
    assert [(target.value, target.year) for target in found.targets] == [
        (20, 2023),
        (600, 2023),
        (45, 2023),
        (3000, 2024),
    ]


def test_columns_of_years_say_what_each_year_is_to_bring() -> None:
    found = facts(_YEARS)
    assert [(target.owner, target.value, target.unit, target.year) for target in found.targets] == [
        ("t1", 80, "条", 2025),
        ("t1", 20, "条", 2023),
        ("t1", 30, "条", 2024),
        ("t1", 30, "条", 2025),
        ("t2", 50, "公里", 2023),
        ("t2", 60, "公里", 2025),
    ]
    assert [target.indicator[-3:] for target in found.targets if target.value == 30] == ["精品路", "精品路"]
    assert [[part.number for part in task.subtasks] for task in found.tasks] == [["（1）"], ["（2）"]]
    assert units(found.tasks[0]) == [("市城管局", "lead", "stated"), ("各区", "support", "stated")]
