"""What has one value in a query is refused where it is said twice; what has several is taken as it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chassis.rooms import SAID_TWICE
from kernel.vocabulary import Role
from tests.architecture.test_matrix import VALUES
from tests.support import house
from tests.support.databases import Databases
from tests.support.house import House
from tests.support.services import documents

CASES = "/api/cases/v1/cases"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[House]:
    databases = Databases("sqlite", tmp_path)
    with house.opened(databases, tmp_path) as made:
        yield made
    databases.close()


def is_list(parameter: dict[str, Any]) -> bool:
    schema = parameter["schema"]
    return "array" in {schema.get("type"), *(kind.get("type") for kind in schema.get("anyOf", []))}


def queries() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Method, address and parameters of each operation that has a query."""
    for service, document in documents().items():
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                if query := [each for each in operation.get("parameters", []) if each["in"] == "query"]:
                    yield method.upper(), f"/api/{service}{path}".format(**VALUES), query


def test_what_has_one_value_is_not_said_twice(services: House) -> None:
    by = services.caller(*(role for role in Role if role not in {Role.SERVICE, Role.PARTNER}), hides_errors=True)
    single, lists, wrong = 0, 0, []
    for method, address, query in queries():
        answer = by.request(method, address, params=[(each["name"], value) for each in query for value in "12"])
        said = answer.json().get("errors", []) if answer.status_code == 422 else []
        refused = {error["pointer"] for error in said if error["detail"] == SAID_TWICE}
        expected = {f"/query/{each['name']}" for each in query if not is_list(each)}
        if refused != expected:
            wrong.append(f"{method} {address}: {answer.status_code}, {sorted(refused ^ expected)}")
        single, lists = single + len(expected), lists + len(query) - len(expected)
    assert not wrong, "\n".join(wrong)
    assert single > 100
    assert lists >= 3


def test_the_same_value_twice_is_twice(services: House) -> None:
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    asked = [("owner", "mine"), ("team", "a"), ("owner", "mine"), ("team", "b")]
    answer = officer.get(CASES, params=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert {error["pointer"] for error in answer.json()["errors"]} == {"/query/owner", "/query/team"}


def test_what_a_route_does_not_know_is_left_out_as_ever(services: House) -> None:
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    assert officer.get(CASES, params=[("colour", "red"), ("colour", "blue")]).status_code == 200
