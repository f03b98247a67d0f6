"""An import is taken back, everywhere, until somebody has worked on one of its cases."""

from typing import Any

import pytest

from kernel.localtime import local_today
from kernel.vocabulary import Role
from tests.imports.test_history import CASES, CONTACTS, adopt, queue
from tests.support.house import Caller, House
from tests.support.imports import bring_in, line, ndjson

IMPORTS = "/api/intake/v1/imports"
COUNT = {"authority": "eastmere", "year": "2023-24", "measure": "count"}
CLOSED = line("EAS-2324-0001", outcome="upheld", closed_on="2023-06-01")
OPEN = line("EAS-2324-0002", narrative="Visits were missed.")
COMPLIMENT = line("EAS-2324-0003", classification="compliment")


def undo(caller: Caller, job: dict[str, Any]) -> Any:
    return caller.request("DELETE", f"{IMPORTS}/{job['job_id']}/lines")


def counted(manager: Caller) -> Any:
    return manager.post("/api/analytics/v1/figures", COUNT).json()["values"]


def refs(services: House) -> list[str]:
    """Who keeps the product imports, and does not read contacts."""
    reader = services.caller(Role.MANAGER)
    return sorted(each["ref"] for each in reader.get(CONTACTS).json()["items"])


@pytest.mark.both_databases
def test_an_import_is_taken_back_everywhere(
    services: House, admin: Caller, officer: Caller, manager: Caller
) -> None:
    kept = bring_in(services, admin, ndjson(line("EAS-2324-0009")))
    job = bring_in(services, admin, ndjson(CLOSED, OPEN, COMPLIMENT))
    services.settle()
    assert counted(manager) == 4

    answer = undo(admin, job)
    assert (answer.status_code, answer.json()["state"]) == (202, "undone")
    assert answer.json()["undone_by"] == "Admin"
    assert refs(services) == ["EAS-2324-0001", "EAS-2324-0002", "EAS-2324-0003", "EAS-2324-0009"], (
        "until cases answers"
    )
    services.settle()
    assert refs(services) == ["EAS-2324-0009"]
    assert [officer.get(f"{CASES}/EAS-2324-000{number}").status_code for number in (1, 2, 9)] == [404, 404, 200]
    assert counted(manager) == 1
    assert admin.get(f"{IMPORTS}/{job['job_id']}").json()["state"] == "undone"
    assert admin.get(f"{IMPORTS}/{kept['job_id']}").json()["state"] == "done"

    again = bring_in(services, admin, ndjson(CLOSED, OPEN, COMPLIMENT))
    assert (again["added"], again["rejected"]) == (3, 0), "the file may come in again"
    services.settle()
    assert counted(manager) == 4
    assert officer.get(f"{CASES}/EAS-2324-0002/timeline").status_code == 200
    assert undo(admin, again).status_code == 202, "and be taken back again"
    services.settle()
    assert (refs(services), counted(manager)) == (["EAS-2324-0009"], 1)


def noted(officer: Caller, ref: str) -> Any:
    return officer.post(f"{CASES}/{ref}/notes", {"text": "Rang back."}, headers={"If-Match": '"1"'})


def linked(officer: Caller, ref: str) -> Any:
    return officer.post(f"{CONTACTS}/{ref}/links", {"to": "EAS-2324-0009"})


def test_a_link_that_was_taken_back_keeps_no_import_and_counts_anew(
    services: House, admin: Caller, officer: Caller, manager: Caller
) -> None:
    """The import before came in under the same references; nothing that was told of its links stands."""
    bring_in(services, admin, ndjson(line("EAS-2324-0009", received_on="2023-04-03")))
    job = bring_in(services, admin, ndjson(OPEN))
    linked(officer, "EAS-2324-0002").raise_for_status()
    officer.request("DELETE", f"{CONTACTS}/EAS-2324-0002/links/EAS-2324-0009").raise_for_status()
    services.settle()
    assert undo(admin, job).status_code == 202
    services.settle()
    assert counted(manager) == 1
    bring_in(services, admin, ndjson(OPEN))
    linked(officer, "EAS-2324-0002").raise_for_status()
    services.settle()
    repeats = manager.post("/api/analytics/v1/figures", COUNT | {"group_by": ["linked_to_earlier"]})
    assert repeats.json()["values"] == {"true": 1, "false": 1}


def held(officer: Caller, ref: str) -> Any:
    return officer.post(f"{CONTACTS}/{ref}/legal-holds", {"reason": "A claim was announced."})


def cost(officer: Caller, ref: str) -> Any:
    return officer.post(f"{CASES}/{ref}/costs", {"kind": "interpreting", "pence": 85, "spent_on": "2024-05-01"})


