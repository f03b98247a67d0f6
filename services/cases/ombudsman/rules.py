"""Where a case of the Ombudsman stands, what the council owes in it, and what cannot be. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kernel.errors import FieldError
from kernel.events import (
    AgreedRemedyRecord,
    CaseCorrected,
    CaseReopened,
    CaseSettled,
    CaseWithdrawn,
    Event,
    OmbudsmanChanged,
    OmbudsmanRecord,
)
from kernel.vocabulary import OmbudsmanAct as Act
from kernel.vocabulary import OmbudsmanBody, OmbudsmanStanding, Slip
from kernel.vocabulary import OmbudsmanDecision as Decision
from kernel.vocabulary import OmbudsmanReason as Reason
from kernel.words import OMBUDSMAN_DECISIONS, OMBUDSMAN_REASONS, in_sentence


@dataclass
class CameOf:
    """What came of the decisions of one case of the Ombudsman.

    Attributes:
        taken_up_on: the day on which the council's case was taken up again, as it was referred back; None: it was
            not, or is so no more.
        stage: number of the stage in which it is since then.
        agreed_with: the decision with which each remedy was agreed, by its number.
    """

    taken_up_on: date | None = None
    stage: int | None = None
    agreed_with: dict[int, Decision | None] = field(default_factory=dict)


REASONS: Mapping[Decision, frozenset[Reason]] = {
    Decision.UPHELD: frozenset({Reason.FAULT_AND_INJUSTICE, Reason.FAULT_NO_INJUSTICE, Reason.ALREADY_REMEDIED}),
    Decision.NOT_UPHELD: frozenset({Reason.NO_FAULT, Reason.NO_FURTHER_ACTION}),
    Decision.CLOSED_AFTER_INITIAL_ENQUIRIES: frozenset({Reason.NO_FURTHER_ACTION, Reason.OUT_OF_JURISDICTION}),
    Decision.REFERRED_BACK: frozenset({Reason.PREMATURE}),
    Decision.OUTSIDE_JURISDICTION: frozenset({Reason.OUT_OF_JURISDICTION}),
}
"""Which reasons a decision may have; one that is not named here has none."""
NOT_INVESTIGATED = frozenset({Decision.REFERRED_BACK, Decision.INCOMPLETE_OR_INVALID, Decision.ADVICE_GIVEN})
"""Decisions before any investigation."""

ORDER = (
    ("received_on", "draft_on"),
    ("draft_on", "comments_due_on"),
    ("draft_on", "commented_on"),
    ("received_on", "decided_on"),
    ("draft_on", "decided_on"),
    ("decided_on", "came_back_on"),
    ("decided_on", "due_on"),
    ("decided_on", "done_on"),
)
"""Days that follow each other, or are the same."""
HAPPENED = {
    "received_on": "the council heard of it",
    "draft_on": "the draft decision came",
    "comments_due_on": "comments were due",
    "commented_on": "it was commented on",
    "decided_on": "the Ombudsman decided",
    "came_back_on": "it came back to the council",
    "due_on": "a remedy is due",
    "done_on": "a remedy was done",
}


def standing(case: OmbudsmanRecord) -> OmbudsmanStanding:
    if case.mistaken:
        return OmbudsmanStanding.MISTAKEN
    if case.decision is None:
        return OmbudsmanStanding.DRAFTED if case.draft_on else OmbudsmanStanding.BEGUN
    return OmbudsmanStanding.REMEDIES_OWED if _owed(case) else OmbudsmanStanding.DECIDED


def is_open(case: OmbudsmanRecord) -> bool:
    return standing(case) not in {OmbudsmanStanding.DECIDED, OmbudsmanStanding.MISTAKEN}


def comments_owed(case: OmbudsmanRecord) -> date | None:
    """By when the draft may be commented on; None once it was, or the decision is there."""
    return None if case.commented_on or case.decision else case.comments_due_on


def next_due(case: OmbudsmanRecord) -> date | None:
    """The first date that the council owes: for comments on the draft, or of a remedy."""
    if case.mistaken:
        return None
    days = [comments_owed(case), *(remedy.due_on for remedy in _owed(case))]
    return min((day for day in days if day), default=None)


def recommendations_met_on(case: OmbudsmanRecord) -> date | None:
    """The day on which the last remedy was done; None while one is open, or where none was agreed."""
    done = [remedy.done_on for remedy in _standing(case) if remedy.done_on]
    return max(done) if done and not _owed(case) else None


def came_back_on(case: OmbudsmanRecord) -> date | None:
    """The day on which the Ombudsman's referral reached the council; None: it referred nothing back."""
    return (case.came_back_on or case.decided_on) if case.decision is Decision.REFERRED_BACK else None


def all_decided_on(cases: Iterable[OmbudsmanRecord]) -> date | None:
    """The day of the last decision: what was asked by then is needed no more. None while any case is undecided."""
    days = [case.decided_on for case in cases if not case.mistaken]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def came_of(events: Iterable[Event]) -> dict[int, CameOf]:
    """What came of each case of the Ombudsman by its number, from all events of the council's case in their order.

    A case is taken up with the decision that refers it back: that is told right before.
    """
    found: dict[int, CameOf] = {}
    last = CameOf()
    for event in events:
        match event:
            case OmbudsmanChanged():
                now = next(each for each in event.ombudsman if each.number == event.number)
                last = found.setdefault(event.number, CameOf())
                for remedy in now.remedies:
                    last.agreed_with.setdefault(remedy.number, now.decision)
            case CaseReopened(referred_back=True):
                last.taken_up_on, last.stage = event.occurred_on, event.case.stages[-1].number
            case CaseCorrected(what=Slip.STAGE_REQUEST, after=None):
                _gone(came for came in found.values() if came.stage == event.number)
            case CaseCorrected(what=Slip.STAGE_REQUEST, number=stage, before=before, after=after):
                for came in found.values():
                    if (came.stage, came.taken_up_on) == (stage, before):
                        came.taken_up_on = after
            case CaseWithdrawn() | CaseSettled():
                _gone(found.values())
    return found


