"""When a record is due to go, and what is left of it without its people."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from intake.retention import rules
from kernel.calendar import months_after
from kernel.vocabulary import KeptBecause
from tests.support.books import books

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
YEARS = st.integers(1, 40)


@given(DAYS, DAYS, YEARS)
def test_the_last_day_that_is_due_is_found_by_lists_as_by_records(today: date, since: date, years: int) -> None:
    """Lists compare days with the last one that is due; a record counts its own years."""
    assert (since <= rules.last_start(today, years)) == (months_after(since, 12 * years) <= today)


def test_leap_days_are_due_with_the_month() -> None:
    assert rules.last_start(date(2027, 2, 28), 3) == date(2024, 2, 29)
    assert rules.last_start(date(2028, 2, 29), 1) == date(2027, 2, 28)


def test_a_hold_is_told_before_anything_else() -> None:
    owed = {"undecided": True, "duty_owed": True, "plan_in_force": True}
    day = date(2030, 1, 1)
    assert rules.kept_because(due_on=None, today=day, held=True, **owed) is KeptBecause.HELD
    assert rules.kept_because(due_on=date(2030, 1, 2), today=day, held=False, **owed) is KeptBecause.NOT_DUE
    assert rules.kept_because(due_on=day, today=day, held=False, **owed) is KeptBecause.UNDECIDED
    free = dict.fromkeys(owed, False)
    assert rules.kept_because(due_on=day, today=day, held=False, **free) is None


def test_nobody_is_left_in_what_was_given() -> None:
    body = {
        "channel": "email",
        "narrative": "Zoe Q. was left alone.",
        "title": "Zoe Q.",
        "complainant": {
            "name": "Zoe Q.",
            "phone": "01632 960001",
            "role": "relative",
            "contact_note": "after six",
        },
        "person": {"name": "Q.", "born_on": "1940-01-01", "care_number": "77", "lacks_capacity": True},
        "representative": {"name": "Zoe Q."},
        "adjustment_note": "Zoe Q. reads Braille",
        "matters": [{"category": "delay", "description": "Zoe Q. waited", "team": "locality"}],
        "team": "locality",
        "something_new": "Zoe Q.",
    }
    left = rules.body_without_people(body)
    assert left == {
        "channel": "email",
        "team": "locality",
        "narrative": None,
        "complainant": {"role": "relative"},
        "person": {"lacks_capacity": True},
        "matters": [{"category": "delay", "team": "locality"}],
    }


@given(st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y"])))
def test_events_name_people_in_three_places(names: dict[str, str]) -> None:
    data = {
        "person_ref": "a",
        "contact": {"person_ref": "b", "team": "a"},
        "record": {"person": {"person_ref": "a"}},
    }
    said = rules.renamed(data, names)
    assert said["person_ref"] == names.get("a", "a")
    assert said["contact"] == {"person_ref": names.get("b", "b"), "team": "a"}
    assert said["record"]["person"]["person_ref"] == names.get("a", "a")


def test_every_council_has_a_schedule_for_everything() -> None:
    for council in books().councils.values():
        assert council.retention[-1].is_of_everything, council.code