@pytest.mark.parametrize(
    "work", [adopt, noted, linked, cost, held], ids=["adopted", "a note", "linked", "a cost", "held"]
)
def test_an_import_stays_once_somebody_has_worked_on_it(
    services: House, admin: Caller, officer: Caller, work: Any
) -> None:
    bring_in(services, admin, ndjson(line("EAS-2324-0009")))
    job = bring_in(services, admin, ndjson(CLOSED, OPEN))
    services.settle()
    worked = work(officer, "EAS-2324-0002")
    assert worked.status_code in {200, 201, 204}, worked.text
    services.settle()
    refused = undo(admin, job)
    assert refused.status_code == 409
    assert refused.json()["detail"] == "Somebody has worked on EAS-2324-0002. The import stays as it is."
    services.settle()
    assert refs(services) == ["EAS-2324-0001", "EAS-2324-0002", "EAS-2324-0009"]


@pytest.mark.both_databases
def test_a_case_that_was_adopted_at_the_same_moment_stays_whole(
    services: House, admin: Caller, officer: Caller, manager: Caller
) -> None:
    """Intake has not heard of it when it begins to undo: cases decides."""
    job = bring_in(services, admin, ndjson(CLOSED, OPEN))
    services.settle()
    assert adopt(officer, "EAS-2324-0002").status_code == 200
    assert undo(admin, job).status_code == 202
    services.settle()
    assert refs(services) == ["EAS-2324-0002"]
    assert officer.get(f"{CONTACTS}/EAS-2324-0002").json()["narrative"] == "Visits were missed."
    assert (queue(officer), counted(manager)) == (["EAS-2324-0002"], 1)


def test_a_contact_that_was_linked_at_the_same_moment_gets_its_case_back(
    services: House, admin: Caller, officer: Caller, manager: Caller
) -> None:
    bring_in(services, admin, ndjson(line("EAS-2324-0009")))
    job = bring_in(services, admin, ndjson(CLOSED, OPEN))
    services.settle()
    assert undo(admin, job).status_code == 202
    assert linked(officer, "EAS-2324-0002").status_code in {200, 201, 204}
    services.settle()
    services.settle()
    assert refs(services) == ["EAS-2324-0002", "EAS-2324-0009"]
    assert officer.get(f"{CASES}/EAS-2324-0002").status_code == 200
    assert counted(manager) == 2


def test_a_line_is_not_unchanged_while_it_leaves(services: House, admin: Caller) -> None:
    job = bring_in(services, admin, ndjson(CLOSED))
    services.settle()
    assert undo(admin, job).status_code == 202
    meanwhile = bring_in(services, admin, ndjson(CLOSED))
    assert (meanwhile["unchanged"], meanwhile["rejected"]) == (0, 1)
    services.settle()
    assert bring_in(services, admin, ndjson(CLOSED))["added"] == 1


def test_an_import_that_added_nothing_takes_nothing_back(services: House, admin: Caller) -> None:
    bring_in(services, admin, ndjson(CLOSED))
    second = bring_in(services, admin, ndjson(CLOSED))
    assert undo(admin, second).status_code == 202
    services.settle()
    assert refs(services) == ["EAS-2324-0001"]


def test_an_import_that_was_taken_back_before_its_cases_were_opened(
    services: House, admin: Caller, officer: Caller, manager: Caller
) -> None:
    job = bring_in(services, admin, ndjson(CLOSED, OPEN))
    assert undo(admin, job).status_code == 202
    services.settle()
    assert refs(services) == []
    assert officer.get(f"{CASES}/EAS-2324-0002").status_code == 404
    assert counted(manager) in (0, None)


def test_a_contact_that_was_taken_back_looks_like_none(services: House, admin: Caller, officer: Caller) -> None:
    today = local_today().isoformat()
    words = "The carer came two hours late every morning of last week and left before breakfast was made."
    pair = [line(f"EAS-2627-000{number}", received_on=today, narrative=words) for number in (1, 2)]
    bring_in(services, admin, ndjson(pair[0]))
    job = bring_in(services, admin, ndjson(pair[1]))
    services.settle()

    def alike() -> list[str]:
        found = officer.get(f"{CONTACTS}/EAS-2627-0001/lookalikes").json()["items"]
        return [each["ref"] for each in found]

    before = alike()
    assert undo(admin, job).status_code == 202
    services.settle()
    assert (before, alike()) == (["EAS-2627-0002"], [])


def test_who_may_undo_which_import(services: House, admin: Caller) -> None:
    job = bring_in(services, admin, ndjson(CLOSED))
    stranger = services.caller(Role.ADMIN, authority="leicester")
    clerk = services.caller(Role.CONTACT_CENTRE)
    assert [undo(caller, job).status_code for caller in (stranger, clerk)] == [404, 403]
    assert undo(admin, {"job_id": "0" * 32}).status_code == 404
