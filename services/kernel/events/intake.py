"""What intake tells."""

from datetime import date

from kernel.events.base import Coded, Event
from kernel.imported import CodedCase, LearningLine, RemedyLine
from kernel.vocabulary import (
    About,
    Channel,
    Classification,
    Disposal,
    Disposition,
    Function,
    PlanAppeal,
    PlanReview,
    RaisedBy,
    RedirectedTo,
    RefusalReason,
)


class MatterState(Coded):
    """One matter that is looked into: an issue of the case, or of what may become one.

    Attributes:
        number: of the matter as it was given, from 1. `category`: None: it was given none.
        function: whose work it is, as far as anybody said. `provider_name`: of the organisation that it concerns.
    """

    number: int
    category: str | None = None
    team: str | None = None
    about: About = About.COUNCIL
    function: Function | None = None
    provider_name: str | None = None


class ContactState(Coded):
    """A contact's coded state.

    Attributes:
        channel: None of an imported contact of which its council recorded none.
        anonymous: whoever makes it said that they stay unknown; None: nobody recorded whether they did.
        local_label: the council's own word for what it is.
        provider_name: of the organisation.
        person_age: years on the day of receipt, of the person who draws on care. What else is said of them is by
            the council's own bands, or `prefer_not_to_say`.
        person_ref: what stands for the person's number in the social-care system, or the council's own code for
            them in a file that was imported.
        awaits_consent: the person has not said yet whether they agree to what is said for them.
        issues: the matters that are looked into; `categories` are theirs, for releases that know no more.
        contributing_teams: of an imported contact, that had a part by what its council recorded.
        praised: the team of each matter of praise in a complaint or enquiry; None for one that names none.
    """

    received_on: date
    channel: Channel | None
    raised_by: RaisedBy
    classification: Classification
    disposition: Disposition
    rule: str
    procedure: str | None = None
    procedure_version: int | None = None
    team: str | None = None
    division: str | None = None
    service_area: str | None = None
    provider_kind: str | None = None
    provider_name: str | None = None
    person_age: int | None = None
    flags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    local_label: str | None = None
    refusal_reason: RefusalReason | None = None
    redirected_to: RedirectedTo | None = None
    person_age_band: str | None = None
    person_ethnicity: str | None = None
    person_gender: str | None = None
    person_disability: str | None = None
    person_primary_support_reason: str | None = None
    person_legal_status: str | None = None
    person_ward: str | None = None
    advocacy_offered: bool | None = None
    advocacy_taken_up: bool | None = None
    person_ref: str | None = None
    awaits_consent: bool = False
    praised: tuple[str | None, ...] = ()
    contributing_teams: tuple[str, ...] = ()
    anonymous: bool | None = None
    issues: tuple[MatterState, ...] = ()


class ProviderState(Coded):
    """An entry of a council's register of providers.

    Attributes:
        name: of the organisation.
        keys: by `organisation_key`, of its name and its other spellings.
        merged_into: number of the entry whose name stands for it; None: its own does.
    """

    number: int
    name: str
    keys: tuple[str, ...]
    merged_into: int | None = None


class ProviderChanged(Event):
    """A provider was added to the register, changed, merged into another entry or taken out of it again.

    The reference is the entry's, `provider-` and its number; the sequence counts its changes.

    Attributes:
        reached_before: by `email_digest`, where complaints went until now, if they go elsewhere or nowhere since.
    """

    provider: ProviderState
    reached_before: str | None = None


class MailBounced(Event):
    """A letter of a contact's case that had left by e-mail came back.

    Attributes:
        sequence: of the contact, which it does not change.
        message_id: the Message-ID of the letter, which the council's own server gave it.
        status: why, as RFC 3463 codes it, such as 5.1.1; "" where the server did not say.
    """

    message_id: str
    status: str = ""


class MailThreaded(Event):
    """An e-mail was put to a contact that was there before: by a rule, or, `by` an officer.

    The sequence is the contact's, which it does not change.
    """


class ContactLinksChanged(Event):
    """Somebody said that a contact belongs to another one, or took that back.

    The sequence counts the changes of this contact's links.

    Attributes:
        to_earlier: one that it is linked to by now was received before it.
    """

    to_earlier: bool


class ContactTextsChanged(Event):
    """What is kept of a contact's texts changed beside the contact: an e-mail or a file came to it, or went.

    The sequence is the contact's, which it does not change.
    """


class ContactEvent(Event):
    """A contact as it stands now.

    Attributes:
        reached_elsewhere: letters to the complainant go to another address than before, or to none any more.
    """

    contact: ContactState
    reached_elsewhere: bool = False


class ContactRecorded(ContactEvent):
    """A contact was received, classified and given its reference."""


class ContactReclassified(ContactEvent):
    """An officer put a contact into another class; its receipt date stays."""


class ContactCorrected(ContactEvent):
    """What is known of a contact was put right: its people, or the day of receipt that its case was given."""


class ContactPlanState(Coded):
    """How contact with somebody is limited: its days, and what came of an appeal and of looking at it again.

    Attributes:
        review_on: when it is to be looked at again. `reviewed_on`: when it was last.
        ended_on: by its last review, by another plan for the same person, or taken out of the contact.
    """

    began_on: date
    review_on: date
    told_on: date | None = None
    appeal: PlanAppeal | None = None
    reviewed_on: date | None = None
    review: PlanReview | None = None
    ended_on: date | None = None


class ContactPlanChanged(Event):
    """How contact with a complainant is limited was decided, told, appealed, looked at again or ended.

    The reference is that of the contact in which the plan began, whichever carries it now; the sequence counts the
    changes of the plan.
    """

    plan: ContactPlanState


class ContactRestricted(Event):
    """From now on a contact is shown to these alone; nobody: to everybody whose role may. Its case says it later.

    Attributes:
        sequence: counts the restrictions of this reference, those that cases makes too.
        people: subjects.
        managers: every manager too.
    """

    people: tuple[str, ...]
    managers: bool


class DisposalAsked(Event):
    """A contact is to be let go of as its schedule says; cases lets go of its case first, or says why not."""

    act: Disposal


class ContactAnonymised(Event):
    """The people of a contact have gone; what is counted of it stays.

    Attributes:
        person_ref: what the person is counted under from now on, which stands for no number; None: as before.
        remedies, learning: of an imported line, without anybody's own words; None: it was not imported.
    """

    person_ref: str | None = None
    remedies: tuple[RemedyLine, ...] | None = None
    learning: tuple[LearningLine, ...] | None = None


class ContactDestroyed(Event):
    """A contact has gone, and nothing of it counts any more. It is the last event of its reference."""


class ContactTakenBack(Event):
    """The import that a contact came in by is being undone: its case goes, unless somebody has worked on it."""


class ContactForgotten(Event):
    """An imported contact has gone with its import; nothing of it counts any more."""


class CaseImported(Event):
    """A recorded case came in as history; nothing about it was decided here."""

    record: CodedCase
