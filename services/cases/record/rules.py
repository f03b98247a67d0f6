"""Decisions about a case: what is owed next, what may be done, what the outcome is. Pure functions over values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from kernel.calendar import in_words
from kernel.clocks import Clock, by_date
from kernel.days import ahead_mistake, past_mistake
from kernel.errors import Conflict, FieldError, Unprocessable
from kernel.procedures import When
from kernel.vocabulary import About, Act, Action, Basis, Classification, Finding, Outcome, OwedBy, Status
from kernel.words import TO_DO

NOT_ITS_OWN = {Basis.STATUTORY, Basis.OMBUDSMAN}
"""Limits that no council sets for itself."""
TEACHES = frozenset({Outcome.UPHELD, Outcome.PARTIALLY_UPHELD, Outcome.UPHELD_NOT_COUNCIL})
"""Outcomes with an upheld finding, whoever it is about: a case closes with one only once something was learned, or
somebody says why nothing was."""
FINDING_TEXTS = ("reason", "evidence", "standard", "noted")
"""What is written of a finding: what is said to the complainant, what it rests on, and what is for the file."""
STEPS_BEFORE_ANSWER = {
    Act.PANEL_MET: "the review panel has not met",
    Act.PANEL_REPORTED: "the panel's report has not been received",
}


class Done(NamedTuple):
    """Something that was done in a case, in words that end a sentence: "it was acknowledged"."""

    on: date
    words: str

    @property
    def began(self) -> str:
        """As the end of "This is before …"."""
        return f"{self.words} on {in_words(self.on)}"


@dataclass(frozen=True)
class Issue:
    number: int
    about: About
    finding: Finding | None


@dataclass(frozen=True)
class Way:
    """A further stage that the procedure leads to, and when."""

    to: str
    name: str
    when: frozenset[When]


@dataclass(frozen=True)
class Review:
    """Whether somebody signs the answer of the present stage, and how far that is.

    Attributes:
        level: that signs it, as the council's file calls it; None: the file names nobody.
        is_demanded: it is not sent unsigned.
        waits: it was put up, and is neither signed nor sent back.
        is_signed: as it stands. `is_void`: it was signed, and a finding or the level is another since.
    """

    level: str | None = None
    is_demanded: bool = False
    waits: bool = False
    is_signed: bool = False
    is_void: bool = False

    @property
    def holds_back(self) -> str | None:
        """Why the answer is not sent yet."""
        if self.waits:
            return f"it waits to be signed: {self.level}"
        if not self.is_demanded or self.is_signed:
            return None
        if self.is_void:
            return f"what was signed is another now, and it has to be signed anew: {self.level}"
        return f"it has to be signed first: {self.level}"


@dataclass(frozen=True)
class Owing:
    """What is owed in a case follows from how far it is and from its clocks alone."""

    status: Status
    clocks: Mapping[str, Clock]

    def owed(self, *ends: Act) -> list[Clock]:
        """Running clocks that the council has to meet by one of these acts, by their dates."""
        mine = [
            clock
            for clock in self.clocks.values()
            if clock.is_running
            and clock.due.limit.owed_by is OwedBy.COUNCIL
            and (not ends or clock.due.limit.ends in ends)
        ]
        return by_date(mine)


@dataclass(frozen=True)
class Part:
    """What a contributor still owes.

    Attributes:
        due_on: None: no calendar reaches that far yet.
        chased_on: when they were last reminded.
    """

    number: int
    due_on: date | None = None
    chased_on: date | None = None

    def is_to_chase(self, today: date) -> bool:
        """Whether it is late, and nobody reminded them today."""
        return self.due_on is not None and self.due_on < today and self.chased_on != today


@dataclass(frozen=True)
class Standing(Owing):
    """What the rules look at: where a case stands.

    Attributes:
        is_anonymised: its people were taken out.
        is_unfinished: an imported case of which its council recorded no end.
        ways: to further stages, from the present one.
        steps: what is still to be done in the present stage besides acknowledging and answering.
        can_extend: one of its clocks may be given a later date.
        can_reopen: its procedure lets an answered case be taken up again.
        review: how far the answer of the present stage is signed.
        awaits_consent: the person has not said yet whether they agree.
        is_held: it waits for something.
        is_settled: it ended because the complainant agreed to leave it there; no finding is made.
        may_settle: it is in its first stage, where it can be put right before it is looked into.
        is_refused: it is counted, but not looked into: no finding is made, and the answer is the notice.
        unanswered: numbers of requests that have no answer yet; `parts`: those of them that contributors owe.
    """

    classification: Classification
    has_owner: bool
    has_grades: bool
    issues: Sequence[Issue]
    is_anonymised: bool = False
    is_unfinished: bool = False
    ways: Sequence[Way] = ()
    steps: Sequence[Act] = ()
    can_extend: bool = False
    can_reopen: bool = False
    review: Review = Review()
    awaits_consent: bool = False
    is_held: bool = False
    is_refused: bool = False
    is_settled: bool = False
    may_settle: bool = False
    unanswered: Sequence[int] = ()
    parts: Sequence[Part] = ()

    @property
    def awaited(self) -> list[int]:
        """Numbers of the requests that contributors owe an answer to."""
        return [part.number for part in self.parts]

    @property
    def needs_answer(self) -> bool:
        """Whether it ends only once it was answered: a complaint, and what the Ombudsman asks."""
        return self.classification.is_complaint or self.classification is Classification.OMBUDSMAN_ENQUIRY

    @property
    def undecided(self) -> list[int]:
        """Numbers of the issues that still need a finding."""
        if not self.classification.is_complaint or self.is_refused or self.is_settled:
            return []
        return [issue.number for issue in self.issues if issue.finding is None]

    @property
    def limit(self) -> Clock | None:
        """The running limit of the law, or of the Ombudsman's Code, by which the council has to answer first."""
        return next((c for c in self.owed(Act.RESPONDED) if c.due.limit.basis in NOT_ITS_OWN), None)


