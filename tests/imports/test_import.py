"""Bringing in a file through the interface, on both databases: every line's fate, once and for all."""

import codecs
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from kernel.localtime import local_today
from kernel.vocabulary import Role
from tests.support import contacts
from tests.support.house import Caller, House
from tests.support.imports import bring_in, ended, line, ndjson, remarks

IMPORTS = "/api/intake/v1/imports"
NDJSON = {"Content-Type": "application/x-ndjson"}
# More than a day on: the tests of a run that began before midnight may run after it.
IN_A_WEEK = (local_today() + timedelta(days=7)).isoformat()


def counts(job: Mapping[str, Any]) -> dict[str, int]:
    return {name: job[name] for name in ("lines_done", "added", "unchanged", "rejected", "warnings")}


def exported(admin: Caller) -> dict[str, dict[str, Any]]:
    lines = admin.get("/api/intake/v1/exports/imported").text.splitlines()
    found = {each["ref"]: each for each in map(json.loads, lines)}
    assert len(found) == len(lines), "a reference was given back twice"
    return found


def figure(manager: Caller, **question: Any) -> dict[str, Any]:
    asked = {"authority": "eastmere", "year": "2023-24", "measure": "count", **question}
    answer = manager.post("/api/analytics/v1/figures", asked)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


BAD_LINES: list[tuple[bytes, str]] = [
    (b'{"ref": "EAS-2324-0010", ', "not JSON: "),
    (b"[1, 2, 3]", "an object"),
    (b"null", "an object"),
    (b'{"ref": "EAS-2324-0011", "authority": "eastmere", "received_on": "2023-05-02"}', "classification: missing"),
    (ndjson(line("EAS-2324-0012", authority="narnia")), "authority: the line belongs to 'narnia'"),
    (ndjson(line("EAS-2324-0013", authority="leicester")), "authority: the line belongs to 'leicester'"),
    (ndjson(line("EAS-2324-0014", received_on="1999-12-31")), "received_on is before 1 January 2000"),
    (ndjson(line("EAS-2324-0015", received_on=IN_A_WEEK)), "received_on is in the future"),
    (ndjson(line("EAS-2324-0016", closed_on="2023-05-01")), "closed_on is before received_on"),
    (ndjson(line("EAS-2324-0001", grade="simple")), "ref: EAS-2324-0001 is there already with other content"),
    (ndjson(line("EAS-2324-0017", narrative="x" * 20_000_000)), "longer than 1,000,000 bytes"),
    (b"[" * 10_000 + b"]" * 10_000, "not JSON: "),
    (b'{"person": ' * 10_000 + b"1" + b"}" * 10_000, "not JSON: "),
    (json.dumps(line("EAS-2324-0018")).encode("utf-16"), "not JSON: "),
    (b'{"ref": "EAS-2324-0019", "team": "\xff\xfe"}', "not JSON: "),
    (b"\x00\x00\x00", "not JSON: "),
    (b'{"ref": "EAS-2324-0027", ' + ndjson(line())[1:], "ref: given twice"),
    (b'{"na\\u0000me": 1, ' + ndjson(line("EAS-2324-0020"))[1:], "no such field"),
    (ndjson(line("EAS-2324-0021", team="North\x00South")), "team: contains control characters"),
    (ndjson(line("EAS-2324-0022", outcome="won")), "outcome: Input should be "),
    (ndjson(line("EAS-2324-0023", person={"age": 200})), "person.age: "),
    (ndjson(line("EAS-2324-0024", person={"age": True})), "person.age: a whole number is needed"),
    (ndjson(line("EAS-2324-0025", costs_pounds=1.005)), "costs_pounds: pounds have at most two decimal places"),
    (ndjson(line("EAS-2324-0026", received_on="9999-12-31")), "received_on: the year is not between"),
    (ndjson(line("eas-1")), "ref: "),
]


