"""The councils' own files set what the reports and the law say, and everything in them says where it is from."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

import kernel.procedures
from kernel.clocks import Limit, lengthened, started
from kernel.procedures import Council, Procedure, When
from kernel.procedures.book import LAW
from kernel.procedures.entries import Coded, LimitEntry
from kernel.vocabulary import Act, Basis, Classification, HoldReason, Unit
from tests.support.books import books

FILES = sorted(Path(kernel.procedures.__file__).parent.glob("*.yaml"))
BOOKS = books()
PROCEDURES = [
    pytest.param(procedure, id=f"{council.code} {procedure.id} {procedure.version}")
    for council in BOOKS.councils.values()
    for procedure in council.procedures
]
TODAY = date(2026, 11, 1)
"""A day on which every procedure is in its newest version."""


def entries(node: object, path: str = "") -> Iterator[tuple[str, dict]]:
    """Everything in a file that sets a number, leads on or promises something, so that it needs a source."""
    if isinstance(node, dict):
        if {"amount", "unit"} <= node.keys() or {"target_days", "when", "classification"} & node.keys():
            yield path, node
        if path.endswith("/extension"):
            yield path, node
        for key, child in node.items():
            yield from entries(child, f"{path}/{key}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from entries(child, f"{path}/{index}")


def limit_entries(procedure: Procedure) -> dict[str, LimitEntry]:
    """Every limit of a procedure by the code of its clock."""
    stages = [*procedure.stages, *([procedure.reopening] if procedure.reopening else [])]
    return dict(procedure.limits) | {kind: entry for stage in stages for kind, entry in stage.limits.items()}


@pytest.mark.parametrize("file", [*FILES, LAW], ids=lambda file: file.stem)
def test_everything_that_binds_has_a_source(file: Path) -> None:
    found = dict(entries(yaml.safe_load(file.read_text(encoding="utf-8"))))
    assert found
    said = re.compile(r"SI \d{4}/\d+|[A-Za-z]{3}")
    assert [path for path, entry in found.items() if not said.search(str(entry.get("source", "")))] == []


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_limit_of_the_law_names_the_regulation(procedure: Procedure) -> None:
    for kind, entry in limit_entries(procedure).items():
        if entry.basis is Basis.STATUTORY:
            assert re.match(r"SI \d{4}/\d+, (reg \d+|Part \d+)", entry.source), kind
        if entry.basis is Basis.OMBUDSMAN:
            assert entry.source.startswith("LGSCO Complaint Handling Code"), kind


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_six_months_are_longer_only_if_the_person_agrees(procedure: Procedure) -> None:
    six_months = procedure.limits.get("statutory")
    of_2006 = procedure.source.startswith("SI 2006/1738")
    if procedure.classification is Classification.CORPORATE_COMPLAINT or of_2006:
        assert six_months is None
    else:
        assert six_months is not None
        assert six_months.extension is not None
        assert (six_months.extension.agreement, six_months.extension.to) == (True, None)


def test_the_councils_of_this_release() -> None:
    assert {file.stem for file in FILES} == {
        "barnet", "coventry", "eastmere", "leicester", "oxfordshire", "shropshire",
    }  # fmt: skip


def local(amount: int, to: int | None = None) -> tuple[int, Unit, Basis, int | None]:
    return amount, Unit.WORKING_DAYS, Basis.LOCAL, to


def by_law(amount: int, to: int | None = None) -> tuple[int, Unit, Basis, int | None]:
    return amount, Unit.WORKING_DAYS, Basis.STATUTORY, to


def by_code(amount: int, to: int | None = None) -> tuple[int, Unit, Basis, int | None]:
    return amount, Unit.WORKING_DAYS, Basis.OMBUDSMAN, to


STATUTORY = {"acknowledge": by_law(3), "statutory": (6, Unit.MONTHS_INCLUSIVE, Basis.STATUTORY, None)}
CHILDREN = {
    "acknowledge": local(3), "stage_1": by_law(10, 20), "stage_2": by_law(25, 65), "request_stage_3": by_law(20),
    "panel": by_law(30), "panel_report": by_law(5), "stage_3": by_law(15),
}  # fmt: skip
CODE = {
    "acknowledge": by_code(5), "stage_1": by_code(10, 20), "stage_2_acknowledge": by_code(5),
    "stage_2": by_code(20, 40),
}  # fmt: skip
BEFORE_THE_CODE = {"acknowledge": local(5), "stage_1": local(15)}
LIMITS = {
    ("leicester", "adult_statutory", 1): STATUTORY | {"stage_1": local(20)},
    ("leicester", "provider", 1): STATUTORY | {"stage_1": local(20)},
    ("leicester", "joint_nhs", 1): STATUTORY,
    ("leicester", "corporate", 1): BEFORE_THE_CODE,
    ("leicester", "corporate", 2): CODE,
    ("coventry", "adult_statutory", 1): STATUTORY | {"stage_1": local(20)},
    ("coventry", "provider", 1): STATUTORY | {"stage_1": local(20)},
    ("coventry", "corporate", 1): BEFORE_THE_CODE,
    ("coventry", "corporate", 2): CODE,
    ("oxfordshire", "adult_statutory", 1): STATUTORY | {f"stage_{level}": local(20) for level in (1, 2, 3)},
    ("oxfordshire", "provider", 1): STATUTORY,
    ("oxfordshire", "joint_nhs", 1): STATUTORY,
    ("oxfordshire", "corporate", 1): BEFORE_THE_CODE,
    ("oxfordshire", "corporate", 2): CODE,
    ("barnet", "adult_statutory", 1): STATUTORY | {"stage_1": local(20), "reopened": local(20)},
    ("barnet", "provider", 1): STATUTORY,
    ("barnet", "joint_nhs", 1): STATUTORY,
    ("barnet", "corporate", 1): BEFORE_THE_CODE,
    ("barnet", "corporate", 2): CODE,
    ("shropshire", "adult_statutory", 1): STATUTORY | {"stage_1": local(25, 65)},
    ("shropshire", "provider", 1): STATUTORY | {"stage_1": local(25, 65)},
    ("shropshire", "corporate", 1): {"acknowledge": local(3), "stage_1": local(30)},
    ("shropshire", "corporate", 2): CODE,
    ("eastmere", "adult_statutory", 3): STATUTORY | {"stage_1": local(20, 65), "reopened": local(20, 65)},
    ("eastmere", "provider", 1): STATUTORY | {"stage_1": local(25, 65), "reopened": local(20, 65)},
    ("eastmere", "joint_nhs", 1): STATUTORY,
    ("eastmere", "public_health", 1): STATUTORY | {"stage_1": local(20, 65)},
    ("eastmere", "children_statutory", 1): CHILDREN,
    ("eastmere", "corporate", 2): {"acknowledge": local(5), "stage_1": local(20)},
    ("eastmere", "corporate", 3): CODE,
} | {
    (council, procedure, 1): limits
    for procedure, limits in {"children_statutory": CHILDREN, "public_health": STATUTORY}.items()
    for council in ("barnet", "coventry", "leicester", "shropshire", "oxfordshire")
}  # by law: their own files say nothing of them
"""Every limit of every version: amount, unit, basis, and how far it may be extended, or is without good reason."""


def _longest(entry: LimitEntry) -> int | None:
    return (entry.extension.to or entry.extension.usual) if entry.extension else None


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_good_reason_counts_where_the_source_says_so(procedure: Procedure) -> None:
    for kind, entry in limit_entries(procedure).items():
        usual = entry.extension is not None and entry.extension.usual is not None
        assert usual == (entry.extension is not None and "good reason" in entry.extension.source), kind
        assert not (usual and entry.basis is Basis.STATUTORY), kind


def test_the_limits_of_every_procedure() -> None:
    assert {
        (council.code, procedure.id, procedure.version): {
            kind: (entry.amount, entry.unit, entry.basis, _longest(entry))
            for kind, entry in limit_entries(procedure).items()
        }
        for council in BOOKS.councils.values()
        for procedure in council.procedures
    } == LIMITS


@pytest.mark.parametrize("authority", [file.stem for file in FILES])
def test_corporate_complaints_come_under_the_code_from_april_2026(authority: str) -> None:
    council = BOOKS.council(authority)
    before, after = (council.procedure_on("corporate", day) for day in (date(2026, 3, 31), date(2026, 4, 1)))
    assert LIMITS[authority, "corporate", before.version] != CODE
    assert LIMITS[authority, "corporate", after.version] == CODE
    assert council.last_day_of(before) == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("authority", "grades"),
    [
        ("leicester", {"green": (10, None), "amber": (20, None), "red": (65, None)}),
        ("oxfordshire", {"green": (10, None), "yellow": (45, 65), "amber": (7, None), "red": (20, None)}),
        ("barnet", {"straightforward": (20, None), "serious_or_complex": (25, 65)}),
        ("eastmere", {"simple": (10, None), "standard": (20, None), "complex": (45, None)}),
        ("coventry", {}),
        ("shropshire", {}),
    ],
)
def test_grades(authority: str, grades: dict[str, tuple[int, int | None]]) -> None:
    found = BOOKS.council(authority).procedure_on("adult_statutory", TODAY).grades
    assert {g.code: (g.target_days, g.extension.to if g.extension else None) for g in found} == grades


def test_oxfordshires_grades_say_who_signs_and_the_plan_what_is_agreed() -> None:
    procedure = BOOKS.council("oxfordshire").procedure_on("adult_statutory", TODAY)
    assert all(grade.sign_off for grade in procedure.grades)
    assert procedure.plan is not None
    assert procedure.plan.parts == ["The complaint issues", "The desired outcome", "The time frame"]


@pytest.mark.parametrize(
    ("authority", "procedure", "ways"),
    [
        ("oxfordshire", "adult_statutory", [{When.ANSWERED}, {When.ANSWERED}]),
        ("oxfordshire", "children_statutory", [set(When), {When.ANSWERED}]),
        ("eastmere", "children_statutory", [set(When), {When.ANSWERED}]),
        ("shropshire", "corporate", [{When.ANSWERED, When.LIMIT_PASSED}]),
        ("barnet", "adult_statutory", []),
    ],
)
def test_when_a_case_goes_on(authority: str, procedure: str, ways: list[set[When]]) -> None:
    stages = BOOKS.council(authority).procedure_on(procedure, TODAY).stages
    assert [set(way.when) for stage in stages for way in stage.then] == ways
    assert [way.to for stage in stages for way in stage.then] == [stage.code for stage in stages[1:]]


def dates(limits: Sequence[Limit], acts: dict[Act, date], stage: int) -> dict[str, date | None]:
    return {clock.kind: clock.on for clock in started(limits, acts, BOOKS.calendars, (), stage)}


def test_the_childrens_stages_day_by_day() -> None:
    """The dates are the worked examples D46 to D53."""
    procedure = BOOKS.council("oxfordshire").procedure_on("children_statutory", TODAY)
    first = started(procedure.stage_limits("stage_1"), {Act.RECEIVED: date(2026, 3, 2)}, BOOKS.calendars)
    stage_1 = next(clock for clock in first if clock.kind == "stage_1")
    assert stage_1.on == date(2026, 3, 16)
    assert lengthened(stage_1, 20, BOOKS.calendar).on == date(2026, 3, 30)

    second = {Act.RECEIVED: date(2026, 9, 1)}
    assert dates(procedure.stage_limits("stage_2"), second, 2) == {"stage_2": date(2026, 10, 6)}
    second |= {Act.RESPONDED: date(2026, 12, 1), Act.RESPONSE_RECEIVED: date(2026, 12, 4)}
    assert dates(procedure.stage_limits("stage_2"), second, 2)["request_stage_3"] == date(2027, 1, 6)
    assert procedure.stage("stage_2").request_window() == "request_stage_3"

    limits = procedure.stage_limits("stage_3")
    third = {Act.RECEIVED: date(2027, 1, 6)}
    assert dates(limits, third, 3) == {"panel": date(2027, 2, 17)}
    third[Act.PANEL_MET] = date(2027, 2, 17)
    assert dates(limits, third, 3)["panel_report"] == date(2027, 2, 24)
    third[Act.PANEL_REPORTED] = date(2027, 2, 24)
    assert dates(limits, third, 3)["stage_3"] == date(2027, 3, 17)
    assert procedure.stage("stage_3").steps() == [Act.PANEL_MET, Act.PANEL_REPORTED]


def test_the_code_counts_from_the_acknowledgement() -> None:
    """The dates are the worked examples D54 to D58; Coventry's is the Code's procedure as every council has it."""
    procedure = BOOKS.council("coventry").procedure_on("corporate", TODAY)
    received = {Act.RECEIVED: date(2026, 3, 20)}
    first = dates(procedure.stage_limits("stage_1"), received, 1)
    assert first == {"acknowledge": date(2026, 3, 27), "stage_1": date(2026, 4, 14)}
    late = received | {Act.ACKNOWLEDGED: date(2026, 4, 1)}
    assert dates(procedure.stage_limits("stage_1"), late, 1) == first, (
        "a late acknowledgement gives no longer time"
    )
    asked = {Act.RECEIVED: date(2026, 5, 5), Act.ACKNOWLEDGED: date(2026, 5, 11)}
    clocks = started(procedure.stage_limits("stage_2"), asked, BOOKS.calendars, (), 2)
    answer = next(clock for clock in clocks if clock.kind == "stage_2")
    assert answer.on == date(2026, 6, 9)
    assert lengthened(answer, 40, BOOKS.calendar).on == date(2026, 7, 7)


def test_only_a_target_waits_for_consent() -> None:
    procedure = BOOKS.council("eastmere").procedure_on("adult_statutory", TODAY)
    waiting = {kind: entry.pauses_for for kind, entry in limit_entries(procedure).items() if entry.pauses_for}
    assert waiting == {"stage_1": [HoldReason.CONSENT]}


def codes_of(council: Council) -> dict[str, Sequence[Coded]]:
    equality = council.equality
    return {
        "teams": council.teams,
        "divisions": council.divisions,
        "service_areas": council.service_areas,
        "categories": council.categories,
        "subcategories": [sub for category in council.categories for sub in category.subcategories],
        "themes": council.themes,
        "learning_themes": council.learning_themes,
        "outcomes": council.outcomes,
        "age_bands": equality.age_bands if equality else [],
        "ethnicities": equality.ethnicities if equality else [],
        "support_reasons": equality.support_reasons if equality else [],
        "legal_statuses": equality.legal_statuses if equality else [],
        "wards": equality.wards if equality else [],
    }


@pytest.mark.parametrize(
    ("authority", "counts"),
    [
        ("leicester", {"categories": 7, "themes": 13, "ethnicities": 16, "age_bands": 6, "outcomes": 5}),
        ("coventry", {"service_areas": 12, "categories": 5, "subcategories": 8, "age_bands": 6, "outcomes": 5}),
        ("oxfordshire", {"divisions": 3, "teams": 22, "learning_themes": 8, "legal_statuses": 6}),
        ("barnet", {"service_areas": 8, "categories": 6, "subcategories": 17, "learning_themes": 5, "wards": 4}),
        ("shropshire", {"categories": 3, "subcategories": 3, "themes": 6, "learning_themes": 4, "outcomes": 5}),
    ],
)
def test_the_codes_of_the_reports(authority: str, counts: dict[str, int]) -> None:
    found = codes_of(BOOKS.council(authority))
    assert {name: len(found[name]) for name in counts} == counts


def test_learning_themes_name_their_actions() -> None:
    for council in BOOKS.councils.values():
        assert council.learning_themes
        assert all(theme.actions for theme in council.learning_themes)