@dataclass(frozen=True)
class Refusal:
    """An action that is not possible yet, and why."""

    action: Action
    because: str


@dataclass(frozen=True)
class Options:
    """What may be done with a case now; `primary` is what unblocks the next date."""

    actions: Sequence[Action]
    not_yet: Sequence[Refusal]
    primary: Action | None
    next_action: str


def options_on(case: Standing, today: date) -> Options:
    """The same on a day: a finding that waits for a contributor who is late is made once they were chased.

    On a day on which they were reminded it is again what comes first: perhaps it can be made without them.
    """
    now = options(case)
    if now.primary is not Action.RECORD_FINDING or Action.CHASE not in now.actions:
        return now
    if not any(part.is_to_chase(today) for part in case.parts):
        return now
    return replace(now, primary=Action.CHASE, next_action="Chase who is late")


def next_owed(case: Owing) -> Clock | None:
    """The clock of the next date that is owed to somebody; None when nothing is.

    First the route and the acknowledgement, then what is due first. The date promised to the complainant stands in
    for the council's own target: it is what they were told. What the Ombudsman asked is owed also after the end.
    """
    running = case.owed()
    if not case.status.is_open or case.status is Status.RESPONDED:
        return next((clock for clock in running if clock.due.limit.ends is Act.ANSWERED), None)
    if first := case.owed(Act.DECIDED) or case.owed(Act.ACKNOWLEDGED):
        return first[0]
    return next(iter(_as_told(running)), None)


def answer_owed(case: Owing) -> Clock | None:
    """The clock of the answer that is owed first, or of the decision on the route before it; None when none is.

    A promise stands in here too.
    """
    if not case.status.is_open or case.status is Status.RESPONDED:
        return None
    return next(iter(case.owed(Act.DECIDED) or _as_told(case.owed(Act.RESPONDED))), None)


def _as_told(running: Sequence[Clock]) -> list[Clock]:
    """Without the council's own target for an answer of which the complainant was told another date."""
    promised = any(clock.due.limit.basis is Basis.PROMISED for clock in running)
    return [
        clock
        for clock in running
        if not (promised and clock.due.limit.basis is Basis.LOCAL and clock.due.limit.ends is Act.RESPONDED)
    ]


