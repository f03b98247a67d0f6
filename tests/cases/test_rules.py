"""Decisions about a case: its outcome, what may be done now, what is owed next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.record import rules
from cases.record.rules import Issue, Part, Review, Standing, Way
from kernel.bank_holidays import england_and_wales
from kernel.clocks import Clock, Limit, due, promise
from kernel.errors import Conflict, Unprocessable
from kernel.procedures import When
from kernel.vocabulary import About, Act, Basis, Classification, ClockKind, Finding, Outcome, OwedBy, Status, Unit

RECEIVED = date(2026, 3, 2)
COUNCIL, PROVIDER = About.COUNCIL, About.PROVIDER
UPHELD, PARTLY, NOT, NONE = Finding.UPHELD, Finding.PARTIALLY_UPHELD, Finding.NOT_UPHELD, Finding.NO_FINDING


def issues(*findings: Finding | tuple[Finding | None, About] | None) -> list[Issue]:
    pairs = [finding if isinstance(finding, tuple) else (finding, COUNCIL) for finding in findings]
    return [Issue(number, about, finding) for number, (finding, about) in enumerate(pairs, 1)]


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        pytest.param([UPHELD], Outcome.UPHELD, id="one issue, upheld"),
        pytest.param([UPHELD, UPHELD], Outcome.UPHELD, id="all upheld"),
        pytest.param([NOT, NOT], Outcome.NOT_UPHELD, id="none upheld"),
        pytest.param([UPHELD, NOT], Outcome.PARTIALLY_UPHELD, id="one upheld, one not"),
        pytest.param([PARTLY], Outcome.PARTIALLY_UPHELD, id="one issue, partly"),
        pytest.param([PARTLY, NOT], Outcome.PARTIALLY_UPHELD, id="one partly, one not"),
        pytest.param([UPHELD, PARTLY], Outcome.PARTIALLY_UPHELD, id="one upheld, one partly"),
        pytest.param([(UPHELD, PROVIDER)], Outcome.UPHELD_NOT_COUNCIL, id="upheld against the provider only"),
        pytest.param([(PARTLY, PROVIDER)], Outcome.UPHELD_NOT_COUNCIL, id="partly, against the provider only"),
        pytest.param(
            [(UPHELD, PROVIDER), NOT], Outcome.UPHELD_NOT_COUNCIL, id="the provider at fault, the council not"
        ),
        pytest.param([(UPHELD, PROVIDER), UPHELD], Outcome.UPHELD, id="both at fault in everything"),
        pytest.param(
            [(UPHELD, PROVIDER), PARTLY], Outcome.PARTIALLY_UPHELD, id="the provider wholly, the council partly"
        ),
        pytest.param([(NOT, PROVIDER)], Outcome.NOT_UPHELD, id="the provider not at fault"),
        pytest.param([NONE], Outcome.NO_FINDING, id="no finding could be made"),
        pytest.param([NONE, UPHELD], Outcome.UPHELD, id="no finding does not weigh against upheld"),
        pytest.param([NONE, NOT], Outcome.NOT_UPHELD, id="no finding does not weigh against not upheld"),
        pytest.param([UPHELD, None], None, id="one finding is missing"),
        pytest.param([], None, id="no issue at all"),
    ],
)
def test_outcome_follows_from_the_findings(findings: Sequence[Any], outcome: Outcome | None) -> None:
    assert rules.derived_outcome(issues(*findings)) is outcome


any_issue = st.tuples(st.sampled_from(Finding), st.sampled_from(About))


@given(st.lists(any_issue, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_issues_does_not_matter(pairs: list[tuple[Finding, About]], random: Any) -> None:
    shuffled = random.sample(pairs, len(pairs))
    assert rules.derived_outcome(issues(*pairs)) is rules.derived_outcome(issues(*shuffled))


@given(st.lists(any_issue, min_size=1, max_size=6))
def test_upheld_means_that_everything_weighed_was_upheld(pairs: list[tuple[Finding, About]]) -> None:
    outcome = rules.derived_outcome(issues(*pairs))
    weighed = {finding for finding, _ in pairs} - {NONE}
    if outcome is Outcome.UPHELD:
        assert weighed == {UPHELD}
    if outcome is Outcome.NOT_UPHELD:
        assert weighed == {NOT}
    assert (outcome is Outcome.NO_FINDING) == (not weighed)


# What may be done


ENDS = {ClockKind.ACKNOWLEDGE: Act.ACKNOWLEDGED, ClockKind.TRIAGE: Act.DECIDED}


def clock(kind: str, days: int = 20, basis: Basis = Basis.LOCAL, **changes: Any) -> Clock:
    limit = Limit(kind, kind, days, Unit.WORKING_DAYS, basis, "Invented", 5, "Invented")
    changes = {"ends": ENDS.get(kind, Act.RESPONDED), **changes}
    return Clock(due(RECEIVED, replace(limit, **changes), england_and_wales()))


def standing(status: Status = Status.RECEIVED, findings: Sequence[Any] = (None,), **changes: Any) -> Standing:
    """A statutory complaint with an owner and grades; clocks as its stage implies."""
    clocks = {kind: clock(kind) for kind in (ClockKind.ACKNOWLEDGE, ClockKind.STAGE_1)}
    met = {Status.RECEIVED: 0, Status.ACKNOWLEDGED: 1}.get(status, 2)
    clocks |= {kind: clocks[kind].meet(RECEIVED) for kind in list(clocks)[:met]}
    values = {
        "classification": Classification.STATUTORY_COMPLAINT,
        "status": status,
        "has_owner": True,
        "has_grades": True,
        "issues": issues(*findings),
        "clocks": clocks,
    }
    return Standing(**{**values, **changes})


ENQUIRY = {"classification": Classification.ENQUIRY, "has_grades": False}
IN_TRIAGE = {**ENQUIRY, "clocks": {ClockKind.TRIAGE: clock(ClockKind.TRIAGE)}}
DATES = "hold ask"
WHILE_IT_LASTS = f"{DATES} holding_reply"
FROM_OUTSIDE = "record_ombudsman_enquiry"
SLIPS = "correct_receipt correct"
ENDING = f"{SLIPS} change_issue withdraw note"
PANEL = Way("stage_3", "Review panel", frozenset({When.ANSWERED}))
STAGE_2 = Way("stage_2", "Investigation", frozenset({When.ANSWERED, When.LIMIT_PASSED}))
OMBUDSMAN = {"ombudsman_1": clock("ombudsman_1", owed_by=OwedBy.COUNCIL, ends=Act.ANSWERED)}
ACKED, ANSWERED = Status.ACKNOWLEDGED, Status.RESPONDED


@pytest.mark.parametrize(
    ("case", "actions", "not_yet", "primary"),
    [
        pytest.param(
            standing(),
            f"acknowledge allocate grade add_issue record_finding {DATES} {FROM_OUTSIDE} {ENDING}",
            {"respond": "issue 1 has no finding", "close": "no answer has been sent"},
            "acknowledge",
            id="just received",
        ),
        pytest.param(
            standing(ACKED, has_owner=False),
            f"allocate grade add_issue record_finding {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {"respond": "issue 1 has no finding", "close": "no answer has been sent"},
            "allocate",
            id="acknowledged, nobody owns it",
        ),
        pytest.param(
            standing(ACKED, awaits_consent=True),
            f"settle_consent allocate grade add_issue record_finding {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {"respond": "issue 1 has no finding", "close": "no answer has been sent"},
            "settle_consent",
            id="the person has not said whether they agree",
        ),
        pytest.param(
            standing(ACKED, [None, UPHELD, None, None]),
            f"allocate grade add_issue record_finding {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {"respond": "issues 1, 3 and 4 have no finding", "close": "no answer has been sent"},
            "record_finding",
            id="findings are missing",
        ),
        pytest.param(
            standing(ACKED, [UPHELD]),
            f"allocate grade add_issue record_finding respond {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {"close": "no answer has been sent"},
            "respond",
            id="every finding is made",
        ),
        pytest.param(
            standing(ANSWERED, [UPHELD]),
            f"allocate record_finding close {FROM_OUTSIDE} {ENDING}",
            {},
            "close",
            id="the answer is sent",
        ),
        pytest.param(
            standing(ANSWERED, [UPHELD, None]),
            f"allocate record_finding {FROM_OUTSIDE} {ENDING}",
            {"close": "issue 2 has no finding"},
            "record_finding",
            id="answered before it was re-classified: a finding is missing",
        ),
        pytest.param(
            standing(Status.CLOSED, [UPHELD]), f"{FROM_OUTSIDE} {SLIPS} change_issue note", {}, None, id="closed"
        ),
        pytest.param(
            standing(Status.WITHDRAWN),
            f"reopen {FROM_OUTSIDE} {SLIPS} change_issue note",
            {},
            None,
            id="withdrawn",
        ),
        pytest.param(
            standing(**IN_TRIAGE),
            f"decide_route allocate add_issue {DATES} {ENDING}",
            {"close": "its route is not decided"},
            "decide_route",
            id="an enquiry whose route is open",
        ),
        pytest.param(
            standing(**ENQUIRY, clocks={ClockKind.STAGE_1: clock(ClockKind.STAGE_1)}),
            f"allocate add_issue respond close {DATES} {ENDING}",
            {},
            "respond",
            id="an enquiry with a target",
        ),
        pytest.param(
            standing(**ENQUIRY, clocks={}),
            f"allocate add_issue respond close {DATES} {ENDING}",
            {},
            "close",
            id="an enquiry that was put right",
        ),
        pytest.param(
            standing(**ENQUIRY | {"classification": Classification.OMBUDSMAN_ENQUIRY}, clocks={"o": clock("o")}),
            f"allocate add_issue respond {DATES} {ENDING}",
            {"close": "no answer has been sent"},
            "respond",
            id="the Ombudsman asks",
        ),
        pytest.param(
            standing(has_grades=False),
            f"acknowledge allocate add_issue record_finding {DATES} {FROM_OUTSIDE} {ENDING}",
            {"respond": "issue 1 has no finding", "close": "no answer has been sent"},
            "acknowledge",
            id="a procedure without grades",
        ),
        pytest.param(
            standing(ACKED, [UPHELD], has_grades=False, ways=[STAGE_2], can_extend=True, is_held=True),
            "allocate add_issue record_finding respond escalate extend end_hold ask holding_reply "
            f"{FROM_OUTSIDE} {ENDING}",
            {"close": "no answer has been sent"},
            "respond",
            id="a stage that can be left when its limit has passed, a hold, a limit that can be extended",
        ),
        pytest.param(
            standing(ACKED, [UPHELD], has_grades=False, ways=[PANEL], steps=[Act.PANEL_MET, Act.PANEL_REPORTED]),
            f"allocate add_issue record_finding take_step {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {
                "respond": "the review panel has not met",
                "escalate": "this stage has not been answered",
                "close": "no answer has been sent",
            },
            "take_step",
            id="a stage with steps of its own before the answer",
        ),
        pytest.param(
            standing(ACKED, has_grades=False, steps=[Act.PANEL_MET, Act.PANEL_REPORTED]),
            f"allocate add_issue record_finding take_step {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {"respond": "issue 1 has no finding", "close": "no answer has been sent"},
            "take_step",
            id="what is found follows from what the panel reports",
        ),
        pytest.param(
            standing(ACKED, [UPHELD], has_grades=False, review=Review("Manager")),
            f"allocate add_issue record_finding put_up respond {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {"close": "no answer has been sent"},
            "respond",
            id="the file names who signs, and does not ask for it first",
        ),
        pytest.param(
            standing(ACKED, [UPHELD], has_grades=False, review=Review("Manager", is_demanded=True)),
            f"allocate add_issue record_finding put_up {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {"respond": "it has to be signed first: Manager", "close": "no answer has been sent"},
            "put_up",
            id="an answer that is signed before it is sent",
        ),
        pytest.param(
            standing(ACKED, [UPHELD], has_grades=False, review=Review("Manager", waits=True)),
            f"allocate add_issue record_finding sign send_back {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {"respond": "it waits to be signed: Manager", "close": "no answer has been sent"},
            "sign",
            id="put up for review",
        ),
        pytest.param(
            standing(ACKED, [UPHELD], has_grades=False, review=Review("Manager", True, is_signed=True)),
            f"allocate add_issue record_finding respond {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {"close": "no answer has been sent"},
            "respond",
            id="signed",
        ),
        pytest.param(
            standing(ACKED, [UPHELD], has_grades=False, review=Review("Manager", True, is_void=True)),
            f"allocate add_issue record_finding put_up {WHILE_IT_LASTS} {FROM_OUTSIDE} {ENDING}",
            {
                "respond": "what was signed is another now, and it has to be signed anew: Manager",
                "close": "no answer has been sent",
            },
            "put_up",
            id="a finding was changed after it was signed",
        ),
        pytest.param(
            standing(Status.CLOSED, [UPHELD], ways=[PANEL], can_reopen=True),
            f"escalate reopen {FROM_OUTSIDE} {SLIPS} change_issue note",
            {},
            None,
            id="closed, but the complainant may go on",
        ),
        pytest.param(
            standing(Status.ACKNOWLEDGED, [UPHELD], unanswered=[1], parts=[Part(1)]),
            "allocate grade add_issue record_finding respond hold ask chase holding_reply record_ombudsman_enquiry"
            f" record_answer withdraw_request {ENDING}",
            {"close": "no answer has been sent"},
            "respond",
            id="a contributor owes an answer",
        ),
        pytest.param(
            standing(Status.CLOSED, [UPHELD], clocks=OMBUDSMAN, unanswered=[1]),
            f"{FROM_OUTSIDE} record_answer withdraw_request {SLIPS} change_issue note",
            {},
            "record_answer",
            id="closed, and the Ombudsman asks",
        ),
        pytest.param(
            standing(ANSWERED, [UPHELD], clocks=OMBUDSMAN, unanswered=[1]),
            f"allocate record_finding close {FROM_OUTSIDE} record_answer withdraw_request {ENDING}",
            {},
            "record_answer",
            id="answered, and the Ombudsman asks",
        ),
        pytest.param(
            standing(ACKED, clocks=OMBUDSMAN | {"stage_1": clock("stage_1", 60)}, unanswered=[1]),
            f"allocate grade add_issue record_finding {WHILE_IT_LASTS} {FROM_OUTSIDE} "
            f"record_answer withdraw_request {ENDING}",
            {"respond": "issue 1 has no finding", "close": "no answer has been sent"},
            "record_answer",
            id="looked into, and the Ombudsman is owed an answer first",
        ),
    ],
)
def test_options(case: Standing, actions: str, not_yet: dict[str, str], primary: str | None) -> None:
    now = rules.options(case)
    assert " ".join(now.actions) == actions
    assert {refusal.action: refusal.because for refusal in now.not_yet} == not_yet
    assert now.primary == primary
    assert now.primary is None or now.primary in now.actions
    for action in actions.split():
        rules.require_option(case, action)
    for action, because in not_yet.items():
        with pytest.raises(Conflict, match=because):
            rules.require_option(case, action)


WAITED_FOR = date(2026, 3, 19)
LATE = Part(1, due_on=WAITED_FOR)


@pytest.mark.parametrize(
    ("case", "today", "primary"),
    [
        pytest.param(standing(ACKED, parts=[LATE]), date(2026, 3, 20), "chase", id="late by a day"),
        pytest.param(standing(ACKED, parts=[LATE]), WAITED_FOR, "record_finding", id="due today"),
        pytest.param(
            standing(ACKED, parts=[replace(LATE, chased_on=date(2026, 3, 20))]),
            date(2026, 3, 20),
            "record_finding",
            id="chased today",
        ),
        pytest.param(
            standing(ACKED, parts=[replace(LATE, chased_on=date(2026, 3, 20))]),
            date(2026, 3, 24),
            "chase",
            id="chased some days ago, and still nothing",
        ),
        pytest.param(
            standing(ACKED, parts=[Part(1, due_on=date(2026, 4, 1)), Part(2, due_on=WAITED_FOR)]),
            date(2026, 3, 20),
            "chase",
            id="one of two is late",
        ),
        pytest.param(standing(ACKED, parts=[Part(1)]), date(2026, 3, 20), "record_finding", id="no date is known"),
        pytest.param(standing(parts=[LATE]), date(2026, 3, 20), "acknowledge", id="not acknowledged yet"),
        pytest.param(
            standing(ACKED, has_owner=False, parts=[LATE]), date(2026, 3, 20), "allocate", id="nobody owns it"
        ),
        pytest.param(
            standing(ACKED, [UPHELD], parts=[LATE]), date(2026, 3, 20), "respond", id="found without what they owe"
        ),
        pytest.param(standing(ANSWERED, parts=[LATE]), date(2026, 3, 20), "record_finding", id="answered"),
    ],
)
def test_what_waits_for_a_late_contributor_begins_with_a_chase(case: Standing, today: date, primary: str) -> None:
    now = rules.options_on(case, today)
    assert (now.primary, now.primary in now.actions) == (primary, True)
    assert (now.next_action == "Chase who is late") == (primary == "chase")


def test_a_refusal_says_why() -> None:
    with pytest.raises(Conflict, match="the case is closed"):
        rules.require_option(standing(Status.CLOSED, [UPHELD]), "respond")
    with pytest.raises(Conflict, match="does not need it now"):
        rules.require_option(standing(ACKED), "acknowledge")


def test_closing_outcome() -> None:
    assert rules.closing_outcome(standing(ANSWERED, [UPHELD, NOT])) is Outcome.PARTIALLY_UPHELD
    assert rules.closing_outcome(standing(**ENQUIRY, clocks={})) is Outcome.RESOLVED_INFORMALLY
    with pytest.raises(Conflict):
        rules.closing_outcome(standing(ACKED, [UPHELD]))


# What is owed next


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        pytest.param(standing(), ClockKind.ACKNOWLEDGE, id="first the acknowledgement"),
        pytest.param(standing(ACKED), ClockKind.STAGE_1, id="then the answer"),
        pytest.param(
            standing(
                ACKED,
                clocks={
                    ClockKind.STAGE_1: clock(ClockKind.STAGE_1),
                    ClockKind.PROMISED: promise(RECEIVED, date(2026, 4, 30)),
                },
            ),
            ClockKind.PROMISED,
            id="what was promised comes before the council's own target",
        ),
        pytest.param(
            standing(
                ACKED,
                clocks={
                    "stage_1": clock("stage_1", 10, Basis.STATUTORY),
                    "promised": promise(RECEIVED, date(2026, 4, 30)),
                },
            ),
            "stage_1",
            id="a promise does not stand in for a limit in law",
        ),
        pytest.param(
            standing(
                ACKED,
                clocks={
                    "stage_1": clock("stage_1", 20),
                    "contributor_1": clock("contributor_1", 5, owed_by=OwedBy.CONTRIBUTOR, ends=Act.ANSWERED),
                },
            ),
            "stage_1",
            id="what a contributor owes is not what the council owes",
        ),
        pytest.param(
            standing(Status.CLOSED, clocks=OMBUDSMAN), "ombudsman_1", id="the Ombudsman's, once it is closed"
        ),
        pytest.param(standing(**IN_TRIAGE), ClockKind.TRIAGE, id="the route of an open enquiry"),
        pytest.param(standing(ANSWERED, [UPHELD]), None, id="nothing once it is answered"),
        pytest.param(standing(Status.CLOSED), None, id="nothing once it is closed"),
        pytest.param(
            standing(ACKED, clocks={ClockKind.STAGE_1: clock(ClockKind.STAGE_1).cancel()}), None, id="cancelled"
        ),
    ],
)
def test_next_owed(case: Standing, kind: str | None) -> None:
    owed = rules.next_owed(case)
    assert (owed.kind if owed else None) == kind


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        pytest.param(date(2026, 3, 1), "before", id="the day before receipt"),
        pytest.param(date(2026, 3, 2), None, id="the day of receipt"),
        pytest.param(date(2026, 3, 24), None, id="today"),
        pytest.param(date(2026, 3, 25), "future", id="tomorrow"),
        pytest.param(None, None, id="not given"),
    ],
)
def test_acts_lie_between_receipt_and_today(day: date | None, wrong: str | None) -> None:
    if wrong is None:
        rules.require_dates(date(2026, 3, 24), RECEIVED, acted_on=day)
    else:
        with pytest.raises(Unprocessable) as refused:
            rules.require_dates(date(2026, 3, 24), RECEIVED, acted_on=day)
        assert [(error.pointer, wrong in error.detail) for error in refused.value.errors] == [("/acted_on", True)]
