"""Whose days a case took: they are somebody's each, and add to the whole."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kernel.clocks import Hold
from kernel.register import RequestFacts, StageFacts
from kernel.vocabulary import Act, HoldReason, OwedBy, Whose
from kernel.waiting import days_by, turn
from tests.support.books import books

CALENDAR = books().calendar
RECEIVED = date(2026, 3, 2)
DAYS = st.dates(RECEIVED, date(2026, 6, 30))
HOLDS = st.builds(lambda reason, a, b: Hold(reason, min(a, b), max(a, b)), st.sampled_from(HoldReason), DAYS, DAYS)
REQUESTS = st.builds(
    lambda who, asked, more: RequestFacts(1, who, asked, None, None if more < 0 else asked + timedelta(more)),
    st.sampled_from([OwedBy.CONTRIBUTOR, OwedBy.COUNCIL]),
    DAYS,
    st.integers(-1, 60),
)


def stage(**acts: str) -> StageFacts:
    return StageFacts(1, "stage_1", {Act(act): date.fromisoformat(on) for act, on in acts.items()})


@given(DAYS, st.lists(HOLDS, max_size=4), st.lists(REQUESTS, max_size=4), DAYS, DAYS)
def test_they_add_to_the_whole(
    until: date, holds: list[Hold], requests: list[RequestFacts], one: date, other: date
) -> None:
    acts = {Act.RECEIVED: RECEIVED, Act.RESPONDED: min(one, other), Act.NEXT_REQUESTED: max(one, other)}
    days = days_by(RECEIVED, until, [StageFacts(1, "stage_1", acts)], holds, requests, CALENDAR)
    assert sum(days.values()) == CALENDAR.count(RECEIVED, until)
    nobody_else = days_by(RECEIVED, until, [stage(received="2026-03-02")], [], [], CALENDAR)
    assert nobody_else[Whose.SERVICE] == sum(days.values()), "without anybody else they are the service's"


def test_whose_a_day_is() -> None:
    """Two weeks: a contributor is asked on the first Tuesday, consent is waited for from Thursday to Monday."""
    days = days_by(
        RECEIVED,
        date(2026, 3, 13),
        [stage(received="2026-03-02")],
        [Hold(HoldReason.CONSENT, date(2026, 3, 5), date(2026, 3, 9))],
        [RequestFacts(1, OwedBy.CONTRIBUTOR, date(2026, 3, 3), None, date(2026, 3, 11))],
        CALENDAR,
    )
    assert days == {
        Whose.SERVICE: 3,  # 3, 12 and 13 March
        Whose.CONTRIBUTOR: 3,  # 4, 10 and 11 March
        Whose.CONSENT: 3,  # 5, 6 and 9 March
        Whose.COMPLAINANT: 0,
        Whose.ELSEWHERE: 0,
    }


def test_until_the_person_agrees_the_days_are_consents_without_a_hold() -> None:
    """They agree on the second Tuesday; a court holds it for a day before; a contributor owes all along."""
    held = [Hold(HoldReason.COURT, date(2026, 3, 5), date(2026, 3, 5))]
    asked = [RequestFacts(1, OwedBy.CONTRIBUTOR, RECEIVED, None, None)]
    settled = stage(received="2026-03-02", consent_settled="2026-03-10")
    days = days_by(RECEIVED, date(2026, 3, 13), [settled], held, asked, CALENDAR)
    assert (days[Whose.CONSENT], days[Whose.ELSEWHERE], days[Whose.CONTRIBUTOR]) == (5, 1, 3)
    not_yet = [stage(received="2026-03-02")]
    days = days_by(RECEIVED, date(2026, 3, 13), not_yet, held, asked, CALENDAR, awaits_consent=True)
    assert (days[Whose.CONSENT], days[Whose.ELSEWHERE], days[Whose.CONTRIBUTOR]) == (8, 1, 0)


def test_between_two_stages_it_is_the_complainants_turn() -> None:
    acts = stage(received="2026-03-02", responded="2026-03-06", next_requested="2026-03-11")
    days = days_by(RECEIVED, date(2026, 3, 13), [acts], [], [], CALENDAR)
    assert (days[Whose.SERVICE], days[Whose.COMPLAINANT]) == (6, 3)


class TestTurn:
    """Whom a case waits for now, and since when."""

    ASKED = RequestFacts(1, OwedBy.CONTRIBUTOR, date(2026, 3, 4), None, None)
    ANSWERED = RequestFacts(2, OwedBy.CONTRIBUTOR, date(2026, 3, 3), None, date(2026, 3, 10))

    def test_it_is_the_councils_from_the_receipt(self) -> None:
        assert turn([stage(received="2026-03-02")], [], [RECEIVED], []) == (Whose.SERVICE, RECEIVED)

    def test_a_contributor_has_it_from_the_day_they_were_asked(self) -> None:
        assert turn([], [], [RECEIVED], [self.ASKED, self.ANSWERED]) == (Whose.CONTRIBUTOR, date(2026, 3, 4))

    def test_their_answer_gives_it_back(self) -> None:
        assert turn([], [], [RECEIVED], [self.ANSWERED]) == (Whose.SERVICE, date(2026, 3, 10))

    def test_what_is_needed_no_more_is_nobodys_turn(self) -> None:
        withdrawn = replace(self.ASKED, withdrawn_on=date(2026, 3, 6))
        assert turn([], [], [RECEIVED], [withdrawn]) == (Whose.SERVICE, date(2026, 3, 6))

    def test_a_hold_comes_before_whoever_owes_an_answer(self) -> None:
        hold = Hold(HoldReason.CONSENT, date(2026, 3, 5), date(2026, 3, 9))
        assert turn([], [hold], [RECEIVED], [self.ASKED]) == (Whose.CONSENT, date(2026, 3, 5))

    def test_the_persons_word_comes_before_whoever_owes_an_answer_and_gives_the_turn_back(self) -> None:
        waits = turn([stage(received="2026-03-02")], [], [RECEIVED], [self.ASKED], consent_since=RECEIVED)
        assert waits == (Whose.CONSENT, RECEIVED)
        settled = stage(received="2026-03-02", consent_settled="2026-03-10")
        assert turn([settled], [], [RECEIVED], []) == (Whose.SERVICE, date(2026, 3, 10))

    def test_a_further_stage_begins_the_councils_turn_anew(self) -> None:
        stages = [stage(received="2026-03-02"), stage(received="2026-04-01")]
        assert turn(stages, [], [RECEIVED], []) == (Whose.SERVICE, date(2026, 4, 1))
