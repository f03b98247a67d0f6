"""What the Ombudsman did, in sentences."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from cases.ombudsman import rules
from cases.record.telling import Said, Sentences, Texts, day, sentences
from cases.remedies.rules import pounds
from kernel.events import AgreedRemedyRecord, OmbudsmanChanged, OmbudsmanRecord
from kernel.vocabulary import OmbudsmanAct
from kernel.words import OMBUDSMAN_ACTS, OMBUDSMAN_BODIES, WORDS, in_sentence

NAMES = {
    "body": "Ombudsman",
    "reference": "Its reference",
    "received_on": "Day on which we heard of it",
    "formal_investigation": "Formal investigation",
    "draft_on": "Draft decision of",
    "draft_decision": "Draft decision",
    "comments_due_on": "Comments due by",
    "commented_on": "Commented on",
    "decided_on": "Decided on",
    "decision": "Decision",
    "grounds": "Reason",
    "public_report": "Public report",
    "mistaken": "Recorded by mistake",
    "came_back_on": "Came back on",
    "pence": "Sum",
    "due_on": "Due on",
    "done_on": "Done on",
    "struck": "Struck off",
}


def changed(event: OmbudsmanChanged, texts: Texts) -> Said:
    now = next(each for each in event.ombudsman if each.number == event.number)
    title = OMBUDSMAN_ACTS[event.act]
    match event.act:
        case OmbudsmanAct.RECORDED:
            number = f"Its reference is {now.reference}." if now.reference else None
            return Said(title, sentences(f"{OMBUDSMAN_BODIES[now.body]}.", number))
        case OmbudsmanAct.DRAFTED:
            due = f"Comments are due by {day(now.comments_due_on)}." if now.comments_due_on else None
            return Said(f"{title}: {_word(now.draft_decision)}", due)
        case OmbudsmanAct.DECIDED:
            grounds = f"{_value(now.grounds)}." if now.grounds else None
            return Said(f"{title}: {_word(now.decision)}", sentences(grounds, _report(now)))
        case OmbudsmanAct.REMEDY_AGREED:
            remedy = now.remedies[-1]
            of = f" of {pounds(remedy.pence)}" if remedy.pence else ""
            due = f"Due on {day(remedy.due_on)}." if remedy.due_on and not remedy.done_on else None
            return Said(f"{title}{of}", sentences(due, *_done(event.before, now)))
        case OmbudsmanAct.REMEDY_DONE:
            return Said(title, sentences(*_done(event.before, now)))
        case OmbudsmanAct.REMEDY_STRUCK if event.before:
            return Said(title, sentences(*_struck(rules.struck_off(event.before, now))))
        case OmbudsmanAct.CHANGED if event.before:
            return Said(title, sentences(*_differences(event.before, now)))
        case _:
            return Said(title)


def _report(now: OmbudsmanRecord) -> str | None:
    return "It is a public report." if now.public_report else None


def _done(before: OmbudsmanRecord | None, now: OmbudsmanRecord) -> Iterator[str]:
    earlier = {remedy.number: remedy for remedy in before.remedies} if before else {}
    for remedy in now.remedies:
        was = earlier.get(remedy.number)
        if remedy.done_on and (was is None or was.done_on is None):
            late = remedy.due_on if remedy.due_on and remedy.done_on > remedy.due_on else None
            yield f"Done on {day(remedy.done_on)}{f', due on {day(late)}' if late else ''}."


def _struck(remedies: Iterable[AgreedRemedyRecord]) -> Iterator[str]:
    for remedy in remedies:
        if remedy.pence:
            yield f"It was {pounds(remedy.pence)}."
        if remedy.due_on and remedy.done_on is None:
            yield f"It was due on {day(remedy.due_on)}."


def _differences(before: OmbudsmanRecord, now: OmbudsmanRecord) -> Iterator[str]:
    """One sentence for everything that is another now, with what it was."""
    yield from _between(before, now)
    for was, remedy in zip(before.remedies, now.remedies, strict=False):
        yield from _between(was, remedy)


def _between(
    before: OmbudsmanRecord | AgreedRemedyRecord, now: OmbudsmanRecord | AgreedRemedyRecord
) -> Iterator[str]:
    for name, called in NAMES.items():
        was, is_now = getattr(before, name, None), getattr(now, name, None)
        if was != is_now:
            yield f"{called}: {_value(is_now, name)}; it was {_value(was, name)}."


def _word(code: StrEnum | None) -> str:
    return in_sentence(_value(code))


def _value(value: object, name: str = "") -> str:
    match value:
        case None:
            return "not recorded"
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return WORDS[type(value)][value]
        case date():
            return day(value)
        case int() if name == "pence":
            return pounds(value)
        case _:
            return str(value)


SENTENCES: Sentences = {OmbudsmanChanged: changed}
