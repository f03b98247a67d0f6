"""Joint complaints in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import JointChanged, JointStep
from kernel.procedures import Council
from kernel.vocabulary import JointAct, TransferWay
from kernel.words import JOINT_ACTS

UNDATED = frozenset(
    {JointAct.LEAD_AGREED, JointAct.SPEAKER_AGREED, JointAct.ANSWER_AGREED, JointAct.JOINED, JointAct.LEFT}
)
"""What happened on the day on which it was recorded."""


def changed(event: JointChanged, texts: Texts) -> Said:
    first, *others = event.steps
    title = JOINT_ACTS[first.act]
    if first.body:
        title = f"{title}: {_name(texts.council, first.body)}"
    return Said(title, sentences(*(_step(step, event, texts.council) for step in others), texts.note(event.note)))


def _step(step: JointStep, event: JointChanged, council: Council) -> str:
    name = _name(council, step.body) if step.body else ""
    if step.act is JointAct.TRANSFERRED:
        verb = "Received from" if event.joint.transfer_way is TransferWay.RECEIVED else "Sent to"
        return f"{verb} {name} on {day(step.on)}."
    if step.act in UNDATED:
        return f"{JOINT_ACTS[step.act]}: {name}."
    return f"{JOINT_ACTS[step.act]}: {name}, {day(step.on)}."


def _name(council: Council, code: str) -> str:
    if code == council.code:
        return council.name
    body = council.joint_body(code)
    return body.name if body else code


SENTENCES: Sentences = {JointChanged: changed}
