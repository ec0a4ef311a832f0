"""The answer's paragraph in English: Chinese names stay, with an English gloss."""

from collections.abc import Sequence

from search.results import TargetRow, TaskRow, UnitRow
from search.target_english import target_english
from search.wording import MOST_NAMED, Material, names_asked

_LED = {"lead": "led by", "support": "supported by"}
_VERB = {"lead": "leads", "support": "supports"}
_BASIS = {
    "stated": "{} state who leads",
    "declared": "{} declare that the unit listed first leads",
    "first_listed": "{} do not say who leads: the units given here are only listed first",
}
_BASIS_ONE = {
    "stated": "{} states who leads",
    "declared": "{} declares that the unit listed first leads",
    "first_listed": "{} does not say who leads: the units given here are only listed first",
}


def answer_en(material: Material) -> str:
    """The paragraph: what was found, from which plans, how leads are known, what was not found."""
    if material.reason:
        return _nothing(material)
    sentences = [_main(material)]
    if material.units.in_role("lead") and material.query.asks_for not in ("plan", "citation"):
        sentences.append(_bases(material))
    sentences.append(_sources(material))
    sentences.append(_in_time(material))
    if material.missing:
        sentences.append(f"No plan of {_joined(_glossed(material, material.missing))} is loaded.")
    return " ".join(sentence for sentence in sentences if sentence)


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
    return " ".join(dict.fromkeys(sentences))


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
        return f"Yes. {_tasks(material)}"
    return _tasks(material) if asks == "task" or not material.units else _units(material)


def _glossed(material: Material, names: Sequence[str]) -> list[str]:
    return [_gloss(material, name) for name in names]


def _gloss(material: Material, name: str, more: str = "") -> str:
    """A Chinese name with its English one and what else is to say of it."""
    notes = [note for note in (material.glosses.get(name, ""), more) if note]
    return f"{name} ({'; '.join(notes)})" if notes else name


def _joined(names: Sequence[str], most: int = MOST_NAMED, *, total: int = 0) -> str:
    """The first names and how many more there are. total: how many where not all are given."""
    shown, total = list(names[:most]), total or len(names)
    if total > most:
        return f"{', '.join(shown)} and {total - most} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def _about(material: Material) -> str:
    return f"“{material.query.topic.text}”" if material.query.topic else ""


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _named(material: Material, rows: Sequence[UnitRow]) -> str:
    named = [
        _gloss(material, row.name, _number(len(row.tasks), "task") if len(row.tasks) > 1 else "")
        for row in rows[:MOST_NAMED]
    ]
    return _joined(named, total=len(rows))


def _scope(material: Material) -> str:
    where = f" in {_joined(_glossed(material, material.places))}" if material.places else ""
    topic = f" on {_about(material)}" if material.query.topic else ""
    return f"{topic}{where}"


def _units(material: Material) -> str:
    total = material.totals.get("tasks", len(material.tasks))
    parts = []
    for role in ("lead", "support"):
        rows = material.units.in_role(role)
        if rows:
            parts.append(f"{_LED[role]} {_named(material, rows)}")
    if parts and not total:  # a table names them beside its targets
        return f"The plan has the targets {'; and '.join(parts)}."
    verb = "is" if total == 1 else "are"
    return f"{_number(total, 'task')}{_scope(material)} {verb} {'; and '.join(parts)}." if parts else _tasks(material)


def _titles(tasks: Sequence[TaskRow], total: int) -> str:
    names = [f"“{task.title or task.text[:24]}”" for task in tasks[:MOST_NAMED]]
    return ", ".join(names) + (f" and {total - len(names)} more" if total > len(names) else "")


def _tasks(material: Material) -> str:
    total = material.totals.get("tasks", len(material.tasks))
    if not total and material.targets:
        return _targets(material)
    if material.query.units and material.units:
        units = _joined(_glossed(material, material.units.names))
        verb = _VERB.get(material.query.role or "", "takes part in")
        return f"{units} {verb} {_number(total, 'task')}{_scope(material)}: {_titles(material.tasks, total)}."
    return f"{_number(total, 'task')}{_scope(material)}: {_titles(material.tasks, total)}."


def _count(material: Material) -> str:
    kind = material.query.counted or "task"
    count = material.count or 0
    if kind == "task" and material.query.units:
        return _tasks(material) if count else f"None{_scope(material)}."
    head = f"{_number(count, kind)}{_scope(material)}"
    if kind == "task":
        return f"{head}: {_titles(material.tasks, count)}."
    if kind == "unit":
        return f"{head}: {_joined(_glossed(material, material.units.names))}."
    if kind == "action":
        return f"{head}: {_joined([f'“{title}”' for title in material.headings])}."
    if kind == "target":
        return f"{head}. {_targets(material)}"
    if kind == "citation":
        return f"{_number(count, 'document')} cited. {_citations(material)}"
    return f"{head}."


