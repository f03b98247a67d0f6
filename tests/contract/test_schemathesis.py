"""Generated requests against the three published interfaces, on both databases.

Nothing may answer with a server error, with a status or content type that is not documented, or with
a body that is not as documented; what the document forbids is refused, and nothing opens without a token. Requests
go one by one, and in stories along the document's links. Each operation has its turn in `make test`.
"""

import itertools
import re
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
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
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
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
from tests.support.breadth import either
from tests.support.databases import BACKENDS, Databases
from tests.support.server import SERVICES, Product
from tests.support.waiting import eventually

pytestmark = [pytest.mark.contract, pytest.mark.timeout(400)]

EXAMPLES = either(6, 30)
STORIES = either(8, 30)
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
PLACE, LAST_PLACE = re.compile("[0-9]+"), 2**53
REFERENCE = re.compile(r"[A-Z]{3}-[0-9]{4}-[0-9]{4,6}")
FOR_AN_HOUR = 3600
MANY, ALIKE = 8, 0.9
"""From so many properties on, and with so many of them described alike, one body stands for another."""
SCOPES = ["contacts:read", "contacts:write"]


# Any bytes are a file to import: its lines are judged one by one, after the answer.
TAKES_ANYTHING = {"/v1/imports", "/v1/imports/dry-run", "/v1/imports/suggested-mapping", "/v1/mail"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@schemathesis.serializer("application/x-ndjson", "text/csv", "message/rfc822", XLSX)
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
    connection: requests.Session
    turns: Iterator[int] = field(default_factory=itertools.count)

    def sign_in(self, case: schemathesis.Case) -> None:
        """As whoever may use the operation at all; nobody waits for a feed."""
        path = case.operation.path
        feed = path == "/v1/events"
        token = self.service if feed else self.partner if path.startswith("/v1/partner/") else self.everybody
        case.headers["Authorization"] = f"Bearer {token}"
        wait = str(case.query.get("timeout", ""))
        if path.endswith("/events") and WAIT.fullmatch(wait) and float(wait) <= (60 if feed else 30):
            case.query["timeout"] = 0  # waiting is its job; here it would only take time
        place = str(case.query.get("lastEventId", ""))
        if feed and PLACE.fullmatch(place) and int(place) <= LAST_PLACE:
            # Shown a place that it never gave, a service refuses every change from then on, as it should.
            case.query["lastEventId"] = 0

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
        with requests.Session() as connection:
            connection.trust_env = False  # the machine's proxies, looked for before each request
            yield World(product, token(), service, partner, references, connection)
    databases.close()


class Operation(NamedTuple):
    """One of a service's interface."""

    service: str
    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.service} {self.method.upper()} {self.path}"


def properties_of(operation: Operation) -> dict[str, Any]:
    """Of its body, as the document describes them; none for a body that is no object."""
    document = DOCUMENTS[operation.service]
    body = document["paths"][operation.path][operation.method].get("requestBody", {"content": {}})
    name = body["content"].get("application/json", {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"].get(name, {}).get("properties", {})


def is_refused_elsewhere(operation: Operation) -> bool:
    """Whether wrong values of its body are tried at another operation, whose body has most of its properties.

    The types of a body's properties refuse them, before the operation begins.
    """
    mine = properties_of(operation)
    if len(mine) < MANY:
        return False
    for other in OPERATIONS:
        theirs = properties_of(other)
        same = sum(theirs.get(name) == said for name, said in mine.items())
        if same >= ALIKE * len(mine) and (len(theirs), str(other)) > (len(mine), str(operation)):
            return True
    return False


def schema_of(
    document: dict[str, Any],
    covered: tuple[GenerationMode, ...] = tuple(GenerationMode),
    unexpected: frozenset[str] = frozenset({"DELETE"}),
) -> BaseSchema:
    """A document to make requests of.

    Args:
        covered: what is tried of every property by itself: right values, wrong ones. Generated bodies are of both.
        unexpected: methods that are tried where the document has none of them.
    """
    project = ProjectConfig(
        checks=ChecksConfig(
            positive_data_acceptance=PositiveDataAcceptanceConfig(
                expected_statuses=[*POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES, *REFUSED_BY_A_RULE]
            ),
            missing_required_header=MissingRequiredHeaderConfig(expected_statuses=WITHOUT_HEADER),
        ),
        generation=GenerationConfig(deterministic=True, database="none", allow_extra_parameters=False),
        phases=PhasesConfig(
            coverage=CoveragePhaseConfig(
                unexpected_methods=set(unexpected),
                generation=GenerationConfig(
                    modes=list(covered), deterministic=True, database="none", allow_extra_parameters=False
                ),
            )
        ),
    )
    config = SchemathesisConfig(seed=1, projects=ProjectsConfig(default=project))
    return schemathesis.openapi.from_dict(document, config=config)


def address(world: World, service: str) -> str:
    return f"{world.product.url}/api/{service}"


def checks_of(case: schemathesis.Case) -> list[CheckFunction]:
    anything = case.method == "POST" and case.operation.path in TAKES_ANYTHING
    return [check for check in CHECKS if not (anything and check is negative_data_rejection)]


def count(response: schemathesis.Response) -> None:
    with (shared.folder() / "generated-requests").open("a") as log:
        log.write(f"{response.status_code}\n")


def stories_of(service: str, document: dict[str, Any]) -> Callable[..., None]:
    """A test of requests that go on with what the ones before were answered, along the document's links."""

    def keeps_its_word(world: World) -> None:
        base_url = address(world, service)
        own = deepcopy(document)  # stories write links into it, and other tests read the document

        class Story(schema_of(own).exclude(path_regex="/live$").as_state_machine()):  # type: ignore[misc]
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
# /live never ends; tests/system/test_live.py reads it.
OPERATIONS = [
    Operation(service, method, path)
    for service, described in DOCUMENTS.items()
    for path, methods in described["paths"].items()
    for method in methods
    if not path.endswith("/live")
]


@pytest.mark.in_turn
@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_an_operation_keeps_its_word(operation: Operation, world: World) -> None:
    # One connection for all: to open one for each request would take as long as the answer.
    asked = {"base_url": address(world, operation.service), "session": world.connection}

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    def keeps_its_word(case: schemathesis.Case) -> None:
        world.sign_in(case)
        world.make_real(case)
        response = case.call(**asked)
        count(response)
        case.validate_response(response, checks=checks_of(case), transport_kwargs=dict(asked))

    covered = (GenerationMode.POSITIVE,) if is_refused_elsewhere(operation) else tuple(GenerationMode)
    document = DOCUMENTS[operation.service]
    # Of one operation alone, what its path answers by another method would pass for undeclared.
    declared = {method.upper() for method in document["paths"][operation.path]}
    whole = schema_of(document, covered, frozenset({"DELETE"}) - declared)
    [found] = whole.include(method=operation.method.upper(), path=operation.path).get_all_operations()
    # Made here, by the worker that sends them: a schema's own `parametrize` makes all requests of all operations
    # while tests are collected, in every worker.
    build_operation_test(
        config=whole.config,
        operation=found.ok(),
        test_func=keeps_its_word,
        given_kwargs={},
        feedback=FeedbackSources(),
    )()


test_stories_of_intake = stories_of("intake", DOCUMENTS["intake"])
test_stories_of_cases = stories_of("cases", DOCUMENTS["cases"])
# Analytics makes nothing that another of its operations could be asked about.
