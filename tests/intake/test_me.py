"""Who is asking, and what they may do."""

import pytest

from chassis.auth import PERMISSIONS
from kernel.vocabulary import Role
from tests.support.house import House

ME = "/api/intake/v1/me"


def test_it_tells_who_is_asking(services: House) -> None:
    caller = services.caller(Role.MANAGER, Role.ADMIN, subject="head-of-service")
    assert caller.get(ME).json() == {
        "subject": "head-of-service",
        "name": "Head Of Service",
        "roles": ["admin", "manager"],
        "roles_held": ["admin", "manager"],
        "team": None,
        "authority": "eastmere",
        "councils": ["eastmere"],
        "permissions": sorted(name for name, roles in PERMISSIONS.items() if roles & {Role.MANAGER, Role.ADMIN}),
    }


def test_one_of_several_roles_is_asked_in(services: House) -> None:
    caller = services.caller(Role.MANAGER, Role.ADMIN)
    chosen = caller.get(ME, headers={"Redress-Role": "admin"}).json()
    assert (chosen["roles"], chosen["roles_held"]) == (["admin"], ["admin", "manager"])
    assert chosen["permissions"] == services.caller(Role.ADMIN).get(ME).json()["permissions"]
    contacts = "/api/intake/v1/contacts"
    assert caller.get(contacts).status_code == 200
    assert caller.get(contacts, headers={"Redress-Role": "admin"}).status_code == 403
    for other in ("auditor", "service", "nothing"):
        assert caller.get(contacts, headers={"Redress-Role": other}).status_code == 403


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (Role.CONTACT_CENTRE, "contacts:record", "cases:write"),
        (Role.INVESTIGATOR, "findings:write", "cases:write"),
        (Role.AUDITOR, "cases:read", "contacts:record"),
        (Role.PARTNER, "partner:contacts", "contacts:read"),
    ],
)
def test_permissions_are_those_of_the_role(services: House, role: Role, may: str, may_not: str) -> None:
    permissions = services.caller(role).get(ME).json()["permissions"]
    assert may in permissions
    assert may_not not in permissions


def test_it_is_no_service_and_nobody_who_is_not_signed_in(services: House) -> None:
    assert services.caller(Role.SERVICE, authority="*").get(ME).status_code == 403
    assert services.caller().get(ME).status_code == 401
