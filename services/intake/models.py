"""Intake's tables."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary, Text, false, text
from sqlmodel import Field

from chassis.calendar_store import calendar_table
from chassis.columns import UtcDateTime
from chassis.db import new_metadata
from chassis.feed import feed_tables
from chassis.letters.wording.table import Version
from chassis.reads import read_tables
from chassis.restricted import restricted_table
from chassis.rows import ServiceTable
from chassis.said.table import said_table


class IntakeTable(ServiceTable):
    metadata = new_metadata()


metadata = IntakeTable.metadata
feed_of_intake = feed_tables("intake", metadata)
calendar_changes = calendar_table("intake", metadata)
reads_of_intake = read_tables("intake", metadata)
restricted_contacts = restricted_table("intake", metadata)
said_in_intake = said_table("intake", metadata)


NEWEST = ("recorded_at", "ref")


class RestrictionRow(IntakeTable, table=True):
    """That who sees a contact was decided here, by whom and why; `restricted_contacts` says who it is.

    `by` is a subject, `by_name` their name; None: a partner's client sent it.
    """

    __tablename__ = "intake_restriction"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    reason: str = Field(max_length=500)
    by: str | None = Field(default=None, max_length=200)
    by_name: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ContactRow(IntakeTable, table=True):
    """A contact as it was given, and what it was judged to be.

    `body` holds the contact as recorded, with names and narrative; the columns beside it are what lists search
    and sort by. `complainant_key`, phone and e-mail are the complainant's in their normal form; `found_by` and
    `phones` hold all that a search looks through (see `intake.searching`). `sequence` counts its changes.
    `recorder` is the subject of who recorded it; None: it came in before that was kept. A partner's contact keeps
    the hash of what was sent, an imported one its line, the line's hash and the import that brought it. `duty_on`:
    since when something urgent is owed, `owed_on`: by when anything is, besides the answer. `undecided`: nobody
    knows its class yet. `provider_key`: of the name of the provider that it is about. `person_ref`: what stands
    for the person's number in the social-care system (see `intake.care_numbers`), `line_person`: what an imported
    line calls them. `plan_review_on`: of a contact plan in force, in the newest contact of its person alone.
    `plan_sequence`: counts the changes of the plan that began here, whichever contact carries it; 0: none did.
    `links_sequence`: counts the changes of its links.
    `praised`: how many of its matters are praise. `anonymised_on`: nothing of its people stands here any more, and
    nothing is done with it.
    """

    __tablename__ = "intake_contact"
    __table_args__ = (
        Index("ix_intake_contact_newest", "authority", "received_at", "ref"),
        Index("ix_intake_contact_undecided", "authority", "undecided", "received_at", "ref"),
        Index("ix_intake_contact_number", "authority", "year", "number"),
        Index("ix_intake_contact_received", "authority", "received_on"),
        Index("ix_intake_contact_import", "authority", "import_job"),
        Index("ix_intake_contact_duty", "authority", "duty_on", "ref"),
        Index("ix_intake_contact_owed", "authority", "owed_on", "ref"),
        Index("ix_intake_contact_provider", "authority", "provider_key", "received_on"),
        Index("ix_intake_contact_plan", "authority", "plan_review_on", "ref"),
        Index("ix_intake_contact_person", "authority", "person_ref"),
        Index("ix_intake_contact_line_person", "authority", "line_person"),
        Index("ix_intake_contact_client", "authority", "client", "partner_reference", unique=True),
        Index(
            "ix_intake_contact_phone", "authority", "complainant_key", "complainant_phone", "recorded_at", "ref"
        ),
        Index(
            "ix_intake_contact_email", "authority", "complainant_key", "complainant_email", "recorded_at", "ref"
        ),
    )

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    year: int
    number: int
    sequence: int = 1
    received_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    received_on: date
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    recorded_by: str = Field(max_length=200)
    recorder: str | None = Field(default=None, max_length=200)
    classification: str = Field(max_length=40)
    title: str = Field(max_length=200)
    complainant_key: str | None = Field(default=None, max_length=400)
    complainant_phone: str | None = Field(default=None, max_length=30)
    complainant_email: str | None = Field(default=None, max_length=254)
    plan_review_on: date | None = None
    plan_sequence: int = 0
    links_sequence: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    person_ref: str | None = Field(default=None, max_length=16)
    line_person: str | None = Field(default=None, max_length=500)
    found_by: str = Field(default="", sa_column=Column(Text, nullable=False))
    phones: str = Field(default="", sa_column=Column(Text, nullable=False))
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    assessment: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    undecided: bool = False
    client: str | None = Field(default=None, max_length=80)
    partner_reference: str | None = Field(default=None, max_length=200)
    sent_hash: str | None = Field(default=None, max_length=64)
    line: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    line_hash: str | None = Field(default=None, max_length=64)
    import_job: str | None = Field(default=None, max_length=40)
    provider_key: str | None = Field(default=None, max_length=16)
    duty_on: date | None = None
    owed_on: date | None = None
    praised: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    anonymised_on: date | None = None


class NumberFloor(IntakeTable, table=True):
    """References that were given and are not here any more: none of a year is made up to this counter."""

    __tablename__ = "intake_number_floor"

    authority: str = Field(primary_key=True, max_length=60)
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    number: int


class ClientRow(IntakeTable, table=True):
    """A partner's system. Its secrets are hashes; the one before a rotation works for a while."""

    __tablename__ = "intake_client"
    __table_args__ = (Index("ix_intake_client_id", "client_id", unique=True),)

    authority: str = Field(primary_key=True, max_length=60)
    client_id: str = Field(primary_key=True, max_length=80)
    organisation: str = Field(max_length=200)
    scopes: list[str] = Field(sa_column=Column(JSON, nullable=False))
    secret_hash: str = Field(max_length=200)
    old_secret_hash: str | None = Field(default=None, max_length=200)
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str = Field(max_length=200)
    rotated_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class PartnerEventRow(IntakeTable, table=True):
    """Something that a partner's client is told; its numbers count for each client, in the order of commits.

    Of a contact that is its own it says the class; of what it is asked to contribute, which may be to somebody
    else's, `request` (its number in the case) and `due_on` alone.
    """

    __tablename__ = "intake_partner_event"

    authority: str = Field(primary_key=True, max_length=60)
    client: str = Field(primary_key=True, max_length=80)
    number: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    ref: str = Field(max_length=20)
    kind: str = Field(max_length=40)
    occurred_on: date
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    classification: str | None = Field(default=None, max_length=40)
    disposition: str | None = Field(default=None, max_length=40)
    outcome: str | None = Field(default=None, max_length=40)
    request: int | None = None
    due_on: date | None = None


