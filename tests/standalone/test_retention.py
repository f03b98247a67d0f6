"""Letting go of what is kept for too long: the people go and every figure stays, or all of it goes."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import Table, select, update

from analytics.models import CaseFact
from intake.models import CaseStatusRow, ContactRow
from kernel.localtime import local_today
from kernel.procedures import Books
from kernel.vocabulary import Disposal, Role
from standalone.demo_council import COUNCIL
from standalone.operate import rebuild
from tests.intake.mails.builder import mail
from tests.support import contacts, house, imports
from tests.support.books import books
from tests.support.databases import Databases
from tests.support.demo import made_once, urls_in
from tests.support.files import PDF
from tests.support.house import Caller, House

INTAKE, CASES, ANALYTICS = "/api/intake/v1", "/api/cases/v1", "/api/analytics/v1"
YEARS_LATER = datetime(2033, 5, 4, 10, tzinfo=UTC)
GROUPS = ("classification", "team", "channel", "outcome", "person.ethnicity", "received_month", "provider.name")


def settle(services: House) -> None:
    services.settle()
    services.settle()
    for name in ("intake", "cases"):
        services.run(services.apps[name].state.said.catch_up)


def everything(services: House, service: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of a service but for who looked at what, by table."""
    database = services.database(service)
    tables: list[Table] = database.tables.events.metadata.sorted_tables
    with database.reading() as session:
        return {
            table.name: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in tables
            if "_read" not in table.name and "idempotent" not in table.name
        }


def figures(manager: Caller) -> dict[str, Any]:
    def asked(**question: Any) -> Any:
        answer = manager.post(f"{ANALYTICS}/figures", {"authority": COUNCIL, "year": "2025-26", **question})
        assert answer.status_code == 200, answer.text
        return {part: answer.json()[part] for part in ("values", "numerator", "denominator")}

    counted = {group: asked(measure="count", group_by=[group]) for group in GROUPS}
    return counted | {"days": asked(measure="mean_working_days", field="working_days_to_respond")}


def people_by_contacts(services: House) -> list[int]:
    """How many contacts each person has, of those who are counted as one."""
    with services.database("analytics").reading() as session:
        return sorted(Counter(filter(None, session.scalars(select(CaseFact.person_ref)))).values())


def all_due(manager: Caller) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor = None
    while True:
        asked = {"limit": 500} | ({"cursor": cursor} if cursor else {})
        page = manager.get(f"{INTAKE}/retention/due", params=asked)
        assert page.status_code == 200, page.text
        items += page.json()["items"]
        if (cursor := page.json()["next_cursor"]) is None:
            return items


@pytest.fixture
def years_later(tmp_path: Path) -> Iterator[House]:
    """The demonstration's council, whose year of work ended long ago."""
    folder = tmp_path / "demo"
    shutil.copytree(made_once(), folder)
    with (
        time_machine.travel(YEARS_LATER, tick=True),
        house.opened(Databases("sqlite", folder), folder, **urls_in(folder)) as services,
    ):
        settle(services)
        yield services


@pytest.mark.in_turn
def test_a_year_of_people_goes_and_every_figure_stays(years_later: House) -> None:
    services = years_later
    manager = services.caller(Role.MANAGER, authority=COUNCIL)
    counted, people = figures(manager), people_by_contacts(services)
    before = {row["ref"]: row for row in everything(services, "intake")["intake_contact"]}

    due = all_due(manager)
    assert [item["due_on"] for item in due] == sorted(item["due_on"] for item in due) or len(due) > 200
    assert {item["schedule"]["then"] for item in due} == {"anonymise"}
    refs = [item["ref"] for item in due]
    assert len(refs) == len(set(refs)) > 200
    for first in range(0, len(refs), 500):
        answer = manager.post(f"{INTAKE}/retention/approvals", {"refs": refs[first : first + 500]})
        assert {item["kept_because"] for item in answer.json()["items"]} <= {None, "duty_owed", "plan_in_force"}
    settle(services)

    certificates = {row["ref"]: row for row in everything(services, "intake")["intake_disposal"]}
    gone = {ref for ref, row in certificates.items() if row["state"] == "done"}
    stayed = {row["kept_because"] for row in certificates.values() if row["state"] == "kept"}
    assert len(gone) > 200
    assert stayed <= {"remedy_open", "learning_open", "task_open", "ombudsman_open", "case_open"}
    assert figures(manager) == counted
    assert rebuild(services.context.settings) > 1000, "what is told now says the same"
    assert figures(manager) == counted
    assert people_by_contacts(services) == people

    private = {
        text
        for ref in gone
        for text in (before[ref]["title"], before[ref]["body"]["narrative"], before[ref]["complainant_phone"])
        if text
    } - {
        text
        for ref, row in before.items()
        if ref not in gone
        for text in (row["title"], row["body"]["narrative"], row["complainant_phone"])
    }
    assert len(private) > 100
    left = json.dumps([everything(services, name) for name in ("intake", "cases", "analytics")], default=str)
    assert [text for text in private if json.dumps(text)[1:-1] in left] == []
    now = {row["ref"]: row for row in everything(services, "intake")["intake_contact"]}
    assert all(now[ref]["anonymised_on"] for ref in gone)
    assert all(now[ref]["body"] == before[ref]["body"] for ref in before.keys() - gone)


