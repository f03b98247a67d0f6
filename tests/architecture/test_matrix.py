"""Role by route, both ways: whoever has the permission that a route names comes in, and nobody else does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts

from chassis.auth import PERMISSIONS
from kernel.vocabulary import Role
from tests.architecture.test_routes import PUBLIC, permissions
from tests.support import house, shared
from tests.support.databases import Databases
from tests.support.house import House

VALUES = {
    "ref": "EAS-2627-9999",
    "other": "EAS-2627-9998",
    "number": "1",
    "clock": "acknowledge",
    "subject": "nobody",
    "job_id": "0" * 32,
    "client_id": "eastmere-000000000000",
    "name": "nothing",
    "duty": "notice",
    "unfinished": "00000000-0000-4000-8000-000000000000",
}
# Their answers do not end by themselves; who may not have them is refused like elsewhere.
ENDLESS = {"/v1/live"}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as made:
        yield made


def every_route(services: House) -> Iterator[tuple[str, str, str]]:
    """Method, address and permission of each route that needs one."""
    for service, app in services.apps.items():
        for route in iter_route_contexts(app.routes):
            if route.path in PUBLIC or not (named := permissions(route)):
                continue
            for method in sorted(route.methods or ()):
                yield method, f"/api/{service}{route.path}", *named


def test_who_comes_in_and_who_does_not(services: House) -> None:
    callers = {role: services.caller(role, hides_errors=True) for role in Role if role is not Role.SERVICE}
    nobody = services.caller()
    cells = 0
    wrong: list[str] = []
    for method, path, permission in every_route(services):
        address = path.format(**VALUES)
        statuses: dict[str, tuple[int, int | None]] = {
            "nobody": (nobody.request(method, address).status_code, 401)
        }
        for role, caller in callers.items():
            allowed = role in PERMISSIONS[permission]
            if allowed and path.removeprefix("/api/analytics") in ENDLESS:
                continue
            statuses[role] = (caller.request(method, address).status_code, None if allowed else 403)
        if permission == "partner:contacts":  # the role is not enough: this one is nobody's client
            statuses[Role.PARTNER] = (statuses[Role.PARTNER][0], 401)
        cells += len(statuses)
        wrong += [
            f"{who}: {method} {path} ({permission}) answers {status}"
            for who, (status, expected) in statuses.items()
            if (status != expected if expected else status in {401, 403} or status >= 500)
        ]
    (shared.folder() / "matrix").write_text(
        f"Who may do what, role by route: {cells} cells tried, {len(wrong)} wrong"
    )
    assert not wrong, "\n".join(wrong)
    assert cells > 500, cells