class ContributionRow(IntakeTable, table=True):
    """Something that a client was asked to contribute to a case, as cases last told how it stands.

    Attributes:
        request: its number in the case; `clock` is the one that it has there.
        is_open: the answer is owed.
    """

    __tablename__ = "intake_contribution"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    request: int = Field(primary_key=True)
    client: str = Field(max_length=80)
    clock: str = Field(max_length=40)
    due_on: date | None = None
    is_open: bool


class WebhookRow(IntakeTable, table=True):
    """Where a client's events are sent as they happen, and how far that came.

    `settled`: number of the last event that arrived or was given up. `free_at`: until then a worker has it; later
    the longest ago comes first. `secret` and `old_secret` are sealed (see `chassis.hooks.secrets`).
    `gone_at`: the receiver wanted no more.
    """

    __tablename__ = "intake_webhook"

    authority: str = Field(primary_key=True, max_length=60)
    client: str = Field(primary_key=True, max_length=80)
    url: str = Field(max_length=500)
    secret: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    old_secret: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    rotated_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    registered_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    settled: int = Field(sa_column=Column(BigInteger, nullable=False))
    free_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    delivered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    paused_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    paused_by: str | None = Field(default=None, max_length=200)
    gone_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class UndeliveredRow(IntakeTable, table=True):
    """An event that did not arrive yet. `due_at`: when it is tried next; None: it was given up."""

    __tablename__ = "intake_undelivered"

    authority: str = Field(primary_key=True, max_length=60)
    client: str = Field(primary_key=True, max_length=80)
    number: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    attempts: int
    answer: str = Field(max_length=200)
    tried_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    due_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class TransferRow(IntakeTable, table=True):
    """A contact that was sent on to the body that it belongs to; `client` is of that body, if it has one here."""

    __tablename__ = "intake_transfer"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    to_body: str = Field(max_length=200)
    client: str | None = Field(default=None, max_length=80)
    consented_on: date
    consented_how: str = Field(max_length=200)
    sent_on: date
    told_on: date
    note: str | None = Field(default=None, sa_column=Column(Text))
    recorded_by: str = Field(max_length=200)
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    received_on: date | None = None
    partner_reference: str | None = Field(default=None, max_length=200)


