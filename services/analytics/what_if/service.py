"""Last year's answers, counted again."""

from collections.abc import Callable

from sqlmodel import Session

from analytics import repository
from analytics.reports.periods import Period
from analytics.what_if.rules import Answered, in_time_by, in_time_under, target
from analytics.what_if.schemas import ProcedureListed, WhatIf
from chassis.auth import Principal
from kernel.errors import FieldError, Unprocessable
from kernel.procedures import Books, Council
from kernel.vocabulary import Classification, Unit
from kernel.words import UNITS, in_sentence


def what_if(
    session: Session,
    principal: Principal,
    period: Period,
    classification: Classification,
    books: Books,
    *,
    amount: int | None,
    unit: Unit,
    procedure: str | None,
) -> WhatIf:
    """The complaints of one class answered in a year, under another target or procedure. Raises Unprocessable."""
    council = books.council(principal.authority)
    if (amount is None) == (procedure is None):
        raise Unprocessable(
            "Ask for a target or for a procedure.", [FieldError("/amount", "Give an amount, or a procedure.")]
        )
    told, in_time = _asked(council, books, classification, amount, unit, procedure)
    answered = [
        Answered(*row)
        for row in repository.answered_dates(
            session, principal.authority, classification.value, period.since, period.to
        )
    ]
    found = [(each.number, in_time(each)) for each in answered]
    return WhatIf(
        year=period.name,
        told=told,
        answered=sum(each.number for each in answered),
        on_time=sum(each.on_time for each in answered),
        counted=sum(number for number, late in found if late is not None),
        would_be_on_time=sum(number for number, in_time_then in found if in_time_then),
        unit=unit if amount is not None else None,
        procedures=[
            ProcedureListed(id=entry.id, version=entry.version, name=entry.name)
            for entry in council.procedures
            if entry.classification is classification
        ],
    )


def _asked(
    council: Council,
    books: Books,
    classification: Classification,
    amount: int | None,
    unit: Unit,
    procedure: str | None,
) -> tuple[str, Callable[[Answered], bool | None]]:
    """What is asked in words, and whether an answer would have been in time by it."""
    if amount is not None:
        limit = target(amount, unit)
        told = f"Answered within {amount} {in_sentence(UNITS[unit])} of receipt"
        return told, lambda answered: in_time_by(limit, answered, books.calendars)
    name, _, version = (procedure or "").partition("@")
    entries = [entry for entry in council.procedures if entry.id == name]
    chosen = [entry for entry in entries if str(entry.version) == version] if version else entries[-1:]
    if not chosen:
        raise Unprocessable(
            "There is no such procedure.", [FieldError("/procedure", f"{council.name} has no {procedure!r}.")]
        )
    told = f"Answered in the first stage’s own time of {chosen[0].name}, version {chosen[0].version}"
    return told, lambda answered: in_time_under(chosen[0], classification, answered, council, books.calendars)