def _gone(some: Iterable[CameOf]) -> None:
    for came in some:
        came.taken_up_on = came.stage = None


def still_taken_up_on(case: OmbudsmanRecord, came: CameOf) -> date | None:
    """Since when the case is taken up by a referral that is none, or was on another day; None: by none such."""
    referred_on = None if case.mistaken else came_back_on(case)
    return came.taken_up_on if came.taken_up_on != referred_on else None


def is_of_earlier(case: OmbudsmanRecord, remedy: int, came: CameOf) -> bool:
    """Whether a remedy was agreed with a decision that is another now, or none."""
    return case.mistaken or came.agreed_with.get(remedy, case.decision) != case.decision


def is_late(case: OmbudsmanRecord, remedy: AgreedRemedyRecord, today: date) -> bool:
    """Whether a remedy is owed and its date has passed."""
    return not case.mistaken and remedy in _owed(case) and remedy.due_on is not None and remedy.due_on < today


def on_time(remedy: AgreedRemedyRecord) -> bool | None:
    """Whether it was done by its date; None while it is open, where no date was agreed, or for one struck off."""
    if remedy.struck or remedy.done_on is None or remedy.due_on is None:
        return None
    return remedy.done_on <= remedy.due_on


def act_of(before: OmbudsmanRecord | None, now: OmbudsmanRecord) -> Act:
    """What happened between two states of a case."""
    if before is None:
        return Act.RECORDED
    if now.mistaken and not before.mistaken:
        return Act.MISTAKEN
    if now.decision and before.decision is None:
        return Act.DECIDED
    if now.draft_on and before.draft_on is None:
        return Act.DRAFTED
    if now.commented_on and before.commented_on is None:
        return Act.COMMENTED
    if len(now.remedies) > len(before.remedies):
        return Act.REMEDY_AGREED
    if struck_off(before, now):
        return Act.REMEDY_STRUCK
    return Act.REMEDY_DONE if len(_owed(now)) < len(_owed(before)) else Act.CHANGED


def mistakes(case: OmbudsmanRecord, given: Collection[str]) -> Iterator[FieldError]:
    """What of a case cannot be, by the fields that were `given`: days out of order, a reason of another decision.

    The days of remedies are those of the first one that is due, or was done.
    """
    days: dict[str, date | None] = {name: getattr(case, name, None) for name in HAPPENED}
    for name in ("due_on", "done_on"):
        days[name] = min((day for remedy in _standing(case) if (day := getattr(remedy, name))), default=None)
    for first, later in ORDER:
        before, after = days[first], days[later]
        if before is None or after is None or before <= after:
            continue
        if later in given:
            yield FieldError(f"/{later}", f"This is before {HAPPENED[first]}.")
        elif first in given:
            yield FieldError(f"/{first}", f"This is after {HAPPENED[later]}.")
    if case.decision is None:
        return
    name = in_sentence(OMBUDSMAN_DECISIONS[case.decision])
    if "grounds" in given and case.grounds and case.grounds not in REASONS.get(case.decision, ()):
        reason = in_sentence(OMBUDSMAN_REASONS[case.grounds])
        yield FieldError("/grounds", f"“{reason}” is no reason for “{name}”.")
    if "came_back_on" in given and case.came_back_on and case.decision is not Decision.REFERRED_BACK:
        yield FieldError("/came_back_on", "Only what is referred back comes back.")
    fields = [field for field in ("decision", "formal_investigation") if field in given]
    if fields and case.formal_investigation and case.decision in NOT_INVESTIGATED:
        yield FieldError(f"/{fields[0]}", f"What was investigated formally does not end as “{name}”.")


def same_case(body: OmbudsmanBody, reference: str | None, others: Iterable[OmbudsmanRecord]) -> int | None:
    """The number of the case that this is, by the Ombudsman and its reference without blanks; None: of none."""
    key = key_of(reference)
    same = (each.number for each in others if key and (each.body, key_of(each.reference)) == (body, key))
    return next(same, None)


def key_of(reference: str | None) -> str:
    """The Ombudsman's reference without blanks."""
    return "".join((reference or "").split())


def struck_off(before: OmbudsmanRecord, now: OmbudsmanRecord) -> list[AgreedRemedyRecord]:
    """The remedies that were struck off between two states of a case."""
    stood = {remedy.number for remedy in _standing(before)}
    return [remedy for remedy in now.remedies if remedy.struck and remedy.number in stood]


def _standing(case: OmbudsmanRecord) -> list[AgreedRemedyRecord]:
    return [remedy for remedy in case.remedies if not remedy.struck]


def _owed(case: OmbudsmanRecord) -> list[AgreedRemedyRecord]:
    return [remedy for remedy in _standing(case) if remedy.done_on is None]