class UnfinishedRow(IntakeTable, table=True):
    """A contact that somebody left for another to finish; `form` is the web app's own text of what was typed.

    `restricted`: for managers, and for who left it, whose subject `left_by_subject` is ("" in rows from before).
    """

    __tablename__ = "intake_unfinished"

    authority: str = Field(primary_key=True, max_length=60)
    id: str = Field(primary_key=True, max_length=36)
    title: str = Field(max_length=200)
    begun_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    left_by: str = Field(max_length=200)
    left_by_subject: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})
    restricted: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    left_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    form: str = Field(sa_column=Column(Text, nullable=False))


class ProviderRow(IntakeTable, table=True):
    """An entry of a council's register of providers.

    `sort_name`, `found_by`: plain forms of its name, and of all its spellings. `version` counts its changes.
    `active_from`, `active_until`: both days included; None: nobody said, or it goes on.
    """

    __tablename__ = "intake_provider"
    __table_args__ = (Index("ix_intake_provider_name", "authority", "sort_name", "number"),)

    authority: str = Field(primary_key=True, max_length=60)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int = 1
    name: str = Field(max_length=200)
    sort_name: str = Field(max_length=400)
    found_by: str = Field(sa_column=Column(Text, nullable=False))
    kinds: list[str] = Field(sa_column=Column(JSON, nullable=False))
    cqc_location: str | None = Field(default=None, max_length=20)
    cqc_provider: str | None = Field(default=None, max_length=20)
    address: str | None = Field(default=None, max_length=200)
    contract_lead: str | None = Field(default=None, max_length=200)
    email: str | None = Field(default=None, max_length=254)
    active_from: date | None = None
    active_until: date | None = None
    note: str | None = Field(default=None, sa_column=Column(Text))
    merged_into: int | None = None


class ProviderSpellingRow(IntakeTable, table=True):
    """One way to write the name of an entry; the first one, 0, is its name. No two entries share a key."""

    __tablename__ = "intake_provider_spelling"
    __table_args__ = (Index("ix_intake_provider_spelling_entry", "authority", "number", "position"),)

    authority: str = Field(primary_key=True, max_length=60)
    key: str = Field(primary_key=True, max_length=16)
    number: int
    position: int
    said: str = Field(max_length=200)


class ProviderChangeRow(IntakeTable, table=True):
    """What happened to an entry, with what of it stood before and after."""

    __tablename__ = "intake_provider_change"

    authority: str = Field(primary_key=True, max_length=60)
    number: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    act: str = Field(max_length=20)
    reason: str | None = Field(default=None, max_length=500)
    before: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    after: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ContractActionRow(IntakeTable, table=True):
    """What the council did about a provider under its contract."""

    __tablename__ = "intake_contract_action"

    authority: str = Field(primary_key=True, max_length=60)
    number: int = Field(primary_key=True)
    action: int = Field(primary_key=True)
    code: str = Field(max_length=40)
    on: date
    note: str | None = Field(default=None, sa_column=Column(Text))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class CaseStatusRow(IntakeTable, table=True):
    """What cases last told of a contact's case.

    `promised_on`: the day by which the complainant is to hear next: that it was acknowledged, or the answer.
    """

    __tablename__ = "intake_case_status"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    sequence: int
    stage: str = Field(max_length=20)
    acknowledged_on: date | None = None
    responded_on: date | None = None
    closed_on: date | None = None
    outcome: str | None = Field(default=None, max_length=40)
    promised_on: date | None = None


