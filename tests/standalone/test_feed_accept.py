"""Intake restored older than the others: nothing is given twice, readyz says why, an operator lets it go on."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from chassis.rows import table_of
from intake.models import ContactRow, LookalikeKeyRow, feed_of_intake
from kernel.vocabulary import Role
from standalone import SERVICES, operate
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import House

pytestmark = pytest.mark.both_databases


def readiness(services: House) -> dict[str, int]:
    asked = services.caller()
    return {name: asked.get(f"/api/{name}/readyz").status_code for name in SERVICES}


@pytest.mark.in_turn
def test_references_are_not_given_twice(databases: Databases, tmp_path: Path) -> None:
    with house.opened(databases, tmp_path / "data") as services:
        officer = services.caller(Role.COMPLAINTS_OFFICER)
        given = [officer.post("/api/intake/v1/contacts", contacts.statutory()).json()["ref"] for _ in range(4)]
        services.settle()
        with services.database("intake").transaction() as tx:  # as a backup holds it from after the second
            for kept in map(table_of, (LookalikeKeyRow, ContactRow)):
                tx.execute(delete(kept).where(kept.c.ref.in_(given[2:])))
            tx.execute(delete(feed_of_intake.events).where(feed_of_intake.events.c.ref.in_(given[2:])))

        restored = services.replica()
        for name in ("cases", "analytics"):
            restored.run(restored.apps[name].state.followers[0].look, 1)
        officer = restored.caller(Role.COMPLAINTS_OFFICER)
        refused = officer.post("/api/intake/v1/contacts", contacts.statutory())
        assert refused.status_code == 503
        assert "The feed of intake ends at 2; position 4 was never given here." in refused.json()["detail"]
        asked = officer.get("/api/intake/readyz").json()
        assert asked["feeds_as_followed"] is False
        assert "Was a backup restored?" in asked["refused"]["intake"]
        assert set(readiness(restored).values()) == {503}

        *said, left_out = operate.accept(services.context.settings)
        assert said == ["cases.intake goes on after position 2", "analytics.intake goes on after position 2"]
        assert left_out.endswith(f"go on above {int(given[-1][-4:]) + 100}")
        assert operate.accept(services.context.settings) == []
        [left_out] = operate.accept(services.context.settings, leave_out=500)
        assert left_out.endswith(f"go on above {int(given[-1][-4:]) + 500}")

        again = services.replica()
        new = again.caller(Role.COMPLAINTS_OFFICER).post("/api/intake/v1/contacts", contacts.statutory())
        assert int(new.json()["ref"][-4:]) == int(given[-1][-4:]) + 501
        again.settle()
        assert officer.get(f"/api/cases/v1/cases/{new.json()['ref']}").status_code == 200
