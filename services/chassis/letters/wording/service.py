"""Which words a kind of letter has, and how a council gives it its own."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from chassis.auth import Principal
from chassis.letters.templates import Said, Template, fill
from chassis.letters.wording import rules
from chassis.letters.wording.schemas import (
    NewWording,
    VersionRead,
    WordingBrief,
    WordingRead,
    Wordings,
    WordingTried,
    WordingWords,
    WordRead,
    WrittenBy,
)
from chassis.letters.wording.table import Version
from kernel.errors import Conflict, NotFound, Stale, Unprocessable, wrong_field
from kernel.procedures import Council

MOST_VERSIONS = 500
WROTE_MEANWHILE = "Somebody wrote another version meanwhile. Read it again."

ATemplate = TypeVar("ATemplate", bound=Template)


@dataclass(frozen=True)
class OwnWords(Generic[ATemplate]):
    """The letters of a service, for which a council may have words of its own.

    Attributes:
        row: a version, in the service's own table.
        product: the product's own words of each kind.
        named: what a kind is called.
        words: every ((word)) that a template may use.
        example: what each word says in a letter of a kind that never was; None: in one with all of them.
        must_say: by kind, the words without which a letter is not what it is for.
        signed: the columns of a version that say who wrote it.
        writers: by subject, the names of who wrote versions.
    """

    row: type[Version]
    product: Callable[[], Mapping[Any, ATemplate]]
    named: Callable[[Any], str]
    words: Collection[str]
    example: Callable[[Council, date, Any], Mapping[str, Said]]
    must_say: Mapping[Any, tuple[str, ...]]
    signed: Callable[[Principal], Mapping[str, str]]
    writers: Callable[[Session, str, Sequence[Any]], Mapping[str, str]]

    def templates(self, session: Session, authority: str, on: date) -> Mapping[Any, ATemplate]:
        """By kind, what letters of a day are filled from."""
        rows = self._all(session, authority)
        return {kind: self._template(kind, rows.get(kind, ()), on)[0] for kind in self.product()}

    def template(self, session: Session, authority: str, kind: str, on: date) -> tuple[ATemplate, int | None]:
        """What a letter of a day is filled from, and its version; None: the product's own."""
        return self._template(kind, self._versions(session, authority, kind), on)

    def listed(self, session: Session, authority: str, council: Council, today: date) -> Wordings:
        """Every kind of letter, and every ((word))."""
        rows = self._all(session, authority)
        shown = self.example(council, today, None)
        return Wordings(
            items=[_brief(kind, self.named(kind), rows.get(kind, ()), today) for kind in self.product()],
            words=[WordRead(word=word, example=what) for word, what in shown.items() if isinstance(what, str)],
        )

    def read(self, session: Session, authority: str, kind: str, today: date) -> WordingRead:
        """A kind of letter with all versions."""
        versions = self._versions(session, authority, kind)
        names = self.writers(session, authority, versions)
        now = rules.in_force(versions, today)
        return WordingRead(
            kind=kind,
            name=self.named(kind),
            in_force=_words(self._template(kind, versions, today)[0]),
            product=_words(self.product()[kind]),
            must_say=list(self.must_say.get(kind, ())),
            versions=[_version(row, row is now, names) for row in reversed(versions)],
        )

    def read_version(self, session: Session, authority: str, kind: str, version: int) -> WordingWords:
        """The words of a version. Raises NotFound."""
        row = session.get(self.row, (authority, kind, version))
        if row is None:
            raise NotFound(f"There is no version {version} of these words.")
        return WordingWords(subject=row.subject, text=row.text, easy_read=row.easy_read)

    def keep(
        self, tx: Session, keeper: Principal, kind: str, body: NewWording, now: datetime, today: date
    ) -> WordingRead:
        """Give a kind of letter its own words from a day on; letters that are drafted stay as they are.

        Raises Unprocessable for words that no letter knows, for one that has to be said and is not, and for a day
        that has passed; Stale when somebody else wrote another version since.
        """
        self._require(kind, body)
        if body.in_force_from < today:
            raise wrong_field("/in_force_from", "Letters of days that have passed are written already.")
        versions = self._versions(tx, keeper.authority, kind)
        newest = versions[-1].version if versions else 0
        if newest != body.after:
            raise Stale(WROTE_MEANWHILE)
        if newest >= MOST_VERSIONS:
            raise Conflict(f"There are {MOST_VERSIONS} versions already.")
        row = self.row(
            authority=keeper.authority,
            kind=kind,
            version=newest + 1,
            in_force_from=body.in_force_from,
            subject=body.subject,
            text=body.text,
            easy_read=body.easy_read,
            at=now,
            **self.signed(keeper),
        )
        try:
            with tx.begin_nested():
                tx.add(row)
        except IntegrityError:  # somebody kept another at the same moment, and was first
            raise Stale(WROTE_MEANWHILE) from None
        return self.read(tx, keeper.authority, kind, today)

    def try_out(self, council: Council, kind: str, body: WordingTried, today: date) -> WordingWords:
        """Words as they read in an example. Raises Unprocessable as `keep` does."""
        self._require(kind, body)
        known = self.example(council, today, kind)
        easy = fill(body.easy_read, known).text if body.easy_read else None
        return WordingWords(subject=body.subject, text=fill(body.text, known).text, easy_read=easy)

    def _require(self, kind: str, body: WordingTried) -> None:
        must_say = self.must_say.get(kind, ())
        wrong = rules.wrong_in(
            must_say, self.words, subject=body.subject, text=body.text, easy_read=body.easy_read
        )
        if wrong:
            raise Unprocessable("These words are no template of a letter.", wrong)

    def _template(self, kind: str, versions: Sequence[Version], on: date) -> tuple[ATemplate, int | None]:
        product = self.product()[kind]
        row = rules.in_force(versions, on)
        if row is None:
            return product, None
        words = {"subject": row.subject, "text": row.text, "easy_read": row.easy_read}
        return product.model_copy(update=words), row.version

    def _versions(self, session: Session, authority: str, kind: str) -> Sequence[Version]:
        return self._all(session, authority, kind).get(kind, [])

    def _all(self, session: Session, authority: str, kind: str | None = None) -> dict[str, list[Version]]:
        """A council's versions by their kind, the oldest first."""
        query = select(self.row).where(self.row.authority == authority).order_by(col(self.row.version))
        of_kind: dict[str, list[Version]] = {}
        for row in session.exec(query if kind is None else query.where(self.row.kind == kind)):
            of_kind.setdefault(row.kind, []).append(row)
        return of_kind


def _brief(kind: str, name: str, versions: Sequence[Version], today: date) -> WordingBrief:
    now = rules.in_force(versions, today)
    ahead = [row.in_force_from for row in versions if row.in_force_from > today]
    return WordingBrief(
        kind=kind,
        name=name,
        version=now.version if now else None,
        in_force_from=now.in_force_from if now else None,
        next_on=min(ahead, default=None),
    )


def _version(row: Version, is_in_force: bool, names: Mapping[str, str]) -> VersionRead:
    by = WrittenBy(subject=row.by, name=names.get(row.by, row.by))
    return VersionRead(
        version=row.version, in_force_from=row.in_force_from, is_in_force=is_in_force, by=by, at=row.at
    )


def _words(found: Template) -> WordingWords:
    return WordingWords(subject=found.subject, text=found.text, easy_read=found.easy_read)
