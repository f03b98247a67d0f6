"""Everything that is held of somebody: to read, for machines, with files and e-mails; all of it or nothing."""

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from docx import Document
from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, String
from sqlalchemy.types import TypeDecorator

from cases.held.telling import TELLING as OF_CASES
from chassis.held import Telling
from chassis.service_client import ServiceClient
from intake.held import service
from intake.held.telling import TELLING as OF_INTAKE
from intake.models import MailRawRow
from kernel.calendar import in_words
from kernel.localtime import local_today
from kernel.vocabulary import Role
from tests.intake.mails.builder import file, mail, multipart, part
from tests.support import clamd, contacts, house
from tests.support.clamd import answering_at
from tests.support.databases import Databases
from tests.support.files import PDF
from tests.support.house import Caller, House

INTAKE, CASES = "/api/intake/v1", "/api/cases/v1"
HELD = f"{INTAKE}/contacts/held"
TELLINGS = {"intake": OF_INTAKE, "cases": OF_CASES}


@pytest.fixture
def socket(tmp_path: Path) -> Path:
    return tmp_path / "clamd"


@pytest.fixture
def services(databases: Databases, tmp_path: Path, socket: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path, clamd=str(socket)) as made:
        yield made


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER)


def record(officer: Caller, **changes: Any) -> str:
    ref: str = officer.post(f"{INTAKE}/contacts", contacts.statutory(**changes)).json()["ref"]
    return ref


