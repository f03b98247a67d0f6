"""What letters of every service say in the same words. Pure."""

from collections.abc import Sequence

from chassis.letters.correspondent import Correspondent
from chassis.letters.templates import Missing, Nothing, Said
from kernel.procedures import Council
from kernel.vocabulary import RefusalReason

REFUSALS = {
    RefusalReason.OUT_OF_TIME: "It is about something that you knew of more than a year before you told us, and "
    "we found no good reason why it could not be told sooner, or could not look into it fairly any more.",
    RefusalReason.REPRESENTATIVE: "We found nothing that lets you speak for the person whom it is about, and may "
    "not tell you about them.",
    RefusalReason.KEPT_OUT_BY_CODE: "It is about something that the Ombudsman's Code keeps out of a complaints "
    "procedure.",
}
LGSCO = (
    "The Local Government and Social Care Ombudsman is independent and costs nothing: "
    "www.lgo.org.uk, 0300 061 0614."
)
PHSO = (
    "Where it is about the NHS too, the Parliamentary and Health Service Ombudsman looks at it with them: "
    "www.ombudsman.org.uk, 0345 015 4033."
)


def name(to: Correspondent) -> Said:
    if to.anonymous:
        return Missing("They wanted to stay anonymous.")
    return to.name or Missing("No name is known. Add it to the contact.")


def advocacy(to: Correspondent, *, is_childrens: bool) -> Said:
    if to.has_advocate:
        return Nothing()
    whose = "An advocate" if is_childrens else "Somebody independent, an advocate,"
    return f"{whose} can help you with your complaint, and it costs you nothing. Ask us and we will find one."


def reach(council: Council, ref: str) -> str:
    """How they reach the council about it."""
    head = council.letterhead
    if head is None:
        return f"When you ring or write to us, our reference is {ref}."
    ways = [*([f"ring {head.phone}"] if head.phone else []), f"write to {head.email}"]
    return f"To reach us, {listed(ways, 'or')}. Our reference is {ref}."


def listed(items: Sequence[str], last: str = "and") -> str:
    """Items as people say them: a, b and c."""
    return f" {last} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