@pytest.mark.in_turn
def test_what_was_let_go_of_can_still_be_read_and_not_changed(years_later: House) -> None:
    services = years_later
    manager = services.caller(Role.MANAGER, authority=COUNCIL)
    one_of_each = {
        (item["schedule"]["name"], item["classification"], item["outcome"]): item for item in all_due(manager)
    }
    refs = [item["ref"] for item in one_of_each.values()]
    answer = manager.post(f"{INTAKE}/retention/approvals", {"refs": refs})
    assert answer.status_code == 200, answer.text
    settle(services)
    done = [ref for ref in refs if manager.get(f"{INTAKE}/contacts/{ref}").json()["anonymised_on"] == "2033-05-04"]
    assert len(done) > 5
    for ref in done:
        for path in pages_of_a_case(services):
            answer = manager.get(path.replace("{ref}", ref))
            assert answer.status_code in {200, 404}, (path, answer.text)
    ended = next(ref for ref in done if manager.get(f"{CASES}/cases/{ref}").status_code == 200)
    case = manager.get(f"{CASES}/cases/{ended}")
    assert (case.json()["actions"], case.json()["anonymised_on"]) == ([], "2033-05-04")
    named = {"If-Match": case.headers["etag"]}
    for answer in (
        manager.post(f"{CASES}/cases/{ended}/notes", {"text": "Rang back."}),
        manager.post(f"{CASES}/cases/{ended}/reopening", {"requested_on": "2033-05-03"}, headers=named),
        manager.post(f"{INTAKE}/contacts/{ended}/legal-holds", {"reason": "A claim."}),
        manager.request("POST", f"{INTAKE}/contacts/{ended}/files", content=PDF),
    ):
        assert answer.status_code == 409, answer.text
        assert answer.headers["content-type"] == "application/problem+json"