def _yes_no(material: Material) -> str:
    if not material.query.units:
        return _draft(material)
    named = _joined(_glossed(material, names_asked(material)))
    verb = _VERB.get(material.query.role or "", "takes part in")
    if material.truth:
        return f"Yes: {named} {verb} {_titles(material.tasks, len(material.tasks))}."
    leads = material.units.in_role("lead")
    shown = f" {_titles(material.tasks, len(material.tasks))} is led by {_named(material, leads)}." if leads else ""
    return f"No: the plans do not say that {named} {verb} this.{shown}"


def _draft(material: Material) -> str:
    if "citation" in material.query.asks:
        named = ", ".join((*material.query.unknown_plans, *material.query.doc_numbers)[:1])
        return f"{'Yes.' if material.truth else f'No, {named} is not cited.'} {_citations(material)}"
    if material.query.whether_issued:
        return f"{'Yes, it was issued' if material.truth else 'No, it is a draft for comment'}: {_plans(material)}"
    if material.query.years or material.query.dates:
        spans = "; ".join(
            f"《{plan.title}》 is {_span(plan.effective, plan.period) or 'without a time limit'}"
            for plan in material.plans
        )
        return f"{'Yes' if material.truth else 'No'}: {spans}."
    titles = _joined([f"《{plan.title}》" for plan in material.plans])
    return f"Yes, {titles} is a draft for comment." if material.truth else f"No, {titles} was issued."


def _target(material: Material, target: TargetRow) -> str:
    year = f" in {target.year}" if target.year else ""
    every = {"annual": ", every year", "cumulative": ", in total"}.get(target.frequency or "", "")
    where = _gloss(material, target.scope or target.jurisdiction)
    name, value = target_english(target)
    return f"{where}: {name}, {value}{year}{every}"


def _targets(material: Material) -> str:
    total = material.totals.get("targets", len(material.targets))
    shown = "; ".join(_target(material, target) for target in material.targets[:MOST_NAMED])
    return f"{shown}{f'; {total} in all' if total > MOST_NAMED else ''}."


def _plans(material: Material) -> str:
    parts = []
    for plan in material.plans[:MOST_NAMED]:
        facts = [plan.doc_number or "no number", "draft for comment" if plan.status == "draft" else ""]
        facts.append(f"issued on {plan.issued_on}" if plan.issued_on else "")
        facts.append(f"by {_joined(_glossed(material, plan.issuers))}" if plan.issuers else "")
        facts.append(_span(plan.effective, (None, None)))
        facts.append(_span((None, None), plan.period))
        parts.append(f"《{plan.title}》 ({', '.join(fact for fact in facts if fact)})")
    total = material.totals.get("plans", len(material.plans))
    return f"{'; '.join(parts)}{f'; {total} in all' if total > MOST_NAMED else ''}."


def _span(effective: tuple[str | None, str | None], period: tuple[int | None, int | None]) -> str:
    if effective[0] and effective[1]:
        return f"in force from {effective[0]} until {effective[1]}"
    if effective[1]:
        return f"in force until {effective[1]}"
    if effective[0]:
        return f"in force from {effective[0]}"
    years = f"{period[0]}" if period[0] == period[1] else f"{period[0]} to {period[1]}"
    return f"for {years}" if period[0] and period[1] else ""


def _citations(material: Material) -> str:
    parts = []
    for plan in material.plans[:MOST_NAMED]:
        cited = [f"《{item.title}》" + (f" ({item.doc_number})" if item.doc_number else "") for item in plan.cites]
        parts.append(
            f"《{plan.title}》 cites {_joined(cited)}."
            if cited
            else f"《{plan.title}》 names no document it is based on."
        )
    return " ".join(parts)


def _deadlines(material: Material) -> str:
    dated = [task for task in material.tasks if task.deadline]
    if dated:
        return " ".join(f"“{task.title or task.text[:24]}”: {task.deadline}." for task in dated[:MOST_NAMED])
    dated_targets = [target for target in material.targets if target.year]
    goal = f"; targets: {'; '.join(_target(material, target) for target in dated_targets[:4])}" if dated_targets else ""
    spans = dict.fromkeys(
        f"《{plan.title}》 is {_span(plan.effective, plan.period) or 'without a time limit'}" for plan in material.plans
    )
    if not material.tasks and dated_targets:
        return "; ".join(_target(material, target) for target in dated_targets[:MOST_NAMED]) + "."
    return (
        f"No deadline of its own is given for {_titles(material.tasks, len(material.tasks))}{goal}; {'; '.join(spans)}."
    )


def _places(material: Material) -> str:
    about = _about(material) or "This"
    return f"{about} is found in the plans of {_joined(_glossed(material, _jurisdictions(material)))}."


