"""What has happened to a case, as the file of its complainant could show it: no names, nothing that anybody wrote.

A date that moved says why in the words of a code: what an officer wrote may name somebody else. Which events
are told is a list of those that may be; a test holds that every other one was left out on purpose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from cases.record.telling import Said, Sentences, Texts, day, sentences
from cases.timeline.words import SENTENCES
from kernel.events import (
    AdvocacyTold,
    AnswerPromised,
    CaseAcknowledged,
    CaseClosed,
    CaseCorrected,
    CaseEvent,
    CaseHeld,
    CaseOpened,
    CaseReclassified,
    CaseReopened,
    CaseSettled,
    CaseWithdrawn,
    ClockExtended,
    ClocksMoved,
    ConsentSettled,
    FindingRecorded,
    HoldEnded,
    HoldingReplySent,
    IssueAdded,
    JointChanged,
    OmbudsmanChanged,
    PartEvent,
    PlanMade,
    ReceiptCorrected,
    RemedyChanged,
    RemedyRecord,
    RequestAnswered,
    RequestMade,
    RequestWithdrawn,
    ResponseIssued,
    StageEscalated,
    StepTaken,
)
from kernel.vocabulary import Method, OwedBy, RemedyAct, Slip
from kernel.words import LATE_REASONS, METHODS, in_sentence

STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em}"
    "th{text-align:left;vertical-align:top;white-space:nowrap;padding:.4em 1.5em .4em 0;font-weight:normal}"
    "td{padding:.4em 0}tr{break-inside:avoid}"
    "@media(max-width:30em){th,td{display:block;padding:0}td{padding-bottom:.8em}}"
)


@dataclass(frozen=True)
class Line:
    """What happened on a local date."""

    on: date
    said: Said


@dataclass(frozen=True)
class History:
    """A case's history. `what`: its class in words, with its article; `lines`: the oldest first."""

    council: str
    ref: str
    what: str
    received_on: date
    today: date
    lines: Sequence[Line]


def bare(texts: Texts) -> Texts:
    """Without what anybody wrote, and without whoever did something."""
    return replace(texts, names={}, notes={}, extensions={}, holds={}, requests={})


def told(event: CaseEvent | PartEvent, texts: Texts) -> Said | None:
    """How an event is told to the complainant; None: it is not. `texts` are bare."""
    if isinstance(event, RemedyChanged) and (_remedy_of(event).to_be_agreed or event.changed_hands):
        return None
    if isinstance(event, CaseCorrected) and event.what is Slip.LATE_TOLD:
        return None
    tell = FOR_THE_COMPLAINANT.get(type(event))
    return tell(event, texts) if tell else None


def as_text(history: History) -> str:
    lines = [f"{day(line.on)}: {_in_one(line.said)}" for line in history.lines]
    return "\n".join([_title(history), _about(history), "", *lines, ""])


def as_page(history: History) -> str:
    """One page of HTML that stands for itself, to read, to print or to save."""
    rows = "\n".join(
        f'<tr><th scope="row">{day(line.on)}</th><td>{escape(_in_one(line.said))}</td></tr>'
        for line in history.lines
    )
    title = escape(_title(history))
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n<p>{escape(_about(history))}</p>\n"
        f"<table>\n{rows}\n</table>\n</body>\n</html>\n"
    )


def _title(history: History) -> str:
    return f"What has happened: {history.ref}"


def _about(history: History) -> str:
    received = f"{history.what[:1].upper()}{history.what[1:]}, received on {day(history.received_on)}"
    return f"{history.council}. {received}. As it stood on {day(history.today)}."


def _in_one(said: Said) -> str:
    return f"{said.title}. {said.detail}" if said.detail else f"{said.title}."


def _answered(event: ResponseIssued, texts: Texts) -> Said:
    stage = event.case.stages[-1] if event.case.stages else None
    late = f"Late: {in_sentence(LATE_REASONS[stage.late_because])}." if stage and stage.late_because else None
    days = event.case.response_days
    after = f"After {days} working days." if days is not None else None
    return Said(f"Answer sent {in_sentence(METHODS[Method(event.method)])}", sentences(after, late))


def _asked(event: RequestMade, texts: Texts) -> Said:
    if event.who is OwedBy.COUNCIL:
        return Said("The Ombudsman asked us for something")
    return Said("We asked others for their part")


def _replied(event: RequestAnswered, texts: Texts) -> Said:
    if event.who is OwedBy.COUNCIL:
        return Said("We answered the Ombudsman")
    return Said("We were given what we had asked for")


def _withdrawn(event: RequestWithdrawn, texts: Texts) -> Said:
    if event.note is None:
        return Said("The Ombudsman has decided, and needs no more of what it had asked")
    if event.who is OwedBy.COUNCIL:
        return Said("The Ombudsman withdrew what it had asked")
    return Said("We needed others’ part no more")


def _remedy_of(event: RemedyChanged) -> RemedyRecord:
    return next(each for each in event.remedies if each.number == event.number)


def _remedy(event: RemedyChanged, texts: Texts) -> Said:
    """A sum that a second person had to agree to is a remedy from then on; who did is no part of the file."""
    act = RemedyAct.RECORDED if event.act is RemedyAct.AGREED else event.act
    return SENTENCES[RemedyChanged](event.model_copy(update={"act": act}), texts)


AS_ON_THE_CASE = (
    CaseOpened,
    CaseReclassified,
    ConsentSettled,
    AdvocacyTold,
    CaseAcknowledged,
    PlanMade,
    AnswerPromised,
    IssueAdded,
    FindingRecorded,
    HoldingReplySent,
    StepTaken,
    StageEscalated,
    CaseReopened,
    ClockExtended,
    CaseHeld,
    HoldEnded,
    ClocksMoved,
    ReceiptCorrected,
    CaseCorrected,
    JointChanged,
    OmbudsmanChanged,
    CaseSettled,
    CaseWithdrawn,
    CaseClosed,
)
"""What is told in the sentences of the case's page, without what anybody wrote."""
FOR_THE_COMPLAINANT: Sentences = {
    **{kind: SENTENCES[kind] for kind in AS_ON_THE_CASE},
    ResponseIssued: _answered,
    RequestMade: _asked,
    RequestAnswered: _replied,
    RequestWithdrawn: _withdrawn,
    RemedyChanged: _remedy,
}
"""All that is told; the rest is the council's own work: notes, tasks, who had it, who was told that it is late."""
