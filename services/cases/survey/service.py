"""Surveys: asked by a letter, answered by its link or on paper, and read without a reference."""

from datetime import date
from uuid import uuid4

from sqlmodel import Session

from cases.letters import repository as of_letters
from cases.letters import service as letters
from cases.letters.schemas import NewLetter
from cases.notes.service import write_note
from cases.officers import repository as officers
from cases.record import repository as cases
from cases.record import store
from cases.record.change import Asked, load
from cases.record.read import officer_name
from cases.record.record import CaseRecord
from cases.record.theirs import may_act
from cases.record.views import NARRATIVE
from cases.survey import repository, rules
from cases.survey.models import SurveyAnswerRow, SurveyRow
from cases.survey.rules import Handled
from cases.survey.schemas import (
    AnswerShown,
    NewSurvey,
    SurveyAnswer,
    SurveyAnswers,
    SurveyAsked,
    SurveyByLink,
    SurveyCounts,
    SurveyGroup,
    SurveyMade,
    SurveyRead,
    SurveyThanks,
)
from cases.tables import restricted_cases
from chassis import feed, paging, restricted
from chassis.auth import Principal
from chassis.letters.correspondent import Correspondent, address
from chassis.links import hash_of, new_secret
from chassis.paging import decode_cursor, encode_cursor
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.events import SurveyAsked as Told
from kernel.localtime import local_date
from kernel.procedures import Books
from kernel.vocabulary import Classification, Flag, LetterKind, LetterState, Status, SurveyQuestion


def ask(tx: Session, asked: Asked, body: NewSurvey, to: Correspondent) -> SurveyMade:
    """Draft the letter that asks, with a link in it.

    Raises NotFound, NotPermitted; Conflict where nobody may be asked now; Unprocessable without the officer's
    word where one is needed.
    """
    case = load(tx, asked)
    council = asked.books.council(case.row.authority)
    handled = _handled(tx, case, asked.books, to)
    if because := rules.not_asked_because(handled, asked.today, asked.books.calendars.of_council):
        raise Conflict(because)
    doubts = rules.word_needed_because(handled)
    if doubts and body.although is None:
        raise wrong_field("/although", f"{' '.join(doubts)} Say why they are asked all the same.")
    assert council.survey is not None, "the council asks"
    secret = new_secret()
    link = f"{council.survey.address}#{secret}"
    letter, _ = letters.begin(tx, asked, case, NewLetter(kind=LetterKind.SURVEY), to, link)
    before = repository.of_case(tx, case.row.authority, case.row.ref)
    row = tx.merge(
        SurveyRow(
            authority=case.row.authority,
            ref=case.row.ref,
            letter=letter.number,
            secret_hash=hash_of(secret),
            expires_on=rules.last_day(asked.today),
            note=write_note(tx, asked, body.although) if doubts and body.although else None,
            changes=before.changes + 1 if before else 1,
            by=asked.officer.subject,
            at=asked.now,
        )
    )
    feed.append(
        tx,
        Told(
            authority=row.authority,
            ref=row.ref,
            sequence=row.changes,
            occurred_on=asked.today,
            by=row.by,
            letter=row.letter,
            note=row.note,
        ),
    )
    return SurveyMade(letter=row.letter)


def read_survey(session: Session, principal: Principal, ref: str, today: date, books: Books) -> SurveyRead:
    """What a case has of a survey; whether an answer came is not told. Raises NotFound."""
    row = cases.get(session, principal.authority, ref)
    case = store.load(session, row, books)
    survey = repository.of_case(session, row.authority, ref)
    handled = _handled(session, case, books, None)
    because = rules.not_asked_because(handled, today, books.calendars.of_council)
    may = principal.may("cases:write") and may_act(session, principal, row)
    shows = principal.may("cases:narrative")
    answer = repository.answer_of(session, row.authority, ref) if shows else None
    return SurveyRead(
        asked=_asked(session, survey) if survey else None,
        may_ask=may and because is None,
        not_because=because,
        word_needed=rules.word_needed_because(handled),
        may_type=may and survey is not None,
        answer=_shown(answer) if answer else None,
        withheld=[] if shows else [NARRATIVE],
    )


def answer_on_paper(tx: Session, asked: Asked, body: SurveyAnswer) -> None:
    """Keep what came on paper as if it came by the link. Raises NotFound; Conflict for a second answer."""
    case = load(tx, asked)
    survey = repository.of_case(tx, case.row.authority, case.row.ref, locked=True)
    if survey is None:
        raise Conflict("They were not asked.")
    if survey.used:
        raise Conflict("An answer was given already: one is counted of each complaint.")
    _keep(tx, case, survey, body, asked.today)


def look(survey: SurveyRow, today: date, books: Books) -> SurveyByLink:
    """Raises Gone for a link that serves no more."""
    if because := rules.shut(used=survey.used, last=survey.expires_on, today=today):
        raise because
    return SurveyByLink(council=books.council(survey.authority).name, expires_on=survey.expires_on)


