"""Role by route, both ways: whoever has the permission that a route names comes in, and nobody else does.

Then role by route by record: of those who have the permission, the ones who are named for a restricted contact and
its case come in, and the others do not, wherever an address names it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts

from chassis.auth import PERMISSIONS
from chassis.restricted import IN_ADDRESSES, SAID
from kernel.localtime import local_today
from kernel.vocabulary import Role
from tests.architecture.test_routes import PUBLIC, permissions
from tests.support import contacts, house, shared
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.system.test_walls import BODIES

VALUES = {
    "ref": "EAS-2627-9999",
    "other": "EAS-2627-9998",
    "number": "1",
    "remedy": "1",
    "clock": "acknowledge",
    "place": "foreword",
    "board": "performance",
    "subject": "nobody",
    "job_id": "0" * 32,
    "client_id": "eastmere-000000000000",
    "name": "nothing",
    "duty": "notice",
    "letter": "notice",
    "saved_id": "0" * 32,
    "alert": "0" * 32,
    "unfinished": "00000000-0000-4000-8000-000000000000",
    "kind": "acknowledgement",
    "version": "1",
    "mail": "00000000-0000-4000-8000-000000000000",
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


CONTACTS, CASES = "/api/intake/v1/contacts", "/api/cases/v1/cases"
# One does not end; the other says who was shown what, and refused.
NO_LISTS = ("/live", "/reads")
STAFF = [role for role in Role if role not in {Role.SERVICE, Role.PARTNER}]


def addresses(path: str, ref: str, other: str) -> Iterator[str]:
    """A route's address with this reference wherever it names one, another in the other places."""
    for name in IN_ADDRESSES:
        if f"{{{name}}}" in path:
            yield path.format(**(VALUES | dict.fromkeys(IN_ADDRESSES, other) | {name: ref}))


def ask(caller: Caller, method: str, path: str, address: str) -> tuple[int, bool]:
    """The status of a request that could be carried out, and whether it is refused because of who is named."""
    named = f"{method} {path.split('/v1', 1)[1]}"
    today = local_today().isoformat()
    body = {key: today if value == "TODAY" else value for key, value in BODIES.get(named, {}).items()}
    answer = caller.request(method, address, json=body or None, headers={"If-Match": '"1"'})
    return answer.status_code, answer.status_code == 403 and answer.json()["detail"] == SAID


@pytest.mark.in_turn
def test_named_people_alone_come_to_a_restricted_record(services: House) -> None:
    named = {role: services.caller(role, subject=f"named-{role}") for role in STAFF}
    others = {role: services.caller(role, subject=f"other-{role}", hides_errors=True) for role in STAFF}
    for caller in named.values():
        caller.put("/api/cases/v1/officers/me").raise_for_status()
    # Somebody is at risk: then it is in the list of what is owed today, too.
    open_ref, ref = (
        named[Role.MANAGER].post(CONTACTS, contacts.statutory(harm_alleged="yes", **said)).json()["ref"]
        for said in ({}, {"restricted": True})
    )
    services.settle()
    people = [caller.subject for caller in named.values()]
    why = {"people": people, "reason": "It is about a colleague."}
    named[Role.MANAGER].put(f"{CASES}/{ref}/restriction", why).raise_for_status()
    services.settle()
    cells, wrong = 0, []
    listing: set[str] = set()
    for method, path, permission in every_route(services):
        if "/partner/" in path:
            continue
        for role in (allowed := [role for role in STAFF if role in PERMISSIONS[permission]]):
            if method == "GET" and "{" not in path and not path.endswith(NO_LISTS):
                cells += 2
                if ref in others[role].get(path).text:
                    wrong.append(f"other-{role}: GET {path} lists it")
                listing |= {path} if ref in named[role].get(path).text else set()
            tried = [
                (caller, address, caller is others[role])
                for caller in (others[role], named[role])
                for address in addresses(path, ref, open_ref)
            ]
            if role is allowed[0]:  # an open one is nobody's secret, whatever their role
                tried += [(others[role], address, False) for address in addresses(path, open_ref, VALUES["other"])]
            for caller, address, is_kept_out in tried:
                status, kept_out = ask(caller, method, path, address)
                cells += 1
                if kept_out is not is_kept_out or status >= 500:
                    wrong.append(f"{caller.subject}: {method} {address} answers {status}")
    (shared.folder() / "matrix-of-records").write_text(
        f"Who comes to a restricted record, role by route by record: {cells} cells tried, {len(wrong)} wrong"
    )
    assert not wrong, "\n".join(wrong)
    assert cells > 300, cells
    lists = {CONTACTS, CASES, f"{CASES}/export", "/api/intake/v1/duties", "/api/cases/v1/digest"}
    assert listing == lists, "it is in these for those who are named"
