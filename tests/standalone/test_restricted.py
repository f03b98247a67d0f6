"""Restricted cases: named people alone see one, in every service; everybody else is told that there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House

CONTACTS, CASES, FIGURES = "/api/intake/v1/contacts", "/api/cases/v1/cases", "/api/analytics/v1/figures"
pytestmark = pytest.mark.both_databases


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as made:
        yield made


def known(services: House, role: Role, subject: str) -> Caller:
    caller = services.caller(role, subject=subject)
    caller.put("/api/cases/v1/officers/me").raise_for_status()
    return caller


def test_named_people_alone_see_it(services: House) -> None:
    manager = known(services, Role.MANAGER, "manager-1")
    named = known(services, Role.INVESTIGATOR, "investigator-1")
    colleague = known(services, Role.COMPLAINTS_OFFICER, "officer-2")
    body = contacts.statutory(narrative="An officer of the council was rude to my mother at the door.")
    other = manager.post(CONTACTS, contacts.statutory()).json()["ref"]
    ref = manager.post(CONTACTS, body | {"links": [other]}).json()["ref"]
    services.settle()
    restriction = f"{CASES}/{ref}/restriction"
    why = {"people": ["manager-1", "investigator-1"], "about": "officer-2", "reason": "It is about an officer."}
    assert colleague.put(restriction, why).status_code == 403
    assert manager.put(restriction, why | {"people": ["officer-2"]}).status_code == 422
    assert manager.put(restriction, why).json()["about"] == {"subject": "officer-2", "name": "Officer 2"}
    services.settle()

    year = f"20{ref[4:6]}-{ref[6:8]}"
    question = {"authority": "eastmere", "measure": "count", "year": year}
    single = question | {"filters": {"ref": ref}}
    lists = (
        ("GET", CONTACTS, None),
        ("POST", f"{CONTACTS}/search", {"q": "A Caller"}),
        ("POST", f"{CONTACTS}/lookalikes", body),
        ("GET", f"{CONTACTS}/{other}/lookalikes", None),
        ("GET", f"{CONTACTS}/{other}", None),
        ("GET", f"{CASES}?view=all", None),
        ("POST", f"{FIGURES}/references", {"question": question}),
    )
    for who, sees in ((colleague, False), (manager, True)):
        for path in (f"{CONTACTS}/{ref}", f"{CASES}/{ref}", f"{CASES}/{ref}/timeline", f"{CASES}/{ref}/status"):
            answer = who.get(path)
            assert (answer.status_code == 200) is sees, path
            assert sees or "restricted" in answer.json()["detail"]
        for method, path, asked in lists:
            answer = who.request(method, path, json=asked)
            assert answer.status_code == 200, answer.text
            expected = sees and path != f"{CONTACTS}/{other}"  # a link shows at the restricted contact alone
            assert (f"'{ref}'" in str(answer.json())) is expected, f"{path} {sees}"
        assert who.post(FIGURES, question).json()["values"] == 2, "a figure counts it"
        assert who.post(FIGURES, single).json()["values"] == int(sees), "and is not asked about it alone"
    assert colleague.post(f"{CASES}/{ref}/notes", {"text": "A note."}).status_code == 403
    assert colleague.post(f"{CONTACTS}/{other}/links", {"to": ref}).status_code == 422
    assert colleague.get(CONTACTS).json()["restricted"] == 1
    assert colleague.get(f"{CASES}/counts").json()["restricted"] == 1
    assert manager.get(f"{CASES}/counts").json()["restricted"] == 0
    assert named.get(f"{CASES}/{ref}").status_code == 200

    version = {"If-Match": f'"{manager.get(f"{CASES}/{ref}").json()["version"]}"'}
    given = manager.post(f"{CASES}/{ref}/allocation", {"owner": "officer-2"}, headers=version)
    assert given.json()["errors"][0]["pointer"] == "/owner"
    told = manager.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert (told["title"], told["detail"]) == (
        "Restricted to Investigator 1 and Manager 1",
        "It is about an officer.",
    )

    assert manager.put(restriction, {"people": [], "reason": "It was somebody else."}).status_code == 200
    services.settle()
    assert colleague.get(f"{CASES}/{ref}").status_code == colleague.get(f"{CONTACTS}/{ref}").status_code == 200


def test_a_leavers_restricted_cases_stay_until_somebody_named_gives_them_away(services: House) -> None:
    manager = known(services, Role.MANAGER, "manager-1")
    for subject in ("officer-2", "officer-3"):
        known(services, Role.COMPLAINTS_OFFICER, subject)
    refs = [manager.post(CONTACTS, contacts.statutory()).json()["ref"] for _ in range(2)]
    services.settle()
    for ref in refs:
        manager.post(
            f"{CASES}/{ref}/allocation", {"owner": "officer-2"}, headers={"If-Match": '"1"'}
        ).raise_for_status()
    why = {"people": ["manager-1", "officer-2"], "reason": "It is about a member."}
    manager.put(f"{CASES}/{refs[0]}/restriction", why).raise_for_status()
    over = services.caller(Role.ADMIN).post(
        "/api/cases/v1/officers/officer-2/hand-over", {"to": "officer-3", "reason": "They left."}
    )
    over = over.json()
    assert (over["refs"], over["given"], over["restricted"]) == ([refs[1]], {"officer-3": 1}, 1)


def test_a_contact_is_restricted_from_the_moment_it_is_recorded(services: House) -> None:
    recorder = known(services, Role.CONTACT_CENTRE, "agent-1")
    manager = known(services, Role.MANAGER, "manager-1")
    owner = known(services, Role.COMPLAINTS_OFFICER, "officer-1")
    recorded = recorder.post(CONTACTS, contacts.statutory() | {"restricted": True}).json()
    ref = recorded["ref"]
    assert (recorded["restriction"]["people"], recorded["restriction"]["managers"]) == (["agent-1"], True)
    assert owner.get(f"{CONTACTS}/{ref}").status_code == 403, "at once"
    services.settle()
    assert owner.get(f"{CASES}/{ref}").status_code == 403
    assert owner.get(CONTACTS).json()["restricted"] == owner.get(f"{CASES}/counts").json()["restricted"] == 1
    stranger = services.caller(Role.CONTACT_CENTRE, subject="agent-2")
    assert stranger.get(CONTACTS).json()["restricted"] == 1
    assert (
        recorder.get(f"{CONTACTS}/{ref}").status_code == recorder.get(f"{CASES}/{ref}/status").status_code == 200
    )

    told = manager.get(f"{CASES}/{ref}/timeline").json()["items"]
    assert "Restricted to Agent 1 and managers" in [item["title"] for item in told]
    restriction = {"people": ["officer-1"], "managers": True, "reason": "They look into it."}
    assert manager.put(f"{CONTACTS}/{ref}/restriction", {"restricted": False, "reason": "No."}).status_code == 409
    manager.put(f"{CASES}/{ref}/restriction", restriction).raise_for_status()
    services.settle()
    assert owner.get(f"{CASES}/{ref}").status_code == owner.get(f"{CONTACTS}/{ref}").status_code == 200
    assert recorder.get(f"{CONTACTS}/{ref}").status_code == 403
    now = owner.get(f"{CONTACTS}/{ref}").json()["restriction"]
    assert (now["people"], now["managers"], now["reason"]) == (["officer-1"], True, None)


def test_a_contact_without_a_case_is_restricted_until_it_has_one(services: House) -> None:
    manager = known(services, Role.MANAGER, "manager-1")
    officer = known(services, Role.COMPLAINTS_OFFICER, "officer-1")
    colleague = known(services, Role.INVESTIGATOR, "investigator-1")
    ref = officer.post(CONTACTS, contacts.statutory(kind="praise")).json()["ref"]
    services.settle()
    path = f"{CONTACTS}/{ref}/restriction"
    why = {"restricted": True, "people": ["officer-1"], "reason": "It thanks a member's relative."}
    assert officer.put(path, why).status_code == 403
    assert manager.put(path, why).json()["reason"] == why["reason"]
    services.settle()
    assert colleague.get(f"{CONTACTS}/{ref}").status_code == 403
    assert colleague.get(CONTACTS).json()["items"] == []
    assert colleague.get(f"{CASES}/counts").json()["restricted"] == 0, "it is no case"

    assert manager.put(path, {"restricted": False, "reason": "They agreed."}).json() is None
    assert colleague.get(f"{CONTACTS}/{ref}").json()["restriction"] is None
    manager.put(path, why).raise_for_status()
    became = {"classification": "corporate_complaint", "reason": "It is a complaint after all."}
    officer.post(f"{CONTACTS}/{ref}/reclassifications", became).raise_for_status()
    services.settle()
    assert colleague.get(f"{CASES}/{ref}").status_code == 403, "so is its case, from the start"
    assert officer.get(f"{CASES}/{ref}").status_code == 200
