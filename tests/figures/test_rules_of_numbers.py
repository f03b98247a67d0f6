"""Days, rounding, money and teams: FIGURES §2 and §5 on records small enough to count by hand."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from analytics.figures.arithmetic import percentile
from tests.figures.conftest import Asking, Councils

pytestmark = pytest.mark.both_databases


def stage(number: int = 1, started: str = "2023-05-02", target: int = 10, **more: Any) -> dict[str, Any]:
    return {"stage": number, "started_on": started, "target_working_days": target, **more}


DAYS: list[dict[str, Any]] = [
    # Received on the Thursday before Easter; Good Friday, the weekend and Easter Monday do not count.
    {
        "team": "Easter", "received_on": "2023-04-06", "acknowledged_on": "2023-04-11", "closed_on": "2023-10-05",
        "stages": [stage(started="2023-04-06", responded_on="2023-04-24", target=9, extended_to="2023-12-01")],
    },
    # Everything on the day of receipt, which is a Saturday.
    {
        "team": "Saturday", "received_on": "2023-07-01", "acknowledged_on": "2023-07-01",
        "closed_on": "2023-07-01", "outcome": "withdrawn", "withdrawn_on": "2023-07-01",
    },
    # A second stage stands first, and stage 1 stands twice: the first of them counts.
    {
        "team": "Twice", "received_on": "2023-05-02",
        "stages": [
            stage(2, responded_on="2023-06-05"),
            stage(responded_on="2023-05-09", target=20, extended_to="2023-05-04"),
            stage(responded_on="2023-05-30", target=1),
        ],
    },
    # The first stage 1 has no answer, so there is none, though a later one has.
    {"team": "Open", "received_on": "2023-05-02", "stages": [stage(), stage(responded_on="2023-05-09")]},
    {"team": "None", "received_on": "2023-05-02", "closed_on": "2023-05-04"},
    # A stage that began later than the contact came.
    {
        "team": "Late start", "received_on": "2023-05-02",
        "stages": [stage(started="2023-05-30", responded_on="2023-05-31")],
    },
]  # fmt: skip

OF_DAYS: list[tuple[str, dict[str, Any]]] = [
    ("working_days_to_acknowledge", {"Easter": "1", "Saturday": "0"}),
    ("working_days_to_respond", {"Easter": "10", "Twice": "4", "Late start": "19"}),
    ("working_days_over_target", {"Easter": "1", "Twice": "-16", "Late start": "9"}),
    ("working_days_to_close", {"Easter": "124", "Saturday": "0", "None": "2"}),
    ("closed_within_six_months", {"Easter": "true", "Saturday": "true", "None": "true"}),
    ("stage_count", {"Easter": "1", "Saturday": "0", "Twice": "3", "Open": "2", "None": "0", "Late start": "1"}),
]


@pytest.fixture
def days(councils: Councils) -> Asking:
    return councils.of("coventry", *DAYS)


@pytest.mark.parametrize(("field", "by_team"), OF_DAYS)
def test_days(days: Asking, field: str, by_team: dict[str, str]) -> None:
    expected = {team: {by_team.get(team, "not_recorded"): 1} for team in (case["team"] for case in DAYS)}
    assert days.values(group_by=["team", field]) == expected


def test_a_stages_own_days(days: Asking) -> None:
    own = days.values(
        unit="stage", group_by=["team", "stage.working_days"], filters={"team": ["Late start", "Open"]}
    )
    assert own == {"Late start": {"1": 1}, "Open": {"4": 1, "not_recorded": 1}}


def test_a_mean_is_over_those_that_have_the_field(days: Asking) -> None:
    mean = days.ask(measure="mean_working_days", field="working_days_to_respond", rounding=2)
    assert (mean["values"], mean["numerator"], mean["denominator"]) == (11, 33, 3)
    by_team = days.values("mean_working_days", field="working_days_to_close", group_by=["team"])
    assert (by_team["None"], by_team["Open"]) == (2, None)


@pytest.mark.parametrize(
    ("values", "median", "percentile_90"),
    [
        pytest.param([7], (7, 1), (7, 1), id="one"),
        pytest.param([3, 8], (5.5, 1), (8, 2), id="the middle of two"),
        pytest.param([1, 2, 9], (2, 2), (9, 3), id="three"),
        pytest.param([4, 4, 4, 4], (4, 4), (4, 4), id="all alike"),
        pytest.param(range(1, 11), (5.5, 5), (9.5, 9), id="ten"),
        pytest.param(range(1, 12), (6, 6), (10, 10), id="eleven"),
        pytest.param([-3, 2, 0], (0, 2), (2, 3), id="below nothing"),
    ],
)
def test_percentiles(values: Sequence[int], median: tuple[float, int], percentile_90: tuple[float, int]) -> None:
    """What at least that share took no longer than, and how many these are."""
    spread = Counter(values)
    for percent, (expected, within) in ((50, median), (90, percentile_90)):
        found = percentile(spread, percent)
        assert (found, sum(value <= found for value in values)) == (expected, within)


def test_a_percentile_is_over_those_that_have_the_field(days: Asking) -> None:
    half = days.ask(measure="median", field="working_days_to_respond", rounding=1)
    assert (half["values"], half["numerator"], half["denominator"]) == (10, 2, 3)
    assert half["definition"].startswith("Median of working days to respond over the cases that have it;")
    most = days.ask(measure="percentile_90", field="working_days_to_close", group_by=["team"])
    assert most["definition"].startswith("90th percentile of working days to close over the cases")
    assert [most[part]["Open"] for part in ("values", "numerator", "denominator")] == [None, 0, 0]
    nothing = days.ask(measure="median", field="months_to_close", filters={"team": "Nobody"})
    assert (nothing["values"], nothing["numerator"], nothing["denominator"]) == (None, 0, 0)


def test_days_below_nothing_are_early(days: Asking) -> None:
    assert days.values(filters={"working_days_over_target": {"max": -1}}) == 1
    assert days.values(filters={"working_days_over_target": {"min": -16, "max": 1}}) == 2
    within = days.ask(
        measure="within_target_rate",
        numerator={"working_days_over_target": {"max": 0}},
        filters={"working_days_to_respond": {"exists": True}},
        rounding=1,
    )
    assert (within["values"], within["numerator"], within["denominator"]) == (33.3, 1, 3)


SIX_MONTHS = [
    ("2023-05-02", "2023-11-01", True),
    ("2023-05-02", "2023-11-02", False),
    ("2023-04-01", "2023-09-30", True),
    ("2023-04-01", "2023-10-01", False),
    ("2023-08-29", "2024-02-28", True),
    ("2023-08-29", "2024-02-29", False),
    ("2023-08-30", "2024-02-29", True),
    ("2023-08-31", "2024-02-29", True),
    ("2023-08-31", "2024-03-01", False),
    ("2022-08-31", "2023-02-28", True),
    ("2022-08-31", "2023-03-01", False),
    ("2023-03-31", "2023-09-30", True),
    ("2023-03-31", "2023-10-01", False),
    ("2023-10-31", "2024-04-30", True),
    ("2023-10-31", "2024-05-01", False),
]


def test_the_last_day_of_six_months_is_within_them(councils: Councils) -> None:
    cases = [{"received_on": received, "closed_on": closed} for received, closed, _ in SIX_MONTHS]
    asking = councils.of("oxfordshire", *cases)
    for number, (received, closed, within) in enumerate(SIX_MONTHS, 1):
        only = {"ref": f"OXF-2324-{number:04}"}
        period = {"from": "2022-04-01", "to": "2024-03-31"}
        told = asking.values(group_by=["closed_within_six_months"], filters=only, **period)
        assert told == {str(within).lower(): 1}, f"{received} to {closed}"


MONEY: list[dict[str, Any]] = [
    {
        "team": "Own", "contributing_teams": ["Other", "Own", "Other"], "outcome": "upheld", "costs_pounds": 0.1,
        "remedies": [
            {"kind": "payment", "amount_pounds": 3750}, {"kind": "payment", "amount_pounds": 7.5},
            {"kind": "apology"},
        ],
        "ombudsman": {"received_on": "2023-06-01", "decision": "upheld", "remedy_pounds": 1000000000},
        "stages": [stage(responded_on="2023-05-09", target=5)],
    },
    {
        "contributing_teams": ["Own"], "outcome": "upheld", "costs_pounds": 0.2,
        "remedies": [{"kind": "payment", "amount_pounds": 0}],
        "stages": [stage(responded_on="2023-05-09", target=4)],
    },
    {"team": "Own", "outcome": "not_upheld", "costs_pounds": 0.6, "learning": [{"theme": "training"}]},
    {"outcome": "open"},
    {"outcome": "open"},
    {"outcome": "open"},
    {"outcome": "open"},
    {"outcome": "open"},
]  # fmt: skip


@pytest.fixture
def money(councils: Councils) -> Asking:
    return councils.of("barnet", *MONEY)


REMEDY: dict[str, Any] = {"unit": "remedy"}
TEAMS: dict[str, Any] = {"unit": "team_involved"}
DIFFERENCE: dict[str, Any] = {"measure": "percent_difference", "group_by": ["investigated"]}
OVER: dict[str, Any] = {"measure": "mean_working_days", "field": "working_days_over_target"}
OF_MONEY: list[tuple[str, dict[str, Any], Any]] = [
    ("pounds add up exactly", {"measure": "sum", "field": "costs_pounds"}, 0.9),
    ("a billion and no penny lost", {"measure": "sum", "field": "ombudsman.remedy_pounds"}, 1_000_000_000),
    ("absent counts nothing", REMEDY | {"measure": "sum", "field": "remedy.amount_pounds"}, 3757.5),
    ("sums by group", REMEDY | {"measure": "sum", "field": "remedy.amount_pounds", "group_by": ["remedy.kind"]},
     {"payment": 3757.5, "apology": 0}),
    ("numbers add up too", {"measure": "sum", "field": "stage_count", "group_by": ["outcome"]},
     {"upheld": 2, "not_upheld": 0, "open": 0}),
    ("a case's field over its remedies", REMEDY | {"measure": "sum", "field": "costs_pounds"}, 0.5),
    ("amounts as keys", REMEDY | {"group_by": ["remedy.amount_pounds"]},
     {"3750": 1, "7.5": 1, "0": 1, "not_recorded": 1}),
    ("an amount of 0 is one", REMEDY | {"filters": {"remedy.amount_pounds": {"exists": True}}}, 3),
    ("amounts are compared in pounds",
     REMEDY | {"filters": {"remedy.amount_pounds": {"min": 7.5, "max": 3750}}}, 2),
    ("an amount equals one", {"filters": {"remedies.amount_pounds": [7.5, 1]}}, 1),
    ("no amount has half a penny", {"filters": {"remedies.amount_pounds": 7.505}}, 0),
    ("amounts in bands", REMEDY | {
        "group_by": ["remedy.amount_pounds"],
        "bands": {"remedy.amount_pounds": [["small", 0.01, 7.5], ["big", 7.51, None]]},
    }, {"small": 1, "big": 1, "0": 1, "not_recorded": 1}),
    ("a team, then those that contributed", TEAMS | {"group_by": ["team_involved"]}, {"Own": 4, "Other": 2}),
    ("filters of a team involved", TEAMS | {"filters": {"team_involved": "Own"}}, 4),
    ("its case's own team", TEAMS | {"filters": {"team": "Own", "team_involved": "Other"}}, 2),
    ("contributing teams leave out the own", {"filters": {"contributing_teams": "Own"}}, 2),
    ("no contributing team of this name", {"filters": {"contributing_teams": {"not": "Own"}}}, 6),
    ("none contributed", {"filters": {"contributing_teams": {"exists": False}}}, 6),
    # rounding: half away from zero, once, on the exact fraction
    ("12.5 is 13, 62.5 is 63", {"measure": "percentage", "group_by": ["outcome"]},
     {"upheld": 25, "not_upheld": 13, "open": 63}),
    ("12.5 stays with a place", {"measure": "rate", "numerator": {"outcome": "not_upheld"}, "rounding": 1}, 12.5),
    ("37.5 is 38", {"measure": "rate", "numerator": {"outcome": {"not": "open"}}}, 38),
    ("-62.5 is -63", DIFFERENCE | {
        "filters": {"outcome": {"not": "open"}}, "versus": {}, "group_by": ["authority"],
    }, {"barnet": -63}),
    ("-0.5 is -1", OVER, -1),
    ("-0.5 stays with a place", OVER | {"rounding": 1}, -0.5),
    ("0.5 is 1", {"measure": "mean_working_days", "field": "learning_count", "filters": {"team": "Own"}}, 1),
    ("0.25 is 0.3", {"measure": "mean_working_days", "field": "stage_count", "rounding": 1}, 0.3),
    ("thirds", {"measure": "rate", "numerator": {"outcome": "not_upheld"}, "rounding": 10,
                "filters": {"outcome": ["upheld", "not_upheld"]}}, 33.3333333333),
    ("one more", DIFFERENCE | {"filters": {}, "versus": {"outcome": ["upheld", "open"]}},
     {"true": 0, "false": 20}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), [pytest.param(q, e, id=name) for name, q, e in OF_MONEY])
def test_numbers(money: Asking, question: dict[str, Any], expected: Any) -> None:
    assert money.values(**question) == expected


def test_no_places_answer_a_whole_number(money: Asking) -> None:
    for question in (OVER, {"measure": "rate", "numerator": {}}, {"measure": "count"}):
        assert isinstance(money.values(**question), int)
