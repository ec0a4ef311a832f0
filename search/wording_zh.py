"""The answer's paragraph in Chinese."""

from collections.abc import Sequence

from search.results import TargetRow, TaskRow, UnitRow
from search.wording import MOST_NAMED, Material, names_asked, value_text

_ROLE = {"lead": "牵头", "support": "配合"}
_BASIS = {
    "stated": "明确写明牵头单位",
    "declared": "规定列第一位的为牵头单位",
    "first_listed": "只列出责任单位、未写明由谁牵头，这里按列在首位的单位",
}


def answer_zh(material: Material) -> str:
    """The paragraph: what was found, from which plans, how leads are known, what was not found."""
    if material.reason:
        return _nothing(material)
    sentences = [_main(material)]
    if material.units.in_role("lead") and material.query.asks_for not in ("plan", "citation"):
        sentences.append(_bases(material))
    sentences.append(_sources(material))
    sentences.append(_in_time(material))
    if material.missing:
        sentences.append(f"库中没有{'、'.join(material.missing)}的方案，未作回答。")
    return "".join(sentence for sentence in sentences if sentence)


def _main(material: Material) -> str:
    """What was asked for, each thing in its own sentence."""
    asks = material.query.asks
    sentences = [_sentence(material, asks[0])]
    for ask in asks[1:]:
        if ask == "target" and material.targets and not _says_targets(material):
            sentences.append(_targets(material))
        elif ask == "unit" and material.units and asks[0] in ("target", "deadline", "count", "plan"):
            sentences.append(_units(material))
        elif ask == "deadline" and asks[0] != "plan":
            sentences.append(_deadlines(material))
    return "".join(dict.fromkeys(sentences))


def _says_targets(material: Material) -> bool:
    return material.query.asks_for in ("target", "comparison") or material.query.counted == "target"


def _sentence(material: Material, asks: str) -> str:
    if material.query.similar and asks != "count":
        return _similar(material)
    if asks == "count" and material.count is not None:
        return _count(material)
    if asks in ("yes_no", "plan") and material.truth is not None:
        return _yes_no(material)
    if material.targets and (asks in ("target", "comparison") or (asks == "place" and material.query.limits)):
        return _targets(material)
    if asks == "plan":
        return _plans(material)
    if asks == "citation":
        return _citations(material)
    if asks == "deadline":
        return _deadlines(material)
    if asks == "place":
        return _places(material)
    if asks == "yes_no":
        return f"有。{_tasks(material)}"
    return _tasks(material) if asks == "task" or not material.units else _units(material)


def _where(material: Material) -> str:
    return "、".join(material.places)


def _about(material: Material) -> str:
    return f"“{material.query.topic.text}”" if material.query.topic else ""


def _joined(names: Sequence[str], most: int = MOST_NAMED, *, total: int = 0) -> str:
    """The first names and how many there are. total: how many where not all are given."""
    shown, total = "、".join(names[:most]), total or len(names)
    return shown if total <= most else f"{shown}等{total}个"


def _named(rows: Sequence[UnitRow]) -> str:
    named = [f"{row.name}（{len(row.tasks)}项）" if len(row.tasks) > 1 else row.name for row in rows[:MOST_NAMED]]
    return _joined(named, total=len(rows))


def _units(material: Material) -> str:
    tasks = material.totals.get("tasks", len(material.tasks))
    where = f"{_where(material)}" if material.places else ""
    topic = f"与{_about(material)}有关的" if material.query.topic else ""
    parts = []
    for role in ("lead", "support"):
        rows = material.units.in_role(role)
        if rows:
            parts.append(f"由{_named(rows)}{_ROLE[role]}")
    if parts and not tasks:  # a table names them beside its targets
        return f"这些目标{'；'.join(parts)}。"
    return f"{where}{topic}任务共{tasks}项，{'；'.join(parts)}。" if parts else _tasks(material)


def _titles(tasks: Sequence[TaskRow], total: int) -> str:
    names = [f"“{task.title or task.text[:24]}”" for task in tasks[:MOST_NAMED]]
    shown = "、".join(names)
    return shown if total <= len(names) else f"{shown}等"


def _tasks(material: Material) -> str:
    total = material.totals.get("tasks", len(material.tasks))
    if not total and material.targets:
        return _targets(material)
    units = "、".join(material.units.names) if material.query.units else ""
    role = _ROLE.get(material.query.role or "", "参与") if units else ""
    topic = f"与{_about(material)}有关的" if material.query.topic else ""
    subject = f"{units}{role}的{topic}" if units else f"{_where(material)}{topic}"
    return f"{subject}任务共{total}项：{_titles(material.tasks, total)}。"