class WorkedOnRow(IntakeTable, table=True):
    """Cases told of a part beside the case of this imported contact: somebody has worked on it."""

    __tablename__ = "intake_worked_on"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)


class LookalikeKeyRow(IntakeTable, table=True):
    """One of the keys by which a contact of the last twelve months is found again: a hash, never a name.

    `received_on`: as it was recorded; that it may be put right by some days does not matter to a year.
    """

    __tablename__ = "intake_lookalike_key"
    __table_args__ = (Index("ix_intake_lookalike_key_ref", "authority", "ref"), {"sqlite_with_rowid": False})

    authority: str = Field(primary_key=True, max_length=60)
    hash: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    received_on: date = Field(primary_key=True)
    ref: str = Field(primary_key=True, max_length=20)


class LinkRow(IntakeTable, table=True):
    """A person's word that two contacts belong together. It stands here twice, once from each end."""

    __tablename__ = "intake_contact_link"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    other: str = Field(primary_key=True, max_length=20)
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ReclassificationRow(IntakeTable, table=True):
    """An officer's override, with its reason."""

    __tablename__ = "intake_reclassification"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    classification: str = Field(max_length=40)
    procedure: str | None = Field(default=None, max_length=60)
    reason: str = Field(sa_column=Column(Text, nullable=False))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class FileRow(IntakeTable, table=True):
    """A file of a contact: what it is called and is. Its content is kept under `key`, see `intake.files.storage`.

    `media_type` is by its content, `size` in bytes. Once it is withdrawn its content and `key` are gone.
    `shared_at`: since when the partner who sent the contact may take it, by a name's word.
    `scan` is None until it was looked through for viruses, by the `scanner` of this version.
    `is_read`: what it says was read, see `FileTextRow`. `redacts`: number of the file it is a copy of.
    """

    __tablename__ = "intake_file"
    __table_args__ = (
        Index(
            "ix_intake_file_unscanned",
            "authority",
            "at",
            sqlite_where=text("scan IS NULL"),
            postgresql_where=text("scan IS NULL"),
        ),
        Index(
            "ix_intake_file_unread",
            "authority",
            "at",
            sqlite_where=text("NOT is_read"),
            postgresql_where=text("NOT is_read"),
        ),
        Index("ix_intake_file_key", "key"),
        Index(
            "ix_intake_file_infected",
            "authority",
            "ref",
            sqlite_where=text("scan = 'infected'"),
            postgresql_where=text("scan = 'infected'"),
        ),
    )

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    key: str | None = Field(default=None, max_length=32)
    name: str = Field(max_length=120)
    media_type: str = Field(max_length=100)
    size: int
    sha256: str = Field(max_length=64)
    source: str = Field(max_length=20)
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    withdrawn_by: str | None = Field(default=None, max_length=200)
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    withdrawn_because: str | None = Field(default=None, max_length=200)
    shared_by: str | None = Field(default=None, max_length=200)
    shared_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    scan: str | None = Field(default=None, max_length=20)
    scanned_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    scanner: str | None = Field(default=None, max_length=200)
    virus: str | None = Field(default=None, max_length=200)
    is_read: bool = False
    redacts: int | None = None


class FileTextRow(IntakeTable, table=True):
    """What a file says, as far as it could be read, so that it is found by its words."""

    __tablename__ = "intake_file_text"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    text: str = Field(sa_column=Column(Text, nullable=False))


class ContactActRow(IntakeTable, table=True):
    """Something that was done with a contact besides a case; `earlier` keeps what stood there before."""

    __tablename__ = "intake_contact_act"
    __table_args__ = (Index("ix_intake_contact_act_kind", "authority", "kind", "on"),)

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    kind: str = Field(primary_key=True, max_length=20)
    on: date | None = None
    what: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    earlier: list[dict[str, Any]] = Field(default=[], sa_column=Column(JSON, nullable=False))


