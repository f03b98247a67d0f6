"""Bodies of a council's own words for its letters."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field, StrictInt

from chassis.letters.templates import LONGEST
from kernel.values import Body, Line, LocalDate, LongText

LetterText = Annotated[LongText, Field(max_length=LONGEST)]


class WordingTried(Body):
    """Words of a letter, to be seen in an example; `easy_read`: the same in easy words."""

    subject: Line
    text: LetterText
    easy_read: LetterText | None = None


class NewWording(WordingTried):
    """Words that letters are drafted in from a day on, today or later. `after`: the version that was newest."""

    in_force_from: LocalDate
    after: Annotated[StrictInt, Field(ge=0, description="0: there was none")]


class WordingWords(BaseModel):
    subject: str
    text: str
    easy_read: str | None


class WrittenBy(BaseModel):
    subject: str
    name: str


class VersionRead(BaseModel):
    """A version without its words; `is_in_force`: letters are drafted in it today."""

    version: int
    in_force_from: date
    is_in_force: bool
    by: WrittenBy
    at: datetime


class WordingBrief(BaseModel):
    """Whose words a kind of letter has today: those of a version of the council, or, null, the product's.

    `name`: what the letter is called. `next_on`: the day on which a later version comes into force.
    """

    kind: str
    name: str
    version: int | None
    in_force_from: date | None
    next_on: date | None


class WordRead(BaseModel):
    """A ((word)) that a template may use, and what it says in the example."""

    word: str
    example: str


class Wordings(BaseModel):
    items: list[WordingBrief]
    words: list[WordRead]


class WordingRead(BaseModel):
    """A kind of letter: the words in force, the product's own, and every version of the council, newest first."""

    kind: str
    name: str
    in_force: WordingWords
    product: WordingWords
    must_say: list[str]
    versions: list[VersionRead]
