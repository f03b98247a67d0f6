"""Changes to a council's calendar: what they move, what they refuse, and that they can be taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.bank_holidays import england_and_wales
from kernel.calendar import LAST_DAY, Calendars
from kernel.calendar_changes import CalendarAction, Change, What, as_of, calendars, check_change, undo_of
from kernel.clocks import Limit, due, explain
from kernel.errors import Unprocessable
from kernel.vocabulary import Basis, ClockKind, Unit, WorkingDayRule

ENGLAND = england_and_wales()
TODAY = date(2026, 3, 24)
FRIDAY = date(2026, 4, 17)
CHRISTMAS = (date(2026, 12, 29), date(2026, 12, 31))

Asked = dict[str, Any]


def add(on: date, what: What = What.BANK_HOLIDAY, until: date | None = None) -> Asked:
    return {"action": CalendarAction.ADD, "what": what, "on": on, "until": until}


def withdraw(on: date, what: What = What.BANK_HOLIDAY) -> Asked:
    return {"action": CalendarAction.WITHDRAW, "what": what, "on": on}


def move(on: date, to: date, what: What = What.BANK_HOLIDAY) -> Asked:
    return {"action": CalendarAction.MOVE, "what": what, "on": on, "to": to}


def undo(number: int) -> Asked:
    return {"undoes": number}


def close(on: date, until: date | None = None) -> Asked:
    return add(on, What.CLOSURE, until)


def changed(changes: tuple[Change, ...], asked: Asked, announced_on: date = TODAY) -> tuple[Change, ...]:
    """The changes with one more, if it is allowed."""
    if "undoes" in asked:
        new = undo_of(changes, asked["undoes"], announced_on, "A mistake")
    else:
        new = Change(len(changes) + 1, name="Special", announced_on=announced_on, source="The Gazette", **asked)
    check_change(changes, new, TODAY)
    return (*changes, new)


def after(*asked: Asked) -> tuple[Change, ...]:
    changes: tuple[Change, ...] = ()
    for one in asked:
        changes = changed(changes, one)
    return changes


def limit(amount: int, rule: WorkingDayRule = WorkingDayRule.ENGLAND_AND_WALES) -> Limit:
    return Limit(
        ClockKind.STAGE_1,
        "Target",
        amount,
        Unit.WORKING_DAYS,
        Basis.LOCAL,
        "Invented",
        5,
        "Invented",
        working_days=rule,
    )


def same_days(one: Calendars, other: Calendars) -> bool:
    return (one.by_law.days_off, one.of_council.days_off, one.closures) == (
        other.by_law.days_off,
        other.of_council.days_off,
        other.closures,
    )


# What a change moves


def test_without_changes_it_is_the_published_calendar() -> None:
    assert calendars(()) == Calendars(ENGLAND, ENGLAND)


def test_september_2022_a_holiday_is_proclaimed_while_cases_run() -> None:
    """D27 and D28: received on 2 September, 20 working days, and the funeral announced eight days later."""
    unknown = after(withdraw(date(2022, 9, 19)))
    known = changed(unknown, add(date(2022, 9, 19)), announced_on=date(2022, 9, 10))
    received = date(2022, 9, 2)
    assert due(received, limit(20), calendars(unknown).by_law).on == date(2022, 9, 30)
    assert due(received, limit(20), calendars(known).by_law).on == date(2022, 10, 3)
    assert due(received, limit(10), calendars(known).by_law).on == date(2022, 9, 16)  # ends before it


def test_ve_day_a_moved_holiday_brings_one_date_forward_and_puts_another_back() -> None:
    """D12, D13 and D14: 4 May 2020 became 8 May, announced eleven months before."""
    unmoved = after(move(date(2020, 5, 8), date(2020, 5, 4)))
    moved = changed(unmoved, move(date(2020, 5, 4), date(2020, 5, 8)), announced_on=date(2019, 6, 7))
    for received, before, now in (
        (date(2020, 5, 1), date(2020, 5, 7), date(2020, 5, 6)),
        (date(2020, 5, 6), date(2020, 5, 11), date(2020, 5, 12)),
    ):
        assert due(received, limit(3), calendars(unmoved).by_law).on == before
        assert due(received, limit(3), calendars(moved).by_law).on == now


def test_a_bank_holiday_counts_by_law_and_for_the_council() -> None:
    special = calendars(after(add(FRIDAY)))
    assert not special.by_law.is_working_day(FRIDAY)
    assert not special.of_council.is_working_day(FRIDAY)
    assert special.closures == {}


def test_a_closure_counts_for_the_council_only() -> None:
    shut = calendars(after(close(*CHRISTMAS)))
    received = date(2026, 12, 23)
    by_law, local = limit(3), limit(3, WorkingDayRule.COUNCIL)
    assert due(received, by_law, shut.of(by_law.working_days)).on == date(2026, 12, 30)
    target = due(received, local, shut.of(local.working_days))
    assert target.on == date(2027, 1, 5)
    assert [(day.on.day, day.skipped) for day in explain(target, shut).days if day.skipped == "closure"] == [
        (29, "closure"),
        (30, "closure"),
        (31, "closure"),
    ]
    assert shut.by_law.days_off == ENGLAND.days_off


def test_a_closure_over_a_weekend_shuts_weekdays_only() -> None:
    thursday, tuesday = date(2026, 4, 16), date(2026, 4, 21)
    assert [day.day for day in calendars(after(close(thursday, tuesday))).closures] == [16, 17, 20, 21]


def test_a_holiday_on_a_closed_day_is_a_holiday_until_it_is_withdrawn() -> None:
    both = after(close(FRIDAY), add(FRIDAY))
    assert calendars(both).closures == {}
    assert not calendars(both).by_law.is_working_day(FRIDAY)
    again = calendars(changed(both, withdraw(FRIDAY)))
    assert again.by_law.is_working_day(FRIDAY)
    assert list(again.closures) == [FRIDAY]


def test_single_days_of_a_closure_can_be_worked_or_moved() -> None:
    first, last = CHRISTMAS
    changes = after(close(first, last), withdraw(first, What.CLOSURE), move(last, date(2027, 1, 4), What.CLOSURE))
    assert list(calendars(changes).closures) == [date(2026, 12, 30), date(2027, 1, 4)]


def test_a_change_that_a_newer_published_list_has_already_moves_no_date() -> None:
    good_friday, nothing = date(2026, 4, 3), FRIDAY
    for asked in (add(good_friday), withdraw(nothing), move(nothing, good_friday)):
        change = Change(1, name="Good Friday", announced_on=TODAY, source="The Gazette", **asked)
        assert calendars((change,)).by_law.days_off == ENGLAND.days_off


# Undo, and the calendar of an earlier day


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(add(FRIDAY), id="a holiday added"),
        pytest.param(withdraw(date(2026, 5, 4)), id="a holiday withdrawn"),
        pytest.param(move(date(2026, 5, 4), date(2026, 5, 8)), id="a holiday moved"),
        pytest.param(close(*CHRISTMAS), id="a closure"),
    ],
)
def test_undo_restores_every_date_and_stays_in_the_history(asked: Asked) -> None:
    changes = after(asked, undo(1))
    assert not same_days(calendars(changes[:1]), calendars(()))
    assert same_days(calendars(changes), calendars(()))
    assert (changes[1].number, changes[1].undoes, changes[1].on) == (2, 1, asked["on"])
    assert calendars(changes).by_law.version == f"{ENGLAND.version}+2"
    assert same_days(calendars(changed(changes, asked)), calendars(changes[:1]))  # and can be made again


def test_an_earlier_change_can_be_undone_where_nothing_rests_on_it() -> None:
    changes = after(add(FRIDAY), withdraw(date(2026, 5, 4)), close(FRIDAY + timedelta(days=3)), undo(1))
    assert calendars(changes).by_law.is_working_day(FRIDAY)
    assert calendars(changes).by_law.is_working_day(date(2026, 5, 4))
    assert list(calendars(changes).closures) == [FRIDAY + timedelta(days=3)]


def test_a_closed_clock_is_explained_by_the_calendar_it_was_judged_on() -> None:
    changes = after(withdraw(date(2022, 9, 19)), add(date(2022, 9, 19)))
    judged = due(date(2022, 9, 2), limit(20), calendars(changes[:1]).by_law)
    assert judged.calendar == f"{ENGLAND.version}+1"
    then = as_of(changes, judged.calendar)
    assert then == as_of(changes, 1) == calendars(changes[:1])
    assert explain(judged, then).days[-1].number == 20
    assert as_of(changes, ENGLAND.version) == as_of(changes, 0) == calendars(())
    assert as_of(changes, calendars(changes).by_law.version) == calendars(changes)


# What is refused

MOVED_ON = [add(FRIDAY), move(FRIDAY, date(2026, 4, 20))]


@pytest.mark.parametrize(
    ("before", "asked", "pointer", "detail"),
    [
        pytest.param([], add(date(2026, 4, 19)), "/on", "19 April 2026 is a Sunday", id="a holiday on a Sunday"),
        pytest.param([], add(date(2026, 4, 3)), "/on", "off already: Good Friday", id="a holiday already"),
        pytest.param([add(FRIDAY)], add(FRIDAY), "/on", "off already: Special", id="added before"),
        pytest.param([], add(date(2031, 1, 2)), "/on", "known from 2000-01-01 to 2030-12-31", id="beyond"),
        pytest.param([], withdraw(FRIDAY), "/on", "no bank holiday on 17 April 2026", id="nothing to withdraw"),
        pytest.param([], move(FRIDAY, FRIDAY), "/on", "no bank holiday", id="nothing to move"),
        pytest.param([close(FRIDAY)], withdraw(FRIDAY), "/on", "no bank holiday", id="a closure is no holiday"),
        pytest.param([add(FRIDAY)], withdraw(FRIDAY, What.CLOSURE), "/on", "no closure", id="nor the reverse"),
        pytest.param(
            [],
            move(date(2026, 5, 4), date(2026, 5, 9)),
            "/to",
            "9 May 2026 is a Saturday",
            id="moved to a weekend",
        ),
        pytest.param(
            [], move(date(2026, 5, 4), date(2026, 5, 25)), "/to", "Spring bank holiday", id="moved to a holiday"
        ),
        pytest.param([], move(date(2026, 5, 4), date(2026, 5, 4)), "/to", "off already", id="moved nowhere"),
        pytest.param([], move(date(2026, 5, 4), date(2031, 5, 5)), "/to", "2030-12-31", id="moved beyond"),
        pytest.param(
            [],
            {**move(date(2026, 5, 4), FRIDAY), "to": None},
            "/to",
            "Say which day",
            id="moved, not said whither",
        ),
        pytest.param([], close(date(2026, 4, 18)), "/on", "is a Saturday", id="a closure at a weekend"),
        pytest.param([], close(date(2026, 12, 25)), "/on", "Christmas Day", id="a closure on a holiday"),
        pytest.param(
            [], close(CHRISTMAS[0], date(2027, 1, 1)), "/until", "New Year's Day", id="a closure until a holiday"
        ),
        pytest.param(
            [], close(*reversed(CHRISTMAS)), "/until", "before 31 December 2026", id="ends before it begins"
        ),
        pytest.param([], close(FRIDAY, LAST_DAY + timedelta(days=1)), "/until", "2030-12-31", id="closed beyond"),
        pytest.param(
            [close(date(2026, 12, 30))],
            close(*CHRISTMAS),
            "/until",
            "30 December 2026 is",
            id="closed in part already",
        ),
        pytest.param(
            [], add(FRIDAY, until=date(2026, 4, 20)), "/until", "Only a new closure", id="a long bank holiday"
        ),
        pytest.param(
            [], {**withdraw(date(2026, 5, 4)), "to": FRIDAY}, "/to", "Only a move", id="withdrawn to another day"
        ),
        pytest.param([], undo(1), "/undoes", "no change 1", id="nothing to undo"),
        pytest.param([add(FRIDAY), undo(1)], undo(1), "/undoes", "undone already", id="undone before"),
        pytest.param([add(FRIDAY), undo(1)], undo(2), "/undoes", "no change 2", id="an undo"),
        pytest.param(MOVED_ON, undo(1), "/undoes", "Change 2 rests on it", id="added, then moved"),
        pytest.param(
            [withdraw(date(2026, 5, 4)), add(date(2026, 5, 4))],
            undo(1),
            "/undoes",
            "Change 2 rests on it",
            id="withdrawn, then added again",
        ),
    ],
)
def test_what_does_not_fit_is_refused(before: list[Asked], asked: Asked, pointer: str, detail: str) -> None:
    with pytest.raises(Unprocessable, match=detail) as refused:
        changed(after(*before), asked)
    assert [error.pointer for error in refused.value.errors] == [pointer]


def test_undoing_the_later_change_first_frees_the_earlier() -> None:
    assert same_days(calendars(after(*MOVED_ON, undo(2), undo(1))), calendars(()))


@pytest.mark.parametrize("asked", [add(FRIDAY), undo(1)])
def test_a_change_is_recorded_once_it_is_announced(asked: Asked) -> None:
    changes = after(close(CHRISTMAS[0]))
    with pytest.raises(Unprocessable, match="25 March 2026 is still to come") as refused:
        changed(changes, asked, announced_on=TODAY + timedelta(days=1))
    assert [error.pointer for error in refused.value.errors] == ["/announced_on"]


# Any history of allowed changes

# A fortnight with two bank holidays, so that changes often meet.
days = st.dates(date(2026, 3, 30), date(2026, 4, 12))
kinds = st.sampled_from(What)
asked_for = st.one_of(
    st.builds(add, days, kinds),
    st.builds(close, days, days),
    st.builds(withdraw, days, kinds),
    st.builds(move, days, days, kinds),
    st.builds(undo, st.integers(1, 15)),
)


def allowed(asked: list[Asked]) -> tuple[Change, ...]:
    """The changes of a list that are allowed where they stand."""
    changes: tuple[Change, ...] = ()
    for one in asked:
        try:
            changes = changed(changes, one)
        except Unprocessable:
            continue
    return changes


histories = st.lists(asked_for, min_size=30, max_size=40).map(allowed)


@pytest.mark.in_turn
@given(histories)
def test_any_change_can_be_undone_at_once(changes: tuple[Change, ...]) -> None:
    for number in range(1, len(changes) + 1):
        if changes[number - 1].action is not CalendarAction.UNDO:
            undone = changed(changes[:number], undo(number))
            assert same_days(calendars(undone), calendars(changes[: number - 1]))


@pytest.mark.in_turn
@given(histories)
def test_a_change_alters_its_own_days_and_no_other(changes: tuple[Change, ...]) -> None:
    for change in changes:
        before, now = as_of(changes, change.number - 1), as_of(changes, change.number)
        for one, other in ((before.by_law, now.by_law), (before.of_council, now.of_council)):
            assert {day for day, _ in one.days_off.items() ^ other.days_off.items()} <= change.touches
        if change.what is What.CLOSURE:
            assert before.by_law.days_off == now.by_law.days_off
        assert now.closures.keys() == now.of_council.days_off.keys() - now.by_law.days_off.keys()


@pytest.mark.in_turn
@given(histories)
def test_what_was_undone_leaves_no_trace(changes: tuple[Change, ...]) -> None:
    """The calendar is the one of a history in which neither the undone change nor its undo ever was."""
    undone = {change.undoes for change in changes}
    kept = tuple(c for c in changes if c.action is not CalendarAction.UNDO and c.number not in undone)
    assert same_days(calendars(kept), calendars(changes))