def pages_of_a_case(services: House) -> list[str]:
    """Everything that can be read of one reference without more to say."""
    return [
        f"/api/{service}{path}"
        for service in ("intake", "cases")
        for path, ways in services.apps[service].openapi()["paths"].items()
        if "{ref}" in path and path.count("{") == 1 and "get" in ways and "/v1/partner" not in path
    ]


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def destroying(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A council whose schedules destroy."""
    given = books()
    eastmere = given.councils["eastmere"]
    schedules = [each.model_copy(update={"then": Disposal.DESTROY}) for each in eastmere.retention]
    changed = eastmere.model_copy(update={"retention": schedules})
    monkeypatch.setattr(house, "books", lambda: Books({**given.councils, "eastmere": changed}, given.calendars))
    with house.opened(databases, tmp_path) as made:
        yield made


def ended_case(services: House, officer: Caller, **changes: Any) -> str:
    """A case with an e-mail, a file, a note and a task, withdrawn long ago."""
    ref: str = officer.post(f"{INTAKE}/contacts", contacts.statutory(**changes)).json()["ref"]
    raw = mail(
        "My umbrella was broken.",
        Subject=f"Re: {ref}",
        From="nobody@example.org",
        Message_ID=f"<{ref}@example.org>",
    )
    one = officer.request("POST", f"{INTAKE}/mail", content=raw).json()["id"]
    officer.post(f"{INTAKE}/mail/{one}/thread", {"ref": ref}).raise_for_status()
    named = {"Redress-File-Name": "rota.pdf"}
    officer.request("POST", f"{INTAKE}/contacts/{ref}/files", content=PDF, headers=named).raise_for_status()
    settle(services)
    officer.post(f"{CASES}/cases/{ref}/notes", {"text": "She rang."}).raise_for_status()
    version = officer.get(f"{CASES}/cases/{ref}").headers["etag"]
    withdrawn = {
        "withdrawn_on": officer.get(f"{CASES}/cases/{ref}").json()["received_on"],
        "withdrawn_by": "complainant",
        "reason": "Did not go on.",
    }
    answer = officer.post(f"{CASES}/cases/{ref}/withdrawal", withdrawn, headers={"If-Match": version})
    assert answer.status_code < 300, answer.text
    settle(services)
    long_ago(services, ref)
    return ref


def long_ago(services: House, ref: str) -> None:
    """As if its case had been closed many years ago."""
    with services.database("intake").transaction() as tx:
        tx.execute(update(CaseStatusRow).where(CaseStatusRow.ref == ref).values(closed_on=date(2001, 2, 3)))


@pytest.mark.both_databases
def test_all_of_a_case_is_destroyed_and_a_certificate_says_so(destroying: House) -> None:
    services = destroying
    officer, manager = services.caller(Role.COMPLAINTS_OFFICER), services.caller(Role.MANAGER)
    ref, other = ended_case(services, officer), ended_case(services, officer)
    manager.post(f"{INTAKE}/retention/approvals", {"refs": [ref]}).raise_for_status()
    settle(services)

    [certificate] = manager.get(f"{INTAKE}/retention/certificates").json()["items"]
    assert (certificate["ref"], certificate["state"], certificate["approved_by"]) == (ref, "done", "Manager")
    removed = {each["what"]: each["count"] for each in certificate["removed"]}
    assert removed.items() >= {"e-mails": 1, "files": 1, "notes": 2, "cases": 1, "contacts": 1}.items()
    for path in (f"{INTAKE}/contacts/{ref}", f"{CASES}/cases/{ref}"):
        assert manager.get(path).status_code == 404
    tables = {
        name
        for service in ("intake", "cases", "analytics")
        for name, rows in everything(services, service).items()
        if any(ref in map(str, row.values()) for row in rows)
    }
    assert tables == {"intake_disposal", "intake_event", "cases_event"}
    for service in ("intake", "cases"):
        [last] = [row for row in everything(services, service)[f"{service}_event"] if row["ref"] == ref]
        assert last["type"] in {"ContactDestroyed.v1", "DisposalAnswered.v1"}
    assert manager.get(f"{CASES}/cases/{other}").status_code == 200

    recorded = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
    assert recorded not in {ref, other}, "no reference is given twice"
    settle(services)
    assert manager.get(f"{CASES}/cases/{recorded}").status_code == 200, "followers go on"


@pytest.mark.in_turn
@pytest.mark.both_databases
def test_what_is_held_open_or_owed_stays(services: House) -> None:
    officer, manager = services.caller(Role.COMPLAINTS_OFFICER), services.caller(Role.MANAGER)
    held, owed, opened = (ended_case(services, officer) for _ in range(3))
    officer.post(f"{INTAKE}/contacts/{held}/legal-holds", {"reason": "A claim was made."}).raise_for_status()
    task = {"what": "Send the papers back", "due_on": local_today().isoformat()}
    officer.post(f"{CASES}/cases/{owed}/tasks", task).raise_for_status()
    settle(services)
    assert {item["ref"] for item in all_due(manager)} == {owed, opened}

    answer = manager.post(f"{INTAKE}/retention/approvals", {"refs": [held, owed]}).json()["items"]
    assert [item["kept_because"] for item in answer] == ["held", None]
    late = officer.post(f"{INTAKE}/contacts/{owed}/legal-holds", {"reason": "A claim was made."})
    assert late.status_code == 409, "it is being let go of"
    settle(services)
    [kept] = manager.get(f"{INTAKE}/retention/certificates").json()["items"]
    assert (kept["ref"], kept["state"], kept["kept_because"]) == (owed, "kept", "task_open")
    assert manager.get(f"{INTAKE}/contacts/{owed}").json()["anonymised_on"] is None
    assert {item["ref"]: item["kept_because"] for item in all_due(manager)} == {owed: "task_open", opened: None}

    books = services.context.books
    council = books.councils["eastmere"]
    longer = [each.model_copy(update={"name": "Another schedule", "years": 1}) for each in council.retention]
    changed = council.model_copy(update={"retention": longer})
    services.context.books = Books({**books.councils, "eastmere": changed}, books.calendars)
    manager.post(f"{INTAKE}/retention/approvals", {"refs": [owed]}).raise_for_status()
    [asked] = manager.get(f"{INTAKE}/retention/certificates").json()["items"]
    assert (asked["schedule"], asked["state"]) == ("Another schedule", "asked"), "by what the file says now"
    settle(services)
    services.context.books = books

    end = f"{INTAKE}/contacts/{held}/legal-holds/1/end"
    officer.post(end, {"because": "The claim was settled."}).raise_for_status()
    assert officer.post(end, {"because": "Again."}).status_code == 409
    assert {item["ref"] for item in all_due(manager)} == {held, owed, opened}
    assert officer.post(f"{INTAKE}/retention/approvals", {"refs": [held]}).status_code == 403
    unknown = manager.post(f"{INTAKE}/retention/approvals", {"refs": ["EAS-9900-0001"]})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/refs/0")
    young = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
    settle(services)
    answer = manager.post(f"{INTAKE}/retention/approvals", {"refs": [young]}).json()["items"]
    assert [item["kept_because"] for item in answer] == ["not_due"]


def test_what_is_linked_to_what_is_held_stays(services: House) -> None:
    officer, manager = services.caller(Role.COMPLAINTS_OFFICER), services.caller(Role.MANAGER)
    held, linked, other = (ended_case(services, officer) for _ in range(3))
    officer.post(f"{INTAKE}/contacts/{linked}/links", {"to": held}).raise_for_status()
    officer.post(f"{INTAKE}/contacts/{held}/legal-holds", {"reason": "A claim was made."}).raise_for_status()
    assert {item["ref"] for item in all_due(manager)} == {other}
    answer = manager.post(f"{INTAKE}/retention/approvals", {"refs": [linked]}).json()["items"]
    assert [item["kept_because"] for item in answer] == ["held"]
    end = f"{INTAKE}/contacts/{held}/legal-holds/1/end"
    officer.post(end, {"because": "The claim was settled."}).raise_for_status()
    assert {item["ref"] for item in all_due(manager)} == {held, linked, other}


@pytest.mark.both_databases
def test_what_is_linked_is_held_before_it_goes_or_not_at_all(services: House) -> None:
    """A hold that promised to keep what goes at this moment would keep nothing of it, and nobody would know."""
    officer, manager = services.caller(Role.COMPLAINTS_OFFICER), services.caller(Role.MANAGER)
    held, linked, other = (ended_case(services, officer) for _ in range(3))
    officer.post(f"{INTAKE}/contacts/{linked}/links", {"to": held}).raise_for_status()
    manager.post(f"{INTAKE}/retention/approvals", {"refs": [linked]}).raise_for_status()
    for address, said in (
        (f"{INTAKE}/contacts/{held}/legal-holds", {"reason": "A claim was made."}),
        (f"{INTAKE}/contacts/{other}/links", {"to": linked}),
        (f"{INTAKE}/contacts/{linked}/links", {"to": other}),
    ):
        answer = officer.post(address, said)
        assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
        assert "is being let go of at this moment" in answer.json()["detail"]
    assert manager.get(f"{INTAKE}/retention/holds").json()["items"] == []
    settle(services)
    assert manager.get(f"{INTAKE}/contacts/{linked}").json()["anonymised_on"]
    officer.post(f"{INTAKE}/contacts/{held}/legal-holds", {"reason": "A claim was made."}).raise_for_status()
    officer.post(f"{INTAKE}/contacts/{other}/links", {"to": held}).raise_for_status()
    answer = manager.post(f"{INTAKE}/retention/approvals", {"refs": [held, other]}).json()["items"]
    assert [item["kept_because"] for item in answer] == ["held", "held"]


@pytest.mark.both_databases
def test_a_hold_and_an_approval_at_once_have_one_winner(services: House) -> None:
    """Of what is linked too: either it is held and stays, or it goes and nobody was told that it is kept."""
    officer, manager = services.caller(Role.COMPLAINTS_OFFICER), services.caller(Role.MANAGER)
    pairs = [(ended_case(services, officer), ended_case(services, officer)) for _ in range(5)]
    for held, linked in pairs:
        officer.post(f"{INTAKE}/contacts/{linked}/links", {"to": held}).raise_for_status()

    def hold(held: str) -> bool:
        answer = officer.post(f"{INTAKE}/contacts/{held}/legal-holds", {"reason": "A claim was made."})
        assert answer.status_code in {201, 409}, answer.text
        return answer.status_code == 201

    def approve(linked: str) -> bool:
        answer = manager.post(f"{INTAKE}/retention/approvals", {"refs": [linked]})
        assert answer.status_code == 200, answer.text
        return answer.json()["items"][0]["kept_because"] is None

    with ThreadPoolExecutor(2 * len(pairs)) as at_once:
        asked = [(at_once.submit(hold, held), at_once.submit(approve, linked)) for held, linked in pairs]
        won = [(held.result(60), going.result(60)) for held, going in asked]
    settle(services)
    for (_, linked), (is_held, is_going) in zip(pairs, won, strict=True):
        assert is_held != is_going
        gone = manager.get(f"{INTAKE}/contacts/{linked}").json()["anonymised_on"]
        assert (gone is not None) == is_going


def test_a_person_is_counted_as_one_until_and_after_their_last_contact_goes(services: House) -> None:
    """What stood for the person goes with their last contact, in every event, and is the same in all of them."""
    officer, manager = services.caller(Role.COMPLAINTS_OFFICER), services.caller(Role.MANAGER)
    person = {"person": {"name": "Nobody Known", "care_number": "1234567"}}
    first, second = (ended_case(services, officer, **person) for _ in range(2))

    def people() -> set[str]:
        with services.database("analytics").reading() as session:
            return set(session.scalars(select(CaseFact.person_ref)).all())

    [known] = people()
    manager.post(f"{INTAKE}/retention/approvals", {"refs": [first]}).raise_for_status()
    settle(services)
    assert people() == {known}, "they are known by their other contact"
    manager.post(f"{INTAKE}/retention/approvals", {"refs": [second]}).raise_for_status()
    settle(services)
    [unknown] = people()
    assert unknown != known
    for service in ("intake", "cases", "analytics"):
        assert known not in json.dumps(everything(services, service), default=str)
    with services.database("intake").reading() as session:
        assert set(session.scalars(select(ContactRow.person_ref)).all()) == {unknown}


def test_own_words_of_what_was_learned_go_and_those_of_the_file_stay(services: House) -> None:
    officer, manager = services.caller(Role.COMPLAINTS_OFFICER), services.caller(Role.MANAGER)
    ref = ended_case(services, officer)
    learning = f"{CASES}/cases/{ref}/learning"
    for number, action in enumerate(("Say sorry to Brenda Okaforova", "Training"), 1):
        said = {"theme": "communication", "action": action, "scope": "team"}
        officer.post(learning, said).raise_for_status()
        done = {"done_on": local_today().isoformat(), "evidence": "Minutes."}
        officer.post(f"{learning}/{number}/done", done).raise_for_status()
    settle(services)
    long_ago(services, ref)
    search = f"{CASES}/search"
    assert officer.post(search, {"q": "Okaforova"}).json()["items"]
    manager.post(f"{INTAKE}/retention/approvals", {"refs": [ref]}).raise_for_status()
    settle(services)
    lessons = officer.get(learning).json()
    assert [item["action"] for item in lessons["items"]] == ["", "Training"]
    assert (lessons["may_record"], {item["may_act"] for item in lessons["items"]}) == (False, {False})
    assert officer.post(search, {"q": "Okaforova"}).json()["items"] == []
    left = json.dumps([everything(services, name) for name in ("intake", "cases", "analytics")], default=str)
    assert "Okaforova" not in left


def test_own_words_of_an_imported_line_go_from_everywhere(services: House) -> None:
    """Also from what an adopted case told of it; what is counted by codes is counted on."""
    admin, officer = services.caller(Role.ADMIN), services.caller(Role.COMPLAINTS_OFFICER)
    manager = services.caller(Role.MANAGER)
    said: dict[str, Any] = {
        "received_on": "2009-05-06",
        "narrative": "Brenda Okaforova was left alone.",
        "remedies": [{"kind": "Paid Okaforova for the taxi", "amount_pounds": 12}, {"kind": "apology"}],
        "learning": [
            {"theme": "communication", "action": "Say sorry to Okaforova"},
            {"theme": "communication", "action": "Training", "scope": "team"},
        ],
    }
    ended = imports.line("EAS-0910-0003", **said, outcome="upheld", closed_on="2009-06-01")
    adopted = imports.line("EAS-0910-0004", **said)
    imports.bring_in(services, admin, imports.ndjson(ended, adopted))
    settle(services)
    case = f"{CASES}/cases/EAS-0910-0004"
    answer = officer.post(f"{case}/adoption", {}, headers={"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    withdrawn = {"withdrawn_on": "2009-06-01", "withdrawn_by": "complainant", "reason": "Did not go on."}
    answer = officer.post(f"{case}/withdrawal", withdrawn, headers={"If-Match": answer.headers["etag"]})
    assert answer.status_code == 200, answer.text
    settle(services)
    refs = [item["ref"] for item in all_due(manager)]
    assert refs == ["EAS-0910-0003", "EAS-0910-0004"]
    manager.post(f"{INTAKE}/retention/approvals", {"refs": refs}).raise_for_status()
    settle(services)

    def counted() -> list[list[tuple[Any, ...]]]:
        rows = everything(services, "analytics")
        told = [(row["ref"], row["kind"], row["amount_pence"]) for row in rows["analytics_remedy"]]
        learnt = [(row["ref"], row["theme"], row["action"], row["scope"]) for row in rows["analytics_learning"]]
        return [sorted(told, key=str), sorted(learnt, key=str)]

    def left() -> str:
        return json.dumps([everything(services, name) for name in ("intake", "cases", "analytics")], default=str)

    expected = [
        [row for ref in refs for row in ((ref, "apology", None), (ref, "other", 1200))],
        [
            row
            for ref in refs
            for row in ((ref, "communication", "Training", "team"), (ref, "communication", None, None))
        ],
    ]
    assert (counted(), "Okaforova" in left()) == (expected, False)
    rebuild(services.context.settings)
    assert (counted(), "Okaforova" in left()) == (expected, False)


OLD_LINES = [
    imports.line(
        "EAS-0910-0001",
        received_on="2009-05-06",
        outcome="upheld",
        closed_on="2009-06-01",
        narrative="Zoe was left alone.",
    ),
    imports.line(
        "EAS-0910-0002",
        received_on="2009-05-06",
        outcome="upheld",
        closed_on="2009-06-01",
        person={"person_ref": "P 77"},
    ),
]


def test_an_imported_line_loses_its_people_and_does_not_bring_them_back(services: House) -> None:
    admin, manager = services.caller(Role.ADMIN), services.caller(Role.MANAGER)
    file = imports.ndjson(*OLD_LINES)
    imports.bring_in(services, admin, file)
    settle(services)
    refs = [item["ref"] for item in all_due(manager)]
    assert refs == ["EAS-0910-0001", "EAS-0910-0002"]
    manager.post(f"{INTAKE}/retention/approvals", {"refs": refs}).raise_for_status()
    settle(services)
    certificates = manager.get(f"{INTAKE}/retention/certificates").json()["items"]
    assert {each["ref"]: each["removed"] for each in certificates} == {
        refs[0]: [{"what": "texts of contacts", "count": 1}],
        refs[1]: [{"what": "texts of cases", "count": 1}, {"what": "texts of contacts", "count": 1}],
    }
    again = imports.bring_in(services, admin, file)
    assert (again["added"], again["unchanged"], again["rejected"]) == (0, 2, 0)
    settle(services)
    left = json.dumps([everything(services, name) for name in ("intake", "cases", "analytics")], default=str)
    assert "Zoe" not in left
    assert "P 77" not in left


def test_what_was_destroyed_does_not_come_back_with_its_file(destroying: House) -> None:
    admin, manager = destroying.caller(Role.ADMIN), destroying.caller(Role.MANAGER)
    job = imports.bring_in(destroying, admin, imports.ndjson(*OLD_LINES))
    settle(destroying)
    manager.post(f"{INTAKE}/retention/approvals", {"refs": ["EAS-0910-0001"]}).raise_for_status()
    settle(destroying)
    again = imports.bring_in(destroying, admin, imports.ndjson(*OLD_LINES))
    assert (again["added"], again["unchanged"], again["rejected"]) == (0, 1, 1)
    assert manager.get(f"{INTAKE}/contacts/EAS-0910-0001").status_code == 404
    undone = admin.request("DELETE", f"{INTAKE}/imports/{job['job_id']}/lines")
    assert (undone.status_code, undone.json()["detail"]) == (
        409,
        "Records of it were let go of (1). The import stays as it is.",
    )
