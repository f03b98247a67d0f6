"""What the councils' procedure files say, as lines of text that a person can check against the sources."""

from collections.abc import Iterator, Mapping, Sequence

from kernel.calendar import in_words
from kernel.procedures import Books, Council, Extension, Grade, Grading, Procedure, StageEntry
from kernel.procedures.entries import Coded, LimitEntry, SignedFirst
from kernel.vocabulary import Act, OwedBy, Unit
from kernel.words import COST_KINDS, in_sentence

UNITS = {
    Unit.WORKING_DAYS: "working days",
    Unit.CALENDAR_DAYS: "calendar days",
    Unit.MONTHS_INCLUSIVE: "months, day of receipt included",
    Unit.MONTHS_AFTER: "months after",
}
USUAL_ENDS = {Act.ACKNOWLEDGED, Act.RESPONDED}
WIDTHS = (26, 46, 10)
Row = tuple[str, str, str, str]
"""What it is, what it says, on whose authority, and the source."""


def listing(books: Books) -> Iterator[str]:
    """Every council with every version of its procedures: stages, limits and grades, each with its source."""
    for council in books.councils.values():
        yield f"{council.name} ({council.code}), references {council.prefix}"
        yield f"  {council.source}"
        yield from _codes(council)
        yield from _section("  enquiries", _limits(_fields(council.enquiries)))
        yield from _section("  budgets", [*_budgets(council)])
        yield from _section("  late", [*_late(council)])
        yield from _section("  kept", [*_kept(council)])
        yield from _section("  requests", [*_limits(_fields(council.requests)), _chased(council)])
        yield ""
        for procedure in council.procedures:
            yield from _procedure(council, procedure)
            yield ""


def _chased(council: Council) -> Row:
    chase = council.requests.contributor.chase
    days = ", ".join(f"{-day} before" if day < 0 else f"{day} after" for day in chase.working_days)
    hours = chase.sent_between
    itself = f"sent by itself from {hours.from_hour} to {hours.to_hour} o'clock" if hours else ""
    return ("", f"chased {days}", itself, chase.source)


def _budgets(council: Council) -> Iterator[Row]:
    for budget in council.budgets:
        kinds = ", ".join(in_sentence(COST_KINDS[kind]) for kind in budget.kinds)
        yield f"{budget.year} {budget.name}", kinds, f"£{budget.pounds:,}", budget.source


def _late(council: Council) -> Iterator[Row]:
    for index, step in enumerate(council.late.steps):
        days = f"{step.working_days} working day{'s' if step.working_days > 1 else ''} late"
        yield "", f"tell: {step.tell}", days, council.late.source if index == 0 else ""


def _kept(council: Council) -> Iterator[Row]:
    for schedule in council.retention:
        years = f"{schedule.years} year{'s' if schedule.years > 1 else ''}, then {schedule.then}"
        yield "", schedule.name, years, schedule.source
    terms = {"E-mails set aside": council.set_aside_term, "Contacts left unfinished": council.unfinished}
    for name, term in terms.items():
        if term is None:
            continue
        months = f"{term.months} month{'s' if term.months > 1 else ''}, then destroy"
        yield "", name, months, term.source


def _codes(council: Council) -> Iterator[str]:
    lists: dict[str, Sequence[Coded]] = {
        "teams": council.teams,
        "divisions": council.divisions,
        "service areas": council.service_areas,
        "categories": council.categories,
        "sub-categories": [sub for category in council.categories for sub in category.subcategories],
        "themes": council.themes,
        "learning themes": council.learning_themes,
        "joint bodies": council.joint_bodies,
        "outcomes": council.outcomes,
    }
    if council.equality:
        lists["age bands"] = council.equality.age_bands
        lists["ethnicities"] = council.equality.ethnicities
        lists["support reasons"] = council.equality.support_reasons
        lists["legal statuses"] = council.equality.legal_statuses
        lists["wards"] = council.equality.wards
    if limit := council.remedies:
        yield f"  remedies above £{limit.second_person_above_pounds:,} a case: by a second person ({limit.source})"
    yield "  " + ", ".join(f"{len(codes)} {name}" for name, codes in lists.items() if codes)
    for name, codes in lists.items():
        for entry in codes:
            if entry.in_use_from or entry.in_use_until:
                first = f" from {in_words(entry.in_use_from)}" if entry.in_use_from else ""
                last = f" until {in_words(entry.in_use_until)}" if entry.in_use_until else ""
                after = f", then {entry.replaced_by}" if entry.replaced_by else ""
                yield f"  {name}: {entry.code} in use{first}{last}{after}"


