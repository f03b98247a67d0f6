"""Who looked at what: kept before it is shown, in every service, in one chain a council that is not rewritten."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from kernel.vocabulary import Role
from standalone import cli, operate
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.statements import counted

CONTACTS, CASES = "/api/intake/v1/contacts", "/api/cases/v1/cases"
WHY = {"Redress-Reason": "A%20complaint%20about%20the%20record"}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER)


@pytest.fixture
def auditor(services: House) -> Caller:
    return services.caller(Role.AUDITOR)


@pytest.fixture
def ref(services: House, officer: Caller) -> str:
    found: str = officer.post(CONTACTS, contacts.statutory()).json()["ref"]
    services.settle()
    return found


def read(auditor: Caller, service: str = "intake", **asked: Any) -> list[dict[str, Any]]:
    answer = auditor.get(f"/api/{service}/v1/reads", params=asked)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def told(reads: list[dict[str, Any]]) -> list[tuple[str, str, str | None, int]]:
    return [(line["name"], line["what"], line["ref"], line["shown"]) for line in reads]


def test_what_is_kept_of_a_day(services: House, officer: Caller, auditor: Caller, ref: str) -> None:
    investigator = services.caller(Role.INVESTIGATOR)
    officer.get("/api/intake/v1/me")
    officer.get(f"{CONTACTS}/{ref}")
    officer.get(CONTACTS)
    officer.post(f"{CONTACTS}/search", {"q": "Caller, A"})
    officer.post(f"{CONTACTS}/search", {"q": "nobody of this name"})
    investigator.get("/api/intake/v1/exports/imported")
    auditor.get(f"{CONTACTS}/{ref}", headers=WHY)
    assert told(read(auditor)) == [
        ("Auditor", "contact", ref, 0),
        ("Investigator", "refused", None, 0),
        ("Complaints_Officer", "search", None, 0),
        ("Complaints_Officer", "search", ref, 1),
        ("Complaints_Officer", "contacts", ref, 1),
        ("Complaints_Officer", "contact", ref, 0),
        ("Complaints_Officer", "sign_in", None, 0),
    ]
    unmasked, refused, *_ = read(auditor)[1:]  # the first is that this list was looked at
    assert (unmasked["why"], unmasked["roles"]) == ("A complaint about the record", ["auditor"])
    assert refused["about"] == "GET /v1/exports/imported"

    officer.get(f"{CASES}/{ref}")
    officer.get(f"{CASES}/{ref}/timeline")
    assert told(read(auditor, "cases")) == [
        ("Complaints_Officer", "timeline", ref, 0),
        ("Complaints_Officer", "case", ref, 0),
    ]
    services.settle()
    question = {"authority": "eastmere", "measure": "count", "year": f"20{ref[4:6]}-{ref[6:8]}"}
    assert officer.post("/api/analytics/v1/figures/references", {"question": question}).json()["items"] == [ref]
    assert told(read(auditor, "analytics")) == [("Complaints_Officer", "drill", None, 1)]


def test_recording_shows_the_plan_of_an_earlier_contact_and_nothing_else(officer: Caller, auditor: Caller) -> None:
    plan = {"limits": "In writing only.", "review_on": (date.today() + timedelta(days=90)).isoformat()}
    caller = contacts.statutory()["complainant"]
    limited = contacts.statutory() | {"complainant": caller | {"contact_plan": plan}}
    officer.post(CONTACTS, limited)
    assert told(read(auditor)) == []
    again = officer.post(CONTACTS, contacts.statutory()).json()["ref"]
    assert told(read(auditor))[0] == ("Complaints_Officer", "plan", again, 0)


def test_a_search_is_found_by_whoever_knows_its_words(officer: Caller, auditor: Caller, ref: str) -> None:
    officer.post(f"{CONTACTS}/search", {"q": "Mrs Caller A"})
    officer.post(f"{CONTACTS}/search", {"q": "0116 496 0000"})
    by_name = auditor.post(f"{CONTACTS}/search/mark", {"q": "a caller"}).json()["about"]
    by_phone = auditor.post(f"{CONTACTS}/search/mark", {"q": "+44 (0)116 4960000"}).json()["about"]
    assert by_name.startswith("words ")
    assert by_phone.startswith("phone ")
    assert len(read(auditor, about=by_name)) == len(read(auditor, about=by_phone)) == 1
    assert "caller" not in str(read(auditor, what="search")).casefold()


def test_the_list_is_filtered_and_paged(services: House, officer: Caller, auditor: Caller, ref: str) -> None:
    for number in range(3):
        officer.get(CONTACTS, params={"limit": 10 + number})
    services.caller(Role.MANAGER, subject="manager-1").get(f"{CONTACTS}/{ref}")
    assert told(read(auditor, who="manager-1")) == [("Manager 1", "contact", ref, 0)]
    assert told(read(auditor, what="contact", reference=ref)) == [("Manager 1", "contact", ref, 0)]
    today = date.today()
    assert len(read(auditor, what="contacts", **{"from": today, "to": today})) == 3
    assert read(auditor, to=today - timedelta(days=2)) == []
    first = auditor.get("/api/intake/v1/reads", params={"limit": 2, "what": "contacts"}).json()
    rest = read(auditor, what="contacts", cursor=first["next_cursor"])
    assert [line["sequence"] for line in first["items"] + rest] == [3, 2, 1]
    readers = auditor.get("/api/intake/v1/reads/readers").json()["items"]
    assert {"subject": "manager-1", "name": "Manager 1"} in readers
    for wrong in ({"cursor": "Wy0xXQ"}, {"cursor": "x"}, {"from": "yesterday"}, {"what": "nothing"}):
        assert auditor.get("/api/intake/v1/reads", params=wrong).status_code == 422
    assert officer.get("/api/intake/v1/reads").status_code == 403
    assert read(services.caller(Role.AUDITOR, authority="coventry")) == []


def test_a_page_that_asks_again_by_itself_is_one_look(services: House, officer: Caller, auditor: Caller) -> None:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=False) as clock:
        officer = services.caller(Role.COMPLAINTS_OFFICER)
        auditor = services.caller(Role.AUDITOR)
        ref = officer.post(CONTACTS, contacts.statutory()).json()["ref"]
        for minutes in (0, 2, 7, 2):  # the last of them comes 11 minutes after the first
            clock.shift(timedelta(minutes=minutes))
            officer.get(f"{CONTACTS}/{ref}")
        assert [line["at"][11:16] for line in read(auditor, what="contact")] == ["10:11", "10:00"]


def test_a_look_costs_one_statement(services: House, officer: Caller, ref: str) -> None:
    officer.get(CONTACTS)
    with counted(services.database("intake").engine) as sent:
        officer.get(f"{CONTACTS}/{ref}")
    writing = [statement for statement in sent if not statement.lstrip().startswith("SELECT")]
    assert len(writing) == 1, writing
    assert writing[0].startswith("INSERT INTO intake_read ")


@pytest.mark.both_databases
def test_looks_at_once_and_from_replicas_are_one_chain(services: House, officer: Caller, ref: str) -> None:
    other = services.replica()
    colleague = other.caller(Role.MANAGER)
    for number in range(1, 6):
        search = [{"q": f"word{number} {one}"} for one in range(10)]
        assert {a.status_code for a in officer.post_at_once(f"{CONTACTS}/search", search)} == {200}
        assert {a.status_code for a in colleague.post_at_once(f"{CONTACTS}/search", search)} == {200}
    (intake,) = operate.verify_reads(services.context.settings, "eastmere", {})[:1]
    assert (intake.service, intake.length, intake.fault) == ("intake", 100, None)


def run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def tamper(engine: Engine, *statements: str) -> None:
    """As somebody can who owns the database."""
    with engine.begin() as connection:
        tables = ("intake_read", "intake_reader") if engine.dialect.name == "postgresql" else ()
        for table in tables:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        if not tables:
            for name in ("follows", "ends", "stays", "is_kept"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS intake_read_{name}"))
        for statement in statements:
            connection.execute(text(statement))
        for table in tables:
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))


@pytest.mark.both_databases
def test_what_is_kept_stays_and_what_was_done_to_it_is_named(
    services: House,
    officer: Caller,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    officer.post(CONTACTS, contacts.statutory())
    for number in range(6):
        officer.get(CONTACTS, params={"limit": 10 + number})
    engine = services.database("intake").engine
    for forbidden in (
        "UPDATE intake_read SET ref = ''",
        "DELETE FROM intake_read WHERE sequence = 6",
        "UPDATE intake_reader SET name = 'Somebody else'",
        "DELETE FROM intake_reader",
        "INSERT INTO intake_read (authority, sequence, at, reader, shown, what, ref, about, why, hash) "
        "VALUES ('eastmere', 9, 0, 1, 0, 'case', '', '', '', '')",
    ):
        with pytest.raises(IntegrityError):
            run(engine, forbidden)

    for name in type(services.context.settings).model_fields:
        if name == "data_dir" or name.endswith("database_url"):
            monkeypatch.setenv(f"REDRESS_{name}".upper(), str(getattr(services.context.settings, name)))
    assert cli.main(["reads", "verify"]) == 0
    printed = tmp_path / "printed"
    printed.write_text(capsys.readouterr().out)
    assert printed.read_text().startswith("intake eastmere 6 ")
    officer.get(CONTACTS, params={"limit": 30})
    assert cli.main(["reads", "verify", "--since", str(printed)]) == 0

    tamper(engine, "UPDATE intake_read SET ref = 'EAS-2526-0001' WHERE sequence = 4")
    assert cli.main(["reads", "verify", "--authority", "eastmere"]) == 1
    assert "intake eastmere: read 4 was altered" in capsys.readouterr().err
    tamper(
        engine,
        "DELETE FROM intake_read WHERE sequence > 3",
        "UPDATE intake_read_end SET length = 3, hash = (SELECT hash FROM intake_read WHERE sequence = 3)",
    )
    assert cli.main(["reads", "verify"]) == 0  # the whole end was put back: what was printed before tells
    assert cli.main(["reads", "verify", "--since", str(printed)]) == 1
    assert "intake eastmere: reads 4 to 6 are missing" in capsys.readouterr().err


@pytest.mark.both_databases
def test_old_reads_are_let_go_of_and_that_is_kept(services: House, databases: Databases) -> None:
    with time_machine.travel("2024-03-24T10:00:00Z", tick=False):
        leaver = services.caller(Role.COMPLAINTS_OFFICER, subject="leaver")
        for number in range(3):
            leaver.get(CONTACTS, params={"q": f"EAS-2324-000{number}"})
        leaver.get("/api/intake/v1/me")
    services.caller(Role.COMPLAINTS_OFFICER).get("/api/intake/v1/me")
    settings = services.context.settings
    assert operate.forget_reads(settings, None, date(2025, 4, 1)) == ["intake eastmere: 1 reads let go of"]
    assert operate.forget_reads(settings, None, date(2025, 4, 1)) == ["intake eastmere: 0 reads let go of"]
    auditor = services.caller(Role.AUDITOR)
    assert told(read(auditor)) == [
        ("Operator of the server", "forgotten", None, 1),
        ("Complaints_Officer", "sign_in", None, 0),
    ]
    assert "leaver" not in str(auditor.get("/api/intake/v1/reads/readers").json())
    services.caller(Role.MANAGER).get("/api/intake/v1/me")  # a server that runs goes on after that
    assert [chain.fault for chain in operate.verify_reads(settings, None, {})] == [None]


def test_what_cannot_be_kept_is_not_shown(services: House, officer: Caller, ref: str) -> None:
    officer.get("/api/intake/v1/me")
    run(services.database("intake").engine, "UPDATE intake_read_end SET length = 0")
    answer = officer.get(f"{CONTACTS}/{ref}")
    assert answer.status_code == 503
    assert "has to be kept" in answer.json()["detail"]
