"""Which clocks a change of the calendar moves, without a database: tables of dates, then any clock and change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar.rules import Revision, recount
from kernel.calendar import LAST_DAY
from kernel.calendar_changes import CalendarAction, Change, What, calendars
from kernel.clocks import Clock, Due, Hold, Limit, agreed, due, lengthened, promise, started
from kernel.vocabulary import Act, Basis, HoldReason, Unit, WorkingDayRule
from tests.support import repeatable
from tests.support.books import books

repeatable.use()
ADD, WITHDRAW, MOVE = CalendarAction.ADD, CalendarAction.WITHDRAW, CalendarAction.MOVE
AS_PUBLISHED = calendars(())
TODAY = date(2026, 3, 24)
FRIDAY = date(2026, 4, 17)


def change(
    action: CalendarAction, on: date, to: date | None = None, what: What = What.BANK_HOLIDAY, number: int = 1
) -> Change:
    return Change(number, action, what, on, "Special", TODAY, "The Gazette", to)


def revised(*changes: Change) -> Revision:
    """From the calendar before the last of some changes to the one after it."""
    return Revision(calendars(changes[:-1]), calendars(changes))


HOLIDAY = revised(change(ADD, FRIDAY))
CLOSURE = revised(change(ADD, FRIDAY, what=What.CLOSURE))


def limit(
    amount: int = 20,
    unit: Unit = Unit.WORKING_DAYS,
    kind: str = "stage_1",
    days: WorkingDayRule = WorkingDayRule.ENGLAND_AND_WALES,
) -> Limit:
    return Limit(
        kind,
        "Answer",
        amount,
        unit,
        Basis.LOCAL,
        "a source",
        5,
        "a rule",
        working_days=days,
        pauses_for=(HoldReason.CONSENT,),
    )


def clock(started_on: date, wanted: Limit, revision: Revision = HOLIDAY, holds: tuple[Hold, ...] = ()) -> Clock:
    """A clock as it was counted before the change."""
    return Clock(due(started_on, wanted, revision.before.of(wanted.working_days), holds))


def after(before: Clock, revision: Revision = HOLIDAY, today: date = TODAY, back: bool = False) -> Clock:
    """The clock alone in a case, after the change."""
    return recount({before.kind: before}, revision, today, {before.kind} if back else ()).get(before.kind, before)


# Which clocks


@pytest.mark.parametrize(
    ("started_on", "amount", "before", "then"),
    [
        pytest.param(date(2026, 4, 14), 3, FRIDAY, date(2026, 4, 20), id="due on the day itself"),
        pytest.param(date(2026, 4, 16), 1, FRIDAY, date(2026, 4, 20), id="its first day"),
        pytest.param(date(2026, 3, 20), 20, date(2026, 4, 21), date(2026, 4, 22), id="in the middle"),
        pytest.param(date(2026, 4, 15), 3, date(2026, 4, 20), date(2026, 4, 21), id="over the weekend after it"),
        pytest.param(FRIDAY, 3, date(2026, 4, 22), date(2026, 4, 22), id="received on the day: day 0 either way"),
        pytest.param(date(2026, 4, 13), 3, date(2026, 4, 16), date(2026, 4, 16), id="due the day before"),
        pytest.param(date(2026, 4, 20), 3, date(2026, 4, 23), date(2026, 4, 23), id="begun after it"),
    ],
)
def test_a_holiday_moves_the_clocks_that_would_have_counted_it(
    started_on: date, amount: int, before: date, then: date
) -> None:
    counted = clock(started_on, limit(amount))
    moved = after(counted, today=date(2026, 4, 13))
    assert (counted.on, moved.on) == (before, then)
    assert moved is counted or moved.due.calendar == HOLIDAY.after.by_law.version


def test_the_september_2022_proclamation() -> None:
    """Domain rules D27 and D28, with the list as it stood on 9 September: the funeral's day was worked."""
    funeral = date(2022, 9, 19)
    proclaimed = revised(change(WITHDRAW, funeral), change(ADD, funeral, number=2))
    counted = clock(date(2022, 9, 2), limit(), proclaimed)
    assert counted.on == date(2022, 9, 30)
    assert after(counted, proclaimed, date(2022, 9, 10)).on == date(2022, 10, 3)