def test_good_lines_come_in_around_every_kind_of_bad_one(services: House, admin: Caller, manager: Caller) -> None:
    first, last = line("EAS-2324-0001", outcome="upheld"), line("EAS-2324-0099", narrative="Größe: schön")
    lines = [codecs.BOM_UTF8 + ndjson(first).replace(b"\n", b"\r\n"), b"\r\n", ndjson(first)]
    lines += [content.rstrip(b"\n") + b"\n" for content, _ in BAD_LINES]
    lines += [b"  \n", json.dumps(last, ensure_ascii=False).encode()]
    job = bring_in(services, admin, b"".join(lines))

    assert job["state"] == "done"
    assert counts(job) == {
        "lines_done": 3 + len(BAD_LINES), "added": 2, "unchanged": 1, "rejected": len(BAD_LINES), "warnings": 0,
    }  # fmt: skip
    assert job["bytes_done"] == job["bytes_total"] == sum(map(len, lines))
    told = remarks(admin, job)
    assert [number for number, _ in told] == list(range(4, 4 + len(BAD_LINES)))
    for (number, reason), (_, wanted) in zip(told, BAD_LINES, strict=True):
        assert wanted in reason, f"line {number}"
        assert len(reason) < 1000, f"line {number}"
    assert exported(admin) == {"EAS-2324-0001": first, "EAS-2324-0099": last}
    services.settle()
    assert figure(manager)["values"] == 2


def test_the_same_file_again_changes_nothing(services: House, admin: Caller, manager: Caller) -> None:
    content = ndjson(*(line(f"EAS-2324-{n:04}", outcome="upheld" if n % 3 else "open") for n in range(1, 31)))
    assert counts(bring_in(services, admin, content))["added"] == 30
    services.settle()
    before = figure(manager, group_by=["outcome"])
    job = bring_in(services, admin, content)
    services.settle()
    assert counts(job) == {"lines_done": 30, "added": 0, "unchanged": 30, "rejected": 0, "warnings": 0}
    assert figure(manager, group_by=["outcome"]) == before


def test_keys_in_another_order_are_the_same_line(services: House, admin: Caller) -> None:
    case = line(person={"age": 80, "ward": "North"}, team="locality")
    turned = dict(reversed(list(case.items()))) | {"person": {"ward": "North", "age": 80}}
    assert bring_in(services, admin, ndjson(case))["added"] == 1
    assert bring_in(services, admin, ndjson(turned))["unchanged"] == 1


def test_a_reference_with_other_content_is_refused_in_a_later_file_too(services: House, admin: Caller) -> None:
    bring_in(services, admin, ndjson(line(team="locality")))
    job = bring_in(services, admin, ndjson(line(team="housing"), line("EAS-2324-0002")))
    assert (job["added"], job["rejected"]) == (1, 1)
    assert remarks(admin, job) == [(1, "ref: EAS-2324-0001 is there already with other content")]
    assert exported(admin)["EAS-2324-0001"]["team"] == "locality"


def test_a_reference_given_to_a_recorded_contact_is_refused(
    services: House, admin: Caller, officer: Caller
) -> None:
    recorded = officer.post("/api/intake/v1/contacts", contacts.statutory()).json()
    same_day = line(recorded["ref"], received_on=recorded["received_on"])
    job = bring_in(services, admin, ndjson(same_day))
    assert (job["added"], job["rejected"]) == (0, 1)
    assert remarks(admin, job) == [(1, f"ref: {recorded['ref']} is there already with other content")]
    assert exported(admin) == {}
    assert officer.get(f"/api/intake/v1/contacts/{recorded['ref']}").json()["narrative"] == recorded["narrative"]