def _count(material: Material) -> str:
    kinds = {
        "task": ("任务", "项"),
        "unit": ("单位", "个"),
        "target": ("目标", "项"),
        "plan": ("方案", "个"),
        "place": ("地方", "个"),
        "action": ("行动", "个"),
        "citation": ("引用的文件", "份"),
    }
    name, measure = kinds[material.query.counted or "task"]
    units = "、".join(material.units.names) if material.query.units else _where(material)
    role = f"{_ROLE[material.query.role]}的" if material.query.role else ""
    topic = f"与{_about(material)}有关的" if material.query.topic else ""
    head = f"{units}{role}{topic}{name}共{material.count}{measure}"
    if material.query.counted in (None, "task") and material.tasks:
        return f"{head}：{_titles(material.tasks, material.count or 0)}。"
    if material.query.counted == "unit":
        return f"{head}：{_joined(material.units.names)}。"
    if material.query.counted == "action":
        return f"{head}：{_joined([f'“{title}”' for title in material.headings])}。"
    if material.query.counted == "target":
        return f"{head}。{_targets(material)}"
    if material.query.counted == "citation":
        return f"{head}。{_citations(material)}"
    return f"{head}。"


def _yes_no(material: Material) -> str:
    if not material.query.units:
        return _draft(material)
    named = "、".join(names_asked(material))
    role = _ROLE.get(material.query.role or "", "承担")
    if material.truth:
        return f"是。{named}{role}{_titles(material.tasks, len(material.tasks))}。"
    leads = material.units.in_role("lead")
    shown = f"{_titles(material.tasks, len(material.tasks))}由{_named(leads)}牵头。" if leads else ""
    return f"否。方案中没有写{named}{role}这项任务。{shown}"


def _draft(material: Material) -> str:
    if "citation" in material.query.asks:
        named = "、".join((*material.query.unknown_plans, *material.query.doc_numbers)[:1])
        return f"{'是' if material.truth else '否'}。{'' if material.truth else f'没有写明引用{named}。'}{_citations(material)}"
    if material.query.whether_issued:
        return f"{'是，已正式印发' if material.truth else '否，还是征求意见稿'}：{_plans(material)}"
    if material.query.years or material.query.dates:
        spans = "；".join(
            f"《{plan.title}》{_span(plan.effective, plan.period) or '未写明期限'}" for plan in material.plans
        )
        return f"{'是' if material.truth else '否'}，{spans}。"
    titles = _joined([f"《{plan.title}》" for plan in material.plans])
    return f"是，{titles}是征求意见稿。" if material.truth else f"否，{titles}已正式印发。"


def _target(target: TargetRow) -> str:
    year = f"{target.year}年" if target.year else ""
    every = {"annual": "每年", "cumulative": "累计"}.get(target.frequency or "", "")
    where = target.scope or target.jurisdiction
    return f"{where}{year}{every}{target.indicator}{value_text(target, chinese=True)}"


def _targets(material: Material) -> str:
    total = material.totals.get("targets", len(material.targets))
    shown = "；".join(_target(target) for target in material.targets[:MOST_NAMED])
    rest = f"；共{total}项" if total > MOST_NAMED else ""
    return f"{shown}{rest}。"


def _plans(material: Material) -> str:
    total = material.totals.get("plans", len(material.plans))
    parts = []
    for plan in material.plans[:MOST_NAMED]:
        facts = [plan.doc_number or "无文号", "征求意见稿" if plan.status == "draft" else ""]
        facts.append(f"{plan.issued_on}印发" if plan.issued_on else "")
        facts.append(f"发文：{'、'.join(plan.issuers)}" if plan.issuers else "")
        facts.append(_span(plan.effective, (None, None)))
        facts.append(_span((None, None), plan.period))
        parts.append(f"《{plan.title}》（{'，'.join(fact for fact in facts if fact)}）")
    return f"{'；'.join(parts)}{f'；共{total}个' if total > MOST_NAMED else ''}。"


def _span(effective: tuple[str | None, str | None], period: tuple[int | None, int | None]) -> str:
    start = f"{effective[0]}起施行" if effective[0] else ""
    if effective[1]:
        return f"{start}{'，' if start else ''}有效期至{effective[1]}"
    if start:
        return start
    years = f"{period[0]}" if period[0] == period[1] else f"{period[0]}—{period[1]}"
    return f"规划期{years}年" if period[0] and period[1] else ""


def _citations(material: Material) -> str:
    parts = []
    for plan in material.plans[:MOST_NAMED]:
        cited = [f"《{item.title}》" + (f"（{item.doc_number}）" if item.doc_number else "") for item in plan.cites]
        parts.append(
            f"《{plan.title}》引用了{'、'.join(cited)}。" if cited else f"《{plan.title}》没有写明引用的文件。"
        )
    return "".join(parts)


def _deadlines(material: Material) -> str:
    dated = [task for task in material.tasks if task.deadline]
    if dated:
        return "".join(f"“{task.title or task.text[:24]}”：{task.deadline}。" for task in dated[:MOST_NAMED])
    dated_targets = [target for target in material.targets if target.year]
    goal = f"，目标：{'；'.join(_target(target) for target in dated_targets[:4])}" if dated_targets else ""
    spans = dict.fromkeys(
        f"《{plan.title}》{_span(plan.effective, plan.period) or '未写明期限'}" for plan in material.plans
    )
    return f"{_titles(material.tasks, len(material.tasks))}没有单独写明时限{goal}；{'；'.join(spans)}。"


