"""What letting go asks of a large council: by an index, however many records it has."""

from sqlalchemy import create_engine
from sqlmodel import Session

from intake.models import metadata
from intake.retention import repository
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
