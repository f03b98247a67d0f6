"""A row for each rule of FIGURES, on records small enough to count by hand."""

from enum import EnumType
from typing import Any, get_args

import pytest

from analytics.figures.fields import FIELDS, LISTS
from analytics.figures.question import OBJECTS, Question
from analytics.figures.service import defined
from analytics.figures.words import EXISTENCE, TITLES, VALUES
from kernel import events
from tests.figures.conftest import Councils

pytestmark = pytest.mark.both_databases

PEOPLE: list[dict[str, Any]] = [
    {
        "received_on": "2023-04-01", "team": "Zebra", "outcome": "upheld", "closed_on": "2024-04-01",
        "person": {"age": 17, "age_band": "18-64"},
        "issues": [
            {"category": "delay", "theme": "staff", "outcome": "upheld"}, {"category": "other", "theme": "money"},
        ],
    },
    {
        "received_on": "2024-03-31", "team": "Zebra", "outcome": "not_upheld", "closed_on": "2024-03-31",
        "person": {"age": 18, "age_band": "18-64"}, "issues": [{"category": "delay", "theme": "staff"}],
        "resolved_within_one_working_day": False,
    },
    {
        "received_on": "2023-05-02", "team": "apple", "outcome": "withdrawn", "withdrawn_on": "2023-06-01",
        "person": {"age": 64, "age_band": "65+"}, "issues": [{"category": "delay"}],
    },
    {
        "received_on": "2023-12-25", "team": "apple", "outcome": "open", "person": {"age": 65},
        "stages": [
            {"stage": 1, "started_on": "2023-12-25", "target_working_days": 0},
            {"stage": 3, "started_on": "2023-12-27", "target_working_days": 20},
        ],
    },
    {
        "received_on": "2023-05-02", "team": "Core", "outcome": None, "issues": [],
        "person": {"age_band": "unknown"},
    },
    {"received_on": "2023-06-05", "outcome": "upheld", "person": {"age_band": "not_known"}},
    {"received_on": "2023-03-31", "outcome": "upheld", "closed_on": "2023-06-01"},
]  # fmt: skip
"""The last is received a day too early; so six belong to the year."""

AGES = {"person.age": [["minor", None, 17], ["adult", 18, 64]]}
ISSUE: dict[str, Any] = {"unit": "issue"}
BY_TEAM: dict[str, Any] = {"group_by": ["team"]}

