"""A contact that never was, with something to say for every word of a letter about it. Pure."""

from datetime import date, timedelta

from chassis.letters.correspondent import Correspondent
from intake.letters.facts import Facts, Went
from intake.letters.rules import WITH, ContactLetterKind, Letter
from intake.rules import Facts as MatterFacts
from intake.schemas import DutyRead
from kernel.procedures import Council
from kernel.vocabulary import Function

Kind = ContactLetterKind
ROWS = {
    Kind.DEFERRAL: "19b",
    Kind.ELSEWHERE: "30",
    Kind.PART_LEFT_OUT: "22b",
    Kind.TO_PROVIDER: "32",
    Kind.WORKERS_CONCERN: "7b",
}
"""Rows of the table that a kind of letter tells of; any other tells of a complaint that is too late."""
ROW = "28"


def example(council: Council, today: date, kind: ContactLetterKind | None) -> Facts:
    """What an example letter of a council says on a day. `kind`: None: whatever any word says."""
    row = ROWS.get(kind, ROW) if kind else ROW
    codes = sorted(WITH.get(kind, ())) if kind else sorted({code for codes in WITH.values() for code in codes})
    source = "SI 2009/309, reg 6(5)"
    duties = [DutyRead(code=code, row=row, matter=1, text="", by=None, source=source) for code in ["it", *codes]]
    return Facts(
        council=council,
        ref=f"{council.prefix}-0000-0000",
        to=Correspondent(name="A. Caller", person="A. Person"),
        officer="An Officer",
        letter=Letter("it", kind or Kind.NOTICE, row, 1, duties),
        matter=MatterFacts(today, function=Function.ADULT_SOCIAL_CARE),
        received_on=today - timedelta(days=2),
        about="home care",
        provider="A care home",
        goes_on=True,
        went=Went("A hospital", today),
        shared_with="the home care team",
        team="A team",
    )