RUNNING = clock(date(2026, 3, 20), limit())
LONG_AGO = clock(date(2026, 3, 2), limit(), revised(change(ADD, date(2026, 3, 9))))


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(RUNNING.meet(TODAY), id="met"),
        pytest.param(RUNNING.cancel(), id="cancelled"),
        pytest.param(clock(date(2026, 3, 20), limit(28, Unit.CALENDAR_DAYS)), id="counted in calendar days"),
        pytest.param(clock(date(2026, 3, 20), limit(6, Unit.MONTHS_INCLUSIVE)), id="counted in months"),
        pytest.param(promise(date(2026, 3, 20), FRIDAY), id="promised, even for that very day"),
        pytest.param(agreed(RUNNING, date(2026, 6, 1)), id="extended to a date that was agreed"),
    ],
)
def test_nothing_else_moves(same: Clock) -> None:
    assert after(same) is same


@pytest.mark.parametrize(
    ("today", "moves"),
    [
        pytest.param(date(2026, 3, 30), True, id="due today"),
        pytest.param(date(2026, 3, 31), False, id="due yesterday"),
    ],
)
def test_a_date_that_has_passed_stays(today: date, moves: bool) -> None:
    late = revised(change(ADD, date(2026, 3, 9)))
    assert LONG_AGO.on == date(2026, 3, 30)
    assert after(LONG_AGO, late, today).on == (date(2026, 3, 31) if moves else date(2026, 3, 30))


@pytest.mark.parametrize(
    ("days", "due_on"),
    [
        pytest.param(WorkingDayRule.COUNCIL, date(2026, 4, 22), id="the council's own target"),
        pytest.param(WorkingDayRule.ENGLAND_AND_WALES, date(2026, 4, 21), id="a limit of the law"),
    ],
)
def test_a_closure_moves_local_targets_alone(days: WorkingDayRule, due_on: date) -> None:
    assert after(clock(date(2026, 3, 20), limit(days=days), CLOSURE), CLOSURE).on == due_on


def test_a_holiday_on_a_day_on_which_the_offices_are_shut_moves_no_local_target() -> None:
    shut = change(ADD, FRIDAY, what=What.CLOSURE)
    both = revised(shut, change(ADD, FRIDAY, number=2))
    local, by_law = limit(days=WorkingDayRule.COUNCIL), limit()
    assert after(clock(date(2026, 3, 20), local, both), both).on == date(2026, 4, 22)
    assert after(clock(date(2026, 3, 20), by_law, both), both).on == date(2026, 4, 22)
    assert both.days(WorkingDayRule.COUNCIL) == ()


def test_a_withdrawn_holiday_brings_dates_forward() -> None:
    may_day = revised(change(WITHDRAW, date(2026, 5, 4)))
    counted = clock(date(2026, 4, 20), limit(), may_day)
    assert (counted.on, after(counted, may_day).on) == (date(2026, 5, 19), date(2026, 5, 18))


def test_a_holiday_moved_within_the_window_leaves_the_date_and_says_why_anew() -> None:
    ve_day = revised(change(MOVE, date(2026, 5, 4), date(2026, 5, 8)))
    counted = clock(date(2026, 4, 20), limit(), ve_day)
    moved = after(counted, ve_day)
    assert moved.on == counted.on == date(2026, 5, 19)
    assert (counted.due.calendar, moved.due.calendar) == (
        ve_day.before.by_law.version,
        ve_day.after.by_law.version,
    )


def test_a_holiday_while_the_case_waits_stops_nothing_more() -> None:
    waiting = (Hold(HoldReason.CONSENT, date(2026, 4, 16), date(2026, 4, 17)),)
    counted = clock(date(2026, 3, 20), limit(), holds=waiting)
    assert counted.on == after(counted).on == date(2026, 4, 23)


# Extended clocks


