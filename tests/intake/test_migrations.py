"""Contacts that an earlier release kept: what they owe goes on."""

from datetime import timedelta

import pytest
import time_machine
from alembic import command
from sqlalchemy import MetaData, Table, update

from chassis.db import Database
from chassis.migrations import config, migrate
from intake.duties import service as duties
from tests.intake.desk import NOW, OFFICER, Desk
from tests.support import services
from tests.support.books import books
from tests.support.databases import Databases

pytestmark = pytest.mark.both_databases

BEFORE_DUTIES_HAD_DAYS = "5adce76c508e"


def as_it_was(database: Database) -> None:
    """Its contact as the release before left it: with codes alone, and a day for nothing but what is urgent."""
    command.downgrade(config("intake", database), BEFORE_DUTIES_HAD_DAYS)
    with database.engine.begin() as connection:
        table = Table("intake_contact", MetaData(), autoload_with=connection)
        there = connection.execute(table.select()).mappings().one()["assessment"]
        before = [
            {"code": duty["code"], "text": duty["text"], "by": None, "source": duty["source"]}
            for duty in there["duties"]
        ]
        connection.execute(update(table).values(assessment={**there, "duties": before}))


@time_machine.travel(NOW)
def test_duties_of_before_have_days_and_keep_what_became_of_them(databases: Databases) -> None:
    database = services.database("intake", databases.empty())
    migrate(database)
    desk = Desk(database, books())
    contact = desk.record(about=["foi_complaint"])
    as_it_was(database)
    migrate(database)
    week = NOW.date() + timedelta(days=7)
    owed = desk.get(contact.ref).assessment.duties
    assert [(duty.key, duty.by) for duty in owed] == [("notice", week), ("ico", week)]
    with database.reading() as session:
        assert len(duties.owed(session, OFFICER, NOW.date()).items) == 2
    done = desk.meet(contact, "notice", done_on=NOW.date())
    learned = desk.learn(done, harm_alleged="yes")
    assert {duty.key: duty.done_on for duty in learned.assessment.duties} == {
        "safeguarding.2": None,
        "notice": NOW.date(),
        "ico": None,
    }, "what is learned of something else asks for nothing again"
