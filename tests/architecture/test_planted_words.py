"""Whatever is typed into whichever field of whichever route, no event holds a word of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kernel.localtime import local_today
from kernel.vocabulary import Role
from tests.support import contacts, house, shared
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.system.test_walls import BODIES

CONTACTS, CASES = "/api/intake/v1/contacts", "/api/cases/v1/cases"
OPENAPI = Path(__file__).parents[2] / "frontend" / "openapi.json"
PLANTED = "Quillfeather of Nowhere Lane"
OF_SOMEBODY = {"name": PLANTED, "address": PLANTED, "email": "quillfeather@example.org"}


@pytest.fixture
def services(tmp_path: Path) -> Iterator[House]:
    databases = Databases("sqlite", tmp_path)
    with house.opened(databases, tmp_path) as made:
        yield made
    databases.close()


def new_case(services: House, by: Caller) -> str:
    said = contacts.statutory(
        narrative=PLANTED,
        desired_outcome=PLANTED,
        complainant={**OF_SOMEBODY, "role": "relative"},
        person={"name": PLANTED, "same_as_complainant": False, "consent": "agrees"},
        matters=[{"category": "other", "description": PLANTED}],
    )
    ref = str(by.post(CONTACTS, said).raise_for_status().json()["ref"])
    services.settle()
    return ref


def written(said: dict[str, Any]) -> dict[str, Any]:
    today = local_today().isoformat()
    return {name: today if value == "TODAY" else value for name, value in said.items()}


def texts(document: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    """The fields of a body that take whatever is typed: neither codes nor days nor what has a form."""
    named = schema.get("$ref", "").rpartition("/")[2]
    for name, field in document["components"]["schemas"].get(named, {}).get("properties", {}).items():
        kinds = [field, *field.get("anyOf", [])]
        if any(kind.get("type") == "string" and not {"enum", "const", "format"} & kind.keys() for kind in kinds):
            yield name


def fields() -> Iterator[tuple[str, str, str, str]]:
    """Service, method, path and field of all that can be typed about one contact or case."""
    document = json.loads(OPENAPI.read_text(encoding="utf-8"))
    for address, operations in document["paths"].items():
        service, _, path = address.removeprefix("/api/").partition("/v1")
        for method, operation in operations.items():
            if "{ref}" in path and f"{method.upper()} {path}" in BODIES:
                content = operation["requestBody"]["content"].get("application/json", {})
                for field in texts(document, content.get("schema", {})):
                    yield service, method.upper(), path, field


def send(by: Caller, service: str, method: str, path: str, body: dict[str, Any], ref: str) -> bool:
    """Whether it was taken, of the first of its kind where it is about one of several."""
    address = path.format(ref=ref, number=1, remedy=1, clock="council_target", duty="acknowledge")
    record = f"{CONTACTS if service == 'intake' else CASES}/{ref}"
    version = by.get(record).headers.get("etag", '"1"')
    return by.request(method, f"/api/{service}/v1{address}", json=body, headers={"If-Match": version}).is_success


def told(services: House) -> str:
    """What every event carries."""
    carried = []
    for service in services.apps:
        database = services.database(service)
        with database.reading() as session:
            carried += session.scalars(select(database.tables.events.c.data)).all()
    return json.dumps(carried)


def test_no_event_holds_a_word_of_what_was_typed(services: House) -> None:
    by = services.caller(*(role for role in Role if role not in {Role.SERVICE, Role.PARTNER}), hides_errors=True)
    ref, is_new = new_case(services, by), True
    tried, taken = 0, set()
    for service, method, path, field in fields():
        one_of_several, _, rest = path.partition("/{number}")
        body = written(BODIES[f"{method} {path}"]) | {field: PLANTED}
        tried += 1
        while True:
            if rest or path.endswith("{number}"):
                send(by, service, "POST", one_of_several, written(BODIES.get(f"POST {one_of_several}", {})), ref)
            if send(by, service, method, path, body, ref):
                taken.add((method, path, field))
            elif not is_new:  # what was done to it before may stand in the way
                ref, is_new = new_case(services, by), True
                continue
            is_new = False
            break
    services.settle()
    events = told(services)
    (shared.folder() / "planted-words").write_text(
        f"Words planted in what is typed: {tried} fields tried, {len(taken)} taken, none in an event"
    )
    assert '"contact":' in events
    assert '"case":' in events
    assert "quillfeather" not in events.lower()
    assert len(taken) > 50, sorted(taken)