def test_unknown_codes_are_told_once_and_kept(services: House, admin: Caller) -> None:
    odd = {"team": "Moon Base", "grade": "purple"}
    cases = [line(f"EAS-2324-{n:04}", issues=[{"category": "gravity"}], **odd) for n in (1, 2)]
    job = bring_in(services, admin, ndjson(*cases))
    assert counts(job) == {"lines_done": 2, "added": 2, "unchanged": 0, "rejected": 0, "warnings": 3}
    council = "Eastmere City Council does not know"
    assert remarks(admin, job) == [
        (1, f"team: {council} 'Moon Base'; kept as it is"),
        (1, f"issues.category: {council} 'gravity'; kept as it is"),
        (1, f"grade: {council} 'purple'; kept as it is"),
    ]
    assert list(exported(admin).values()) == cases


def test_an_empty_file_is_refused(services: House, admin: Caller) -> None:
    answer = admin.request("POST", IMPORTS, content=b"", headers=NDJSON)
    assert (answer.status_code, answer.json()["detail"]) == (422, "The file is empty.")
    assert admin.get(IMPORTS).json()["items"] == []


def test_a_file_of_blank_lines_brings_in_nothing(services: House, admin: Caller) -> None:
    job = bring_in(services, admin, b"\n\r\n  \n")
    assert job["state"] == "done"
    assert set(counts(job).values()) == {0}


def test_a_truncated_file_brings_in_its_whole_lines(services: House, admin: Caller) -> None:
    whole = ndjson(*(line(f"EAS-2324-{n:04}") for n in range(1, 6)))
    cut = bring_in(services, admin, whole[:-20])
    assert (cut["added"], cut["rejected"]) == (4, 1)
    ((number, reason),) = remarks(admin, cut)
    assert number == 5
    assert reason.startswith("not JSON: EOF")
    completed = bring_in(services, admin, whole)
    assert (completed["added"], completed["unchanged"], completed["rejected"]) == (1, 4, 0)


def test_a_utf_16_file_is_named_as_such(services: House, admin: Caller) -> None:
    content = ndjson(line("EAS-2324-0001"), line("EAS-2324-0002")).decode()
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        sent = admin.request("POST", IMPORTS, content=content.encode(encoding))
        assert (sent.status_code, sent.json()["detail"]) == (422, "The file is UTF-16. Save it as UTF-8.")
    assert admin.get(IMPORTS).json() == {"items": []}


@pytest.mark.in_turn
@pytest.mark.both_databases
def test_two_imports_of_one_file_at_once_bring_in_nothing_twice(
    services: House, admin: Caller, manager: Caller
) -> None:
    content = ndjson(*(line(f"EAS-2324-{n:04}") for n in range(1, 2501)))
    started = [admin.request("POST", IMPORTS, content=content, headers=NDJSON) for _ in range(3)]
    jobs = [answer.headers["Location"] for answer in started]
    done = [ended(admin, at) for at in jobs]
    assert [job["state"] for job in done] == ["done"] * 3
    assert sum(job["added"] for job in done) == 2500
    assert sum(job["unchanged"] for job in done) == 5000
    assert len(exported(admin)) == 2500
    services.settle()
    assert figure(manager)["values"] == 2500


@pytest.mark.in_turn
@pytest.mark.both_databases
def test_recording_goes_on_while_a_file_comes_in(services: House, admin: Caller, officer: Caller) -> None:
    today = local_today().isoformat()
    year = officer.post("/api/intake/v1/contacts", contacts.statutory()).json()["ref"][4:8]
    content = ndjson(*(line(f"EAS-{year}-{n:04}", received_on=today) for n in range(10, 3000)))
    started = admin.request("POST", IMPORTS, content=content, headers=NDJSON)
    answers = [officer.post("/api/intake/v1/contacts", contacts.statutory()) for _ in range(10)]
    assert [answer.status_code for answer in answers] == [201] * 10
    job = ended(admin, started.headers["Location"])
    assert job["state"] == "done"
    assert job["added"] + job["rejected"] == 2990
    refs = {answer.json()["ref"] for answer in answers}
    assert len(refs) == 10
    assert not refs & set(exported(admin))


