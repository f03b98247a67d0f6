"""Request and response bodies of e-mails."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from intake.schemas import Ref
from kernel.values import Body, Line
from kernel.vocabulary import MailKind, MailState


class BelongsTo(Body):
    """The contact that a message belongs to."""

    ref: Ref


class SetAside(Body):
    """Why nothing has to be done about a message."""

    reason: Line


class MailKept(BaseModel):
    """That a message is kept, and what became of it by itself; who hands it in need not be who may read it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    kind: MailKind
    state: MailState
    ref: str | None


class MailFile(BaseModel):
    """A file that came with a message; `media_type` is what was declared, which nothing relies on.

    `kept_as`: its number among the files of the contact; `not_kept`: why it is none of them. Both null while the
    message belongs to no contact.
    """

    name: str
    media_type: str
    bytes: int
    kept_as: int | None = None
    not_kept: str | None = None


class MailLine(BaseModel):
    """A message in a list.

    `ref`: the contact that it was recorded as, or belongs to. `suggested_ref`: the one that it names, and how.
    `reason`: why it was set aside. `decided_by`: null where it went by a rule.
    """

    model_config = ConfigDict(from_attributes=True)

    id: str
    kind: MailKind
    state: MailState
    ref: str | None
    suggested_ref: str | None
    suggested_why: str | None
    arrived_at: datetime
    address: str
    name: str
    subject: str
    problem: str
    reason: str | None
    decided_by: str | None
    decided_at: datetime | None
    files: list[MailFile]


class MailRead(MailLine):
    """A message. `text` is what was written now, `quoted` the message under it; both are plain.

    `arrived_at` is the receipt; `claimed_at` what the sender's clock said. `notes`: what had to be guessed.
    """

    claimed_at: datetime | None
    text: str
    quoted: str
    forwarded_from: str | None
    recipients: int
    notes: list[str]


class MailList(BaseModel):
    """A page, what waits first by arrival; `counts`: how many there are in each state."""

    items: list[MailLine]
    counts: dict[MailState, int]
    next_cursor: str | None


class MailsOfContact(BaseModel):
    items: list[MailRead]
