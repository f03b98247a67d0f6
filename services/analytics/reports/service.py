"""Builds reports from the facts, keeps what officers write for them, and publishes them once and for good."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from analytics import repository as facts
from analytics.disclosure import Policy
from analytics.figures import service as figures
from analytics.models import ReportPublished, ReportWords
from analytics.reports import repository
from analytics.reports.anonymous import gives_away
from analytics.reports.book import boards
from analytics.reports.build import Builder, Draft, Written
from analytics.reports.changes import changes
from analytics.reports.checks import Check, checked, may_be_published
from analytics.reports.counts import Counts, KindOfContact
from analytics.reports.definition import (
    BINDING,
    PLAIN,
    AssessBlock,
    ClauseOfFile,
    Definition,
    ExamplesBlock,
    PlaceOfFile,
    WordsBlock,
)
from analytics.reports.document import KeptTo, PartOfWords, Report
from analytics.reports.hiding import Hiding, hide
from analytics.reports.periods import Period, period
from analytics.reports.published import stripped
from analytics.reports.rounding import require_alike, round_off, roundings
from analytics.reports.satisfaction import Said
from analytics.reports.schemas import (
    BoardAsked,
    CheckRead,
    DraftRead,
    PublicationRead,
    ReportAsked,
    WordsRead,
    WordsWritten,
)
from analytics.service import require_team
from chassis.auth import Principal
from kernel.errors import Conflict, FieldError, NotFound, Unprocessable, wrong_field
from kernel.localtime import local_date, utc_now
from kernel.procedures import Books

EARLIER_YEARS = 4
"""So many years before are looked at for what a table compares with."""


def current(
    session: Session, definition: Definition, asked: ReportAsked, told: Said | None, books: Books, now: datetime
) -> Report:
    """The report as it may leave: the figures of now, hidden where they have to be. Raises Unprocessable."""
    return _hidden(session, definition, asked, told, books, now)[1].report


def version(session: Session, principal: Principal, asked: ReportAsked, number: int) -> Report:
    """A published version, as it was. Raises NotFound."""
    name = _period(asked).name
    for row in repository.published(session, principal.authority, asked.scope, name):
        if row.version == number:
            return Report.model_validate_json(row.content)
    raise NotFound(f"There is no version {number} of this report.")


def publications(session: Session, asked: ReportAsked) -> list[PublicationRead]:
    """Every version of a report, the latest first."""
    rows = repository.published(session, asked.authority, asked.scope, _period(asked).name)
    return [_publication(row) for row in rows]


def draft(
    session: Session, definition: Definition, asked: ReportAsked, told: Said | None, books: Books, now: datetime
) -> DraftRead:
    """The report with what stops it, what is hidden and why, and what officers wrote."""
    return _draft(session, asked, *_hidden(session, definition, asked, told, books, now))


def _draft(session: Session, asked: ReportAsked, built: Draft, hiding: Hiding) -> DraftRead:
    written = repository.words(session, asked.authority, asked.scope, built.report.period)
    checks = _checks(built, hiding, written)
    return DraftRead(
        report=hiding.report,
        checks=[_check(check) for check in checks],
        hidden=hiding.numbers,
        left_out=hiding.left_out,
        words=[_words(row) for row in written.values()],
        publications=publications(session, asked),
        may_be_published=may_be_published(checks),
    )


def board(
    session: Session, principal: Principal, name: str, asked: BoardAsked, books: Books, now: datetime
) -> Report:
    """A dashboard of a year or a quarter, of the council or of one team. Raises NotFound, Unprocessable.

    Who may not count people by what they are sees it as it could be published.
    """
    if name not in boards():
        raise NotFound("There is no such dashboard.")
    require_team(books.council(principal.authority), asked.team)
    may_see = principal.may("figures:people")
    chosen = period(asked.year, asked.quarter)
    builder = _builder(session, principal.authority, chosen, boards()[name], books, local_date(now))
    builder.narrowed = {"team": asked.team} if asked.team else {}
    builder.gathers = not may_see
    if not may_see:  # from what is hidden nobody may work anything out
        builder.counts.kinds = _kinds(session, builder)
    built = builder.build(local_date(now), _as_of(session, principal.authority), "Redress")
    return stripped(built.report) if may_see else hide(built, [], Policy()).report


def write_words(
    tx: Session,
    principal: Principal,
    definition: Definition,
    place: str,
    body: WordsWritten,
    told: Said | None,
    books: Books,
    now: datetime,
) -> DraftRead:
    """Keep an officer's words for a place of a report. Raises NotFound, Unprocessable, Conflict."""
    block = _place(definition, place)
    _require_asked(block, body)
    texts = {"/text": body.text, **{f"/parts/{part}": text for part, text in body.parts.items()}}
    _require_bound(definition, texts)
    is_example = isinstance(block, ExamplesBlock)
    if is_example and body.text:
        _require_example(tx, principal, body, texts)
    if body.sign and not body.text:
        raise Unprocessable("There is nothing to sign.", [FieldError("/sign", "Nothing is written.")])
    name = _period(body).name
    row = repository.words_of(tx, principal.authority, body.scope, name, place)
    _require_unchanged(row, body)
    signs = body.sign and block.sign_off is not None
    if is_example and signs:
        _require_of_another(row, principal, body)
    if row is None:
        row = ReportWords(
            authority=principal.authority,
            scope=body.scope.value,
            period=name,
            place=place,
            text="",
            written_by=principal.name,
            written_at=now,
        )
    row.text, row.kept = body.text, dict(body.kept)
    row.answer = body.answer and body.answer.value
    row.parts = {part.value: text for part, text in body.parts.items()}
    row.about = body.about if body.text else None
    if not (is_example and signs):  # whoever signs an example did not write it
        row.written_by, row.written_at = principal.name, now
    row.signed_by, row.signed_at = (principal.name, now) if signs else (None, None)
    tx.add(row)
    tx.flush()
    built, hiding = _hidden(tx, definition, body, told, books, now)
    _require_known(built, texts)
    return _draft(tx, body, built, hiding)


