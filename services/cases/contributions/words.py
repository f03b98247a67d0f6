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
    whose = (
        "The Ombudsman withdrew" if event.who is OwedBy.COUNCIL else f"Not needed of {request.asked_of} any more"
    )
    return Said(f"{whose}: {request.what}", texts.note(event.note))


def chased(event: RequestChased, texts: Texts) -> Said:
    request = texts.requests[event.clock]
    return Said(f"Chased {request.asked_of} {in_sentence(METHODS[event.method])}", request.what)


SENTENCES: Sentences = {
    RequestMade: asked,
    RequestChased: chased,
    RequestAnswered: answered,
    RequestWithdrawn: withdrawn,
}