class DutyRow(IntakeTable, table=True):
    """What became of a duty: done on a day, or not needed because; `text` and `source` as it was owed.

    `code`: the duty's key, which is a code alone for what is owed once.
    """

    __tablename__ = "intake_duty"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    code: str = Field(primary_key=True, max_length=60)
    text: str = Field(max_length=500)
    source: str = Field(max_length=500)
    done_on: date | None = None
    not_needed_because: str | None = Field(default=None, max_length=500)
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class PeopleChangeRow(IntakeTable, table=True):
    """Somebody learned something about the people of a contact; `before` holds the parts as they were."""

    __tablename__ = "intake_people_change"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    before: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ImportJobRow(IntakeTable, table=True):
    """One file being brought in. What `lines_done` counts is committed.

    `worker` is the process that runs it: a running job of a process that is gone was interrupted. `undone_at` says
    when somebody took it back: its contacts leave as soon as their cases have gone.
    """

    __tablename__ = "intake_import_job"

    authority: str = Field(primary_key=True, max_length=60)
    job_id: str = Field(primary_key=True, max_length=40)
    file_name: str = Field(max_length=200)
    state: str = Field(max_length=20)
    worker: str = Field(max_length=40)
    started_by: str = Field(max_length=200)
    started_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    touched_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    finished_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    content_hash: str = Field(max_length=64)
    bytes_total: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    bytes_done: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    lines_done: int = 0
    added: int = 0
    unchanged: int = 0
    rejected: int = 0
    warnings: int = 0
    undone_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    undone_by: str | None = Field(default=None, max_length=200)


class ImportMappingRow(IntakeTable, table=True):
    """How a council's spreadsheet is read: which column gives which field."""

    __tablename__ = "intake_import_mapping"

    authority: str = Field(primary_key=True, max_length=60)
    name: str = Field(primary_key=True, max_length=60)
    mapping: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    changed_by: str = Field(max_length=200)
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ImportRemarkRow(IntakeTable, table=True):
    """What was wrong with a line, or a code in it that the council's file does not know."""

    __tablename__ = "intake_import_remark"
    __table_args__ = (Index("ix_intake_import_remark_ref", "authority", "ref"),)

    authority: str = Field(primary_key=True, max_length=60)
    job_id: str = Field(primary_key=True, max_length=40)
    number: int = Field(primary_key=True)
    line: int
    ref: str | None = Field(default=None, max_length=20)
    is_error: bool
    reason: str = Field(sa_column=Column(Text, nullable=False))