def _procedure(council: Council, procedure: Procedure) -> Iterator[str]:
    last_day = council.last_day_of(procedure)
    until = f" to {in_words(last_day)}" if last_day else ""
    yield f"  {procedure.name} ({procedure.id}), version {procedure.version}"
    yield f"    {procedure.source}"
    received = f"received from {in_words(procedure.in_force_from)}{until}"
    yield f"    {procedure.classification.replace('_', ' ')}, {received}"
    yield from _section("    the whole case", _limits(procedure.limits))
    for stage in procedure.stages:
        yield from _section(f"    {stage.code}: {stage.name}", _stage(stage))
    if reopening := procedure.reopening:
        yield from _section(f"    {reopening.code}, if taken up again: {reopening.name}", _stage(reopening))
    yield from _section("    grading", list(_grading(procedure.grading)) if procedure.grading else [])
    yield from _section("    grades", [row for grade in procedure.grades for row in _grade(grade)])
    if another := procedure.closed_by_another:
        yield from _section("    closing", [("", "by somebody else than the owner", "", another.source)])
    if plan := procedure.plan:
        parts: list[Row] = [("", part, "", "") for part in plan.parts]
        yield from _section(f"    plan: {plan.name}", [("", "", "", plan.source), *parts])


def _section(title: str, rows: Sequence[Row]) -> Iterator[str]:
    """A title and its rows in columns; nothing without rows."""
    if not rows:
        return
    indent = " " * (len(title) - len(title.lstrip()) + 2)
    yield title
    for *cells, source in rows:
        columns = [cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)]
        yield (indent + " ".join([*columns, source])).rstrip()


def _signed(first: SignedFirst) -> str:
    by = ", by somebody who did not prepare it" if first.second_person else ""
    return f"signed before it is sent{by}"


def _stage(stage: StageEntry) -> list[Row]:
    by = f"answered by: {stage.answered_by}" if stage.answered_by else ""
    rows: list[Row] = [("", by, "", stage.source)]
    if stage.signed_first:
        rows.append(("", _signed(stage.signed_first), "", stage.signed_first.source))
    if stage.by_another:
        rows.append(("", "not by who dealt with an earlier stage", "", stage.by_another.source))
    if stage.appoints:
        roles = ", ".join(role.replace("_", " ") for role in stage.appoints.roles)
        rows.append(("", f"appoints: {roles}", "", stage.appoints.source))
    rows += _limits(stage.limits) or [("", "no limits", "", "")]
    for way in stage.then:
        when = " or ".join(reason.replace("_", " ") for reason in way.when)
        rows.append((f"then {way.to}", f"when {when}", "", way.source))
    return rows


def _fields(entry: object) -> Mapping[str, LimitEntry]:
    return {name: value for name, value in vars(entry).items() if isinstance(value, LimitEntry)}


def _limits(limits: Mapping[str, LimitEntry]) -> list[Row]:
    return [row for kind, entry in limits.items() for row in _limit(kind, entry)]


def _limit(kind: str, entry: LimitEntry) -> Iterator[Row]:
    amount = _amount(entry.amount, entry.unit)
    if entry.starts is not Act.RECEIVED:
        amount += f" from {entry.starts.replace('_', ' ')}"
    if entry.ends not in USUAL_ENDS:
        amount += f" to {entry.ends.replace('_', ' ')}"
    yield kind, amount, entry.basis.value, entry.source
    if entry.owed_by is not OwedBy.COUNCIL:
        yield "", f"owed by the {entry.owed_by}", "", ""
    if entry.pauses_for:
        yield "", f"waits for {', '.join(entry.pauses_for)}", "", ""
    if entry.extension:
        yield _extension(entry.extension)


def _amount(number: int, unit: Unit) -> str:
    words = UNITS[unit]
    return f"{number} {words.replace('days', 'day').replace('months', 'month') if number == 1 else words}"


def _extension(extension: Extension) -> Row:
    longest = f"may be extended to {extension.to} in all" if extension.to else "may be extended"
    if extension.usual:
        longest += f", beyond {extension.usual} for a good reason"
    return "", longest + (", if the person agrees" if extension.agreement else ""), "", extension.source


def _grading(grading: Grading) -> Iterator[Row]:
    if grading.usual:
        yield "usual", grading.usual.grade, "local", grading.usual.source
    for criterion in grading.criteria:
        yield criterion.code, criterion.ask, "local", grading.source
        for answer in criterion.answers:
            signs = f" ({', '.join(answer.signs)})" if answer.signs else ""
            yield "", f"{answer.code}: {answer.name}{signs}", "", ""


def _grade(grade: Grade) -> Iterator[Row]:
    yield f"grade {grade.code}", _amount(grade.target_days, Unit.WORKING_DAYS), "local", grade.source
    led = ", ".join(f"{criterion} {answer}" for criterion, answer in grade.when.items())
    yield "", f"{grade.criteria} ({led})" if led else grade.criteria, "", ""
    if grade.sign_off:
        yield "", f"signed off: {grade.sign_off}", "", ""
    if grade.signed_first:
        yield "", _signed(grade.signed_first), "", grade.signed_first.source
    if grade.extension:
        yield _extension(grade.extension)
