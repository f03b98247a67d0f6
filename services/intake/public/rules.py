"""From what the public's form says to a contact, and where that stands. Pure."""

from ipaddress import IPv6Address, ip_address

from intake.parties import Complainant, Person
from intake.public.schemas import Concern, PublicContact, Where
from intake.rules import Harm
from intake.schemas import Assessment, Contact
from kernel.errors import FieldError, Unprocessable
from kernel.vocabulary import Channel, ContactKind, Disposition, RaisedBy, ReplyBy, Status

RECORDED_BY = "The public’s form"
KINDS = {
    Concern.COMPLAINT: ContactKind.DISSATISFACTION,
    Concern.PRAISE: ContactKind.PRAISE,
    Concern.QUESTION: ContactKind.REQUEST,
}
"""Whoever fears for somebody may be unhappy about something past, or not: an officer finds out."""
ENDED = {Status.RESPONDED: Where.ANSWERED, Status.CLOSED: Where.CLOSED, Status.WITHDRAWN: Where.WITHDRAWN}
GOES_ON = {Where.RECEIVED, Where.DECIDING, Where.LOOKED_INTO}
"""Where there is something to wait for."""
PASSED_ON = {Disposition.ACCEPTED, Disposition.SERVICE_REQUEST, Disposition.TRANSFERRED, Disposition.SIGNPOSTED}
"""Praise, an idea, something needed, or another body's matter: whoever can do something about it has it."""
ASK_AGAIN = "We cannot reply to you: you gave no phone number, e-mail or address. Is that what you want?"
NEEDS = {
    ReplyBy.EMAIL: (("email", "Give the e-mail address that we should write to"),),
    ReplyBy.PHONE: (("phone", "Give the phone number that we should call"),),
    ReplyBy.LETTER: (("address", "Give the address that we should write to"),),
    ReplyBy.PHONE_AND_LETTER: (
        ("phone", "Give the phone number that we should call"),
        ("address", "Give the address that we should write to"),
    ),
}


def contact_of(said: PublicContact) -> Contact:
    """What was said as a contact. Raises Unprocessable for what does not fit together."""
    reachable = bool(said.email or said.phone or said.address)
    wrong = [
        FieldError(f"/{field}", why)
        for field, why in (NEEDS[said.reply_by] if said.reply_by else ())
        if getattr(said, field) is None
    ]
    if not reachable and not said.no_reply_is_fine and not wrong:
        wrong.append(FieldError("/no_reply_is_fine", ASK_AGAIN))
    if wrong:
        raise Unprocessable("Some fields are wrong.", wrong)
    anonymous = not (said.name or reachable)
    return Contact(
        channel=Channel.WEB_FORM,
        kind=KINDS.get(said.concern),
        narrative="\n\n".join([said.what_happened, *([f"When it was: {said.since}"] if said.since else [])]),
        desired_outcome=said.wanted,
        harm_alleged=_harm(said),
        complainant=Complainant(
            name=said.name,
            email=said.email,
            phone=said.phone,
            address=said.address,
            role=RaisedBy.PERSON_THEMSELVES if said.about_me else said.relation,
            anonymous=anonymous,
            anonymous_confirmed=anonymous,
            language=said.language,
            contact_note=said.contact_note,
        ),
        person=Person(same_as_complainant=True) if said.about_me else Person(name=said.person_name),
        reply_by=said.reply_by,
        adjustments=said.adjustments,
        adjustment_note=said.adjustment_note,
    )


def _harm(said: PublicContact) -> Harm | None:
    """A "no" is not taken as an answer: the text may say otherwise, and is then suggested to an officer."""
    if said.concern is Concern.SAFETY:
        return Harm.YES
    return None if said.danger is Harm.NO else said.danger


def standing(assessment: Assessment, status: Status | None) -> Where:
    """Where it stands; `status`: of its case, None: it has none yet."""
    disposition, classification = assessment.disposition, assessment.classification
    if status and (ended := ENDED.get(status)):
        return ended
    if not disposition.is_decided:
        return Where.DECIDING
    if not classification.opens_case:
        return Where.PASSED_ON if disposition in PASSED_ON else Where.NOT_A_COMPLAINT
    if disposition is Disposition.REFUSED:
        return Where.NOT_A_COMPLAINT
    return Where.LOOKED_INTO if status is Status.ACKNOWLEDGED else Where.RECEIVED


def network_of(host: str) -> str:
    """Who is counted as one: an address, or of IPv6 the network of a household, whose addresses are endless."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return address.exploded[:19] if isinstance(address, IPv6Address) else host
