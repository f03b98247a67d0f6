"""What of a joint complaint cannot be, what may be shared, and what happened to it. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from kernel.calendar import in_words
from kernel.errors import FieldError
from kernel.events import JointPartRecord, JointRecord, JointStep
from kernel.normal_forms import plain
from kernel.procedures import JointBody
from kernel.vocabulary import JointAct, ShareConsent, TransferWay

LEADS = ("lead", "communication", "answer_from")
CONSENT_ACTS = {
    ShareConsent.NOT_NEEDED: JointAct.CONSENT_NOT_NEEDED,
    ShareConsent.ASKED: JointAct.CONSENT_ASKED,
    ShareConsent.GIVEN: JointAct.CONSENT_GIVEN,
    ShareConsent.REFUSED: JointAct.CONSENT_REFUSED,
}
SETTLED = {ShareConsent.GIVEN, ShareConsent.REFUSED}
MAY_SHARE = {ShareConsent.GIVEN, ShareConsent.NOT_NEEDED}


def missing_to_share(part: JointPartRecord) -> str | None:
    """What is missing before a body may be told what the complaint is, and whose it is; None: nothing is."""
    whose = "The consent of the person whose care it is about, or of who may decide for them, is missing"
    match part.consent:
        case None:
            return f"{whose}: nobody has asked for it."
        case ShareConsent.ASKED:
            on = f" on {in_words(part.consent_asked_on)}" if part.consent_asked_on else ""
            return f"{whose}: it was asked for{on}, and not given so far."
        case ShareConsent.REFUSED:
            on = f" on {in_words(part.consent_settled_on)}" if part.consent_settled_on else ""
            return f"{whose}: it was refused{on}."
        case _:
            return None


def named_in(text: str, bodies: Sequence[JointBody]) -> list[JointBody]:
    """The bodies that a text names by code, by name or as they are also called, however it is written.

    A longer name is looked for first, and its words name no other body.
    """
    left = plain(text)
    letters = left.replace(" ", "")
    names = [(plain(name), body) for body in bodies for name in body.names]
    found: list[JointBody] = []
    for name, body in sorted(names, key=lambda one: -len(one[0])):
        left, times = re.subn(rf"\b{name.replace(' ', ' ?')}\b", "", left)
        if (times or name.replace(" ", "") == letters) and body not in found:
            found.append(body)
    return found


def not_asked_because(body: JointBody, joint: JointRecord) -> str | None:
    """Why a body cannot be asked for anything in a complaint; None: it can be."""
    part = next((part for part in joint.bodies if part.body == body.code), None)
    if part is None:
        return f"{body.name} takes no part in this complaint so far. Record it under Joint complaint first."
    missing = missing_to_share(part)
    return f"Nothing may be shared with {body.name} yet. {missing}" if missing else None


def asked_early_because(body: JointBody, joint: JointRecord, asked_on: date) -> str | None:
    """Why a body was not asked on a day on which the person had not agreed yet; None: it was."""
    settled = [part.consent_settled_on for part in joint.bodies if part.body == body.code]
    early = any(on and asked_on < on for on in settled)
    return "This is before the person agreed that it is shared." if early else None


def shared_without(before: JointRecord, now: JointRecord) -> tuple[str, str] | None:
    """The first body that would be told something without consent, and what is missing; None: no body would.

    What was shared while there was consent stays so, also once that is taken back.
    """
    told_before = {part.body for part in before.bodies if part.asked_on}
    for part in now.bodies:
        asked = part.asked_on and part.body not in told_before
        sent = now.transfer_way is TransferWay.SENT and now.transfer_body == part.body
        sent_before = before.transfer_way is TransferWay.SENT and before.transfer_body == part.body
        if (asked or (sent and not sent_before)) and (missing := missing_to_share(part)):
            return part.body, missing
    return None


def alone_mistakes(before: Collection[str], now: Collection[str], because: str | None) -> Iterator[FieldError]:
    """What is wrong with a complaint that the council answers alone from now on, or not alone with a reason why.

    Args:
        before, now: codes of the bodies that took part, and that take part.
    """
    if now and because:
        yield FieldError("/not_joint_because", "Only where nobody takes part any more is there a reason.")
    if not now and not before:
        yield FieldError("/bodies", "Say who takes part.")
    elif not now and not because:
        yield FieldError("/not_joint_because", "Say why nobody takes part any more.")


def mistakes(joint: JointRecord, council: str, answered_on: date | None) -> Iterator[FieldError]:
    """What of a joint complaint cannot be, each at its field.

    Args:
        council: its own code.
        answered_on: the day of the case's answer.
    """
    codes = [part.body for part in joint.bodies]
    for field in LEADS:
        code = getattr(joint, field)
        if code is not None and code not in {council, *codes}:
            yield FieldError(f"/{field}", "This body does not take part.")
    for place, part in enumerate(joint.bodies):
        at = f"/bodies/{place}"
        if part.body in codes[:place]:
            yield FieldError(f"{at}/body", "This body is named twice.")
        yield from _consent_mistakes(at, part)
        if part.answered_on and part.asked_on is None:
            yield FieldError(f"{at}/asked_on", "Say when it was asked.")
        elif part.answered_on and part.asked_on and part.answered_on < part.asked_on:
            yield FieldError(f"{at}/answered_on", "This is before it was asked.")
    if joint.transferred_on is None:
        return
    if joint.transfer_body not in codes:
        yield FieldError("/transfer/body", "This body does not take part.")
    if answered_on and joint.transferred_on > answered_on:
        yield FieldError("/transfer/on", f"This is after the answer of {in_words(answered_on)}.")


def _consent_mistakes(at: str, part: JointPartRecord) -> Iterator[FieldError]:
    asked, settled = part.consent_asked_on, part.consent_settled_on
    if asked and part.consent in {None, ShareConsent.NOT_NEEDED}:
        yield FieldError(f"{at}/consent_asked_on", "Consent that is asked for is asked for, given or refused.")
    if part.consent is ShareConsent.ASKED and asked is None:
        yield FieldError(f"{at}/consent_asked_on", "Say when it was asked for.")
    if settled and part.consent not in SETTLED:
        yield FieldError(f"{at}/consent_settled_on", "Say whether it was given or refused.")
    if part.consent in SETTLED and settled is None:
        yield FieldError(f"{at}/consent_settled_on", "Say on which day.")
    if asked and settled and settled < asked:
        yield FieldError(f"{at}/consent_settled_on", "This is before it was asked for.")
    if part.consent is ShareConsent.GIVEN and settled and part.asked_on and part.asked_on < settled:
        yield FieldError(f"{at}/asked_on", "This is before the person agreed that it is shared.")


def steps(before: JointRecord | None, now: JointRecord, today: date) -> list[JointStep]:
    """What happened between two states, each on its own day; at least that it is another now."""
    was = before or JointRecord()
    parts = {part.body: part for part in was.bodies}
    found = [] if before else [JointStep(act=JointAct.RECORDED, on=today)]
    found += [
        JointStep(act=act, body=agreed, on=today)
        for act, before_it, agreed in (
            (JointAct.LEAD_AGREED, was.lead, now.lead),
            (JointAct.SPEAKER_AGREED, was.communication, now.communication),
            (JointAct.ANSWER_AGREED, was.answer_from, now.answer_from),
        )
        if agreed and agreed != before_it
    ]
    for part in now.bodies:
        found += _part_steps(parts.get(part.body), part, today)
    there = {part.body for part in now.bodies}
    found += [JointStep(act=JointAct.LEFT, body=code, on=today) for code in parts if code not in there]
    transfer = (now.transfer_way, now.transfer_body, now.transferred_on)
    if now.transferred_on and transfer != (was.transfer_way, was.transfer_body, was.transferred_on):
        found.append(JointStep(act=JointAct.TRANSFERRED, body=now.transfer_body, on=now.transferred_on))
    return found or [JointStep(act=JointAct.CHANGED, on=today)]


def _part_steps(before: JointPartRecord | None, now: JointPartRecord, today: date) -> Iterator[JointStep]:
    was = before or JointPartRecord(body=now.body)
    if before is None:
        yield JointStep(act=JointAct.JOINED, body=now.body, on=today)
    days, days_before = ((part.consent_asked_on, part.consent_settled_on) for part in (now, was))
    if now.consent and (now.consent, days) != (was.consent, days_before):
        on = now.consent_settled_on or now.consent_asked_on or today
        yield JointStep(act=CONSENT_ACTS[now.consent], body=now.body, on=on)
    if now.asked_on and now.asked_on != was.asked_on:
        yield JointStep(act=JointAct.ASKED, body=now.body, on=now.asked_on)
    if now.answered_on and now.answered_on != was.answered_on:
        yield JointStep(act=JointAct.ANSWERED, body=now.body, on=now.answered_on)
