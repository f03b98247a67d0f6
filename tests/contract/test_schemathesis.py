"""Generated requests against the three published interfaces, on both databases.

Nothing may answer with a server error, with a status or content type that is not documented, or with
a body that is not as documented; what the document forbids is refused. Every run sends the same requests.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import (
    CoveragePhaseConfig,
    GenerationConfig,
    PhasesConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    StatefulPhaseConfig,
)
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.support import contacts, services, shared, tokens
from tests.support.databases import BACKENDS, Databases
from tests.support.server import SERVICES, Product
from tests.support.waiting import eventually

pytestmark = [pytest.mark.contract, pytest.mark.timeout(400)]

EXAMPLES = 12
CASES = 6
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    allow_header_conformance,
]
WAIT = re.compile(r"[1-5]?[0-9](\.[0-9e-]+)?|60(\.0)?")
REFERENCE = re.compile(r"[A-Z]{3}-[0-9]{4}-[0-9]{4,6}")


# Any bytes are a file to import: its lines are judged one by one, after the answer.
TAKES_ANYTHING = {"/v1/imports", "/v1/imports/dry-run", "/v1/imports/suggested-mapping"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@schemathesis.serializer("application/x-ndjson", "text/csv", XLSX)
def lines(context: schemathesis.SerializationContext, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


@dataclass
class World:
    """A running product with open cases, so that generated changes meet something real."""

    product: Product
    everybody: str
    service: str
    references: list[str]
    turns: Iterator[int] = field(default_factory=itertools.count)

    def make_real(self, case: schemathesis.Case) -> None:
        """Sign in; every second request that names a case names one that exists, in a version it may have."""
        feed = case.operation.path == "/v1/events"
        case.headers["Authorization"] = f"Bearer {self.service if feed else self.everybody}"
        if feed and WAIT.fullmatch(str(case.query.get("timeout", ""))):
            case.query["timeout"] = 0  # waiting is its job; here it would only take time
        turn = next(self.turns)
        question = case.body.get("question", case.body) if isinstance(case.body, dict) else {}
        if turn % 2 and isinstance(question, dict) and isinstance(question.get("authority"), str):
            question["authority"] = "leicester"
        if turn % 2 and REFERENCE.fullmatch(str(case.path_parameters.get("ref", ""))):
            case.path_parameters["ref"] = self.references[turn // 2 % CASES]
            if "If-Match" in case.headers:
                case.headers["If-Match"] = f'"{1 + turn // (2 * CASES) % 4}"'


@pytest.fixture(scope="module", params=BACKENDS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("contract")
    databases = Databases(request.param, folder)
    addresses = {f"REDRESS_{name.upper()}_DATABASE_URL": databases.empty() for name in SERVICES}
    with Product(folder / "data", addresses) as product, product.client("complaints_officer") as officer:
        references = []
        for _ in range(CASES):
            answer = officer.post("/api/intake/v1/contacts", json=contacts.statutory()).raise_for_status()
            references.append(str(answer.json()["ref"]))
        last = f"/api/cases/v1/cases/{references[-1]}"
        eventually(lambda: officer.get(last).status_code == 200, what="the last case")
        key = tokens.own_key(product.data)
        service = tokens.signed(key, roles=["service"], authority="*")
        yield World(product, tokens.signed(key), service, references)
    databases.close()


def contract_of(service: str, document: dict[str, Any]) -> Callable[..., None]:
    """A test for every operation of one service."""
    project = ProjectConfig(
        generation=GenerationConfig(deterministic=True, database="none", allow_extra_parameters=False),
        phases=PhasesConfig(
            coverage=CoveragePhaseConfig(unexpected_methods={"DELETE"}),
            stateful=StatefulPhaseConfig(enabled=False),
        ),
    )
    config = SchemathesisConfig(seed=1, projects=ProjectsConfig(default=project))
    # /live never ends; tests/system/test_live.py reads it.
    schema = schemathesis.openapi.from_dict(document, config=config).exclude(path_regex="/live$")

    @schema.parametrize()
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    def keeps_its_word(case: schemathesis.Case, world: World) -> None:
        world.make_real(case)
        response = case.call(base_url=f"{world.product.url}/api/{service}")
        with (shared.folder() / "generated-requests").open("a") as log:
            log.write(f"{response.status_code}\n")
        anything = case.method == "POST" and case.operation.path in TAKES_ANYTHING
        checks = [check for check in CHECKS if not (anything and check is negative_data_rejection)]
        case.validate_response(response, checks=checks)

    return keeps_its_word


DOCUMENTS = services.documents()
test_intake = contract_of("intake", DOCUMENTS["intake"])
test_cases = contract_of("cases", DOCUMENTS["cases"])
test_analytics = contract_of("analytics", DOCUMENTS["analytics"])