def publish(
    tx: Session,
    principal: Principal,
    definition: Definition,
    asked: ReportAsked,
    told: Said | None,
    books: Books,
    now: datetime,
) -> PublicationRead:
    """Publish the report as it stands. Raises Conflict while something stops it, or nothing has changed."""
    built, hiding = _hidden(tx, definition, asked, told, books, now)
    written = repository.words(tx, principal.authority, asked.scope, built.report.period)
    checks = _checks(built, hiding, written)
    if not may_be_published(checks):
        stops = [check.says for check in checks if check.level.value == "stops"]
        raise Conflict("Not yet: " + " ".join(stops))
    earlier = repository.published(tx, principal.authority, asked.scope, built.report.period)
    before = Report.model_validate_json(earlier[0].content) if earlier else None
    changed = changes(before, hiding.report) if before else []
    if before and not changed:
        raise Conflict("Nothing has changed since the last version.")
    number = repository.next_version(tx, principal.authority, asked.scope, built.report.period)
    report = hiding.report.model_copy(update={"version": number})
    content = report.model_dump_json()
    row = ReportPublished(
        authority=principal.authority,
        scope=asked.scope.value,
        period=report.period,
        version=number,
        published_by=principal.name,
        published_at=now,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        content=content,
        counts=hiding.values,
        hidden=sorted(hiding.hidden),
        rounded=None if hiding.rounded is None else dict(hiding.rounded),
        changes=changed,
    )
    tx.add(row)
    tx.flush()
    return _publication(row)


def _hidden(
    session: Session, definition: Definition, asked: ReportAsked, told: Said | None, books: Books, now: datetime
) -> tuple[Draft, Hiding]:
    """The report of now, and what of it may leave."""
    authority = asked.authority
    written = repository.words(session, authority, asked.scope, _period(asked).name)
    earlier = repository.everything_known(session, authority)
    require_alike(earlier, rounds=definition.round_counts)

    def build(rounded: Mapping[str, int] | None = None) -> Draft:
        builder = _builder(session, authority, _period(asked), definition, books, local_date(now))
        builder.written = {place: _written(row) for place, row in written.items()}
        builder.told = told
        builder.counts = Counts(kinds=_kinds(session, builder), rounded=rounded)
        return builder.build(local_date(now), _as_of(session, authority), "Redress")

    built = build()
    if not definition.round_counts:
        return built, hide(built, earlier, Policy(hide_zeros=definition.hide_zeros))
    printed = roundings(built.counts, earlier)
    again = build(printed)
    return again, round_off(again, printed)


def _builder(
    session: Session, authority: str, chosen: Period, definition: Definition, books: Books, today: date
) -> Builder:
    periods = [chosen, *(chosen.before(today, back) for back in range(1, EARLIER_YEARS + 1))]
    return Builder(
        definition=definition,
        council=books.council(authority),
        period=chosen,
        answer=lambda question: figures.worked_out(session, question),
        has_records={one: repository.has_records(session, authority, one) for one in periods},
    )


def _kinds(session: Session, builder: Builder) -> frozenset[KindOfContact]:
    """What kinds of contacts occur in the periods that a report looks at."""
    authority = builder.council.code
    since, to = min(period.since for period in builder.has_records), builder.period.to
    asked = ("kinds", since, to)
    return facts.while_unchanged(
        session, authority, asked, lambda: repository.kinds(session, authority, since, to)
    )


def _as_of(session: Session, authority: str) -> datetime:
    return facts.changed_at(session, authority) or utc_now()