def test_an_extended_clock_moves_with_the_date_before_its_extension() -> None:
    longer = lengthened(clock(date(2026, 3, 20), limit()), 40, HOLIDAY.before.by_law)
    moved = after(longer)
    assert (longer.due.on, longer.on) == (date(2026, 4, 21), date(2026, 5, 20))
    assert (moved.due.on, moved.on) == (date(2026, 4, 22), date(2026, 5, 21))


def test_a_breach_before_the_extension_stays_what_it_was() -> None:
    early = revised(change(ADD, date(2026, 3, 9)))
    longer = lengthened(LONG_AGO, 40, early.before.by_law)
    moved = after(longer, early, date(2026, 3, 31))
    assert moved.due == longer.due
    assert (longer.on, moved.on) == (date(2026, 4, 29), date(2026, 4, 30))


# Clocks that start with another's date: the Ombudsman's Code

CODE = [
    replace(limit(5, kind="acknowledge"), ends=Act.ACKNOWLEDGED),
    replace(limit(10), starts=Act.ACKNOWLEDGED),
]
"""Acknowledge within 5 working days; answer within 10 of that (LGC-6.2, LGC-6.3)."""
RECEIVED = date(2026, 4, 13)


def of_code(acknowledged_on: date | None = None, revision: Revision = HOLIDAY, stage: int = 1) -> dict[str, Clock]:
    acts = {Act.RECEIVED: RECEIVED} | ({Act.ACKNOWLEDGED: acknowledged_on} if acknowledged_on else {})
    return {clock.kind: clock for clock in started(CODE, acts, revision.before, stage=stage)}


def dates(clocks: dict[str, Clock]) -> list[tuple[date, date | None]]:
    return [(clock.due.started_on, clock.on) for clock in clocks.values()]


def test_the_answers_clock_starts_where_the_acknowledgement_is_owed() -> None:
    before = of_code()
    now = before | recount(before, HOLIDAY, RECEIVED)
    assert dates(before) == [(RECEIVED, date(2026, 4, 20)), (date(2026, 4, 20), date(2026, 5, 5))]
    assert dates(now) == [(RECEIVED, date(2026, 4, 21)), (date(2026, 4, 21), date(2026, 5, 6))]


def test_once_it_is_acknowledged_that_day_stands() -> None:
    before = of_code(acknowledged_on=date(2026, 4, 14))
    now = before | recount(before, HOLIDAY, date(2026, 4, 14))
    assert dates(now) == [(RECEIVED, date(2026, 4, 20)), (date(2026, 4, 14), date(2026, 4, 29))]
    assert dates(before)[1] == (date(2026, 4, 14), date(2026, 4, 28))


def test_a_start_that_has_passed_stays() -> None:
    """The acknowledgement is late: its date stays, and what starts there with it."""
    before = of_code()
    assert recount(before, HOLIDAY, date(2026, 4, 21)) == {}


def test_the_acknowledgement_of_another_stage_starts_nothing_here() -> None:
    first, second = of_code(), of_code(stage=2)
    before = {"acknowledge": first["acknowledge"], "stage_2": second["stage_1"]}
    assert recount(before, HOLIDAY, RECEIVED).keys() == {"acknowledge"}


def test_an_extended_answer_follows_its_start_too() -> None:
    before = of_code()
    before["stage_1"] = lengthened(before["stage_1"], 20, HOLIDAY.before.by_law)
    now = before | recount(before, HOLIDAY, RECEIVED)
    assert dates(now)[1] == (date(2026, 4, 21), date(2026, 5, 20))


# Beyond what is known


def test_a_date_that_moves_beyond_the_known_years_is_unknown_and_says_why() -> None:
    last = revised(change(ADD, date(2030, 12, 30)))
    counted = clock(date(2030, 12, 23), limit(4), last)
    moved = after(counted, last)
    assert counted.on == LAST_DAY
    assert (moved.on, "runs past 2030-12-31" in str(moved.due.unknown_because)) == (None, True)
    undone = Revision(last.after, last.before)
    assert after(moved, undone).on == LAST_DAY


