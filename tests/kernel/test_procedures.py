"""Procedure files: a council is one file, versions and codes have their days, a mistake is told where it is."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kernel.clocks import Limit
from kernel.errors import NotFound
from kernel.procedures import Books, Procedure, ProcedureFileError, load_books
from kernel.register import opening_clocks
from kernel.vocabulary import Classification, Disposition, OwedBy, WorkingDayRule
from tests.support.books import books
from tests.support.councils import NORTHBROOK

BOOKS = books()
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "procedures.md"


def load(folder: Path, content: str = NORTHBROOK, name: str = "northbrook.yaml") -> Books:
    (folder / name).write_text(content, encoding="utf-8")
    return load_books(folder)


def refused(folder: Path, content: str) -> list[str]:
    """The lines of the refusal."""
    with pytest.raises(ProcedureFileError) as error:
        load(folder, content)
    return str(error.value).splitlines()


def first_limits(procedure: Procedure) -> list[Limit]:
    """The limits of the first stage and of the whole case."""
    return [*procedure.stage_limits(procedure.stages[0].code), *procedure.case_limits()]


def line_of(content: str, text: str) -> int:
    """The line on which `text` first stands."""
    return content[: content.index(text)].count("\n") + 1


@pytest.mark.parametrize("council", BOOKS.councils)
def test_what_was_answered_under_the_regulations_of_2009_leads_on(council: str) -> None:
    """To a further stage, or the case is taken up again; what a child or the Code has leads to its own stages."""
    for procedure in BOOKS.council(council).procedures:
        leads_on = bool(procedure.taken_up_as or procedure.stages[0].then)
        assert leads_on or procedure.classification is Classification.CORPORATE_COMPLAINT, procedure.id
        assert not procedure.taken_up_as or procedure.id not in {"children_statutory", "corporate"}


# A new council


def test_a_new_council_needs_no_code(tmp_path: Path) -> None:
    books = load(tmp_path)

    def due(grade: str | None = None) -> dict[str, date | None]:
        clocks = opening_clocks(
            books,
            "northbrook",
            ("adult_statutory", 1),
            Classification.STATUTORY_COMPLAINT,
            Disposition.ACCEPTED,
            date(2026, 3, 3),
            grade,
        )
        return {clock.kind: clock.on for clock in clocks}

    plain = {"acknowledge": date(2026, 3, 6), "stage_1": date(2026, 3, 19), "statutory": date(2026, 9, 2)}
    assert due() == plain
    assert due("urgent") == plain | {"stage_1": date(2026, 3, 10)}
    assert due("slow") == plain | {"stage_1": date(2026, 3, 31)}
    council = books.council("northbrook")
    procedure = council.procedure("adult_statutory", 1)
    assert [limit.kind for limit in procedure.stage_limits("stage_2", "urgent")] == ["stage_2"]
    assert {limit.rule for limit in first_limits(procedure)} == {"Adult statutory procedure, version 1"}
    assert council.requests.to_limit(OwedBy.CONTRIBUTOR).amount == 4


def test_an_extension_is_the_grades_own_or_that_of_the_limit(tmp_path: Path) -> None:
    procedure = load(tmp_path).council("northbrook").procedure("adult_statutory", 1)
    found = {grade: procedure.extension("stage_1", grade) for grade in (None, "urgent", "slow")}
    assert {grade: rule.to for grade, rule in found.items() if rule} == {None: 30, "urgent": 8, "slow": 30}
    assert procedure.extension("stage_2", "urgent") is None
    assert procedure.extension("acknowledge") is None


def test_the_councils_own_days_count_in_its_own_targets_only(tmp_path: Path) -> None:
    procedure = load(tmp_path).council("northbrook").procedure("adult_statutory", 1)
    rules = {limit.kind: limit.working_days for limit in first_limits(procedure)}
    assert rules == {
        "acknowledge": WorkingDayRule.ENGLAND_AND_WALES,
        "stage_1": WorkingDayRule.COUNCIL,
        "statutory": WorkingDayRule.ENGLAND_AND_WALES,
    }


def test_what_a_council_does_not_have(tmp_path: Path) -> None:
    books = load(tmp_path)
    council = books.council("northbrook")
    procedure = council.procedure("adult_statutory", 1)
    for ask in (
        lambda: books.council("southbrook"),
        lambda: council.procedure("adult_statutory", 3),
        lambda: council.procedure_on("adult_statutory", date(2009, 3, 31)),
        lambda: council.procedure_on("provider", date(2009, 8, 31)),
        lambda: procedure.grade("purple"),
        lambda: procedure.stage("stage_3"),
    ):
        with pytest.raises(NotFound):
            ask()
    assert council.team("nobody") is None
    assert council.category("delay") is not None
    assert council.category("quality") is None
    assert council.enquiry_limits(Classification.ENQUIRY, Disposition.SERVICE_REQUEST) == []
    assert council.enquiry_limits(Classification.ENQUIRY, Disposition.RESOLVED_ORAL) == []


def test_the_example_of_the_documentation_is_a_council(tmp_path: Path) -> None:
    _, example, _ = re.split(r"```yaml\n|```\n(?=\nThe files beside)", DOCUMENTATION.read_text(encoding="utf-8"))
    council = load(tmp_path, example).council("northbrook")
    own, by_law = council.procedures[:3], council.procedures[3:]
    assert [procedure.id for procedure in own] == ["adult_statutory", "provider", "corporate"]
    assert [procedure.id for procedure in by_law] == ["public_health", "children_statutory"]


# Versions and codes have their days


@pytest.mark.parametrize(
    ("received_on", "version", "last_day"),
    [
        pytest.param(date(2026, 3, 31), 1, date(2026, 3, 31), id="the day before the new version"),
        pytest.param(date(2026, 4, 1), 2, None, id="the day it comes into force"),
    ],
)
def test_version_in_force_on_the_day_of_receipt(
    tmp_path: Path, received_on: date, version: int, last_day: date | None
) -> None:
    council = load(tmp_path).council("northbrook")
    found = council.procedure_on("adult_statutory", received_on)
    assert (found.version, council.last_day_of(found)) == (version, last_day)
    assert [found] == [p for p in council.procedures_on(received_on) if p.id == "adult_statutory"]
    assert council.procedure("adult_statutory", 1).version == 1, "cases keep the version they started under"


def test_a_procedure_may_end_without_another_version(tmp_path: Path) -> None:
    first_only = NORTHBROOK[: NORTHBROOK.rindex("  - id: adult_statutory")]
    council = load(tmp_path, first_only).council("northbrook")
    assert council.has_procedure("adult_statutory", date(2026, 3, 31))
    assert not council.has_procedure("adult_statutory", date(2026, 4, 1))


@pytest.mark.parametrize(
    ("received_on", "version", "due"),
    [
        pytest.param(
            date(2026, 3, 31),
            1,
            {"acknowledge": date(2026, 4, 7), "stage_1": date(2026, 5, 15)},
            id="30 working days of the council's own",
        ),
        pytest.param(
            date(2026, 4, 1),
            2,
            {"acknowledge": date(2026, 4, 10), "stage_1": date(2026, 4, 24)},
            id="10 by the Ombudsman's Code, from the acknowledgement",
        ),
    ],
)
def test_shropshires_corporate_procedure_before_and_by_the_code(
    received_on: date, version: int, due: dict[str, date]
) -> None:
    procedure = BOOKS.council("shropshire").procedure_on("corporate", received_on)
    assert procedure.version == version
    assert [stage.code for stage in procedure.stages] == ["stage_1", "stage_2"]
    clocks = opening_clocks(
        BOOKS,
        "shropshire",
        ("corporate", version),
        Classification.CORPORATE_COMPLAINT,
        Disposition.ACCEPTED,
        received_on,
    )
    assert {clock.kind: clock.on for clock in clocks} == due


@pytest.mark.parametrize(
    ("day", "in_use"),
    [(date(2022, 9, 30), True), (date(2022, 10, 1), False)],
    ids=["its last day", "the day after"],
)
def test_a_team_that_moved_keeps_its_name(day: date, in_use: bool) -> None:
    barnet = BOOKS.council("barnet")
    moved = barnet.team("transitions")
    assert moved is not None
    assert (moved.name, moved.in_use(day)) == ("18-25 Transitions", in_use)
    assert moved.replaced_by == "learning_disabilities"
    successor = barnet.team(moved.replaced_by)
    assert successor is not None
    assert successor.in_use(day)


# Mistakes


class Broken(NamedTuple):
    """A mistake put into Northbrook's file: what it replaces, and what is told of it.

    Attributes:
        at: what stands on the line that is told; without it, the mistake itself does.
    """

    id: str
    right: str
    wrong: str
    told: str
    at: str = ""


UNITS = "'working_days', 'calendar_days', 'months_inclusive', 'months_after' or 'agreed_date'"
FINDINGS = "'upheld', 'partially_upheld', 'not_upheld' or 'no_finding'"
FIRST = "procedures.0.stages.0"
SECOND = "procedures.0.stages.1"
LOOP = "        then:\n          - {to: stage_1, when: [answered], source: invented}\n    grading:\n"
REOPENING = "    reopening: {code: again, name: Again, source: invented}\n    grading:\n"
TWIN = (
    "      - {code: twin, name: Twin, criteria: None, when: {danger: no_danger}, target_days: 9,\n"
    "         source: invented}\n"
    "      - {code: slow,"
)
BROKEN = [
    Broken("an unknown unit", "amount: 12, unit: working_days", "amount: 12, unit: fortnights",
           f"{FIRST}.limits.stage_1.unit: Input should be {UNITS}"),
    Broken("a unit that nobody counts", "amount: 12, unit: working_days", "amount: 12, unit: agreed_date",
           f"{FIRST}.limits.stage_1.unit: an agreed date is given, not counted"),
    Broken("a limit without a source", "amount: 15, unit: working_days, basis: local, source: invented",
           "amount: 15, unit: working_days, basis: local", f"{SECOND}.limits.stage_2.source: This is needed"),
    Broken("a transition without a source", "{to: stage_2, when: [answered], source: invented}",
           "{to: stage_2, when: [answered]}", f"{FIRST}.then.0.source: This is needed"),
    Broken("an extension without a source", "extension: {to: 30, source: invented}", "extension: {to: 30}",
           f"{FIRST}.limits.stage_1.extension.source: This is needed"),
    Broken("a source of nothing", "target_days: 20, source: invented", 'target_days: 20, source: " "',
           "procedures.0.grades.1.source: String should have at least 1 character"),
    Broken("an amount in words", "amount: 15,", "amount: fifteen,",
           f"{SECOND}.limits.stage_2.amount: Input should be a valid integer, "
           "unable to parse string as an integer"),
    Broken("an amount of nothing", "amount: 15,", "amount: 0,",
           f"{SECOND}.limits.stage_2.amount: Input should be greater than or equal to 1"),
    Broken("an unknown key", "    summary: Two stages\n", "    colour: blue\n    summary: Two stages\n",
           "procedures.0.colour: There is no such key"),
    Broken("an unknown finding", "findings: [upheld", "findings: [proven",
           f"findings.0: Input should be {FINDINGS}"),
    Broken("a prefix that no reference can have", "prefix: NOR", "prefix: Nor",
           "prefix: String should match pattern '^[A-Z]{3}$'"),
    Broken("a key twice", "source: invented\nteams", "prefix: SOU\nsource: invented\nteams",
           "prefix: given twice"),

    Broken("stages that go in a loop", "    grading:\n", LOOP,
           f"{SECOND}.then.0.to: the stages go in a loop: stage_2 -> stage_1 -> stage_2", at="- {to: stage_1"),
    Broken("a stage that leads to itself", "{to: stage_2, when", "{to: stage_1, when",
           f"{FIRST}.then.0.to: the stages go in a loop: stage_1 -> stage_1"),
    Broken("a stage that is not there", "{to: stage_2, when", "{to: stage_9, when",
           f"{FIRST}.then.0.to: there is no stage stage_9"),
    Broken("a stage that nothing leads to",
           "        then:\n          - {to: stage_2, when: [answered], source: invented}\n", "",
           f"{SECOND}.code: no stage leads to stage_2", at="- code: stage_2"),
    Broken("a stage twice", "      - code: stage_2\n", "      - code: stage_1\n",
           f"{SECOND}.code: stage_1 is given twice", at="- code: stage_1\n        name: Review"),
    Broken("a re-opening that is a stage already", "    grading:\n", REOPENING.replace("again", "stage_2"),
           "procedures.0.reopening.code: stage_2 is a stage already"),
    Broken("a re-opening that leads nowhere", "    grading:\n",
           REOPENING.replace("}", ", then: [{to: stage_9, when: [answered], source: invented}]}"),
           "procedures.0.reopening.then.0.to: there is no stage stage_9"),

    Broken("an extension that does not lengthen", "extension: {to: 30", "extension: {to: 12",
           f"{FIRST}.limits.stage_1.extension.to: 12 is no longer than 12, which it extends"),
    Broken("a usual extension that does not lengthen", "extension: {to: 30", "extension: {usual: 12, to: 30",
           f"{FIRST}.limits.stage_1.extension.usual: 12 is no longer than 12, which it extends"),
    Broken("a good reason that leads nowhere", "extension: {to: 30", "extension: {usual: 30, to: 30",
           f"{FIRST}.limits.stage_1.extension.usual: no good reason leads beyond 30: the longest is 30"),
    Broken("months extended by a usual number", "basis: statutory, source: a law}",
           "basis: statutory, source: a law, extension: {usual: 9, source: a law}}",
           "procedures.0.limits.statutory.extension.usual: a limit in months is extended to a day that is agreed, "
           "not to a number"),
    Broken("months extended by a number", "basis: statutory, source: a law}",
           "basis: statutory, source: a law, extension: {to: 9, source: a law}}",
           "procedures.0.limits.statutory.extension.to: a limit in months is extended to a day that is agreed, "
           "not to a number"),
    Broken("a grade's extension that does not lengthen", "extension: {to: 8", "extension: {to: 5",
           "procedures.0.grades.0.extension.to: 5 is no longer than 5, which it extends"),
    Broken("a grade beyond the extension of its limit", "target_days: 20", "target_days: 30",
           "procedures.0.grades.1.target_days: the extension of stage_1 to 30 is no longer than 30: "
           "give this grade its own"),
    Broken("a grade twice", "{code: slow", "{code: urgent", "procedures.0.grades.1.code: urgent is given twice",
           at="{code: urgent, name: Slow"),
    Broken("a grade that nothing leads to", "when: {danger: no_danger},", "",
           "procedures.0.grades: danger no_danger leads to no grade", at="    grades:"),
    Broken("answers that lead to two grades", "      - {code: slow,", TWIN,
           "procedures.0.grades: danger no_danger leads to twin and slow", at="    grades:"),
    Broken("a grade by an answer that is not there", "when: {danger: no_danger}", "when: {danger: perhaps}",
           "procedures.0.grades.1.when: these are not answers to the criteria, one to each",
           at="when: {danger: perhaps}"),
    Broken("a sign that nobody reads", "signs: [harm_alleged]", "signs: [harm_done]",
           "procedures.0.grading.criteria.0.answers.1.signs.0: Input should be 'many_issues', 'several_teams', "
           "'several_organisations', 'harm_alleged' or 'other_authority'"),
    Broken("grades that nothing finds", "      criteria:\n        - code: danger",
           "      usual: {grade: soon, source: invented}\n      criteria:\n        - code: danger",
           "procedures.0.grading: it has either criteria or the usual grade", at="    grading:"),
    Broken("grades of a target in calendar days",
           "amount: 12, unit: working_days", "amount: 12, unit: calendar_days",
           "procedures.0.grades: they set working days, but the target stage_1 is in calendar_days",
           at="    grades:"),
    Broken("a start that never comes", "amount: 12, unit", "amount: 12, starts: panel_met, unit",
           f"{FIRST}.limits.stage_1.starts: no limit above it ends with panel_met"),
    Broken("from an acknowledgement that is not owed", "amount: 15,", "amount: 15, starts: acknowledged,",
           f"{SECOND}.limits.stage_2.starts: no limit above it ends with acknowledged"),
    Broken("from what happens to requests only", "amount: 15, unit", "amount: 15, starts: asked, unit",
           f"{SECOND}.limits.stage_2.starts: nothing in a stage starts with asked"),
    Broken("until the receipt", "amount: 15, unit", "amount: 15, ends: received, unit",
           f"{SECOND}.limits.stage_2.ends: nothing in a stage ends with received"),
    Broken("an answer owed by the complainant", "amount: 15, unit", "amount: 15, owed_by: complainant, unit",
           f"{SECOND}.limits.stage_2.owed_by: complainant and ends: next_requested go together"),
    Broken("an answer owed by a contributor", "amount: 15, unit", "amount: 15, owed_by: contributor, unit",
           f"{SECOND}.limits.stage_2.owed_by: what contributors owe stands under requests"),
    Broken("a request for what does not follow", "amount: 15, unit",
           "amount: 15, owed_by: complainant, ends: next_requested, unit",
           f"{SECOND}.limits.stage_2.ends: no next stage can be asked for: the stage has no then"),
    Broken("an acknowledgement that the answer meets", "ends: acknowledged, source: a law", "source: a law",
           f"{FIRST}.limits.acknowledge.ends: acknowledge ends with acknowledged", at="acknowledge: {name"),
    Broken("two limits of one clock", "stage_2: {name", "stage_1: {name",
           f"{SECOND}.limits.stage_1: stage_1 is the clock of another limit of this procedure",
           at="stage_1: {name: Review"),
    Broken("a clock that everybody has", "stage_2: {name", "promised: {name",
           f"{SECOND}.limits.promised: every council has this clock by itself"),
    Broken("a limit of the whole case that ends early", "unit: months_inclusive",
           "unit: months_inclusive, ends: panel_met",
           "procedures.0.limits.statutory: a limit of the whole case runs from receipt to the council's answer"),
    Broken("a promise for everybody", "amount: 15, unit: working_days, basis: local",
           "amount: 15, unit: working_days, basis: promised",
           f"{SECOND}.limits.stage_2.basis: a promise is made to one person; it is no limit of a procedure"),
    Broken("a pause of the law", "unit: months_inclusive", "unit: months_inclusive, pauses_for: [court]",
           "procedures.0.limits.statutory.pauses_for: nothing stops a limit that is not the council's own"),
    Broken("a pause in calendar days", "amount: 15, unit: working_days",
           "amount: 15, unit: calendar_days, pauses_for: [consent]",
           f"{SECOND}.limits.stage_2.pauses_for: only a limit in working days can wait"),
    Broken("closures that lengthen the law", "unit: months_inclusive", "unit: working_days, working_days: council",
           "procedures.0.limits.statutory.working_days: the council's closures count for its own targets only"),
    Broken("working days of months", "unit: months_inclusive",
           "unit: months_inclusive, working_days: england_and_wales",
           "procedures.0.limits.statutory.working_days: this limit is counted in months_inclusive"),

    Broken("replaced by nobody", "replaced_by: adults", "replaced_by: children",
           "teams.1.replaced_by: children is not in the list"),
    Broken("replaced by itself", "replaced_by: adults", "replaced_by: duty",
           "teams.1.replaced_by: duty cannot replace itself"),
    Broken("replaced, but from when", "in_use_until: 2026-03-31, replaced_by", "replaced_by",
           "teams.1.replaced_by: a code that is replaced needs in_use_until, its last day of use",
           at="{code: duty"),
    Broken("out of use before it is in use", "in_use_until: 2026-03-31, replaced_by",
           "in_use_from: 2026-04-01, in_use_until: 2026-03-31, replaced_by",
           "teams.1.in_use_until: 2026-03-31 is before in_use_from (2026-04-01)"),
    Broken("a team twice", "{code: duty", "{code: adults", "teams.1.code: adults is given twice",
           at="{code: adults, name: Duty"),
    Broken("a sub-category replaced by nothing", "name: Waiting list}",
           "name: Waiting list, in_use_until: 2026-03-31, replaced_by: queue}",
           "categories.0.subcategories.0.replaced_by: queue is not in the list"),
    Broken("an outcome that is none", "{code: upheld", "{code: won",
           "outcomes.0.code: Input should be 'upheld', 'partially_upheld', 'not_upheld', 'upheld_not_council', "
           "'no_finding', 'withdrawn', 'refused', 'resolved_informally', 'answered' or 'open'"),
    Broken("age bands that overlap", "name: 65+, from_age: 65", "name: 60+, from_age: 60",
           "equality.age_bands.1.from_age: 60+ overlaps with 18-64"),
    Broken("an age band that ends before it begins", "to_age: 64", "to_age: 14",
           "equality.age_bands.0.to_age: 14 is below 18"),

    Broken("people of a band that is none", "  age_bands:", "  supported: [{year: 2025-26, source: one, "
           "age_bands: {age_90: 4}}]\n  age_bands:",
           "equality.supported.0.age_bands.age_90: age_90 is not in age_bands"),
    Broken("people of no year", "  age_bands:", "  supported: [{year: 2025-27, source: invented}]\n"
           "  age_bands:", "equality.supported.0.year: 2025-27 is no financial year"),
    Broken("people of a year twice", "  age_bands:", "  supported: [{year: 2025-26, source: a}, "
           "{year: 2025-26, source: b}]\n  age_bands:", "equality.supported.1.year: 2025-26 is given twice"),
    Broken("nobody supported", "  age_bands:", "  supported: [{year: 2025-26, source: invented, "
           "age_bands: {age_18_64: 0}}]\n  age_bands:",
           "equality.supported.0.age_bands.age_18_64: Input should be greater than 0"),
    Broken("a year that is none", "findings: [upheld", "budgets: [{year: 2025-27, name: All, kinds: [advocacy], "
           "pounds: 1, source: invented}]\nfindings: [upheld", "budgets.0.year: 2025-27 is no financial year"),
    Broken("a cost in two budgets", "findings: [upheld",
           "budgets:\n  - {year: 2025-26, name: One, kinds: [advocacy], pounds: 1, source: invented}\n"
           "  - {year: 2025-26, name: Two, kinds: [advocacy], pounds: 2, source: invented}\nfindings: [upheld",
           "budgets.1.kinds: advocacy is in another budget of 2025-26", at="  - {year: 2025-26, name: Two"),
    Broken("a schedule of no procedure", "findings: [upheld",
           "retention:\n  - {name: Ours, procedures: [adult_statutory, corporate], years: 6, then: anonymise, "
           "source: invented}\n  - {name: Slip, procedures: [children_statutry], years: 25, then: anonymise, "
           "source: invented}\nfindings: [upheld",
           "retention.1.procedures.0: children_statutry is no procedure of the council", at="  - {name: Slip"),
    Broken("a schedule of what is open", "findings: [upheld",
           "retention:\n  - {name: Ours, outcomes: [upheld, open], years: 6, then: destroy, source: invented}\n"
           "findings: [upheld", "retention.0.outcomes.1: what is open is kept until it has ended",
           at="  - {name: Ours"),
    Broken("a schedule that is never reached", "findings: [upheld",
           "retention:\n  - {name: Two, outcomes: [upheld, withdrawn], years: 6, then: anonymise, "
           "source: invented}\n"
           "  - {name: One, procedures: [corporate], outcomes: [upheld], years: 9, then: anonymise, "
           "source: invented}\nfindings: [upheld",
           "retention.1: 'Two' before it leaves nothing to it", at="  - {name: One"),
    Broken("a step that comes before another", "findings: [upheld",
           "late:\n  source: invented\n  steps:\n    - {working_days: 5, tell: Head of service}\n"
           "    - {working_days: 5, tell: Director}\nfindings: [upheld",
           "late.steps.1.working_days: 5 does not lie after 5", at="tell: Director"),

    Broken("versions that overlap", "in_force_until: 2026-03-31", "in_force_until: 2026-04-01",
           "procedures.0.in_force_until: adult_statutory: version 2 begins before, on 2026-04-01"),
    Broken("versions out of order", "    version: 1\n", "    version: 3\n",
           "procedures.1.version: adult_statutory: version 2 begins after version 3", at="    version: 2"),
    Broken("a version twice", "    version: 2\n", "    version: 1\n",
           "procedures.1.version: adult_statutory has a version 1 already",
           at="    version: 1\n    in_force_from: 2026"),
    Broken("versions from the same day", "    in_force_from: 2009-04-01\n    in_force_until: 2026-03-31\n",
           "    in_force_from: 2026-04-01\n",
           "procedures.1.in_force_from: adult_statutory: version 1 begins on the same day",
           at="2026-04-01\n    classification: statutory_complaint\n    source: invented\n    stages"),
    Broken("a version that ends before it begins", "in_force_until: 2026-03-31\n", "in_force_until: 2009-03-31\n",
           "procedures.0.in_force_until: 2009-03-31 is before in_force_from (2009-04-01)"),
]  # fmt: skip


@pytest.mark.parametrize("broken", [pytest.param(broken, id=broken.id) for broken in BROKEN])
def test_a_mistake_is_told_with_file_line_and_key(tmp_path: Path, broken: Broken) -> None:
    assert broken.right in NORTHBROOK
    content = NORTHBROOK.replace(broken.right, broken.wrong, 1)
    line = line_of(content, broken.at or broken.wrong)
    assert refused(tmp_path, content)[0] == f"northbrook.yaml:{line}: {broken.told}"


@pytest.mark.parametrize(
    ("cut", "told"),
    [
        pytest.param(
            ("          acknowledge: {name: Acknowledge, amount: 3", "          stage_1: {"),
            ["procedures.0.stages.0.limits: the first stage has no acknowledge"],
            id="no acknowledgement",
        ),
        pytest.param(
            ("          stage_1: {name: Target, amount: 12", "        then:"),
            ["procedures.0.grades: the first stage has no target that they could set"],
            id="grades without a target",
        ),
    ],
)
def test_what_is_left_out_is_told(tmp_path: Path, cut: tuple[str, str], told: list[str]) -> None:
    start = NORTHBROOK.index(cut[0])
    content = NORTHBROOK[:start] + NORTHBROOK[NORTHBROOK.index(cut[1], start) :]
    assert [line.split(": ", 1)[1] for line in refused(tmp_path, content)] == told


def test_an_answer_without_any_limit_is_refused(tmp_path: Path) -> None:
    target = "          stage_1: {name: Target, amount: 10, unit: working_days, basis: local, source: invented}\n"
    content = NORTHBROOK.replace(target, "")
    [told] = refused(tmp_path, content)
    second = content.rindex("        limits:")
    assert told == (
        f"northbrook.yaml:{content[:second].count(chr(10)) + 1}: procedures.1.stages.0.limits: "
        "neither the first stage nor the whole case has a limit for the answer"
    )


@pytest.mark.parametrize(
    ("right", "wrong", "at"),
    [
        pytest.param("in_force_from: 2009-04-01", "in_force_from: 2009-02-30", "# North", id="30 February"),
        pytest.param("  - code: delay", "  - code: delay]\n  - }", "  - }", id="brackets that do not close"),
        pytest.param("name: Northbrook", "\tname: Northbrook", "\tname: Northbrook", id="a tab for indentation"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(tmp_path: Path, right: str, wrong: str, at: str) -> None:
    content = NORTHBROOK.replace(right, wrong, 1)
    [told] = refused(tmp_path, content)
    assert told.startswith(f"northbrook.yaml:{line_of(content, at)}: ")


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "southbrook.yaml").write_text(NORTHBROOK)  # the name and the prefix of another council
    content = NORTHBROOK.replace("to_age: 64", "to_age: 70").replace("replaced_by: adults", "replaced_by: moon")
    assert [line.split(": ")[:2] for line in refused(tmp_path, content)] == [
        [f"northbrook.yaml:{line_of(content, '    - {code: older')}", "equality.age_bands.1.from_age"],
        ["southbrook.yaml:2", "code"],
    ], "what codes make together is looked at once every part of the file is right"
    content = NORTHBROOK.replace("amount: 12", "amount: -1").replace("amount: 10", "amount: -1")
    assert [line.split(": ")[1] for line in refused(tmp_path, content)] == [
        "procedures.0.stages.0.limits.stage_1.amount",
        "procedures.1.stages.0.limits.stage_1.amount",
        "code",
    ]


def test_two_councils_cannot_share_a_prefix(tmp_path: Path) -> None:
    (tmp_path / "southbrook.yaml").write_text(NORTHBROOK.replace("northbrook", "southbrook"))
    with pytest.raises(ProcedureFileError, match=r"^southbrook\.yaml:4: prefix: NOR belongs to another council$"):
        load(tmp_path)


@pytest.mark.parametrize("content", ["", "just words", "- a\n- list\n"])
def test_a_file_that_is_no_council(tmp_path: Path, content: str) -> None:
    with pytest.raises(ProcedureFileError, match=r"^northbrook\.yaml:1: \(file\)"):
        load(tmp_path, content)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "northbrook.yaml").write_bytes(NORTHBROOK.replace("Adults", "Erwachsene \xfc").encode("latin-1"))
    with pytest.raises(ProcedureFileError, match=r"northbrook\.yaml:1: \(file\): .*utf-8"):
        load_books(tmp_path)
