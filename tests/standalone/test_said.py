"""What people said is found by its words, in both services, by whoever may read it where it stands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from kernel.localtime import local_today
from kernel.vocabulary import ReadKind, Role
from tests.intake.mails.builder import mail
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.files import PDF
from tests.support.house import Caller, House

INTAKE, CASES = "/api/intake/v1", "/api/cases/v1"
NARRATIVE = (
    "Zoë O'Caller says that the carers' visits were missed, and there was no lunch. Follow-up <b>please</b>."
)


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER)


def settle(services: House) -> None:
    services.settle()
    for name in ("intake", "cases"):
        services.run(services.apps[name].state.said.catch_up)


def recorded(services: House, by: Caller, **changes: Any) -> str:
    ref: str = by.post(f"{INTAKE}/contacts", contacts.statutory(narrative=NARRATIVE, **changes)).json()["ref"]
    settle(services)
    return ref


def found(by: Caller, q: str, service: str = INTAKE, **asked: Any) -> list[dict[str, Any]]:
    answer = by.post(f"{service}/search", {"q": q, **asked})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


def kinds(by: Caller, q: str, service: str = INTAKE, **asked: Any) -> list[str]:
    return [one["kind"] for one in found(by, q, service, **asked)]


@pytest.mark.both_databases
def test_what_was_said_is_found_by_its_words(services: House, officer: Caller) -> None:
    ref = recorded(services, officer)
    for typed in (
        *("missing visit", "VISITED", "lun", '"no lunch"', "lunch no", "ocaller", "O’Caller", "o caller", "zoe"),
        *("follow up", "followup", "follow-up", "the lunch", 'lunch "', "lunch * !", "-lunch", "(lunch"),
    ):
        assert [one["ref"] for one in found(officer, typed)] == [ref], typed
    for typed in ("dinner", '"lunch visits"', "lunch dinner", "lu", "unch"):
        assert found(officer, typed) == [], typed
    [one] = found(officer, "please")
    assert [part["text"] for part in one["parts"] if part["found"]] == ["please"]
    assert "<b>" in "".join(part["text"] for part in one["parts"]), "text, and no markup"


def test_words_that_find_nothing_are_refused_in_words(officer: Caller) -> None:
    for q in ("the", "*", '"', "\0", "x" * 10_000, ""):
        answer = officer.post(f"{CASES}/search", {"q": q})
        assert answer.status_code == 422, q
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.both_databases
def test_what_was_put_right_is_not_found_as_it_was(services: House, officer: Caller) -> None:
    """A task is found as it is worded now; a file that was withdrawn is not found."""
    ref = recorded(services, officer)
    files = f"{INTAKE}/contacts/{ref}/files"
    named = {"Redress-File-Name": "rota.pdf"}
    officer.request("POST", files, content=PDF, headers=named).raise_for_status()
    tasks, due_on = f"{CASES}/cases/{ref}/tasks", local_today().isoformat()
    officer.post(tasks, {"what": "Ask who was rude", "due_on": due_on}).raise_for_status()
    settle(services)
    assert (kinds(officer, "rota"), kinds(officer, "rude", CASES)) == (["file"], ["task"])
    officer.put(f"{tasks}/1", {"what": "Ask who was late", "due_on": due_on}).raise_for_status()
    officer.post(f"{files}/1/withdrawal", {"because": "Belongs to another contact."}).raise_for_status()
    settle(services)
    assert (kinds(officer, "rota"), kinds(officer, "rude", CASES)) == ([], [])
    assert kinds(officer, "late ask", CASES) == ["task"]


def test_mails_and_notes_are_found_and_those_who_may_not_read_them_find_none(
    services: House, officer: Caller
) -> None:
    ref = recorded(services, officer)
    raw = mail("My umbrella was broken.", Subject=f"Re: {ref}", From="nobody@example.org")
    kept = officer.request("POST", f"{INTAKE}/mail", content=raw)
    assert kept.status_code == 201, kept.text
    one = kept.json()["id"]
    assert kinds(officer, "umbrella") == [], "it belongs to nobody yet"
    officer.post(f"{INTAKE}/mail/{one}/thread", {"ref": ref}).raise_for_status()
    officer.post(f"{CASES}/cases/{ref}/notes", {"text": "She rang about the umbrella."}).raise_for_status()
    settle(services)
    assert (kinds(officer, "umbrella"), kinds(officer, "umbrella", CASES)) == (["mail"], ["note"])
    assert kinds(officer, "umbrella", kinds=["contact"]) == []
    investigator = services.caller(Role.INVESTIGATOR)
    assert (kinds(investigator, "umbrella"), kinds(investigator, "lunch")) == ([], ["contact"])
    for role in (Role.AUDITOR, Role.ADMIN):
        assert services.caller(role).post(f"{INTAKE}/search", {"q": "lunch"}).status_code == 403
    assert services.caller(Role.CONTACT_CENTRE).post(f"{CASES}/search", {"q": "lunch"}).status_code == 403
    elsewhere = services.caller(Role.COMPLAINTS_OFFICER, authority="coventry")
    assert (found(elsewhere, "umbrella"), found(elsewhere, "umbrella", CASES)) == ([], [])
    officer.post(f"{INTAKE}/mail/{one}/waiting").raise_for_status()
    settle(services)
    assert kinds(officer, "umbrella") == [], "it was taken back"


def test_a_restricted_case_leaves_no_trace(services: House, officer: Caller) -> None:
    ref = recorded(services, officer)
    officer.post(f"{CASES}/cases/{ref}/notes", {"text": "Nobody else may read of the lunch."}).raise_for_status()
    manager = services.caller(Role.MANAGER)
    why = {"people": [], "managers": True, "reason": "A colleague is named."}
    manager.put(f"{CASES}/cases/{ref}/restriction", why).raise_for_status()
    settle(services)
    for service in (INTAKE, CASES):
        assert officer.post(f"{service}/search", {"q": "lunch"}).json() == {"items": [], "next_cursor": None}
        assert [one["ref"] for one in found(manager, "lunch", service)] == [ref]


def test_a_contact_centre_finds_its_own_contacts_and_those_of_late(services: House, officer: Caller) -> None:
    caller = services.caller(Role.CONTACT_CENTRE)
    recorded(services, officer, received_at="2020-03-02T10:00:00Z")
    assert (len(found(officer, "lunch")), found(caller, "lunch")) == (1, [])
    mine = recorded(services, caller)
    assert [one["ref"] for one in found(caller, "lunch")] == [mine]


@pytest.mark.both_databases
def test_pages_go_from_the_newest_on_and_a_rebuild_finds_the_same(services: House, officer: Caller) -> None:
    days = ("2026-03-02", "2026-03-04", "2026-03-03")
    refs = [recorded(services, officer, received_at=f"{day}T10:00:00Z") for day in days]

    def listed() -> list[str]:
        found, cursor = [], None
        while True:
            page = officer.post(f"{INTAKE}/search", {"q": "lunch", "limit": 1, "cursor": cursor}).json()
            found += [one["ref"] for one in page["items"]]
            if (cursor := page["next_cursor"]) is None:
                return found

    assert listed() == [refs[1], refs[2], refs[0]]
    database, keeper = services.database("intake"), services.apps["intake"].state.said
    with database.transaction() as tx:
        tx.execute(delete(database.tables.cursors).where(database.tables.cursors.c.follower == keeper.name))
    services.run(keeper.catch_up)
    assert listed() == [refs[1], refs[2], refs[0]]


def test_who_searched_for_what_is_kept(services: House, officer: Caller) -> None:
    ref = recorded(services, officer)
    found(officer, "Lunch visits")
    auditor = services.caller(Role.AUDITOR)
    mark = auditor.post(f"{INTAKE}/contacts/search/mark", {"q": "visits lunch"}).json()["about"]
    kept = auditor.get(f"{INTAKE}/reads").json()["items"]
    assert [(one["what"], one["about"]) for one in kept if one["what"] == ReadKind.SEARCH] == [("search", mark)]
    assert ref not in mark