def test_a_date_that_stays_unknown_keeps_its_reason() -> None:
    unknown = Clock(Due(limit(), date(2030, 12, 23), None, unknown_because="As it was put then."))
    assert after(unknown, revised(change(ADD, date(2030, 12, 30)))) is unknown


# Taken back


def test_an_undo_brings_back_also_what_has_passed_meanwhile() -> None:
    back = Revision(HOLIDAY.after, HOLIDAY.before)
    moved = after(RUNNING)
    late = date(2026, 5, 1)
    assert moved.on == date(2026, 4, 22)
    assert after(moved, back, late, back=True).on == RUNNING.on
    assert after(moved, back, late) is moved  # opened after the change, and passed: not the undone change's doing


def test_an_undo_leaves_a_passed_date_that_never_moved() -> None:
    """The date before the extension had passed when the holiday came; the undo finds it as it was."""
    early = revised(change(ADD, date(2026, 3, 9)))
    longer = lengthened(LONG_AGO, 40, early.before.by_law)
    moved = after(longer, early, date(2026, 3, 31))
    undone = after(moved, Revision(early.after, early.before), date(2026, 6, 1), back=True)
    assert (undone.due.on, undone.on) == (longer.due.on, longer.on)


# Any clocks, any change

BOOKS = books()
EVERY_LIMIT = [
    [*procedure.stage_limits(stage.code), *procedure.case_limits()]
    for council in BOOKS.councils.values()
    for procedure in council.procedures
    for stage in procedure.all_stages()
]
spring = st.dates(date(2026, 3, 2), date(2026, 6, 30))
worked = spring.filter(lambda day: AS_PUBLISHED.by_law.is_working_day(day))
off = st.sampled_from(
    [day for day in AS_PUBLISHED.by_law.days_off if date(2026, 3, 2) <= day <= date(2026, 6, 30)]
)
some_change = st.one_of(
    st.builds(change, st.just(ADD), worked, what=st.sampled_from(What)),
    st.builds(change, st.just(WITHDRAW), off),
    st.builds(change, st.just(MOVE), off, worked),
)
acknowledged = st.none() | st.integers(0, 8)


@given(st.sampled_from(EVERY_LIMIT), spring, acknowledged, some_change)
def test_what_has_not_passed_is_as_if_it_had_begun_on_the_new_calendar(
    limits: list[Limit], received_on: date, waited: int | None, made: Change
) -> None:
    revision = revised(made)
    acts = {Act.RECEIVED: received_on}
    if waited is not None:
        acts[Act.ACKNOWLEDGED] = received_on + timedelta(days=waited)
    before = {clock.kind: clock for clock in started(limits, acts, revision.before)}
    expected = {clock.kind: clock for clock in started(limits, acts, revision.after)}
    now = before | recount(before, revision, today=received_on)
    met = {kind for kind, clock in before.items() if not clock.is_running}
    late = {"acknowledge", "stage_2_acknowledge"} & met and waited is not None and waited > 3
    if not late:  # a late acknowledgement started its clock on a date that it has met by now
        assert {k: c.on for k, c in now.items() if k not in met} == {
            k: c.on for k, c in expected.items() if k not in met
        }
    assert {k: now[k] for k in met} == {k: before[k] for k in met}


@given(st.sampled_from(EVERY_LIMIT), spring, acknowledged, some_change, st.integers(0, 60), st.integers(0, 60))
def test_an_undo_restores_every_date(
    limits: list[Limit], received_on: date, waited: int | None, made: Change, days: int, more_days: int
) -> None:
    """On whatever day the change is made, and on whatever later day it is undone."""
    revision = revised(made)
    acts = {Act.RECEIVED: received_on}
    if waited is not None:
        acts[Act.ACKNOWLEDGED] = received_on + timedelta(days=waited)
    before = {clock.kind: clock for clock in started(limits, acts, revision.before)}
    made_on = received_on + timedelta(days=days)
    changed = recount(before, revision, made_on)
    moved = {kind for kind, clock in changed.items() if clock.on != before[kind].on}
    back = Revision(revision.after, revision.before)
    now = before | changed
    restored = now | recount(now, back, made_on + timedelta(days=more_days), moved)
    assert dates(restored) == dates(before)
