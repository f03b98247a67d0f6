"""The letters of a case, and what they have to say in whatever words."""

from cases.letters.saying import WORDS, said
from cases.letters.templates import Template, defaults
from cases.letters.wording.example import example
from cases.letters.wording.models import WordingRow
from cases.officers import repository as officers
from chassis.letters.wording.service import OwnWords
from kernel.vocabulary import LetterKind
from kernel.words import LETTER_KINDS

OWN_WORDS: OwnWords[Template] = OwnWords(
    row=WordingRow,
    product=lambda: defaults().letters,
    named=LETTER_KINDS.__getitem__,
    words=WORDS.keys(),
    example=lambda council, today, _: said(example(council, today)),
    must_say={
        LetterKind.RESPONSE: ("findings", "ombudsman"),
        LetterKind.REFUSAL: ("refusal_because", "ombudsman"),
        LetterKind.EXTENSION: ("new_date",),
        LetterKind.CALENDAR_CHANGE: ("answer_by",),
        LetterKind.SURVEY: ("survey_link",),
    },
    signed=lambda keeper: {"by": keeper.subject},
    writers=lambda session, authority, _: officers.names(session, authority),
)
"""What a letter is for: conclusions and the Ombudsman (SI 2009/309, reg 14(2)), a reason, a day."""