def test_a_job_tells_its_name_and_is_listed_newest_first(services: House, admin: Caller) -> None:
    for name in ("first.ndjson", "second.ndjson"):
        started = admin.request(
            "POST", IMPORTS, params={"file_name": name}, content=ndjson(line()), headers=NDJSON
        )
        job = started.json()
        assert (started.status_code, job["file_name"], job["started_by"]) == (202, name, "Admin")
        assert started.headers["Location"] == f"{IMPORTS}/{job['job_id']}"
        ended(admin, started.headers["Location"])
    listed = admin.get(IMPORTS).json()["items"]
    assert [job["file_name"] for job in listed] == ["second.ndjson", "first.ndjson"]
    assert all(job["finished_at"] for job in listed)


def test_errors_come_by_the_page_and_as_a_file_for_a_spreadsheet(services: House, admin: Caller) -> None:
    formula = json.dumps(line("EAS-2324-0002") | {'=cmd|"/c calc"': 1}).encode() + b"\n"
    job = bring_in(services, admin, ndjson(line(team="=1+1")) + formula + b"x\n" * 60)
    assert (job["added"], job["rejected"], job["warnings"]) == (1, 61, 1)

    address, cursor, seen = f"{IMPORTS}/{job['job_id']}/remarks", None, []
    while True:
        page = admin.get(address, params={"limit": 25, **({"cursor": cursor} if cursor else {})}).json()
        assert len(page["items"]) <= 25
        seen += page["items"]
        if not (cursor := page["next_cursor"]):
            break
    assert [remark["number"] for remark in seen] == list(range(1, 63))
    assert [remark["line"] for remark in seen] == list(range(1, 63))
    assert sum(remark["is_error"] for remark in seen) == 61

    sheet = admin.get(f"{address}.csv")
    assert sheet.headers["content-type"] == "text/csv; charset=utf-8"
    assert sheet.headers["content-disposition"].startswith('attachment; filename="import-')
    rows = sheet.text.splitlines()
    assert rows[0] == "line,reference,kind,reason"
    assert len(rows) == 63
    assert any(row.startswith('2,,error,"\'=cmd|""/c calc"": no such field') for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.split(","))


@pytest.mark.parametrize("cursor", ["nonsense", "WyJ4Il0", "WyItMSJd", "WyI5OTk5OTk5OTk5OTk5OTk5OTk5Il0"])
def test_a_cursor_that_no_list_gave_is_refused(services: House, admin: Caller, cursor: str) -> None:
    job = bring_in(services, admin, ndjson(line()))
    assert admin.get(f"{IMPORTS}/{job['job_id']}/remarks", params={"cursor": cursor}).status_code == 422


def test_who_may_import_and_export(services: House) -> None:
    importers = {Role.COMPLAINTS_OFFICER, Role.MANAGER, Role.ADMIN}
    for role in set(Role) - {Role.SERVICE}:
        caller = services.caller(role)
        started = caller.request("POST", IMPORTS, content=ndjson(line()), headers=NDJSON)
        assert started.status_code == (202 if role in importers else 403), role
        assert caller.get(IMPORTS).status_code == (200 if role in importers else 403), role
        exporting = caller.get("/api/intake/v1/exports/imported")
        assert exporting.status_code == (200 if role is Role.ADMIN else 403), role
    nobody = services.caller()
    assert nobody.request("POST", IMPORTS, content=ndjson(line()), headers=NDJSON).status_code == 401


def test_another_councils_import_is_not_there(services: House, admin: Caller) -> None:
    job = bring_in(services, admin, ndjson(line()) + b"x\n")
    other = services.caller(Role.ADMIN, authority="leicester")
    for address in ("", "/remarks", "/remarks.csv"):
        assert other.get(f"{IMPORTS}/{job['job_id']}{address}").status_code == 404
    assert other.get(IMPORTS).json()["items"] == []
    assert exported(other) == {}