OF_PEOPLE: list[tuple[str, dict[str, Any], Any]] = [
    ("both ends of a year belong to it", {}, 6),
    ("both days of a period belong to it", {"from": "2023-03-31", "to": "2023-04-01"}, 2),
    ("one day is a period", {"from": "2023-04-01", "to": "2023-04-01"}, 1),
    ("concluded: closed in the period, whenever received", {"cohort": "concluded"}, 2),
    ("with_outcome: neither open nor missing", {"cohort": "with_outcome"}, 4),
    ("a year without data", {"year": "2010-11"}, 0),
    # filters
    ("a value", {"filters": {"outcome": "upheld"}}, 2),
    ("a list is any of them", {"filters": {"outcome": ["upheld", "withdrawn"]}}, 3),
    ("an empty list is none of them", {"filters": {"outcome": []}}, 0),
    ("null and a missing key are absent", {"filters": {"outcome": {"exists": False}}}, 1),
    ("a value exists", {"filters": {"outcome": {"exists": True}}}, 5),
    ("a missing outcome is not open", {"filters": {"outcome": "open"}}, 1),
    ("not passes what is absent", {"filters": {"outcome": {"not": "upheld"}}}, 4),
    ("text is compared exactly", {"filters": {"team": "zebra"}}, 0),
    ("numbers are compared as numbers", {"filters": {"person.age": 17.0}}, 1),
    ("a number that is none", {"filters": {"person.age": 17.5}}, 0),
    ("min and max are included", {"filters": {"person.age": {"min": 18, "max": 64}}}, 2),
    ("min alone fails what is absent", {"filters": {"person.age": {"min": 0}}}, 4),
    ("max alone fails what is absent", {"filters": {"person.age": {"max": 17}}}, 1),
    ("min of a fraction", {"filters": {"person.age": {"min": 17.5, "max": 18.5}}}, 1),
    ("dates are compared as dates", {"filters": {"received_on": {"min": "2023-05-02", "max": "2023-06-05"}}}, 3),
    ("operators must all hold", {"filters": {"person.age": {"min": 18, "not": 64}}}, 2),
    ("exists and max", {"filters": {"person.age": {"exists": True, "max": 18}}}, 2),
    ("exists false and not", {"filters": {"person.age": {"exists": False, "not": 64}}}, 2),
    ("fields must all hold", {"filters": {"outcome": "upheld", "person.age": 17}}, 1),
    ("false is a value", {"filters": {"resolved_within_one_working_day": {"exists": True}}}, 1),
    ("false equals false", {"filters": {"resolved_within_one_working_day": False}}, 1),
    ("0 is a value", {"unit": "stage", "filters": {"stage.target_working_days": {"exists": True, "max": 0}}}, 1),
    ("derived fields of nothing are 0", {"filters": {"issue_count": 0}}, 3),
    ("derived booleans of nothing are false", {"filters": {"investigated": False, "provider_named": False}}, 5),
    ("some value of a list", {"filters": {"issues.theme": "money"}}, 1),
    ("no value of a list", {"filters": {"issues.theme": {"not": "staff"}}}, 4),
    ("a list has a value", {"filters": {"issues.theme": {"exists": True}}}, 2),
    ("a list has no value", {"filters": {"issues.theme": {"exists": False}}}, 4),
    ("a list has entries", {"filters": {"issues": {"exists": True}}}, 3),
    ("a list has none", {"filters": {"issues": {"exists": False}}}, 3),
    ("one value lies between, not two around", {"filters": {"stages.stage": {"min": 2, "max": 2}}}, 0),
    ("one value of a list lies between", {"filters": {"stages.stage": {"min": 3, "max": 9}}}, 1),
    # units
    ("a unit's own field", ISSUE | {"filters": {"issue.outcome": "upheld"}}, 1),
    ("its case's field", ISSUE | {"filters": {"outcome": "upheld"}}, 2),
    ("its case's list", ISSUE | {"filters": {"issues.theme": "money"}}, 2),
    ("entries are units", ISSUE | {"group_by": ["issue.theme"]}, {"staff": 2, "money": 1, "not_recorded": 1}),
    ("a case without entries is no unit", {"unit": "learning"}, 0),
    # groups
    ("absent is not_recorded", BY_TEAM, {"Zebra": 2, "apple": 2, "Core": 1, "not_recorded": 1}),
    ("booleans as keys", {"group_by": ["investigated"]}, {"true": 1, "false": 5}),
    ("absent booleans", {"group_by": ["resolved_within_one_working_day"]}, {"false": 1, "not_recorded": 5}),
    ("dates as keys", {"group_by": ["received_on"], "filters": {"team": "apple"}},
     {"2023-05-02": 1, "2023-12-25": 1}),
    ("months as keys", {"group_by": ["received_month"], "filters": {"team": "apple"}},
     {"2023-05": 1, "2023-12": 1}),
    ("bands, and what lies in none", {"group_by": ["person.age"], "bands": AGES},
     {"minor": 1, "adult": 2, "65": 1, "not_recorded": 2}),
    ("value groups come before bands",
     {"group_by": ["person.age"], "value_groups": {"person.age": {"seventeen": [17, 17.0]}}, "bands": AGES},
     {"seventeen": 1, "adult": 2, "65": 1, "not_recorded": 2}),
    ("the first band that holds it", {
        "group_by": ["person.age"],
        "bands": {"person.age": [["old", 65, None], ["all", None, None], ["never", 0, 99]]},
    }, {"old": 1, "all": 3, "not_recorded": 2}),
    ("the first label that lists it", {
        "group_by": ["outcome"],
        "value_groups": {"outcome": {"for": ["upheld"], "all": ["upheld", "not_upheld"]}},
    }, {"for": 2, "all": 1, "withdrawn": 1, "open": 1, "not_recorded": 1}),
    ("two groups nest, the first outside", {"group_by": ["team", "outcome"]}, {
        "Zebra": {"upheld": 1, "not_upheld": 1}, "apple": {"withdrawn": 1, "open": 1},
        "Core": {"not_recorded": 1}, "not_recorded": {"upheld": 1},
    }),
    ("of two groups the whole is the whole",
     {"measure": "percentage", "group_by": ["team", "outcome"], "rounding": 1}, {
        "Zebra": {"upheld": 16.7, "not_upheld": 16.7}, "apple": {"withdrawn": 16.7, "open": 16.7},
        "Core": {"not_recorded": 16.7}, "not_recorded": {"upheld": 16.7},
    }),
    ("missing words are groups", {"measure": "percentage", "group_by": ["person.age_band"]},
     {"18-64": 33, "65+": 17, "unknown": 17, "not_known": 17, "not_recorded": 17}),
    ("missing left out before counting",
     {"measure": "percentage", "group_by": ["person.age_band"], "exclude_missing": True},
     {"18-64": 67, "65+": 33}),
    ("a not_known under another label stays", {
        "measure": "percentage", "group_by": ["person.age_band"], "exclude_missing": True,
        "value_groups": {"person.age_band": {"older": ["65+", "not_known"]}},
    }, {"18-64": 50, "older": 50}),
    ("missing in any of two fields", {"group_by": ["person.age_band", "issue_count"], "exclude_missing": True},
     {"18-64": {"2": 1, "1": 1}, "65+": {"1": 1}}),
    ("nothing is missing without groups", {"exclude_missing": True}, 6),
    # measures
    ("a unit whose field is absent is no hit",
     {"measure": "rate", "numerator": {"person.age": {"min": 0}}}, 67),
    ("an empty numerator is everything", {"measure": "rate", "numerator": {}}, 100),
    ("rates within each group", {"measure": "upheld_rate", "numerator": {"outcome": "upheld"}, **BY_TEAM},
     {"Zebra": 50, "apple": 0, "Core": 0, "not_recorded": 100}),
    ("versus replaces filters", {
        "measure": "percent_difference", "filters": {"outcome": "upheld"}, "versus": {"outcome": "not_upheld"},
        **BY_TEAM,
    }, {"Zebra": 0, "not_recorded": None}),
    ("only versus has the group", {
        "measure": "percent_difference", "filters": {"outcome": "open"}, "versus": {"outcome": "upheld"},
        **BY_TEAM,
    }, {"Zebra": -100, "apple": None, "not_recorded": -100}),
    ("an empty versus is everything", {
        "measure": "percent_difference", "filters": {"outcome": "upheld"}, "versus": {}, **BY_TEAM,
    }, {"Zebra": -50, "apple": -100, "Core": -100, "not_recorded": 0}),
    ("ties share a level, by code point", {"measure": "ranking", **BY_TEAM}, [["Zebra", "apple"]]),
    ("depth is levels", {"measure": "ranking", "depth": 2, **BY_TEAM},
     [["Zebra", "apple"], ["Core", "not_recorded"]]),
    ("fewer levels than asked", {"measure": "ranking", "depth": 9, "order": "asc", **BY_TEAM},
     [["Core", "not_recorded"], ["Zebra", "apple"]]),
    ("the lowest first", {"measure": "ranking", "order": "asc", **BY_TEAM}, [["Core", "not_recorded"]]),
    ("a ranking without the missing", {"measure": "ranking", "depth": 2, "exclude_missing": True, **BY_TEAM},
     [["Zebra", "apple"], ["Core"]]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), [pytest.param(q, e, id=name) for name, q, e in OF_PEOPLE])
