"""What was asked and answered, in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import RequestAnswered, RequestChased, RequestMade, RequestWithdrawn
from kernel.vocabulary import OwedBy
from kernel.words import METHODS, in_sentence


def asked(event: RequestMade, texts: Texts) -> Said:
    request = texts.requests[event.clock]
    if event.who is OwedBy.COUNCIL:
        letter = f"Its letter is of {day(request.letter_on)}." if request.letter_on else None
        return Said(f"The Ombudsman asked: {request.what}", letter)
    return Said(f"Asked {request.asked_of}", sentences(request.what, texts.note(event.note)))


def answered(event: RequestAnswered, texts: Texts) -> Said:
    request = texts.requests[event.clock]
    if event.who is OwedBy.COUNCIL:
        return Said("The Ombudsman was answered", request.what)
    how = "answered by its link" if event.by_link else "answered by its system" if event.by_system else "answered"
    return Said(f"{request.asked_of} {how}", request.what)


def withdrawn(event: RequestWithdrawn, texts: Texts) -> Said:
    request = texts.requests[event.clock]
    if event.note is None:
        return Said(f"The Ombudsman has decided, and needs no more: {request.what}", _was_late(event))
    whose = (
        "The Ombudsman withdrew" if event.who is OwedBy.COUNCIL else f"Not needed of {request.asked_of} any more"
    )
    return Said(f"{whose}: {request.what}", texts.note(event.note))


def _was_late(event: RequestWithdrawn) -> str | None:
    due_on = next((clock.due_on for clock in event.case.clocks if clock.kind == event.clock), None)
    return f"It had been due on {day(due_on)}." if due_on and due_on < event.occurred_on else None


def chased(event: RequestChased, texts: Texts) -> Said:
    request = texts.requests[event.clock]
    return Said(f"Chased {request.asked_of} {in_sentence(METHODS[event.method])}", request.what)


SENTENCES: Sentences = {
    RequestMade: asked,
    RequestChased: chased,
    RequestAnswered: answered,
    RequestWithdrawn: withdrawn,
}