def _jurisdictions(material: Material) -> list[str]:
    names = [task.jurisdiction for task in material.tasks] + [target.jurisdiction for target in material.targets]
    return list(dict.fromkeys(name for name in names if name))


def _bases(material: Material) -> str:
    parts = []
    for basis in _BASIS:
        plans = [f"《{plan}》" for plan, bases in material.bases.items() if basis in bases]
        if plans:
            parts.append((_BASIS_ONE if len(plans) == 1 else _BASIS)[basis].format(_joined(plans, 4)))
    return f"How leads are known: {'; '.join(parts)}." if parts else ""


def _sources(material: Material) -> str:
    drafts = [f"《{plan.title}》" for plan in material.plans if plan.status == "draft"]
    note = f"{_joined(drafts)} {'is a draft' if len(drafts) == 1 else 'are drafts'} for comment." if drafts else ""
    if material.query.asks_for in ("plan", "citation", "deadline") or not material.plans:
        return "" if material.query.asks_for == "plan" else note
    if material.units.in_role("lead"):
        return note
    titles = [f"《{plan.title}》" for plan in material.plans]
    return f"From {_joined(titles, 4)}. {note}".strip()


def _in_time(material: Material) -> str:
    """Which day the answer is for, what is out of force then, and what was replaced."""
    parts = []
    if material.query.as_of:
        gone = [f"《{title}》{f' (until {end})' if end else ''}" for title, end in material.left_out]
        rest = f"; left out: {_joined(gone, 3)}" if gone else ""
        parts.append(f"Plans in force on {material.query.as_of}{rest}.")
    parts += [
        f"《{plan.title}》 {'is replaced by' if plan.replaced_basis == 'stated' else 'has a newer edition:'} 《{plan.replaced_by.name}》."
        for plan in material.plans
        if plan.replaced_by
    ]
    return " ".join(parts)


def _similar(material: Material) -> str:
    """The same work elsewhere: each task with the one it is like and how much."""
    shown = [
        f"{_gloss(material, task.jurisdiction)} “{task.title or task.text[:24]}” (like “{same.title}” of {same.jurisdiction}, score {same.score:.2f})"
        for task in material.tasks
        for same in task.aligned_with[:1]
    ]
    places = _joined(_glossed(material, _jurisdictions(material)))
    about = f" on {_about(material)}" if material.query.topic else ""
    head = (
        f"{'The same work' if material.query.filter_places else 'Similar work'}{about} is also in the plans of {places}"
    )
    more = f" and {len(shown) - MOST_NAMED} more" if len(shown) > MOST_NAMED else ""
    return f"{head}: {'; '.join(shown[:MOST_NAMED])}{more}." if shown else f"{head}."


def _nothing(material: Material) -> str:
    query = material.query
    loaded = (
        f"Plans are loaded for {_joined(_glossed(material, material.loaded), 12)}."
        if material.loaded
        else "No plan is loaded yet."
    )
    if material.reason == "no_plan":
        above = (
            f" See the plans of the place above it: {_joined(_glossed(material, material.above))}."
            if material.above
            else ""
        )
        return f"No plan of {_joined(_glossed(material, material.missing))} is loaded.{above} {loaded}"
    if material.reason == "unknown_unit":
        near = f" Units like it: {_joined(_glossed(material, material.near))}." if material.near else ""
        return f"These plans name no unit “{_joined([unit.written for unit in query.units])}”.{near}"
    if material.reason == "unknown_plan":
        return f"No plan 《{'》《'.join(query.unknown_plans)}》 is loaded. {loaded}"
    if material.reason == "not_in_force":
        return f"No plan{_scope(material)} was in force on {query.as_of}. {_in_time(material) if material.left_out else ''}".strip()
    if material.reason == "nothing_similar":
        return f"No task of another plan is like those{_scope(material)}."
    if material.reason == "year":
        return f"No plan{_scope(material)} covers {_joined([str(year) for year in query.years])}."
    if material.reason == "target_year":
        years = (
            f" There are targets for {_joined([str(year) for year in material.other_years])}."
            if material.other_years
            else ""
        )
        return f"There is no target{_scope(material)} for {_joined([str(year) for year in query.years])}.{years}"
    if material.reason == "no_topic":
        return f"The question names no topic, unit or place; name one of them. {loaded}"
    units = f" of {_joined([unit.written for unit in query.units])}" if query.units else ""
    elsewhere = (
        f" It is found in the plans of {_joined(_glossed(material, material.elsewhere))}." if material.elsewhere else ""
    )
    years = f" for {_joined([str(year) for year in query.years])}" if query.years else ""
    return f"Nothing in these plans{units}{_scope(material)}{years}.{elsewhere}"