def test_rule(councils: Councils, question: dict[str, Any], expected: Any) -> None:
    assert councils.of("leicester", *PEOPLE).values(**question) == expected


EMPTY: list[tuple[dict[str, Any], Any, Any, Any]] = [
    ({"measure": "count"}, 0, 0, None),
    ({"measure": "count", "group_by": ["team"]}, {}, {}, None),
    ({"measure": "count", "group_by": ["team", "outcome"]}, {}, {}, None),
    ({"measure": "sum", "field": "costs_pounds"}, 0, 0, None),
    ({"measure": "sum", "field": "costs_pounds", "group_by": ["team"]}, {}, {}, None),
    ({"measure": "percentage", "group_by": ["team"]}, {}, {}, 0),
    ({"measure": "rate", "numerator": {}}, None, 0, 0),
    ({"measure": "upheld_rate", "numerator": {"outcome": "upheld"}}, None, 0, 0),
    ({"measure": "within_target_rate", "numerator": {}, "group_by": ["team"]}, {}, {}, {}),
    ({"measure": "mean_working_days", "field": "working_days_to_close"}, None, 0, 0),
    ({"measure": "mean_working_days", "field": "working_days_to_close", "group_by": ["team"]}, {}, {}, {}),
    ({"measure": "percent_difference", "versus": {}, "group_by": ["team"]}, {}, {}, {}),
    ({"measure": "ranking", "group_by": ["team"]}, [], {}, None),
]


@pytest.mark.parametrize("year", ["2022-23", "1999-00"])
@pytest.mark.parametrize(("question", "values", "numerator", "denominator"), EMPTY, ids=str)
def test_nothing_matches(
    councils: Councils, question: dict[str, Any], values: Any, numerator: Any, denominator: Any, year: str
) -> None:
    answer = councils.of("shropshire").ask(**question, year=year)
    assert (answer["values"], answer["numerator"], answer["denominator"]) == (values, numerator, denominator)


