"""The deadline calculator: by when the steps of a procedure would be due, and how that is worked out."""

from datetime import date

from cases.schemas import Deadlines
from kernel.auth import Principal
from kernel.errors import NotFound, wrong_field
from kernel.procedures import Books
from kernel.schemas import read_clock
from kernel.vocabulary import Disposition


def calculate(
    principal: Principal, procedure_id: str, received_on: date, grade: str | None, today: date, books: Books
) -> Deadlines:
    """The clocks that a receipt on a day would start, under the procedure's version of that day.

    Raises Unprocessable for a procedure or grade that the council did not have.
    """
    council = books.council(principal.authority)
    try:
        procedure = council.procedure_on(procedure_id, received_on)
    except NotFound as error:
        raise wrong_field("/query/procedure", error.detail) from error
    version = (procedure.id, procedure.version)
    try:
        clocks = books.opening_clocks(council.code, version, Disposition.ACCEPTED, received_on, grade)
    except NotFound as error:
        raise wrong_field("/query/grade", error.detail) from error
    return Deadlines(
        procedure=procedure.id,
        procedure_name=procedure.name,
        procedure_version=procedure.version,
        received_on=received_on,
        clocks=[read_clock(clock, today, books.calendar, explained=True) for clock in clocks],
    )