def derived_outcome(issues: Sequence[Issue]) -> Outcome | None:
    """The outcome of a complaint from its findings; None while one is missing.

    All upheld: upheld; none upheld: not upheld; else partially. Upheld only against a provider, or another body,
    is an outcome of its own (Leicester 2023/24 §5.6). Issues without a finding to make do not weigh.
    """
    if not issues or any(issue.finding is None for issue in issues):
        return None
    weighed = [issue for issue in issues if issue.finding is not Finding.NO_FINDING]
    if not weighed:
        return Outcome.NO_FINDING
    fault = [issue for issue in weighed if issue.finding and issue.finding.is_fault]
    if not fault:
        return Outcome.NOT_UPHELD
    if all(issue.about is not About.COUNCIL for issue in fault):
        return Outcome.UPHELD_NOT_COUNCIL
    if all(issue.finding is Finding.UPHELD for issue in weighed):
        return Outcome.UPHELD
    return Outcome.PARTIALLY_UPHELD


def closing_outcome(case: Standing) -> Outcome:
    """The outcome with which a case closes. Raises Conflict while it may not close."""
    require_option(case, Action.CLOSE)
    outcome = ended_outcome(case)
    assert outcome is not None, "a complaint without all findings may not close"
    return outcome


def answered_outcome(case: Standing) -> Outcome | None:
    """What a stage is answered with: a notice of refusal, or its findings; None for what has none to make."""
    return Outcome.REFUSED if case.is_refused else derived_outcome(case.issues)


def ended_outcome(case: Standing) -> Outcome | None:
    """The outcome of a case that has closed; None while a complaint has an issue without a finding."""
    if case.is_refused:
        return Outcome.REFUSED
    if case.classification is Classification.OMBUDSMAN_ENQUIRY:
        return Outcome.ANSWERED
    if not case.classification.is_complaint or case.is_settled:
        return Outcome.RESOLVED_INFORMALLY
    return derived_outcome(case.issues)


def options(case: Standing) -> Options:
    """What may be done now, what not yet and why, and what comes first."""
    if case.is_anonymised:
        return Options([], [], None, "The people were taken out")
    if case.status is Status.IMPORTED and case.is_unfinished and case.classification.opens_case:
        return Options([Action.ADOPT, Action.NOTE], [], Action.ADOPT, "Take it into today's work")
    if not case.status.is_open:
        ended: list[Action] = []
        if case.status is Status.CLOSED:
            _further_stages(case, ended, [])
        if case.status is Status.WITHDRAWN or (case.is_settled and Action.REOPEN not in ended):
            ended.append(Action.REOPEN)
        if case.status is not Status.IMPORTED:
            ended += _always(case)
            ended += [Action.CHANGE_ISSUE] if case.issues else []
        owed = next_owed(case)
        primary, words = (Action.RECORD_ANSWER, ANSWER_OMBUDSMAN) if owed else (None, "Nothing more is owed")
        return Options([*ended, Action.NOTE], [], primary, words)
    responded = case.status is Status.RESPONDED
    route = bool(case.owed(Act.DECIDED))
    unacknowledged = bool(case.owed(Act.ACKNOWLEDGED))
    missing = case.undecided
    actions: list[Action] = []
    not_yet: list[Refusal] = []

    if route:
        actions.append(Action.DECIDE_ROUTE)
    if unacknowledged and not responded:
        actions.append(Action.ACKNOWLEDGE)
    if case.awaits_consent and not responded:
        actions.append(Action.SETTLE_CONSENT)
    actions.append(Action.ALLOCATE)
    if case.has_grades and not responded:
        actions.append(Action.GRADE)
    if not responded:
        actions.append(Action.ADD_ISSUE)
    if case.issues and case.classification.is_complaint:
        actions.append(Action.RECORD_FINDING)
    if case.steps and not responded:
        actions.append(Action.TAKE_STEP)
    if not responded and not route:
        if missing:
            not_yet.append(Refusal(Action.RESPOND, _missing(missing)))
        elif case.steps:
            not_yet.append(Refusal(Action.RESPOND, STEPS_BEFORE_ANSWER[case.steps[0]]))
        else:
            _reviewed_answer(case.review, actions, not_yet)
    _further_stages(case, actions, not_yet)
    if case.needs_answer and not responded:
        not_yet.append(Refusal(Action.CLOSE, "no answer has been sent"))
    elif missing:
        not_yet.append(Refusal(Action.CLOSE, _missing(missing)))
    elif route:
        not_yet.append(Refusal(Action.CLOSE, "its route is not decided"))
    else:
        actions.append(Action.CLOSE)
    if not responded:
        if case.may_settle and not (route or unacknowledged):
            actions.append(Action.SETTLE)
        if case.can_extend:
            actions.append(Action.EXTEND)
        actions += [Action.END_HOLD if case.is_held else Action.HOLD, Action.ASK]
        if case.awaited:
            actions.append(Action.CHASE)
        if case.classification.is_complaint and not unacknowledged:
            actions.append(Action.HOLDING_REPLY)
    actions += _always(case)
    if case.issues:
        actions.append(Action.CHANGE_ISSUE)
    actions += [Action.WITHDRAW, Action.NOTE]

    primary, words = _first_step(case, route, unacknowledged, responded, missing)
    return Options(actions, not_yet, primary, words)