def test_an_answer_says_what_was_counted(councils: Councils) -> None:
    people = councils.of("leicester", *PEOPLE)
    answer = people.ask(measure="upheld_rate", numerator={"outcome": "upheld"}, filters={"team": "Zebra"})
    assert (answer["values"], answer["numerator"], answer["denominator"]) == (50, 1, 2)
    sentence = answer["definition"]
    for word in ("cases", "outcome upheld", "team Zebra", "received", "1 April 2023", "31 March 2024"):
        assert word in sentence
    assert sentence.count(".") == 1
    assert answer["as_of"].endswith("Z")
    later = people.ask(measure="count")
    assert later["as_of"] == answer["as_of"], "nothing has changed in between"
    for outcome, said in (({"not": "withdrawn"}, "left out"), ("withdrawn", "included"), ("upheld", "left out")):
        assert f"withdrawn {said}." in people.ask(measure="count", filters={"outcome": outcome})["definition"]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param(
            {
                "measure": "percentage",
                "group_by": ["outcome"],
                "filters": {"classification": "statutory_complaint"},
            },
            "Share of each outcome in all cases; counted: class statutory complaint; received from 1 "
            "April 2023 to 31 March 2024; withdrawn included.",
            id="codes and fields",
        ),
        pytest.param(
            {
                "measure": "within_target_rate",
                "cohort": "answered",
                "numerator": {"answered_on_time": True},
                "filters": {"classification": ["statutory_complaint", "corporate_complaint"], "raised_by": "mp"},
            },
            "Share of cases with answer within the council’s own target, out of the cases counted; "
            "counted: class one of statutory complaint, corporate complaint, raised by MP; answered "
            "from 1 April 2023 to 31 March 2024; withdrawn included.",
            id="on time",
        ),
        pytest.param(
            {
                "measure": "mean_working_days",
                "unit": "issue",
                "field": "working_days_to_respond",
                "filters": {
                    "issue.outcome": {"not": ["upheld", "no_finding"]},
                    "issues": {"exists": True},
                    "closed_on": {"min": "2023-05-01"},
                    "has_learning": False,
                },
            },
            "Mean of working days to respond over the issues that have it; counted: outcome of issue "
            "other than one of upheld, no finding, issues recorded, day of closure from 1 May 2023, no "
            "learning; received from 1 April 2023 to 31 March 2024; withdrawn included.",
            id="lists, days and truths",
        ),
        pytest.param(
            {"measure": "count", "filters": {"outcome": ["upheld", "upheld_not_council", "not_upheld"]}},
            "Number of cases; counted: outcome one of upheld, “upheld, not against the council”, not upheld; "
            "received from 1 April 2023 to 31 March 2024; withdrawn left out.",
            id="a name with a comma among others",
        ),
        pytest.param(
            {"measure": "count", "unit": "contact_plan", "cohort": "open"},
            "Number of contact plans; all counted; in force at the end of 31 March 2024.",
            id="plans",
        ),
    ],
)
def test_a_definition_speaks_words(question: dict[str, Any], sentence: str) -> None:
    assert defined(Question.model_validate({"authority": "eastmere", "year": "2023-24", **question})) == sentence


def test_every_field_has_a_title() -> None:
    assert {field.name for fields in FIELDS.values() for field in fields.values()} == set(TITLES)
    assert {*LISTS, *OBJECTS} == set(EXISTENCE)
    assert set(VALUES) <= set(TITLES)


def test_a_field_that_is_told_as_a_code_has_its_words() -> None:
    told = {
        "": [events.CaseState, events.ContactState], "stages.": [events.StageState],
        "issues.": [events.IssueState], "learning.": [events.LearningRecord], "remedies.": [events.RemedyRecord],
        "ombudsman_cases.": [events.OmbudsmanRecord],
    }  # fmt: skip
    codes = {
        part + name
        for part, records in told.items()
        for record in records
        for name, field in record.model_fields.items()
        if any(isinstance(one, EnumType) for one in [field.annotation, *get_args(field.annotation)])
    }
    assert codes & set(TITLES) <= set(VALUES)
    assert {"stages.late_because", "issues.about", "turn"} <= codes


def test_numerators_and_denominators_follow_the_groups(councils: Councils) -> None:
    people = councils.of("leicester", *PEOPLE)
    rate = people.ask(measure="rate", numerator={"outcome": "upheld"}, group_by=["team"])
    assert rate["numerator"] == {"Zebra": 1, "apple": 0, "Core": 0, "not_recorded": 1}
    assert rate["denominator"] == {"Zebra": 2, "apple": 2, "Core": 1, "not_recorded": 1}
    share = people.ask(measure="percentage", group_by=["team"])
    assert (share["numerator"], share["denominator"]) == (rate["denominator"], 6)
    ranking = people.ask(measure="ranking", group_by=["team"])
    assert (ranking["numerator"], ranking["denominator"]) == (rate["denominator"], None)
    difference = people.ask(
        measure="percent_difference", filters={"outcome": "open"}, versus={"outcome": "upheld"}, group_by=["team"]
    )
    assert difference["numerator"] == {"Zebra": 0, "apple": 1, "not_recorded": 0}
    assert difference["denominator"] == {"Zebra": 1, "apple": 0, "not_recorded": 1}
