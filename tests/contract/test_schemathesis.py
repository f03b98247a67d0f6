"""Generated requests against the three published interfaces, on both databases.

Nothing may answer with a server error, with a status or content type that is not documented, or with
a body that is not as documented; what the document forbids is refused, and nothing opens without a token. Requests
go one by one, and in stories along the document's links. Every run sends the same.
"""

import itertools
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.config import (
    CoveragePhaseConfig,
    GenerationConfig,
    PhasesConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.config._checks import (
    POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES,
    ChecksConfig,
    MissingRequiredHeaderConfig,
    PositiveDataAcceptanceConfig,
)
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    ensure_resource_availability,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
    use_after_free,
)

from tests.support import contacts, services, shared, tokens
from tests.support.databases import BACKENDS, Databases
from tests.support.server import SERVICES, Product
from tests.support.waiting import eventually

pytestmark = [pytest.mark.contract, pytest.mark.timeout(400)]

EXAMPLES = 12
STORIES = 12
STEPS = 8
CASES = 6
# All that schemathesis has but one: `object_level_authorization` compares answers to two identities, which
# tests/system/test_walls.py does over every route.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    missing_required_header,
    unsupported_method,
    allow_header_conformance,
    ignored_auth,
    ensure_resource_availability,
    use_after_free,
]
# A body that fits its schema may name a team that the council has not, or a day to come (422), and a case that has
# moved on or that nobody named the version of (412, 428).
REFUSED_BY_A_RULE = ["412", "422", "428"]
WITHOUT_HEADER = ["422", "428"]
WAIT = re.compile(r"[1-5]?[0-9](\.[0-9e-]+)?|60(\.0)?")
REFERENCE = re.compile(r"[A-Z]{3}-[0-9]{4}-[0-9]{4,6}")
FOR_AN_HOUR = 3600
SCOPES = ["contacts:read", "contacts:write"]


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
    partner: str
    references: list[str]
    turns: Iterator[int] = field(default_factory=itertools.count)

    def sign_in(self, case: schemathesis.Case) -> None:
        """As whoever may use the operation at all; nobody waits for a feed."""
        path = case.operation.path
        feed = path == "/v1/events"
        token = self.service if feed else self.partner if path.startswith("/v1/partner/") else self.everybody
        case.headers["Authorization"] = f"Bearer {token}"
        if feed and WAIT.fullmatch(str(case.query.get("timeout", ""))):
            case.query["timeout"] = 0  # waiting is its job; here it would only take time

    def make_real(self, case: schemathesis.Case) -> None:
        """Every second request that names a case names one that exists, in a version it may have."""
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
    settings = addresses | {"REDRESS_PARTNER_REQUESTS_PER_MINUTE": "1000000"}
    with Product(folder / "data", settings) as product, product.client("complaints_officer") as officer:
        references = []
        for _ in range(CASES):
            answer = officer.post("/api/intake/v1/contacts", json=contacts.statutory()).raise_for_status()
            references.append(str(answer.json()["ref"]))
        last = f"/api/cases/v1/cases/{references[-1]}"
        eventually(lambda: officer.get(last).status_code == 200, what="the last case")
        with product.client("admin") as admin:
            body = {"organisation": "A Trust", "scopes": SCOPES}
            client = admin.post("/api/intake/v1/clients", json=body).raise_for_status().json()["client_id"]

        def token(**claims: Any) -> str:
            return tokens.signed(tokens.own_key(product.data), exp=int(time.time()) + FOR_AN_HOUR, **claims)

        service = token(roles=["service"], authority="*")
        partner = token(roles=["partner"], sub=client, scope=" ".join(SCOPES))
        yield World(product, token(), service, partner, references)
    databases.close()


def schema_of(document: dict[str, Any]) -> BaseSchema:
    project = ProjectConfig(
        checks=ChecksConfig(
            positive_data_acceptance=PositiveDataAcceptanceConfig(
                expected_statuses=[*POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES, *REFUSED_BY_A_RULE]
            ),
            missing_required_header=MissingRequiredHeaderConfig(expected_statuses=WITHOUT_HEADER),
        ),
        generation=GenerationConfig(deterministic=True, database="none", allow_extra_parameters=False),
        phases=PhasesConfig(coverage=CoveragePhaseConfig(unexpected_methods={"DELETE"})),
    )
    config = SchemathesisConfig(seed=1, projects=ProjectsConfig(default=project))
    # /live never ends; tests/system/test_live.py reads it.
    return schemathesis.openapi.from_dict(document, config=config).exclude(path_regex="/live$")


def address(world: World, service: str) -> str:
    return f"{world.product.url}/api/{service}"


def checks_of(case: schemathesis.Case) -> list[CheckFunction]:
    anything = case.method == "POST" and case.operation.path in TAKES_ANYTHING
    return [check for check in CHECKS if not (anything and check is negative_data_rejection)]


def count(response: schemathesis.Response) -> None:
    with (shared.folder() / "generated-requests").open("a") as log:
        log.write(f"{response.status_code}\n")


def contract_of(service: str, document: dict[str, Any]) -> Callable[..., None]:
    """A test for every operation of one service."""

    @schema_of(document).parametrize()
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    def keeps_its_word(case: schemathesis.Case, world: World) -> None:
        world.sign_in(case)
        world.make_real(case)
        base_url = address(world, service)
        response = case.call(base_url=base_url)
        count(response)
        case.validate_response(response, checks=checks_of(case), transport_kwargs={"base_url": base_url})

    return keeps_its_word


def stories_of(service: str, document: dict[str, Any]) -> Callable[..., None]:
    """A test of requests that go on with what the ones before were answered, along the document's links."""

    def keeps_its_word(world: World) -> None:
        base_url = address(world, service)

        class Story(schema_of(document).as_state_machine()):  # type: ignore[misc]
            def before_call(self, case: schemathesis.Case) -> None:
                world.sign_in(case)

            def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, Any]:
                return {"base_url": base_url}

            def after_call(self, response: schemathesis.Response, case: schemathesis.Case) -> None:
                count(response)
                super().after_call(response, case)

            def validate_response(
                self, response: schemathesis.Response, case: schemathesis.Case, **_options: Any
            ) -> None:
                asked = {"base_url": base_url}
                case.validate_response(response, checks_of(case), transport_kwargs=asked, recorder=self.recorder)

        Story.run(
            settings=settings(
                max_examples=STORIES,
                stateful_step_count=STEPS,
                derandomize=True,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            )
        )

    return keeps_its_word


DOCUMENTS = services.documents()
test_intake = contract_of("intake", DOCUMENTS["intake"])
test_cases = contract_of("cases", DOCUMENTS["cases"])
test_analytics = contract_of("analytics", DOCUMENTS["analytics"])
test_stories_of_intake = stories_of("intake", DOCUMENTS["intake"])
test_stories_of_cases = stories_of("cases", DOCUMENTS["cases"])
# Analytics makes nothing that another of its operations could be asked about.
