"""What becomes of each table of intake when a contact is let go of."""

from chassis.letting_go import Row, Trace
from chassis.rows import table_of
from intake.models import (
    CaseStatusRow,
    ContactActRow,
    ContactRow,
    ContributionRow,
    DisposalRow,
    DutyRow,
    FileRow,
    FileTextRow,
    ImportRemarkRow,
    LegalHoldRow,
    LinkRow,
    LookalikeKeyRow,
    MailRow,
    PartnerEventRow,
    PeopleChangeRow,
    PublicEntryRow,
    PublicLinkRow,
    PublicProofRow,
    ReclassificationRow,
    RestrictionRow,
    TransferRow,
    WorkedOnRow,
    feed_of_intake,
    restricted_contacts,
    said_in_intake,
)
from intake.retention.rules import ANONYMISED, body_without_people
from intake.searching import found_by
from kernel.imported import without_words
from kernel.procedures import Council


def _not_needed(row: Row, council: Council) -> str | None:
    return "Not kept." if row["not_needed_because"] else None


TRACES = (
    Trace(table_of(FileTextRow), goes=True),
    Trace(table_of(FileRow), "files", goes=True),
    Trace(table_of(MailRow), "e-mails", goes=True),
    Trace(table_of(PublicProofRow), goes=True),
    Trace(table_of(PublicLinkRow), goes=True),
    Trace(table_of(PublicEntryRow), "messages by the public's form", goes=True),
    Trace(table_of(PeopleChangeRow), "earlier versions of the people", goes=True),
    Trace(table_of(ContactActRow), "thanks, alerts and redirections", goes=True),
    Trace(table_of(ImportRemarkRow), goes=True),
    Trace(said_in_intake, goes=True),
    Trace(
        table_of(ReclassificationRow),
        "decisions on the class",
        blank={"reason": ""},
        keeps="classification procedure by",
    ),
    Trace(
        table_of(TransferRow),
        "transfers",
        blank={"consented_how": "", "note": None, "partner_reference": None},
        keeps="to_body client recorded_by",
    ),
    Trace(table_of(DutyRow), "duties", blank={"not_needed_because": _not_needed}, keeps="code text source by"),
    Trace(table_of(RestrictionRow), blank={"reason": ""}, keeps="by by_name"),
    Trace(restricted_contacts, keeps="role subject"),
    Trace(table_of(LinkRow), "links to other contacts", keeps="other by"),
    # Their keys are of texts and names.
    Trace(table_of(LookalikeKeyRow), goes=True),
    Trace(table_of(CaseStatusRow), keeps="stage outcome"),
    Trace(table_of(ContributionRow), keeps="client clock"),
    Trace(table_of(WorkedOnRow)),
    # Numbers of a partner's feed are given once: what it was told of its own contact it has anyway.
    Trace(table_of(PartnerEventRow), keeps="client kind classification disposition outcome", stays=True),
    Trace(feed_of_intake.parked),
    Trace(table_of(LegalHoldRow), blank={"reason": "", "ended_because": None}, keeps="by ended_by", stays=True),
    Trace(
        table_of(DisposalRow),
        keeps="act state classification schedule source approved_by kept_because removed",
        stays=True,
    ),
    Trace(
        table_of(ContactRow),
        "contacts",
        blank={
            "title": ANONYMISED,
            "complainant_key": None,
            "complainant_phone": None,
            "complainant_email": None,
            "found_by": lambda row, council: found_by(row["ref"], ANONYMISED, {}, row["line"]),
            "phones": "",
            "body": lambda row, council: body_without_people(row["body"]),
            "partner_reference": None,
            "sent_hash": None,
            "line": lambda row, council: (
                without_words(row["line"], council.learning_action) if row["line"] else None
            ),
        },
        # The line's hash stays, so that its file brings nobody back; what the person is counted under is renamed.
        keeps="assessment recorded_by recorder classification client line_hash import_job provider_key person_ref "
        "line_person",
    ),
)
"""Figures stay equal: what is counted is codes and days. What an officer did keeps the officer."""
