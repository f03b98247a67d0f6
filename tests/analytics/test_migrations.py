"""Facts that an earlier release kept: figures ask them in the units of this one."""

from datetime import date
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, insert, select

from analytics import facts
from analytics.models import CaseFact
from chassis.migrations import config, migrate
from chassis.rows import beginning
from kernel.bank_holidays import england_and_wales
from kernel.imported import CodedCase
from tests.support import services
from tests.support.databases import Databases

pytestmark = pytest.mark.both_databases

BEFORE_OTHER_UNITS = "434c6345f177"
BEFORE_COMPLIMENTS = "d510c0cc91b2"
BEFORE_CASES_OF_THE_OMBUDSMAN = "796955d6cb2d"
BEFORE_WORDS_OF_CONTACTS = "6c1f4be29d05"
KEY = {"authority": "eastmere", "ref": "EAS-2324-0001"}
RECORD = CodedCase.model_validate(
    {
        **KEY,
        "classification": "statutory_complaint",
        "received_on": "2023-05-31",
        "acknowledged_on": "2023-05-31",
        "closed_on": "2024-02-29",
        "stages": [
            {"stage": 2, "started_on": "2023-09-01", "target_working_days": 25},
            {"stage": 1, "started_on": "2023-06-05", "target_working_days": 20, "responded_on": "2023-07-04"},
            {"stage": 1, "started_on": "2023-08-31", "target_working_days": 5, "responded_on": "2023-10-31"},
        ],
    }
)
ADDED = {
    "calendar_days_to_acknowledge", "calendar_days_to_respond", "calendar_days_to_close", "months_to_acknowledge",
    "months_to_respond", "months_to_close", "within_target", "target", "unit", "calendar_days", "months",
}  # fmt: skip


def test_facts_of_an_earlier_release_get_what_this_one_counts(databases: Databases) -> None:
    """As if their events were told again."""
    database = services.database("analytics", databases.empty())
    command.upgrade(config("analytics", database), BEFORE_OTHER_UNITS)
    told = facts.of_record(RECORD, england_and_wales()).fillings
    (case,) = [filling for part, filling in told.items() if part is facts.Part.CASE]
    columns = {name: value for filling in told.values() for name, value in filling.columns.items()}
    stages = [{**KEY, "number": number, **row} for number, row in enumerate(case.rows["stages"])]
    with database.engine.begin() as connection:
        kept(connection, "analytics_case", [{**KEY, **columns}])
        kept(connection, "analytics_stage", stages)
    migrate(database)
    with database.engine.connect() as connection:
        assert read(connection, "analytics_case") == [added(case.columns)]
        assert read(connection, "analytics_stage") == [added(stage) for stage in stages]


def test_compliments_of_an_earlier_release_are_counted_as_such(databases: Databases) -> None:
    database = services.database("analytics", databases.empty())
    command.upgrade(config("analytics", database), BEFORE_COMPLIMENTS)
    thanks = {"classification": "compliment", "received_on": date(2023, 5, 31), "received_month": "2023-05"}
    other = {**thanks, "ref": "EAS-2324-0002", "classification": "comment"}
    with database.engine.begin() as connection:
        kept(connection, "analytics_case", [{**KEY, **beginning(CaseFact), **thanks, "team": "locality"}])
        kept(connection, "analytics_case", [{**KEY, **beginning(CaseFact), **other}])
    migrate(database)
    with database.engine.connect() as connection:
        rows = connection.execute(select(reflected(connection, "analytics_compliment"))).mappings()
        assert [dict(row) for row in rows] == [{**KEY, "number": 0, "team": "locality"}]


def test_the_ombudsmans_case_of_an_earlier_release_is_counted_as_such(databases: Databases) -> None:
    database = services.database("analytics", databases.empty())
    command.upgrade(config("analytics", database), BEFORE_CASES_OF_THE_OMBUDSMAN)
    known = {"received_on": date(2023, 5, 31), "received_month": "2023-05", "classification": "enquiry"}
    theirs = {"received_on": date(2023, 6, 30), "decision": "upheld", "remedy_pence": 75_000}
    fact = {
        **KEY,
        **beginning(CaseFact),
        **known,
        **{f"ombudsman_{name}": value for name, value in theirs.items()},
    }
    with database.engine.begin() as connection:
        kept(connection, "analytics_case", [fact])
        kept(connection, "analytics_case", [{**KEY, **beginning(CaseFact), **known, "ref": "EAS-2324-0002"}])
    migrate(database)
    with database.engine.connect() as connection:
        rows = connection.execute(select(reflected(connection, "analytics_ombudsman_case"))).mappings()
        assert [{name: value for name, value in row.items() if value is not None} for row in rows] == [
            {**KEY, "number": 0, **theirs}
        ]


def test_what_contacts_said_of_advocacy_is_kept_where_no_case_told_of_it(databases: Databases) -> None:
    database = services.database("analytics", databases.empty())
    command.upgrade(config("analytics", database), BEFORE_WORDS_OF_CONTACTS)
    fact = {**KEY, **beginning(CaseFact), "received_on": date(2023, 5, 31), "received_month": "2023-05"}
    fact |= {"classification": "enquiry", "advocacy_offered": True, "advocacy_taken_up": False}
    told = {**KEY, "part": "advocacy_offered", "sequence": 1, "columns": {"advocacy_offered": True}}
    with database.engine.begin() as connection:
        kept(connection, "analytics_case", [fact])
        connection.execute(insert(reflected(connection, "analytics_part_told")).values(told))
    migrate(database)
    with database.engine.connect() as connection:
        case = reflected(connection, "analytics_case")
        columns = (case.c.advocacy_offered_said, case.c.advocacy_taken_up_said, case.c.advocacy_taken_up)
        assert connection.execute(select(*columns)).one() == (None, False, False)


def kept(connection: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    """Write what an earlier release knew of these rows."""
    table = reflected(connection, name)
    usual = {"contact_sequence": 1, "case_sequence": 1, "is_open": False, "provider_named": False}
    for row in rows:
        values = {key: value for key, value in {**usual, **row}.items() if key in table.columns}
        connection.execute(insert(table).values(values))


def read(connection: Connection, name: str) -> list[dict[str, Any]]:
    table = reflected(connection, name)
    columns = [column for column in table.columns if column.name in ADDED]
    order = [table.c.number] if "number" in table.c else []
    return [dict(row) for row in connection.execute(select(*columns).order_by(*order)).mappings()]


def added(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in ADDED}


def reflected(connection: Connection, name: str) -> Any:
    tables = MetaData()
    tables.reflect(connection, only=[name])
    return tables.tables[name]