def _places(material: Material) -> str:
    return f"{_about(material)}见于以下地方的方案：{_joined(_jurisdictions(material))}。"


def _jurisdictions(material: Material) -> list[str]:
    names = [task.jurisdiction for task in material.tasks] + [target.jurisdiction for target in material.targets]
    return list(dict.fromkeys(name for name in names if name))


def _bases(material: Material) -> str:
    parts = []
    for basis, words in _BASIS.items():
        plans = [plan for plan, bases in material.bases.items() if basis in bases]
        if plans:
            parts.append(f"{'、'.join(f'《{plan}》' for plan in plans[:4])}{'等' if len(plans) > 4 else ''}{words}")
    return f"牵头的依据：{'；'.join(parts)}。" if parts else ""


def _sources(material: Material) -> str:
    drafts = [plan.title for plan in material.plans if plan.status == "draft"]
    note = f"其中{'、'.join(f'《{title}》' for title in drafts)}为征求意见稿。" if drafts else ""
    if material.query.asks_for in ("plan", "citation", "deadline") or not material.plans:
        return "" if material.query.asks_for == "plan" else note
    if material.units.in_role("lead"):
        return note
    titles = [f"《{plan.title}》" for plan in material.plans]
    return f"来自{_joined(titles, 4)}。{note}"


def _in_time(material: Material) -> str:
    """Which day the answer is for, what is out of force then, and what was replaced."""
    parts = []
    if material.query.as_of:
        gone = [f"《{title}》{f'（至{end}）' if end else ''}" for title, end in material.left_out]
        rest = f"，未计{_joined(gone, 3)}" if gone else ""
        parts.append(f"按{material.query.as_of}有效的方案作答{rest}。")
    parts += [
        f"《{plan.title}》已被《{plan.replaced_by.name}》取代。"
        if plan.replaced_basis == "stated"
        else f"《{plan.title}》已有新版：《{plan.replaced_by.name}》。"
        for plan in material.plans
        if plan.replaced_by
    ]
    return "".join(parts)


def _similar(material: Material) -> str:
    """The same work elsewhere: each task with the one it is like and how much."""
    shown = [
        f"{task.jurisdiction}“{task.title or task.text[:24]}”（与{same.jurisdiction}“{same.title}”相近度{same.score:.2f}）"
        for task in material.tasks
        for same in task.aligned_with[:1]
    ]
    places = _jurisdictions(material)
    head = f"做{_about(material) or '这项'}类似工作的{'还' if material.query.filter_places else ''}有{_joined(places)}"
    return (
        f"{head}：{'；'.join(shown[:MOST_NAMED])}{'等' if len(shown) > MOST_NAMED else ''}。" if shown else f"{head}。"
    )


def _nothing(material: Material) -> str:
    query = material.query
    loaded = f"库中现有方案的地方：{_joined(material.loaded, 12)}。" if material.loaded else "库中还没有方案。"
    if material.reason == "no_plan":
        above = f"可以查看上一级（{_joined(material.above)}）的方案。" if material.above else ""
        return f"库中没有{'、'.join(material.missing)}的方案。{above}{loaded}"
    if material.reason == "unknown_unit":
        named = "、".join(unit.written for unit in query.units)
        near = f"相近的单位：{_joined(material.near)}。" if material.near else ""
        return f"这些方案中没有“{named}”这个单位。{near}"
    if material.reason == "unknown_plan":
        return f"库中没有《{'》《'.join(query.unknown_plans)}》。{loaded}"
    if material.reason == "not_in_force":
        return f"{query.as_of}{_where(material)}没有有效的方案。{_in_time(material) if material.left_out else ''}"
    if material.reason == "nothing_similar":
        return f"{_where(material)}与{_about(material)}有关的任务，在其他方案中没有相近的。"
    if material.reason == "year":
        return f"{_where(material)}没有覆盖{'、'.join(map(str, query.years))}年的方案。"
    if material.reason == "target_year":
        years = f"有{'、'.join(map(str, material.other_years))}年的目标。" if material.other_years else ""
        return f"没有{'、'.join(map(str, query.years))}年的{_about(material)}目标。{years}"
    if material.reason == "no_topic":
        return f"没有读出要问的内容；请写明主题、单位或地方。{loaded}"
    where = f"{_where(material)}的方案" if material.places else "这些方案"
    units = "、".join(unit.written for unit in query.units)
    about = _about(material)
    content = f"{units}与{about}有关" if units and about else units or about
    elsewhere = f"这一内容见于：{_joined(material.elsewhere)}。" if material.elsewhere else ""
    years = f"{'、'.join(map(str, query.years))}年" if query.years else ""
    return f"{where}中没有{years}{content}的内容。{elsewhere}"
