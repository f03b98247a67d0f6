"""Queries of surveys, `authority` first."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select as sql_select
from sqlalchemy import tuple_
from sqlmodel import Session, col, func, select

from cases.letters.models import LetterRow
from cases.record.models import CaseRow
from cases.survey.models import SurveyAnswerRow, SurveyRow
from cases.survey.rules import FEWEST
from kernel.vocabulary import LetterState


def find(session: Session, secret_hash: str) -> SurveyRow | None:
    """The survey that a secret opens, whichever council's it is: who shows one says nothing else."""
    return session.exec(select(SurveyRow).where(SurveyRow.secret_hash == secret_hash)).first()


def of_case(session: Session, authority: str, ref: str, *, locked: bool = False) -> SurveyRow | None:
    query = select(SurveyRow).where(SurveyRow.authority == authority, SurveyRow.ref == ref)
    if locked:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.exec(query).first()


def answer_of(session: Session, authority: str, ref: str) -> SurveyAnswerRow | None:
    """The answer of a case, where they said that the council may talk to them about it."""
    query = select(SurveyAnswerRow).where(SurveyAnswerRow.authority == authority, SurveyAnswerRow.ref == ref)
    return session.exec(query).first()


def page(session: Session, authority: str, after: tuple[str, str] | None, limit: int) -> Sequence[SurveyAnswerRow]:
    """Answers of quarters that have enough of them, the newest quarter first."""
    quarter = col(SurveyAnswerRow.quarter)
    enough = (
        sql_select(quarter)
        .where(col(SurveyAnswerRow.authority) == authority)
        .group_by(quarter)
        .having(func.count() >= FEWEST)
    )
    key = (quarter, col(SurveyAnswerRow.id))
    query = select(SurveyAnswerRow).where(SurveyAnswerRow.authority == authority, quarter.in_(enough))
    if after:
        query = query.where(tuple_(*key) < tuple_(*after))
    return session.exec(query.order_by(*(part.desc() for part in key)).limit(limit)).all()


def answers(session: Session, authority: str, first: str, last: str, before: str) -> Sequence[SurveyAnswerRow]:
    """Answers of the quarters from `first` to `last`, of those before one."""
    query = select(SurveyAnswerRow).where(
        SurveyAnswerRow.authority == authority,
        SurveyAnswerRow.quarter >= first,
        SurveyAnswerRow.quarter <= last,
        SurveyAnswerRow.quarter < before,
    )
    return session.exec(query).all()


def asked(session: Session, authority: str) -> Sequence[tuple[datetime, str | None, str | None]]:
    """When each was asked, and the procedure and team of the case; a letter that was discarded asked nobody."""
    query = (
        select(SurveyRow.at, CaseRow.procedure, CaseRow.team)
        .join(CaseRow, (col(CaseRow.authority) == SurveyRow.authority) & (col(CaseRow.ref) == SurveyRow.ref))
        .join(
            LetterRow,
            (col(LetterRow.authority) == SurveyRow.authority)
            & (col(LetterRow.ref) == SurveyRow.ref)
            & (col(LetterRow.number) == SurveyRow.letter),
        )
        .where(
            SurveyRow.authority == authority,
            col(SurveyRow.used) | (col(LetterRow.state) != LetterState.DISCARDED),
        )
    )
    return session.exec(query).all()