def answer_by_link(tx: Session, shown: SurveyRow, body: SurveyAnswer, today: date, books: Books) -> SurveyThanks:
    """Keep an answer. Raises Gone for a link that serves no more; NotFound once its case has gone."""
    survey = repository.of_case(tx, shown.authority, shown.ref, locked=True)
    if survey is None:
        raise NotFound("There is no such link.")
    if because := rules.shut(used=survey.used, last=survey.expires_on, today=today):
        raise because
    case = store.load(tx, cases.get(tx, survey.authority, survey.ref), books)
    _keep(tx, case, survey, body, today)
    return SurveyThanks(council=books.council(survey.authority).name)


def list_answers(session: Session, reader: Principal, cursor: str | None, limit: int) -> SurveyAnswers:
    """A page of what was answered. Raises Unprocessable for a cursor that no list gave."""
    after = decode_cursor(cursor, paging.text, paging.text)
    found = repository.page(session, reader.authority, after, limit + 1)
    rows = found[:limit]
    last = rows[-1] if len(found) > limit else None
    return SurveyAnswers(
        items=[_shown(row) for row in rows],
        next_cursor=encode_cursor(last.quarter, last.id) if last else None,
        fewest=rules.FEWEST,
    )


def count(session: Session, authority: str, first: str, last: str, today: date) -> SurveyCounts:
    """What the quarters from `first` to `last` come to, as far as they are counted."""
    open_from = rules.first_open(today)
    groups: dict[tuple[str, str | None, str | None], SurveyGroup] = {}

    def group(quarter: str, procedure: str | None, team: str | None) -> SurveyGroup:
        key = (quarter, procedure, team)
        return groups.setdefault(key, SurveyGroup(quarter=quarter, procedure=procedure, team=team))

    for at, procedure, team in repository.asked(session, authority):
        quarter = rules.quarter_of(local_date(at))
        if first <= quarter <= last and quarter < open_from:
            group(quarter, procedure, team).asked += 1
    for row in repository.answers(session, authority, first, last, open_from):
        found = group(row.quarter, row.procedure, row.team)
        found.answered += 1
        for question in (*SurveyQuestion, "overall"):
            replies = found.replies.setdefault(question, {})
            reply = str(getattr(row, question))
            replies[reply] = replies.get(reply, 0) + 1
    return SurveyCounts(open_from=open_from, groups=list(groups.values()))


def _keep(tx: Session, case: CaseRecord, survey: SurveyRow, body: SurveyAnswer, today: date) -> None:
    """The link is used, and an answer is there: two rows that nothing joins."""
    # A case that was taken up again since, or whose answer was corrected away, has no end now.
    ended_on = _ended_on(case) or local_date(survey.at)
    survey.used = True
    answer = SurveyAnswerRow(
        authority=case.row.authority,
        id=uuid4().hex,
        procedure=case.row.procedure,
        team=case.row.team,
        quarter=rules.counted_in(ended_on, today),
        ref=case.row.ref if body.may_talk else None,
        **body.model_dump(exclude={"may_talk"}),
    )
    tx.add_all([survey, answer])


def _handled(session: Session, case: CaseRecord, books: Books, to: Correspondent | None) -> Handled:
    """Args: to: None: whom the council writes to is not asked now."""
    row, survey = case.row, books.council(case.row.authority).survey
    return Handled(
        ended_on=_ended_on(case),
        after_days=survey.after_days if survey else None,
        is_complaint=Classification(row.classification).is_complaint,
        was_asked=_was_asked(session, row.authority, row.ref),
        withdrawn=row.withdrawn_on is not None,
        deceased=Flag.DECEASED in row.flags,
        safeguarding=Flag.SAFEGUARDING in row.flags,
        contact_plan=Flag.CONTACT_PLAN in row.flags,
        restricted=bool(restricted.named(session, restricted_cases, row.authority, row.ref)),
        anonymous=bool(to and to.anonymous),
        has_address=to is None or address(to) is not None,
    )


def _was_asked(session: Session, authority: str, ref: str) -> bool:
    """A letter that was discarded before it left asked nobody."""
    survey = repository.of_case(session, authority, ref)
    if survey is None:
        return False
    letter = of_letters.get(session, authority, ref, survey.letter)
    return survey.used or letter.state != LetterState.DISCARDED


def _ended_on(case: CaseRecord) -> date | None:
    """The day of its answer, or of its end; None while it is looked into, for the first time or once more."""
    if case.row.stage in {Status.RECEIVED, Status.ACKNOWLEDGED}:
        return None
    return case.row.responded_on or case.row.closed_on or case.row.withdrawn_on


def _asked(session: Session, survey: SurveyRow) -> SurveyAsked:
    by = officer_name(survey.by, officers.names(session, survey.authority))
    assert by is not None, "somebody asked"
    return SurveyAsked(asked_on=local_date(survey.at), by=by, letter=survey.letter)


def _shown(row: SurveyAnswerRow) -> AnswerShown:
    return AnswerShown.model_validate(row.model_dump(include=set(AnswerShown.model_fields)))
