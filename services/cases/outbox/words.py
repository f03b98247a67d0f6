"""Messages that leave, in sentences."""

from cases.record.telling import Said, Sentences, Texts
from kernel.events import SendingChanged
from kernel.vocabulary import SendingState
from kernel.words import SENDING_STATES, SENDING_WAYS, in_sentence

DETAILS = {
    SendingState.REFUSED: "It has not left. Under “To send” it says why.",
    SendingState.UNSURE: "Nobody knows whether it left. Find out, and send it again if it did not.",
    SendingState.BOUNCED: "It came back. Under “To send” it says why.",
}


def changed(event: SendingChanged, texts: Texts) -> Said:
    what = f"message {event.number} {in_sentence(SENDING_WAYS[event.way])}"
    return Said(f"{SENDING_STATES[event.state]}: {what}", DETAILS.get(event.state))


SENTENCES: Sentences = {SendingChanged: changed}
