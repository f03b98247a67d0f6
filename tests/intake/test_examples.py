"""The examples of the interface's document are what the product takes and what it answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import time_machine

from intake.main import EXAMPLES
from kernel.vocabulary import Role
from tests.support import contacts, house, services
from tests.support.databases import Databases
from tests.support.house import Caller, House

INTAKE = "/api/intake"
DOCUMENT = services.documents()["intake"]
OPERATIONS = {
    operation["operationId"]: (method, path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
OF_PARTNERS = ("/v1/partner/", "/v1/clients", "/v1/oauth/")
# What has to fail first, is a file, or needs a case: their stories are those of webhooks, files and contributions.
TOLD_ELSEWHERE = (
    "_webhook",
    "_webhook_secret",
    "_deliveries",
    "_webhook_again",
    "_event_again",
    "_client_names",
    "_contribution",
    "_contributions",
    "_file",
    "_files",
)
# What is made by chance stands in the examples under these names.
CHANCE = {
    "client_id": "eastmere-0123456789ab",
    "client_secret": "as it was shown once",
    "access_token": "what the Authorization header carries",
}


@pytest.fixture
def eastmere(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=False), house.opened(databases, tmp_path) as opened:
        yield opened


def media(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What an operation documents of requests and good answers, by its media type."""
    answers = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    for part in [operation.get("requestBody", {}), *answers]:
        yield from part.get("content", {}).items()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_fits_its_schema(name: str) -> None:
    for kind, content in media(OPERATIONS[name][2]):
        if "example" in content and not kind.endswith("ndjson"):
            schema = content["schema"] | {"components": DOCUMENT["components"]}
            jsonschema_rs.validator_for(schema, validate_formats=True).validate(content["example"])


def test_whatever_a_partner_meets_has_an_example() -> None:
    without = set()
    for name, (_, path, operation) in OPERATIONS.items():
        said = [content for kind, content in media(operation) if kind.endswith("json")]
        if path.startswith(OF_PARTNERS) and said and not any("example" in content for content in said):
            without.add(name)
    assert not without


def test_links_lead_to_operations_that_take_what_they_give() -> None:
    found = 0
    for _, _, operation in OPERATIONS.values():
        for answer in operation["responses"].values():
            for link in answer.get("links", {}).values():
                taken = {parameter["name"] for parameter in OPERATIONS[link["operationId"]][2]["parameters"]}
                assert set(link["parameters"]) <= taken
                found += 1
    assert found >= 7


def test_the_product_answers_as_documented(eastmere: House) -> None:
    """The whole story, from the first example to the last."""
    callers = {
        role: eastmere.caller(role, subject=initials)
        for role, initials in [(Role.ADMIN, "h-r"), (Role.COMPLAINTS_OFFICER, "j-t")]
    }
    partner = eastmere.caller()
    chance: dict[str, str] = {}

    def real(said: Any) -> Any:
        text = json.dumps(said)
        for field, value in chance.items():
            text = text.replace(json.dumps(CHANCE[field])[1:-1], value)
        return json.loads(text)

    for name, example in EXAMPLES.items():
        if name.endswith(TOLD_ELSEWHERE):
            continue
        if name == "transfer_contact":
            sent_on_before(callers[Role.COMPLAINTS_OFFICER], example.request)
        method, path, operation = OPERATIONS[name]
        caller = callers[Role.ADMIN if "/clients" in path else Role.COMPLAINTS_OFFICER]
        options: dict[str, Any] = {}
        if path.startswith("/v1/partner") or path == "/v1/oauth/token":
            caller = partner
            options["headers"] = {"Authorization": f"Bearer {chance.get('access_token')}"}
        kind = next(iter(operation.get("requestBody", {}).get("content", {"": {}})))
        if example.request is not None:
            form = {"application/x-www-form-urlencoded": "data", "application/x-ndjson": "content"}
            options[form.get(kind, "json")] = real(example.request)
        url = INTAKE + path.format(**real(example.path))
        answer = caller.request(method.upper(), url, **options)
        assert f"{answer.status_code}" in operation["responses"]
        assert answer.is_success, f"{name}: {answer.text}"
        given = answer.json()
        chance |= {field: given[field] for field in CHANCE if isinstance(given, dict) and field in given}
        if example.response is not None:
            assert_has(given, real(example.response), name)


def sent_on_before(officer: Caller, transfer: dict[str, Any]) -> None:
    """Two complaints that are the NHS's; the second one is with a body that has no system here."""
    for _ in range(2):
        answer = officer.post(f"{INTAKE}/v1/contacts", contacts.statutory(function="nhs")).raise_for_status()
    path = f"{INTAKE}/v1/contacts/{answer.json()['ref']}/transfer"
    officer.post(path, transfer | {"to_client": None}).raise_for_status()


def assert_has(given: Any, documented: Any, where: str) -> None:
    """Everything documented is there; a later field may stand beside it."""
    if isinstance(documented, dict):
        for field, value in documented.items():
            assert field in given, f"{where}/{field}"
            assert_has(given[field], value, f"{where}/{field}")
    elif isinstance(documented, list):
        assert len(given) == len(documented), where
        for number, value in enumerate(documented):
            assert_has(given[number], value, f"{where}/{number}")
    else:
        assert given == documented, where