def _checks(built: Draft, hiding: Hiding, written: Mapping[str, ReportWords]) -> list[Check]:
    found = checked(built, hiding.report, {place: row.kept for place, row in written.items()})
    return sorted([*found, *hiding.checks], key=lambda check: ("stops", "warns", "holds").index(check.level.value))


def _period(asked: ReportAsked) -> Period:
    return period(asked.year, asked.quarter)


def _place(definition: Definition, place: str) -> PlaceOfFile:
    for section in definition.sections:
        for block in section.blocks:
            if isinstance(block, WordsBlock) and block.words == place:
                return block
            if isinstance(block, AssessBlock) and place in block.clauses:
                return block.clauses[place]
            if isinstance(block, ExamplesBlock) and place in block.places:
                return block
    raise NotFound("The report has no such place for words.")


def _require_unchanged(row: ReportWords | None, body: WordsWritten) -> None:
    """Raises Conflict when somebody wrote since the writer read what stands there."""
    if row is not None and "instead_of" in body.model_fields_set and row.written_at != body.instead_of:
        raise Conflict(f"{row.written_by} changed these words meanwhile.")


def _require_asked(block: PlaceOfFile, body: WordsWritten) -> None:
    """Raises Unprocessable for an answer, or a part, that a place does not ask for."""
    if body.answer and not isinstance(block, ClauseOfFile):
        raise wrong_field("/answer", "Only a clause of a code is answered.")
    if body.about and not isinstance(block, ExamplesBlock):
        raise wrong_field("/about", "Only an example is of a case.")
    for part in body.parts.keys() - set(block.asks):
        raise wrong_field(f"/parts/{part}", "This place does not ask for it.")


def _require_example(tx: Session, principal: Principal, body: WordsWritten, texts: Mapping[str, str]) -> None:
    """Raises Unprocessable for no case that the writer may see, and for what anybody may be known by."""
    if body.about is None or not repository.is_known(tx, principal, body.about):
        raise wrong_field("/about", "Say which case it is an example of, by its reference.")
    wrong = [
        FieldError(at, f"“{found}” looks like {kind}. Nobody may be known by an example.")
        for at, text in texts.items()
        for found, kind in gives_away(text)
    ]
    if wrong:
        raise Unprocessable("Somebody may be known by it.", wrong)


def _require_of_another(row: ReportWords | None, principal: Principal, body: WordsWritten) -> None:
    """Raises Conflict for an example that its writer signs, or that is changed as it is signed."""
    said = (body.text, body.kept, body.parts, body.about)
    if row is None or (row.text, row.kept, row.parts, row.about) != said:
        raise Conflict("An example is signed as it stands.")
    if row.written_by == principal.name:
        raise Conflict("Whoever wrote an example does not sign it: somebody else reads it as a stranger would.")


def _require_bound(definition: Definition, texts: Mapping[str, str]) -> None:
    """Raises Unprocessable for what can be bound to no figure of the report."""
    wrong = [
        FieldError(at, f"{says[0].upper()}{says[1:]}.")
        for at, text in texts.items()
        for says in definition.wrong_in(text)
    ]
    if wrong:
        raise Unprocessable("Some figures are not known.", wrong)


def _require_known(built: Draft, texts: Mapping[str, str]) -> None:
    """Raises Unprocessable for rows that the report's tables do not have."""
    wrong = [
        FieldError(at, f"{{{name}}} is no figure of this report.")
        for at, text in texts.items()
        for name in sorted({name for name, _ in BINDING.findall(text)} - PLAIN - built.names)
    ]
    if wrong:
        raise Unprocessable("Some figures are not known.", wrong)


def _check(check: Check) -> CheckRead:
    return CheckRead(
        level=check.level,
        says=check.says,
        section=check.section,
        place=check.place,
        typed=check.typed,
        nearest=f"{{{check.nearest[0]}}}" if check.nearest else None,
        nearest_text=check.nearest[1] if check.nearest else None,
    )


def _written(row: ReportWords) -> Written:
    return Written(row.text, row.signed_by, KeptTo(row.answer) if row.answer else None, _parts(row))


def _parts(row: ReportWords) -> dict[PartOfWords, str]:
    return {PartOfWords(part): text for part, text in row.parts.items()}


def _words(row: ReportWords) -> WordsRead:
    return WordsRead(
        place=row.place,
        text=row.text,
        kept=row.kept,
        answer=KeptTo(row.answer) if row.answer else None,
        parts=_parts(row),
        about=row.about,
        written_by=row.written_by,
        written_at=row.written_at,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
    )


def _publication(row: ReportPublished) -> PublicationRead:
    return PublicationRead(
        version=row.version,
        published_by=row.published_by,
        published_at=row.published_at,
        sha256=row.sha256,
        changes=row.changes,
    )
