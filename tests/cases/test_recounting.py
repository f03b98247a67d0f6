"""A release that counts otherwise: open cases follow at once, what differs alone is written, and it is said."""

from datetime import date

from sqlalchemy import update

from cases.clocks.models import ClockRow
from chassis.rows import table_of
from standalone import operate
from tests.cases.conftest import CASES, Desk
from tests.support.house import House

CLOCKS = table_of(ClockRow)


def test_open_cases_are_counted_anew_where_a_release_counts_otherwise(services: House, desk: Desk) -> None:
    late, longer, same = desk.open(), desk.open(), desk.open()
    desk.acknowledge(late)
    with services.database("cases").transaction() as tx:  # as a release kept them that counted so
        of = CLOCKS.c.ref == late, CLOCKS.c.kind == "acknowledge"
        tx.execute(update(CLOCKS).where(*of).values(met_on=None))
        of = CLOCKS.c.ref == longer, CLOCKS.c.kind == "stage_1"
        tx.execute(update(CLOCKS).where(*of).values(amount=10, due_on=date(2026, 3, 16)))
    before = desk.read(same)
    settings = services.context.settings
    assert operate.recount(settings) == [
        f"{late}: Acknowledge, due on 5 March 2026, is met",
        f"{longer}: Council target, due on 16 March 2026, is due on 30 March 2026",
    ]
    clocks = {clock["kind"]: clock for clock in desk.read(late)["clocks"]}
    assert clocks["acknowledge"]["met_on"] == "2026-03-04"
    told = desk.officer.get(f"{CASES}/{longer}/timeline").json()["items"][0]
    assert told["title"] == "Dates counted anew, by rules that were put right"
    assert told["detail"] == "Council target moved from 16 March 2026 to 30 March 2026."
    assert desk.read(same) == before
    assert operate.recount(settings) == [], "once is enough"
