"""What letting go asks of a large council: by an index, however many records it has."""

import math
from datetime import date

from sqlalchemy import create_engine
from sqlmodel import Session

from chassis.auth import Principal
from intake.models import metadata
from intake.retention import repository
from kernel.procedures import load_books
from kernel.vocabulary import Role
from tests.support.statements import counted


def test_the_contacts_of_some_people_are_found_by_the_index_of_each_name() -> None:
    """Each batch asks twice; a look through all contacts would make letting all of them go a square."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with Session(engine) as session, counted(engine) as sent:
        repository.named_still(session, "eastmere", ["a", "b"])
        repository.of_people(session, "eastmere", ["a", "b"])
        for statement in list(sent):
            values = ("a",) * statement.count("?")
            rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            steps = " ".join(str(row[-1]) for row in rows)
            assert "(authority=? AND person_ref=?)" in steps, steps
            assert "(authority=? AND line_person=?)" in steps, steps
            assert "(authority=? AND ref=?)" in steps, steps


def test_what_is_due_is_found_with_little_of_each_contact_taken_apart() -> None:
    """Its JSON is what costs: what the list tells of a record is read of those alone that are on it."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    schedules = load_books().council("eastmere").retention
    manager = Principal("m", "m", frozenset({Role.MANAGER}), "eastmere", math.inf)
    with Session(engine) as session, counted(engine) as sent:
        assert repository.due(session, manager, schedules, date(2026, 11, 30), None, 500) == []
        search = sent[0]
    # The procedure to choose by; the day of closing to choose by, to go on from, and to sort by.
    assert search.count("JSON_EXTRACT") == 4, search
