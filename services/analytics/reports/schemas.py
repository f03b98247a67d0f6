"""Bodies of reports."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from analytics.reports.checks import Level
from analytics.reports.document import KeptTo, PartOfWords, Report, ReportScope
from analytics.reports.periods import FinancialYear
from kernel.values import Instant

Quarter = Annotated[int, Field(ge=1, le=4)]
Reason = Annotated[str, StringConstraints(min_length=3, max_length=500, strip_whitespace=True)]
Prose = Annotated[str, StringConstraints(max_length=20_000, strip_whitespace=True)]
Typed = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class CheckRead(BaseModel):
    """One thing that was looked at: `stops` the publication, `warns`, or `holds`.

    `typed`: a number that somebody typed; `nearest`: what binds the figure that is nearest to it, as {id|way}, and
    `nearest_text` what that says.
    """

    level: Level
    says: str
    section: str | None
    place: str | None
    typed: str | None = None
    nearest: str | None = None
    nearest_text: str | None = None


class HiddenRead(BaseModel):
    """A hidden number of a table: too small itself, or because it would give others away."""

    table: str
    number: str
    title: str
    row: str
    row_label: str
    column: str
    small: bool
    because_of: list[str]


class WordsRead(BaseModel):
    """What an officer wrote for one place, as it was typed."""

    place: str
    text: str
    kept: dict[str, str]
    answer: KeptTo | None
    parts: dict[PartOfWords, str]
    about: str | None
    written_by: str
    written_at: datetime
    signed_by: str | None
    signed_at: datetime | None


class PublicationRead(BaseModel):
    """A version that left the council. `changes`: what differs from the version before."""

    version: int
    published_by: str
    published_at: datetime
    sha256: str
    changes: list[str]


class DraftRead(BaseModel):
    """A report as it would be published now, with what stops it, what is hidden and why."""

    report: Report
    checks: list[CheckRead]
    hidden: list[HiddenRead]
    left_out: list[str]
    words: list[WordsRead]
    publications: list[PublicationRead]
    may_be_published: bool


class ReportAsked(BaseModel):
    """Which report."""

    model_config = ConfigDict(extra="forbid")

    authority: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    year: FinancialYear
    scope: ReportScope = ReportScope.ADULTS
    quarter: Quarter | None = None


class BoardAsked(BaseModel):
    """Of which stretch of time, and of which team; None: of the whole council."""

    year: FinancialYear
    quarter: Quarter | None = None
    team: str | None = None


class BoardListed(BaseModel):
    """A dashboard by its name, and what it is called."""

    name: str
    title: str


class WordsWritten(ReportAsked):
    """An officer's words for a place: paragraphs with blank lines between, figures bound as {id} or {id|way}.

    `kept`: typed numbers that stand though no figure says them, each with its reason. `sign`: the writer answers
    for the words in the office that the place asks for. `answer`: of a clause of a code alone, how far the
    council keeps to it. `parts`: what else the place asks for. `about`: the case that an example is of; it
    is never printed. `instead_of`: when the words were written that these take the place of, null where there were
    none; left out, they take the place of whatever stands there.
    """

    text: Prose
    kept: Annotated[dict[Typed, Reason], Field(max_length=100)] = {}
    sign: bool = False
    answer: KeptTo | None = None
    parts: dict[PartOfWords, Prose] = {}
    about: Annotated[str, StringConstraints(min_length=1, max_length=20, strip_whitespace=True)] | None = None
    instead_of: Instant | None = None
