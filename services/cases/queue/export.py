"""A view of the queue as a file for a spreadsheet, as its caller may see it."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlmodel import Session

from cases.officers import repository as officers
from cases.queue import repository
from cases.queue.schemas import Asked, ListedCase
from cases.queue.service import conditions_of, page_of
from chassis.auth import Principal
from chassis.csv_rows import csv_row
from chassis.db import Database
from kernel.errors import wrong_field
from kernel.procedures import Books
from kernel.vocabulary import Flag
from kernel.words import CLASSIFICATIONS, FLAGS, HOLD_REASONS, NOT_DECIDED, OUTCOMES, STATUSES

AT_MOST = 10_000
"""Cases in one file: more are narrowed down first."""
AT_A_TIME = 500
COLUMNS = (
    *("Reference", "Kind", "Stage", "Received", "Team", "Owner", "Grade"),
    *("Next", "Due", "Working days left", "Next action", "Waits for", "Of whom", "Since"),
    *("Outcome", "Beside it", "Why first"),
)


def count(session: Session, principal: Principal, asked: Asked, today: date) -> int:
    """How many cases the file has. Raises Unprocessable for more than it takes."""
    total = repository.count(session, principal.authority, conditions_of(principal, asked, today))
    if total > AT_MOST:
        said = f"This view has {total:,} cases, and a file takes {AT_MOST:,}: narrow it, by team, kind or stage."
        raise wrong_field("/query/view", said)
    return total


def rows(database: Database, principal: Principal, asked: Asked, today: date, books: Books) -> Iterator[str]:
    """The rows of the file, page by page: the request's own session is closed by then."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + csv_row(*COLUMNS)  # tells spreadsheets that it is UTF-8
    teams = {team.code: team.name for team in books.council(principal.authority).teams}
    with database.reading(principal.authority) as session:
        names = officers.names(session, principal.authority)
        cursor: str | None = None
        for _ in range(AT_MOST // AT_A_TIME):
            page = page_of(session, principal, asked, cursor, AT_A_TIME, today, books, names)
            yield from (_row(case, teams) for case in page.items)
            cursor = page.next_cursor
            if cursor is None:
                return


def _row(case: ListedCase, teams: Mapping[str, str]) -> str:
    due, waiting = case.next_due, case.waiting
    return csv_row(
        case.ref,
        CLASSIFICATIONS[case.classification] if case.disposition.is_decided else NOT_DECIDED,
        STATUSES[case.stage],
        case.received_on,
        teams.get(case.team or "", case.team),
        case.owner.name if case.owner else None,
        case.grade,
        due.name if due else None,
        due.due_on if due else None,
        due.days_left if due else None,
        case.next_action,
        (HOLD_REASONS | {"contributor": "Contributor"})[waiting.reason] if waiting else None,
        waiting.waiting_on if waiting else None,
        waiting.since if waiting else None,
        OUTCOMES[case.outcome] if case.outcome else None,
        ", ".join(FLAGS[Flag(flag)] for flag in case.flags),
        "; ".join(case.why),
    )
