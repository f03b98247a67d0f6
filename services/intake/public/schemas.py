"""What the public's form says and is told."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StringConstraints, model_validator

from intake.rules import Harm
from kernel.values import Body, Email, Line, LongText, Phone, no_control_characters
from kernel.vocabulary import Adjustment, RaisedBy, ReplyBy

MOST_CHARACTERS = 19_000
"""Of what happened: a contact's text has room for this and for when it was."""


class Concern(StrEnum):
    """What people choose, each told what happens next. `safety`: they fear for somebody."""

    COMPLAINT = "complaint"
    SAFETY = "safety"
    PRAISE = "praise"
    QUESTION = "question"


class EntryKind(StrEnum):
    """What came by the form: the contact itself, or what was added to it later."""

    CONTACT = "contact"
    WORDS = "words"
    EMAIL = "email"
    FILE = "file"


Words = Annotated[
    str, StringConstraints(min_length=1, max_length=MOST_CHARACTERS), AfterValidator(no_control_characters)
]
Relation = Literal[
    RaisedBy.RELATIVE,
    RaisedBy.PARENT,
    RaisedBy.CARER,
    RaisedBy.FRIEND_OR_NEXT_OF_KIN,
    RaisedBy.ADVOCATE,
    RaisedBy.MEMBER_OF_PUBLIC,
]


class PublicContact(Body):
    """What somebody tells the council. But for what happened everything may be left out.

    `about_me`: it is about their own care; else `person_name` is whose care it is, and `relation` who they are to
    them. `since`: when it was, in their words. `no_reply_is_fine`: they were told that without a way to reach
    them nobody can reply, and said again that they want it so.
    """

    concern: Concern
    about_me: StrictBool
    person_name: Line | None = None
    relation: Relation | None = None
    what_happened: Words
    since: Line | None = None
    wanted: Line | None = None
    danger: Harm | None = Field(default=None, description="whether somebody may come to harm")
    name: Line | None = None
    email: Email | None = None
    phone: Phone | None = None
    address: Line | None = None
    reply_by: ReplyBy | None = None
    contact_note: Line | None = None
    no_reply_is_fine: StrictBool = False
    adjustments: list[Adjustment] = Field(default=[], max_length=10)
    adjustment_note: Line | None = None
    language: Line | None = None


class PublicFormRead(BaseModel):
    """Whose form it is, and how else to reach them. `safeguarding_phone`: for who fears for somebody."""

    council: str
    phone: str
    safeguarding_phone: str
    hours: str | None
    email: str
    address: list[str]
    most_characters: int


class PublicReceipt(BaseModel):
    """That the council has it: what whoever has the link is shown."""

    ref: str
    received_on: date


class Where(StrEnum):
    """Where something stands that was told, as whoever told it is shown."""

    RECEIVED = "received"
    DECIDING = "deciding"
    LOOKED_INTO = "looked_into"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed_on"
    NOT_A_COMPLAINT = "not_a_complaint"


class HearsNext(BaseModel):
    """What the council has promised next, and by when; a day that has passed was not kept."""

    what: Literal["acknowledgement", "answer"]
    by: date


class OwnPage(PublicReceipt):
    """What whoever has the link is shown.

    `standing`, `hears`: only with a proof that they read the mailbox given with it. `may_prove`: a code can be
    sent there. `hears`: None: nothing is promised now.
    """

    may_prove: bool
    standing: Where | None
    hears: HearsNext | None


class CodeSent(BaseModel):
    """That a code is on its way, and for how many minutes it serves."""

    minutes: int


class ProofByCode(Body):
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class PublicAddition(Body):
    """What somebody adds by their link: words, and an e-mail address, which an officer looks at first."""

    text: LongText | None = None
    email: Email | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and self.email is None:
            raise ValueError("say something")
        return self


class PublicAdded(BaseModel):
    """That the council has what was added."""

    added_on: date


class PublicEntryRead(BaseModel):
    """Something that came by the public's form, and who has looked at it; null: nobody has yet.

    `text`: the words, the name of the file or the e-mail address; null where it is the contact itself.
    """

    model_config = ConfigDict(from_attributes=True)

    ref: str
    number: int
    kind: EntryKind
    text: str | None
    at: datetime
    seen_by: str | None
    seen_at: datetime | None


class PublicEntries(BaseModel):
    items: list[PublicEntryRead]


class WaitingEntries(PublicEntries):
    """A page of what nobody has looked at, the oldest first; `waiting`: how many there are."""

    waiting: int
    next_cursor: str | None
