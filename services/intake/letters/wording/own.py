"""The letters about a contact, and what they have to say in whatever words."""

from chassis.letters.templates import Template
from chassis.letters.wording.service import OwnWords
from intake.letters.rules import ContactLetterKind as Kind
from intake.letters.saying import WORDS, said
from intake.letters.templates import defaults
from intake.letters.wording.example import example
from intake.models import WordingRow

OWN_WORDS: OwnWords[Template] = OwnWords(
    row=WordingRow,
    product=lambda: defaults().letters,
    named=lambda kind: defaults().letters[kind].subject,
    words=WORDS.keys(),
    example=lambda council, today, kind: said(example(council, today, kind)),
    must_say={
        Kind.NOTICE: ("because", "again", "ico", "ombudsman"),
        Kind.PART_LEFT_OUT: ("because",),
        Kind.DEFERRAL: ("because", "resubmit"),
        Kind.ELSEWHERE: ("because", "ico"),
        Kind.MAY_SEND_ON: ("because",),
        Kind.SENT_ON: ("went_to",),
        Kind.TO_PROVIDER: ("provider", "return", "ombudsman"),
        Kind.PASSED_ON: ("went_to",),
    },
    signed=lambda keeper: {"by": keeper.subject, "by_name": keeper.name},
    writers=lambda _session, _authority, versions: {row.by: row.by_name for row in versions},
)
"""What a letter is for, and what the duties ask that are done once it is sent (`rules.WITH`)."""
