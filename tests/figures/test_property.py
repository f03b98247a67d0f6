"""Random questions of random records: both databases answer as the specification does in plain Python."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures import plain
from tests.figures.conftest import Asking
from tests.figures.records import BANDS, CLASSES, OUTCOMES, POUNDS, TEAMS
from tests.support.breadth import either

pytestmark = pytest.mark.both_databases

TEXTS: dict[str, list[str]] = {
    "classification": CLASSES,
    "outcome": OUTCOMES,
    "team": TEAMS,
    "service_area": ["Adults", "Children"],
    "channel": ["phone", "email", "letter"],
    "procedure": ["adult_statutory", "corporate", "provider"],
    "received_month": ["2023-03", "2023-04", "2023-12", "2024-02"],
    "provider.name": ["Provider A"],
    "provider.kind": ["care_home", "home_care"],
    "person.age_band": BANDS,
    "person.gender": ["female", "male", "unknown"],
    "person.ethnicity": ["white_british", "asian_indian", "not_known"],
    "ombudsman.decision": ["upheld", "not_upheld", "open"],
}
NUMBERS = {
    "person.age": [0, 18, 64, 65, 84, 85, 101],
    "stage_count": [0, 1, 2],
    "issue_count": [0, 1, 2],
    "working_days_to_acknowledge": [0, 1, 2, 3],
    "working_days_to_respond": [0, 5, 10, 20, 30],
    "working_days_over_target": [-20, -5, 0, 5],
    "working_days_to_close": [0, 10, 20, 100],
    "calendar_days_to_acknowledge": [0, 2, 5],
    "calendar_days_to_respond": [0, 20, 45],
    "calendar_days_to_close": [0, 30, 100],
    "months_to_acknowledge": [1],
    "months_to_respond": [1, 2, 3],
    "months_to_close": [1, 2, 6],
}
AMOUNTS = {"costs_pounds": POUNDS, "ombudsman.remedy_pounds": POUNDS}
DATES = {
    "received_on": ["2023-03-31", "2023-04-01", "2023-10-10"],
    "closed_on": ["2023-06-01", "2023-12-25", "2024-03-31"],
    "acknowledged_on": ["2023-05-04", "2023-09-30"],
    "ombudsman.decided_on": ["2023-10-01"],
}
TRUTHS = [
    "within_target", "about_a_child", "investigated", "has_learning", "provider_named", "closed_within_six_months",
    "resolved_within_one_working_day", "advocacy.offered", "advocacy.taken_up", "ombudsman.formal_investigation",
]  # fmt: skip
LISTED: dict[str, list[Any]] = {
    "issues.category": ["delay", "communication", "other"],
    "issues.theme": ["staff", "money"],
    "issues.outcome": OUTCOMES,
    "stages.outcome": OUTCOMES,
    "learning.scope": ["team", "service"],
    "remedies.kind": ["apology", "payment"],
    "contributing_teams": TEAMS,
    "joint_with": ["NHS Trust"],
}
LISTED_ORDERED: dict[str, list[Any]] = {
    "stages.stage": [1, 2],
    "stages.responded_on": ["2023-06-01", "2023-12-25"],
    "remedies.amount_pounds": POUNDS,
}
OWN: dict[str, dict[str, list[Any]]] = {
    "case": {},
    "issue": {"issue.category": ["delay", "other"], "issue.theme": ["staff"], "issue.outcome": OUTCOMES},
    "stage": {
        "stage.level": ["review_panel"],
        "stage.outcome": OUTCOMES,
        "stage.within_target": [True, False],
        "stage.unit": ["working_days", "calendar_days", "months"],
    },
    "learning": {"learning.theme": ["training"], "learning.scope": ["team"]},
    "remedy": {"remedy.kind": ["apology", "payment"]},
    "team_involved": {"team_involved": TEAMS},
    "compliment": {"compliment.team": TEAMS},
    "ombudsman_case": {
        "ombudsman_case.decision": ["upheld", "not_upheld", "open"],
        "ombudsman_case.formal_investigation": [True, False],
    },
}
OWN_ORDERED: dict[str, dict[str, list[Any]]] = {
    "stage": {
        "stage.stage": [1, 2],
        "stage.working_days": [0, 5, 20],
        "stage.responded_on": ["2023-10-10"],
        "stage.target": [1, 20, 28],
        "stage.target_working_days": [0, 20],
        "stage.calendar_days": [0, 3, 28],
        "stage.months": [1, 2],
    },
    "remedy": {"remedy.amount_pounds": POUNDS},
    "ombudsman_case": {
        "ombudsman_case.remedy_pounds": POUNDS,
        "ombudsman_case.received_on": ["2023-06-01", "2023-12-25"],
        "ombudsman_case.decided_on": ["2023-10-01"],
    },
}


def _kinds(unit: str) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """Fields of a unit that have one value: those without an order, and those with one."""
    loose: dict[str, list[Any]] = {**TEXTS, **{path: [True, False] for path in TRUTHS}, **OWN[unit]}
    ordered: dict[str, list[Any]] = {**NUMBERS, **AMOUNTS, **DATES, **OWN_ORDERED.get(unit, {})}
    return loose, ordered


@st.composite
def conditions(draw: st.DrawFn, unit: str, most: int = 3) -> dict[str, Any]:
    loose, ordered = _kinds(unit)
    loose, ordered = {**loose, **LISTED}, {**ordered, **LISTED_ORDERED}
    chosen = draw(st.lists(st.sampled_from([*loose, *ordered]), max_size=most, unique=True))
    made: dict[str, Any] = {}
    for path in chosen:
        values = st.sampled_from((loose | ordered)[path])
        operators: dict[str, st.SearchStrategy[Any]] = {"exists": st.booleans(), "not": values}
        if path in ordered:
            operators |= {"min": values, "max": values}
        several = st.lists(st.sampled_from(list(operators)), min_size=1, max_size=2, unique=True)
        shape = draw(st.sampled_from(["value", "list", "operators"]))
        if shape == "operators":
            made[path] = {name: draw(operators[name]) for name in draw(several)}
        else:
            made[path] = draw(values if shape == "value" else st.lists(values, max_size=3))
    return made


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    unit = draw(st.sampled_from([*OWN, "case"]))
    measure = draw(
        st.sampled_from(
            [
                "count", "sum", "percentage", "rate", "upheld_rate", "within_target_rate", "mean_working_days",
                "mean_calendar_days", "mean_months", "median", "percentile_90", "percent_difference", "ranking",
            ]
        )
    )  # fmt: skip
    loose, ordered = _kinds(unit)
    least = 1 if measure in {"percentage", "percent_difference", "ranking"} else 0
    most = 1 if measure == "ranking" else 2
    groups = draw(st.lists(st.sampled_from([*loose, *ordered]), min_size=least, max_size=most, unique=True))
    asked: dict[str, Any] = {
        "measure": measure,
        "unit": unit,
        "filters": draw(conditions(unit)),
        "group_by": groups,
        "cohort": draw(st.sampled_from(["received", "concluded", "with_outcome", "open"])),
        "exclude_missing": draw(st.booleans()),
        "rounding": draw(st.sampled_from([0, 1, 2, 5])),
    }
    for path in groups:
        if draw(st.booleans()):
            values = (loose | ordered)[path]
            labels = st.sampled_from(["A", "B", "not_known", "North"])
            members = st.lists(st.sampled_from(values), max_size=3)
            asked.setdefault("value_groups", {})[path] = draw(st.dictionaries(labels, members, max_size=2))
        if path in ordered and draw(st.booleans()):
            ends = st.none() | st.sampled_from(ordered[path])
            band = st.tuples(st.sampled_from(["low", "high"]), ends, ends).map(list)
            asked.setdefault("bands", {})[path] = draw(st.lists(band, max_size=3))
    if measure == "sum":
        own = [path for path in OWN_ORDERED.get(unit, {}) if not path.endswith("_on")]
        asked["field"] = draw(st.sampled_from([*NUMBERS, *AMOUNTS, *own]))
    if measure.startswith("mean_"):
        counted = measure.removeprefix("mean_")
        own = [f"stage.{counted}"] if unit == "stage" else []
        asked["field"] = draw(st.sampled_from([*own, *(path for path in NUMBERS if path.startswith(counted))]))
    if measure in {"median", "percentile_90"}:
        own = [path for path in OWN_ORDERED.get(unit, {}) if not path.endswith(("_on", "_pounds"))]
        asked["field"] = draw(st.sampled_from([*own, *NUMBERS]))
    if measure.endswith("rate"):
        asked["numerator"] = draw(conditions(unit, most=2))
    if measure == "percent_difference":
        asked["versus"] = draw(conditions(unit, most=2))
    if measure == "ranking":
        asked |= {"depth": draw(st.integers(1, 4)), "order": draw(st.sampled_from(["asc", "desc"]))}
    if draw(st.booleans()):
        first, last = sorted(draw(st.tuples(*[st.sampled_from(["2023-03-20", "2023-04-01", "2024-02-29"])] * 2)))
        return asked | {"from": first, "to": last}
    return asked | {"year": draw(st.sampled_from(["2022-23", "2023-24", "2023-24", "2023-24"]))}


@settings(max_examples=either(100, 300))
@given(question=questions())
def test_any_question_is_answered_as_the_specification_says(eastmere: Asking, question: dict[str, Any]) -> None:
    answer = eastmere.ask(**question)
    expected = plain.answer({"authority": "eastmere", **question}, eastmere.records)
    assert {name: answer[name] for name in expected} == expected
    assert answer["definition"].endswith(".")
