"""Whatever is typed into whichever field of whichever route, no event holds a word of it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select

from kernel.localtime import local_today, utc_now
from kernel.vocabulary import Role
from tests.architecture.test_matrix import VALUES
from tests.support import contacts, house, shared
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.system.test_walls import BODIES

CONTACTS, CASES = "/api/intake/v1/contacts", "/api/cases/v1/cases"
OPENAPI = Path(__file__).parents[2] / "frontend" / "openapi.json"
PLANTED = "Quillfeather of Nowhere Lane"
OF_SOMEBODY = {"name": PLANTED, "address": PLANTED, "email": "quillfeather@example.org"}

LONG_AGO = "LONG AGO"
PROVIDER = {"name": "Provider P", "kind": "home_care"}
LEARNED = {"theme": "communication", "action": "Training", "scope": "team"}
SAID: Mapping[str, Mapping[str, Any]] = BODIES | {
    "POST /cases/{ref}/acknowledgement": {"acknowledged_on": LONG_AGO, "method": "letter"},
    "PUT /cases/{ref}/issues/{number}/finding": {
        "outcome": "upheld",
        "reason": "It was so.",
        "decided_on": LONG_AGO,
    },
    "POST /cases/{ref}/response": {"responded_on": LONG_AGO, "method": "letter"},
    "POST /cases/{ref}/closure": {"closed_on": LONG_AGO, "learning": [LEARNED]},
    "POST /cases/{ref}/corrections": {"what": "acknowledgement", "on": "TODAY", "reason": "The copy says so."},
    "POST /cases/{ref}/grade": {"grade": "complex", "reason": "It is."},
    "POST /cases/{ref}/learning": LEARNED,
    "POST /cases/{ref}/notes": {"text": "A call.", "call": {"incoming": True, "at": f"{LONG_AGO}T10:00:00Z"}},
    "PUT /cases/{ref}/joint": {"bodies": [{"body": "eastmere_hospitals"}]},
    "POST /cases/{ref}/ombudsman/{number}/remedies": {"what": "An apology", "done_on": "TODAY"},
    "PUT /cases/{ref}/ombudsman/{number}/remedies/{remedy}": {"what": "An apology", "done_on": "TODAY"},
    "PATCH /contacts/{ref}/facts": {
        "provider": PROVIDER,
        "matters": [{"category": "other", "provider": PROVIDER}],
    },
    "PUT /contacts/{ref}/people": {
        "complainant": {"contact_plan": {"limits": "By letter alone", "review_on": "TODAY"}},
        "representative": {"authority": {"kind": "written_consent", "evidence": "A letter", "seen_on": "TODAY"}},
    },
    "PUT /contacts/{ref}/quality-alert": {
        **BODIES["PUT /contacts/{ref}/quality-alert"],
        "provider": PROVIDER,
    },
    "POST /contacts/{ref}/transfer": {
        **BODIES["POST /contacts/{ref}/transfer"],
        "consent": {"given_on": "TODAY", "how": "By phone"},
    },
}
"""What routes take here, where every council has its own codes."""
COUNTED_BY = ("provider/name",)
"""Told as it is typed: what an organisation is called, by which figures count."""
ACKNOWLEDGED = ("POST /cases/{ref}/acknowledgement",)
FOUND = (*ACKNOWLEDGED, "PUT /cases/{ref}/issues/{number}/finding")
ANSWERED = (*FOUND, "POST /cases/{ref}/response")
CLOSED = (*ANSWERED, "POST /cases/{ref}/closure")
DECIDED = ("POST /cases/{ref}/ombudsman", "PUT /cases/{ref}/ombudsman/{number}/decision")
AFTER: Mapping[str, Sequence[str]] = {
    "/cases/{ref}/response": FOUND,
    "/cases/{ref}/closure": ANSWERED,
    "/cases/{ref}/corrections": ACKNOWLEDGED,
    "/cases/{ref}/joint": ("PUT /cases/{ref}/joint",),
    "/cases/{ref}/settlement": ACKNOWLEDGED,
    "/cases/{ref}/survey": CLOSED,
    "/cases/{ref}/survey/paper": (*CLOSED, "POST /cases/{ref}/survey"),
    "/cases/{ref}/sent-back": ("POST /cases/{ref}/grade", *FOUND, "POST /cases/{ref}/review"),
    "/cases/{ref}/stages": ANSWERED,
    "/cases/{ref}/learning/{number}/put-right": (
        "POST /cases/{ref}/learning",
        "POST /cases/{ref}/learning/{number}/done",
    ),
    "/cases/{ref}/ombudsman/{number}/remedies": DECIDED,
    "/cases/{ref}/ombudsman/{number}/remedies/{remedy}": (
        *DECIDED,
        "POST /cases/{ref}/ombudsman/{number}/remedies",
    ),
    "/contacts/{ref}/transfer/receipt": ("POST /contacts/{ref}/transfer",),
}
"""What has been done before, where a route takes nothing of what has just come."""
OF_THE_NHS = {"function": "nhs"}
CAME: Mapping[str, Mapping[str, Any]] = {
    "/cases/{ref}/stages": {"function": "childrens_social_care"},
    "/contacts/{ref}/duties/{duty}": OF_THE_NHS,
    "/contacts/{ref}/redirection": OF_THE_NHS,
    "/contacts/{ref}/restriction": OF_THE_NHS,
    "/contacts/{ref}/thanks": {"kind": "praise"},
    "/contacts/{ref}/transfer": OF_THE_NHS,
    "/contacts/{ref}/transfer/receipt": OF_THE_NHS,
}
"""What it is about, where a route takes nothing of a complaint about social care of adults."""


def new_case(services: House, by: Caller, changes: Mapping[str, Any]) -> str:
    """What came some weeks ago, with planted words in all that the form takes."""
    said = contacts.statutory(
        narrative=PLANTED,
        desired_outcome=PLANTED,
        received_at=(utc_now() - timedelta(days=21)).isoformat(),
        complainant={**OF_SOMEBODY, "role": "relative"},
        person={"name": PLANTED, "same_as_complainant": False, "consent": "agrees"},
        matters=[{"category": "other", "description": PLANTED}],
    )
    ref = str(by.post(CONTACTS, said | dict(changes)).raise_for_status().json()["ref"])
    services.settle()
    return ref


def written(said: Mapping[str, Any]) -> Any:
    """With the days that it names by a word."""
    today = local_today()
    days = {"TODAY": today, LONG_AGO: today - timedelta(days=14)}
    text = json.dumps(said)
    for word, day in days.items():
        text = text.replace(word, str(day))
    return json.loads(text)


def texts(schemas: Mapping[str, Any], name: str) -> Iterator[str]:
    """The fields of a body, and of what stands within it, that take whatever is typed: no codes, days or forms."""
    for field, said in schemas.get(name, {}).get("properties", {}).items():
        kinds = [said, *said.get("anyOf", [])]
        if any(map(takes_words, kinds)):
            yield field
        for kind in kinds + [kind.get("items", {}) for kind in kinds]:
            if "$ref" in kind:
                yield from (f"{field}/{inner}" for inner in texts(schemas, named(kind)))


def named(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def takes_words(kind: dict[str, Any]) -> bool:
    if kind.get("type") != "string" or {"enum", "const", "format"} & kind.keys():
        return False
    return re.search(kind.get("pattern", ""), PLANTED) is not None


class Field(NamedTuple):
    """Something that can be typed about one contact or case; `needed`: what its route cannot do without."""

    service: str
    act: str
    path: str
    name: str
    needed: Sequence[str]

    def __str__(self) -> str:
        return f"{self.act} {self.name}"


class Planted(NamedTuple):
    """What somebody typed into everything who may do everything: into which field, about which reference."""

    services: House
    by: Caller
    taken: Sequence[tuple[Field, str]]
    left: Sequence[Field]


def fields() -> Iterator[Field]:
    document = json.loads(OPENAPI.read_text(encoding="utf-8"))
    schemas = document["components"]["schemas"]
    for address, operations in document["paths"].items():
        service, _, path = address.removeprefix("/api/").partition("/v1")
        for method, operation in operations.items():
            act = f"{method.upper()} {path}"
            if "{ref}" in path and act in SAID:
                content = operation["requestBody"]["content"].get("application/json", {"schema": {}})
                body = named(content["schema"])
                needed = schemas.get(body, {}).get("required", [])
                for name in texts(schemas, body):
                    if not name.endswith(COUNTED_BY):
                        yield Field(service, act, path, name, needed)


def send(by: Caller, service: str, act: str, body: Mapping[str, Any], ref: str) -> bool:
    """Whether it was taken, of the first of its kind where it is about one of several."""
    method, path = act.split()
    address = f"/api/{service}/v1" + path.format(ref=ref, number=1, remedy=1, clock="stage_1", duty="tell.12.1")
    record = f"{CONTACTS if service == 'intake' else CASES}/{ref}"
    version = next(filter(None, (by.get(at).headers.get("etag") for at in (address, record))), '"1"')
    return by.request(method, address, json=written(body), headers={"If-Match": version}).is_success


def plant(by: Caller, field: Field, ref: str) -> bool:
    """Whether it was taken, after what has to be done before it, with all that its route takes or with little."""
    several, number, _ = field.path.partition("/{number}")
    one_of_several = [act for act in (f"POST {several}",) if number and act in SAID]
    for act in AFTER.get(field.path, one_of_several):
        send(by, field.service, act, SAID[act], ref)
    said = SAID[field.act]
    little = {name: [] if isinstance(said[name], list) else said[name] for name in field.needed if name in said}
    word = OF_SOMEBODY["email"] if field.name.endswith("email") else PLANTED
    return any(send(by, field.service, field.act, holding(body, field.name, word), ref) for body in (said, little))


def holding(body: Mapping[str, Any], name: str, word: str) -> dict[str, Any]:
    """A body with a word in a field, or in one of what stands within it: the first of several."""
    outer, _, inner = name.partition("/")
    if not inner:
        return {**body, outer: word}
    there = body.get(outer) or {}
    if isinstance(there, list):
        return {**body, outer: [holding(there[0], inner, word), *there[1:]]}
    return {**body, outer: holding(there, inner, word)}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    folder = tmp_path_factory.mktemp("planted")
    databases = Databases("sqlite", folder)
    with house.opened(databases, folder) as services:
        yield plant_all(services)
    databases.close()


def plant_all(services: House) -> Planted:
    by = services.caller(
        *(role for role in Role if role not in {Role.SERVICE, Role.PARTNER}), subject="somebody", hides_errors=True
    )
    by.put("/api/cases/v1/officers/me").raise_for_status()
    at_hand: dict[str, str] = {}
    taken, left = [], []
    for field in fields():
        changes = CAME.get(field.path, {})
        kind = str(changes)
        # What was done to it before may stand in the way.
        if not (kind in at_hand and plant(by, field, at_hand[kind])):
            at_hand[kind] = new_case(services, by, changes)
            if not plant(by, field, at_hand[kind]):
                left.append(field)
                continue
        taken.append((field, at_hand[kind]))
    services.settle()
    return Planted(services, by, taken, left)


def told(services: House) -> str:
    """What every event carries."""
    carried = []
    for service in services.apps:
        database = services.database(service)
        with database.reading() as session:
            carried += session.scalars(select(database.tables.events.c.data)).all()
    return json.dumps(carried)


def test_no_event_holds_a_word_of_what_was_typed(planted: Planted) -> None:
    events = told(planted.services)
    (shared.folder() / "planted-words").write_text(
        f"Words planted in what is typed: {len(planted.taken)} fields took them, none in an event; "
        f"{len(planted.left)} took none: {', '.join(map(str, planted.left))}"
    )
    assert '"contact":' in events
    assert '"case":' in events
    assert "quillfeather" not in events.lower()
    assert len(planted.taken) > 110, planted.left


def reads(planted: Planted) -> Iterator[tuple[str, str]]:
    """The service and the address of each read, of the references about which something was typed there."""
    document = json.loads(OPENAPI.read_text(encoding="utf-8"))
    *_, (_, any_of_them) = planted.taken
    for address, operations in document["paths"].items():
        service, _, path = address.removeprefix("/api/").partition("/v1")
        if "get" not in operations or path == "/live":  # it does not end
            continue
        record, _, part = path.partition("/{ref}")
        noun = part.split("/")[:2]
        about = {
            ref
            for field, ref in planted.taken
            if field.service == service and field.path.partition("/{ref}")[2].split("/")[:2] == noun
        }
        if record in {"/contacts", "/cases"} and not part:
            about = {ref for field, ref in planted.taken if field.service == service}
        for ref in sorted(about) or [any_of_them]:
            yield service, address.format_map(defaultdict(lambda: "eastmere", VALUES | {"ref": ref, "other": ref}))


def test_no_answer_holds_a_word_that_its_reader_may_not_see(planted: Planted) -> None:
    """Auditors and admins see none, and whoever takes calls none of what is done in a case."""
    masked = planted.services.caller(Role.AUDITOR, Role.ADMIN, subject="masked")
    clerk = planted.services.caller(Role.CONTACT_CENTRE, subject="clerk")

    def shows(caller: Caller, address: str) -> bool:
        return "quillfeather" in caller.get(address).text.lower()

    asked = list(reads(planted))
    shown = [address for _, address in asked[::5] if shows(planted.by, address)]
    wrong = [address for _, address in asked if shows(masked, address)]
    wrong += [address for service, address in asked if service != "intake" and shows(clerk, address)]
    assert not wrong, "\n".join(wrong)
    assert len(shown) > 10, shown