def taken(officer: Caller, *refs: str) -> dict[str, bytes]:
    answer = officer.post(HELD, {"refs": refs, "because": "She asked for it on Monday."})
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refused(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def ok(answer: httpx.Response) -> httpx.Response:
    assert answer.status_code < 300, answer.text
    return answer


def test_all_that_was_said_is_there_to_read_and_for_machines(
    services: House, officer: Caller, socket: Path
) -> None:
    officer.put(f"{CASES}/officers/me").raise_for_status()
    ref, other = record(officer), record(officer, narrative="The taxi came an hour late.")
    soon = local_today() + timedelta(days=7)
    services.settle()
    written = mail("My umbrella\x0b was broken.", Subject=f"Re: {ref}", From="nobody@example.org")
    arrived = ok(officer.request("POST", f"{INTAKE}/mail", content=written)).json()["id"]
    ok(officer.post(f"{INTAKE}/mail/{arrived}/thread", {"ref": ref}))
    kind, body = multipart("mixed", part("See there.", "text/plain"), file(clamd.VIRUS, "text/plain", "bad.txt"))
    later = {"Received": "from there by here; Wed, 25 Mar 2026 09:00:00 +0000", "Message_ID": "<two@example.org>"}
    infected = mail(body, Subject=f"Re: {ref}", Content_Type=kind, **later)
    arrived = ok(officer.request("POST", f"{INTAKE}/mail", content=infected)).json()["id"]
    ok(officer.post(f"{INTAKE}/mail/{arrived}/thread", {"ref": ref}))
    named = {"Redress-File-Name": "rota.pdf"}
    ok(officer.request("POST", f"{INTAKE}/contacts/{ref}/files", content=PDF, headers=named))
    with answering_at(socket):
        services.run(services.apps["intake"].state.scanning.look_through)
    ok(officer.post(f"{CASES}/cases/{ref}/notes", {"text": "She rang about the kettle."}))
    ok(officer.post(f"{CASES}/cases/{ref}/tasks", {"what": "Ask the rota team", "due_on": soon.isoformat()}))
    ok(officer.post(f"{CASES}/cases/{ref}/letters", {"kind": "acknowledgement", "promised_on": soon.isoformat()}))

    found = taken(officer, ref, other)
    assert set(found) == {
        "What is held.docx",
        "data.json",
        f"files/{ref}-2-rota.pdf",
        f"e-mails/{ref}-1.eml",
    }
    assert found[f"files/{ref}-2-rota.pdf"] == PDF
    assert b"umbrella" in found[f"e-mails/{ref}-1.eml"]
    document = Document(BytesIO(found["What is held.docx"]))
    read = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for said in ("umbrella", "kettle", "Ask the rota team", "visits were missed", "taxi came", "A Caller"):
        assert said in read
        assert said in found["data.json"].decode()
    shown = {"Eastmere", "not ready to be handed out", "Channel: Phone", "Owner: Complaints_Officer"}
    for as_people_say_it in shown | {in_words(soon), "bad.txt: It carries"}:
        assert as_people_say_it in read
    headings = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings == ["Left out", ref, other]
    told = json.loads(found["data.json"])
    assert [each["ref"] for each in told["references"]] == [ref, other]
    assert [sentence.partition(":")[0] for sentence in told["left_out"]] == [
        f"File 1 of {ref}, bad.txt",
        f"E-mail 2 of {ref}",
    ]

    kept = services.caller(Role.AUDITOR).get(f"{INTAKE}/reads", params={"ref": ref}).json()["items"][0]
    assert (kept["what"], kept["about"]) == ("held", "She asked for it on Monday.")


@pytest.mark.parametrize("telling", TELLINGS.values(), ids=TELLINGS)
def test_every_table_is_told_by_a_name_of_its_own_or_left_out(telling: Telling) -> None:
    told = telling.told()
    uncounted = {trace.table.name for trace in told if not trace.what}
    assert uncounted == set(telling.names)
    names = [each.name(trace) for each in TELLINGS.values() for trace in each.told()]
    assert len(names) == len(set(names))
    there = {trace.table.name for trace in telling.traces}
    there |= {f"{trace.table.name}.{column.name}" for trace in told for column in trace.table.columns}
    assert set(telling.without) <= there
    bytes_told = [
        f"{trace.table.name}.{name}"
        for trace in told
        for name in telling.columns(trace)
        if isinstance(trace.table.c[name].type, LargeBinary)
    ]
    assert bytes_told == []


class Filling:
    """Rows with a text of its own in every column that can have one."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def row(self, table: Any, ref: str) -> dict[str, Any]:
        whose = {"authority": "eastmere", "ref": ref}
        return {column.name: whose.get(column.name) or self._value(column) for column in table.columns}

    def _value(self, column: Column[Any]) -> Any:
        kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
        if isinstance(kind, String | JSON):
            text = f"said{len(self.texts):03}"
            self.texts[f"{column.table.name}.{column.name}"] = text
            return [{"said": text}] if isinstance(kind, JSON) else text
        if isinstance(kind, LargeBinary):
            return b"bytes"
        if isinstance(kind, Boolean):
            return True
        if isinstance(kind, Integer):
            return 7
        return date(2026, 1, 5) if isinstance(kind, Date) else datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.both_databases
def test_no_text_of_any_table_is_forgotten(services: House, officer: Caller) -> None:
    ref, filling = "EAS-2526-9999", Filling()
    for name, telling in TELLINGS.items():
        with services.database(name).transaction() as tx:
            for trace in telling.told():
                row = filling.row(trace.table, ref)
                if trace.table.name == "intake_file":
                    row["key"] = None  # its content is gone
                tx.execute(trace.table.insert().values(row))
                if trace.table.name.endswith("_restricted"):
                    tx.execute(trace.table.insert().values(row | {"role": "", "subject": officer.subject}))
                if trace.table.name == "intake_mail":
                    tx.add(MailRawRow(authority="eastmere", id=row["id"], raw=b"Subject: None\r\n\r\n"))
    found = taken(officer, ref)
    told = found["data.json"].decode()
    without = OF_INTAKE.without | OF_CASES.without
    assert {column for column, text in filling.texts.items() if (text in told) is (column in without)} == set()
    assert len(filling.texts) > 200
    assert found[f"sent/{ref}-7.eml"] == b"bytes"


def test_what_is_not_theirs_to_see_is_not_there(services: House, officer: Caller) -> None:
    manager, stranger = services.caller(Role.MANAGER), services.caller(Role.MANAGER, authority="leicester")
    ref, restricted = record(officer), record(manager, restricted=True)
    case = record(manager)
    services.settle()
    manager.put(f"{CASES}/officers/me").raise_for_status()
    named = {"people": [manager.subject], "reason": "It is about an officer."}
    ok(manager.put(f"{CASES}/cases/{case}/restriction", named))  # which intake has not heard of yet
    why = {"because": "She asked for it."}
    assert refused(officer.post(HELD, why | {"refs": [ref, restricted]})) == (422, "/refs/1")
    assert refused(officer.post(HELD, why | {"refs": [ref, ref, case]})) == (422, "/refs/2")
    assert refused(officer.post(HELD, why | {"refs": ["EAS-2526-9999"]})) == (422, "/refs/0")
    assert refused(stranger.post(HELD, why | {"refs": [ref]})) == (422, "/refs/0")
    assert refused(officer.post(HELD, {"refs": [ref], "because": ""}))[0] == 422
    assert services.caller(Role.INVESTIGATOR).post(HELD, why | {"refs": [ref]}).status_code == 403
    assert manager.post(f"{CASES}/held", {}).status_code == 403, "services alone ask it"
    assert len(taken(manager, restricted, case)) == 2


@pytest.mark.parametrize(
    "other",
    [{"born_on": "1951-07-08", "care_number": "1234567"}, {"born_on": "1950-03-04", "care_number": "7654321"}],
    ids=["born on another day", "with another number"],
)
def test_two_people_are_not_taken_for_one(services: House, officer: Caller, other: dict[str, str]) -> None:
    """Who asks would be given what is somebody else's."""

    def of(**person: str) -> str:
        said = {"name": "John Nobody", "same_as_complainant": False, "consent": "agrees", **person}
        return record(officer, person=said)

    one, unknown, another = of(born_on="1950-03-04", care_number="1234567"), of(), of(**other)
    services.settle()
    taken(officer, one, unknown)
    asked = {"refs": [one, unknown, another], "because": "He asked for it."}
    assert refused(officer.post(HELD, asked)) == (422, "/of_several")
    assert ok(officer.post(HELD, asked | {"of_several": True})).headers["content-type"] == "application/zip"


def test_it_is_all_or_nothing(services: House, officer: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = record(officer)
    asked = {"refs": [ref], "because": "She asked for it."}
    with monkeypatch.context() as small:
        small.setattr(service, "MOST_BYTES", len(PDF) - 1)
        ok(officer.request("POST", f"{INTAKE}/contacts/{ref}/files", content=PDF))
        assert refused(officer.post(HELD, asked)) == (422, "/refs")
    gone = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(503)), base_url="http://gone")
    monkeypatch.setattr(services.apps["intake"].state, "cases", ServiceClient(gone, lambda: "token"))
    assert officer.post(HELD, asked).status_code == 503
    auditor = services.caller(Role.AUDITOR)
    kept = auditor.get(f"{INTAKE}/reads", params={"ref": ref}).json()["items"]
    assert "held" not in {line["what"] for line in kept}