def _reviewed_answer(review: Review, actions: list[Action], not_yet: list[Refusal]) -> None:
    """An answer that could be sent, were it not for somebody who signs it."""
    if review.waits:
        actions += [Action.SIGN, Action.SEND_BACK]
    elif review.level and not review.is_signed:
        actions.append(Action.PUT_UP)
    if because := review.holds_back:
        not_yet.append(Refusal(Action.RESPOND, because))
    else:
        actions.append(Action.RESPOND)


def _further_stages(case: Standing, actions: list[Action], not_yet: list[Refusal]) -> None:
    """Going on to a further stage, and taking up an answered case again."""
    answered = case.status in {Status.RESPONDED, Status.CLOSED}
    if any(answered or way.when & {When.LIMIT_PASSED, When.AGREED} for way in case.ways):
        actions.append(Action.ESCALATE)
    elif case.ways:
        not_yet.append(Refusal(Action.ESCALATE, "this stage has not been answered"))
    if case.can_reopen and answered and not case.is_refused:  # a refusal is taken back on the contact
        actions.append(Action.REOPEN)


def stage_referred_to(ways: Sequence[Way], reopening: str | None, present: str) -> str:
    """The stage that begins when the Ombudsman refers back what was answered.

    The next one that an answer leads to; else the one of a case that is taken up again; else the present one anew.
    """
    following = next((way.to for way in ways if When.ANSWERED in way.when), None)
    return following or reopening or present


def _always(case: Standing) -> list[Action]:
    """What is possible whatever the stage: the Ombudsman asks, somebody answers, a slip is put right."""
    actions = [Action.RECORD_OMBUDSMAN_ENQUIRY] if case.classification.is_complaint else []
    if case.unanswered:
        actions += [Action.RECORD_ANSWER, Action.WITHDRAW_REQUEST]
    return [*actions, Action.CORRECT_RECEIPT, Action.CORRECT]


OWN_CASE = "its procedure has cases closed by somebody who neither owned them nor found on them"
ENDING = {Action.CLOSE, Action.SETTLE, Action.WITHDRAW}
"""What closes a case: where a second person has to, it is by none of these that its owner goes without one."""


def require_closed_by(subject: str, not_closed_by: Iterable[str]) -> None:
    """Raises Conflict for somebody whose own case it is, where its procedure asks for a second person."""
    if subject in not_closed_by:
        raise Conflict(f"Not yet: {OWN_CASE}.")


OWN_ANSWER = "its procedure has answers signed by somebody who did not prepare them"


ANOTHERS = "this stage is for somebody who did not deal with an earlier one"


def require_for(subject: str, not_for: Iterable[str]) -> None:
    """Raises Conflict for somebody who dealt with an earlier stage, where the present one is for another."""
    if subject in not_for:
        raise Conflict(f"Not yet: {ANOTHERS}.")