class MailRow(IntakeTable, table=True):
    """An e-mail that arrived, and what became of it; nothing of it is ever changed but that.

    `key` tells it from every other: its Message-ID, or a hash of its bytes. `ref`: the contact that it was
    recorded as or belongs to; `suggested_ref`: the one that it names, and `suggested_why` how.
    `files`: name, declared type and bytes of what came with it. `decided_by` is a name; None: it went by a rule.
    """

    __tablename__ = "intake_mail"
    __table_args__ = (
        Index("ix_intake_mail_key", "authority", "key", unique=True),
        Index("ix_intake_mail_state", "authority", "state", "arrived_at", "id"),
        Index("ix_intake_mail_ref", "authority", "ref", "arrived_at"),
        Index("ix_intake_mail_suggested", "authority", "suggested_ref"),
    )

    authority: str = Field(primary_key=True, max_length=60)
    id: str = Field(primary_key=True, max_length=36)
    key: str = Field(max_length=500)
    kind: str = Field(max_length=20)
    state: str = Field(max_length=20)
    ref: str | None = Field(default=None, max_length=20)
    suggested_ref: str | None = Field(default=None, max_length=20)
    suggested_why: str | None = Field(default=None, max_length=200)
    arrived_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    claimed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    kept_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    address: str = Field(max_length=254)
    name: str = Field(max_length=200)
    subject: str = Field(max_length=500)
    text: str = Field(sa_column=Column(Text, nullable=False))
    quoted: str = Field(sa_column=Column(Text, nullable=False))
    forwarded_from: str | None = Field(default=None, max_length=254)
    recipients: int
    files: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    notes: list[str] = Field(sa_column=Column(JSON, nullable=False))
    problem: str = Field(max_length=200)
    reason: str | None = Field(default=None, max_length=200)
    decided_by: str | None = Field(default=None, max_length=200)
    decided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class MailRawRow(IntakeTable, table=True):
    """The bytes of an e-mail as they arrived."""

    __tablename__ = "intake_mail_raw"

    authority: str = Field(primary_key=True, max_length=60)
    id: str = Field(primary_key=True, max_length=36)
    raw: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class MailboxRow(IntakeTable, table=True):
    """How far a council's mailbox is taken in: to `last_uid` (RFC 3501), as of `taken_at`.

    `validity`: the server's UIDVALIDITY; when it is another one, its numbers mean other e-mails.
    """

    __tablename__ = "intake_mailbox"

    authority: str = Field(primary_key=True, max_length=60)
    box: str = Field(primary_key=True, max_length=600)
    validity: int = Field(sa_column=Column(BigInteger, nullable=False))
    last_uid: int = Field(sa_column=Column(BigInteger, nullable=False))
    taken_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class PublicLinkRow(IntakeTable, table=True):
    """The link of a contact that came by the public's form; its secret is kept as a SHA-256 hash alone."""

    __tablename__ = "intake_public_link"
    __table_args__ = (
        # None is unique: 256 bits do not meet.
        Index("ix_intake_public_link_secret", "authority", "secret_hash"),
        Index("ix_intake_public_link_made", "authority", "made_at"),
    )

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    secret_hash: str = Field(max_length=64)
    made_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class PublicEntryRow(IntakeTable, table=True):
    """Something that came by the public's form: the contact itself, or what was added to it later.

    `waits`: nobody has looked at it yet. `seen_by` is a name.
    """

    __tablename__ = "intake_public_entry"
    __table_args__ = (Index("ix_intake_public_entry_waits", "authority", "waits", "at", "ref", "number"),)

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    kind: str = Field(max_length=20)
    text: str | None = Field(default=None, sa_column=Column(Text))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    waits: bool = True
    seen_by: str | None = Field(default=None, max_length=200)
    seen_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class PublicProofRow(IntakeTable, table=True):
    """The proof that whoever has a link reads the mailbox given with it; codes and proofs are hashes alone.

    `tries`: of the newest code; `codes`: how many were made since `codes_since`.
    """

    __tablename__ = "intake_public_proof"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    code_hash: str | None = Field(default=None, max_length=64)
    code_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    tries: int = 0
    codes: int = 0
    codes_since: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    proof_hash: str | None = Field(default=None, max_length=64)
    proved_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class DisposalRow(IntakeTable, table=True):
    """That somebody approved letting go of a contact, and what became of it: its certificate once it is done.

    Attributes:
        act: Disposal; `state`: DisposalState.
        schedule, source: of the council's file, as they were.
        due_on: local date from which it was due.
        kept_because: KeptBecause, where it stays.
        removed: what went, in words, and how many of each, in intake and in cases.
    """

    __tablename__ = "intake_disposal"
    __table_args__ = (Index("ix_intake_disposal_newest", "authority", "approved_at", "ref"),)

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    act: str = Field(primary_key=True, max_length=20)
    state: str = Field(max_length=20)
    classification: str = Field(max_length=40)
    schedule: str = Field(max_length=500)
    source: str = Field(max_length=500)
    due_on: date
    approved_by: str = Field(max_length=200)
    approved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    kept_because: str | None = Field(default=None, max_length=20)
    done_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    removed: list[Any] = Field(default=[], sa_column=Column(JSON, nullable=False))


class LegalHoldRow(IntakeTable, table=True):
    """That a contact and its case are kept, whatever their schedule says, and why; it holds until it is ended."""

    __tablename__ = "intake_legal_hold"

    authority: str = Field(primary_key=True, max_length=60)
    ref: str = Field(primary_key=True, max_length=20)
    number: int = Field(primary_key=True)
    reason: str = Field(max_length=500)
    by: str = Field(max_length=200)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    ended_because: str | None = Field(default=None, max_length=500)
    ended_by: str | None = Field(default=None, max_length=200)
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class WordingRow(Version, IntakeTable, table=True):
    """A version of a council's own words for a letter about contacts. `by` is a subject, `by_name` their name."""

    __tablename__ = "intake_letter_wording"

    by_name: str = Field(max_length=200)
