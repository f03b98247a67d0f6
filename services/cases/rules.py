"""Decisions about a case: what is owed next, what may be done, what the outcome is. Pure functions over values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kernel.clocks import Clock
from kernel.errors import Conflict, FieldError, Unprocessable
from kernel.vocabulary import About, Classification, ClockKind, Finding, Outcome, Stage

ROUTE_CLOCKS = (ClockKind.TRIAGE, ClockKind.HOLDING)
WITH_FINDINGS = frozenset({Classification.STATUTORY_COMPLAINT, Classification.CORPORATE_COMPLAINT})
"""Classes whose issues each need a finding before the answer goes out."""


@dataclass(frozen=True)
class Issue:
    number: int
    about: About
    finding: Finding | None


@dataclass(frozen=True)
class Standing:
    """What the rules look at: where a case stands.

    `is_unfinished`: an imported case of which its council recorded no end.
    """

    classification: Classification
    stage: Stage
    has_owner: bool
    has_grades: bool
    issues: Sequence[Issue]
    clocks: Mapping[ClockKind, Clock]
    is_unfinished: bool = False

    @property
    def undecided(self) -> list[int]:
        """Numbers of the issues that still need a finding."""
        if self.classification not in WITH_FINDINGS:
            return []
        return [issue.number for issue in self.issues if issue.finding is None]

    def running(self, *kinds: ClockKind) -> Clock | None:
        """The first of these clocks that exists and is neither met nor cancelled."""
        for kind in kinds:
            clock = self.clocks.get(kind)
            if clock and clock.met_on is None and not clock.cancelled:
                return clock
        return None


@dataclass(frozen=True)
class Refusal:
    """An action that is not possible yet, and why."""

    action: str
    because: str


@dataclass(frozen=True)
class Options:
    """What may be done with a case now; `primary` is what unblocks the next date."""

    actions: Sequence[str]
    not_yet: Sequence[Refusal]
    primary: str | None
    next_action: str


def next_owed(case: Standing) -> Clock | None:
    """The clock of the next date that is owed to somebody; None when nothing is.

    The date promised to the complainant comes before the council's own target: it is what they were told.
    """
    if not case.stage.is_open or case.stage is Stage.RESPONDED:
        return None
    return case.running(*ROUTE_CLOCKS, ClockKind.ACKNOWLEDGE, ClockKind.PROMISED, ClockKind.STAGE_1)


def derived_outcome(issues: Sequence[Issue]) -> Outcome | None:
    """The outcome of a complaint from its findings; None while one is missing.

    All upheld: upheld; none upheld: not upheld; else partially. Upheld only against a provider is an outcome
    of its own (Leicester 2023/24 §5.6). Issues without a finding to make do not weigh.
    """
    if not issues or any(issue.finding is None for issue in issues):
        return None
    weighed = [issue for issue in issues if issue.finding is not Finding.NO_FINDING]
    if not weighed:
        return Outcome.NO_FINDING
    fault = [issue for issue in weighed if issue.finding is not Finding.NOT_UPHELD]
    if not fault:
        return Outcome.NOT_UPHELD
    if all(issue.about is About.PROVIDER for issue in fault):
        return Outcome.UPHELD_NOT_COUNCIL
    if all(issue.finding is Finding.UPHELD for issue in weighed):
        return Outcome.UPHELD
    return Outcome.PARTIALLY_UPHELD


def closing_outcome(case: Standing) -> Outcome:
    """The outcome with which a case closes. Raises Conflict while it may not close."""
    require_option(case, "close")
    if case.classification not in WITH_FINDINGS:
        return Outcome.RESOLVED_INFORMALLY
    outcome = derived_outcome(case.issues)
    assert outcome is not None, "a complaint without all findings may not close"
    return outcome


def options(case: Standing) -> Options:
    """What may be done now, what not yet and why, and what comes first."""
    if case.stage is Stage.IMPORTED and case.is_unfinished:
        return Options(["adopt", "note"], [], "adopt", "Take it into today's work")
    if not case.stage.is_open:
        return Options(["note"], [], None, "Nothing more is owed")
    responded = case.stage is Stage.RESPONDED
    route = case.running(*ROUTE_CLOCKS) is not None
    unacknowledged = case.running(ClockKind.ACKNOWLEDGE) is not None
    missing = case.undecided
    actions: list[str] = []
    not_yet: list[Refusal] = []

    if route:
        actions.append("decide_route")
    if unacknowledged and not responded:
        actions.append("acknowledge")
    actions.append("allocate")
    if case.has_grades and not responded:
        actions.append("grade")
    if not responded:
        actions.append("add_issue")
    if case.issues and case.classification in WITH_FINDINGS:
        actions.append("record_finding")
    if not responded and not route:
        if missing:
            not_yet.append(Refusal("respond", _missing(missing)))
        else:
            actions.append("respond")
    if case.classification in WITH_FINDINGS and not responded:
        not_yet.append(Refusal("close", "no answer has been sent"))
    elif missing:
        not_yet.append(Refusal("close", _missing(missing)))
    elif route:
        not_yet.append(Refusal("close", "its route is not decided"))
    else:
        actions.append("close")
    actions += ["withdraw", "note"]

    primary, words = _first_step(case, route, unacknowledged, responded, missing)
    return Options(actions, not_yet, primary, words)


def require_option(case: Standing, action: str) -> None:
    """Raises Conflict with the reason when `action` is not possible as the case stands."""
    now = options(case)
    if action in now.actions:
        return
    because = next((refusal.because for refusal in now.not_yet if refusal.action == action), None)
    if because is None:
        because = "the case is closed" if not case.stage.is_open else "this case does not need it now"
    raise Conflict(f"Not yet: {because}.")


def require_dates(today: date, received_on: date, **days: date | None) -> None:
    """Acts lie between the receipt and today. Raises Unprocessable naming each field that does not."""
    wrong = [
        FieldError(
            f"/{name}",
            "This is in the future." if day > today else "This is before the contact was received.",
        )
        for name, day in days.items()
        if day and not received_on <= day <= today
    ]
    if wrong:
        raise Unprocessable("Some fields are wrong.", wrong)


def _missing(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"issue {numbers[0]} has no finding"
    listed = ", ".join(str(number) for number in numbers[:-1])
    return f"issues {listed} and {numbers[-1]} have no finding"


def _first_step(
    case: Standing, route: bool, unacknowledged: bool, responded: bool, missing: Sequence[int]
) -> tuple[str, str]:
    if route:
        return "decide_route", "Decide the route"
    if unacknowledged:
        return "acknowledge", "Acknowledge it"
    if not case.has_owner:
        return "allocate", "Give it an owner"
    if missing:
        return "record_finding", f"Record {len(missing)} more finding{'s' if len(missing) > 1 else ''}"
    if not responded and case.running(ClockKind.STAGE_1, ClockKind.PROMISED):
        return "respond", "Send the answer"
    return "close", "Close the case"