def require_option(case: Standing, action: Action) -> None:
    """Raises Conflict with the reason when `action` is not possible as the case stands."""
    now = options(case)
    if action in now.actions:
        return
    because = next((refusal.because for refusal in now.not_yet if refusal.action == action), None)
    if because is None:
        because = "the case is closed" if not case.status.is_open else "this case does not need it now"
    raise Conflict(f"Not yet: {because}.")


def require_dates(today: date, first: date, begun: str = "the contact was received", **days: date | None) -> None:
    """Acts lie between what began and today. Raises Unprocessable naming each field that does not."""
    _refuse_wrong(
        FieldError(f"/{name}", why)
        for name, day in days.items()
        if day and (why := past_mistake(day, today, first, begun))
    )


def require_ahead(
    case: Standing | None, today: date, beyond_limit_reason: str | None, **days: date | None
) -> None:
    """What is to come lies within two years, and within the limit of the law or the Ombudsman's Code that runs.

    A day beyond that limit may be meant: it is asked again, and taken when a reason says so. The council's own
    target is no such limit: a date that was given to the complainant stands in for it.

    Args:
        case: whose limit runs; None: no limit of the case holds for it.

    Raises Unprocessable naming each day that lies beyond, the limit and its source.
    """
    given = {name: day for name, day in days.items() if day}
    _refuse_wrong(FieldError(f"/{name}", why) for name, day in given.items() if (why := ahead_mistake(day, today)))
    limit = case.limit if case else None
    if limit is None or limit.on is None or beyond_limit_reason:
        return
    told = f"This is beyond the {limit.due.limit.name.lower()} of {in_words(limit.on)} ({limit.due.limit.source})."
    if beyond := [FieldError(f"/{name}", told) for name, day in given.items() if day > limit.on]:
        ask = FieldError("/beyond_limit_reason", "Say why it is so late, or give an earlier day.")
        raise Unprocessable(f"{told} Is that what is meant?", [*beyond, ask])


def require_open(done_on: date | None, dropped_because: str | None) -> None:
    """Something that follows an answer is still to be done. Raises Conflict that says what became of it."""
    if done_on:
        raise Conflict("It was done already.")
    if dropped_because is not None:
        raise Conflict("It was recorded already that it does not go ahead.")


def _refuse_wrong(found: Iterable[FieldError]) -> None:
    if wrong := list(found):
        raise Unprocessable("Some fields are wrong.", wrong)


ANSWER_OMBUDSMAN = "Answer the Ombudsman"


def _missing(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"issue {numbers[0]} has no finding"
    listed = ", ".join(str(number) for number in numbers[:-1])
    return f"issues {listed} and {numbers[-1]} have no finding"


def _first_step(
    case: Standing, route: bool, unacknowledged: bool, responded: bool, missing: Sequence[int]
) -> tuple[Action, str]:
    if route:
        return Action.DECIDE_ROUTE, "Decide the route"
    if unacknowledged:
        return Action.ACKNOWLEDGE, "Acknowledge it"
    if not case.has_owner:
        return Action.ALLOCATE, "Give it an owner"
    if (owed := next_owed(case)) and owed.due.limit.ends is Act.ANSWERED:
        return Action.RECORD_ANSWER, ANSWER_OMBUDSMAN
    if case.awaits_consent and not responded:
        return Action.SETTLE_CONSENT, TO_DO[Act.CONSENT_SETTLED]
    if case.steps and not responded:
        return Action.TAKE_STEP, TO_DO[case.steps[0]]
    if missing:
        return Action.RECORD_FINDING, f"Record {len(missing)} more finding{'s' if len(missing) > 1 else ''}"
    if not responded and case.owed(Act.RESPONDED):
        if case.review.waits:
            return Action.SIGN, "Sign the answer"
        if case.review.holds_back:
            return Action.PUT_UP, "Put the answer up for review"
        return Action.RESPOND, "Send the answer"
    return Action.CLOSE, "Close the case"
