"""A complaint that belongs to another body is sent on, with consent, and its receipt there is recorded."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine

from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.partners import INTAKE, Trust, trust_of

TODAY = "2026-03-24"
CONSENT = {"given_on": TODAY, "how": "By phone"}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER)


@pytest.fixture
def trust(services: House) -> Trust:
    return trust_of(services, services.caller(Role.ADMIN))


@pytest.fixture
def ref(officer: Caller) -> str:
    """A complaint about the NHS alone."""
    answer = officer.post(f"{INTAKE}/contacts", contacts.statutory(function="nhs", reply_by="letter"))
    assert answer.json()["assessment"]["disposition"] == "transferred"
    return str(answer.json()["ref"])


def sent_on(officer: Caller, ref: str, **changes: Any) -> httpx.Response:
    body = {"to_body": "Riverside NHS Trust", "consent": CONSENT, "sent_on": TODAY, "told_on": TODAY, **changes}
    return officer.post(f"{INTAKE}/contacts/{ref}/transfer", {k: v for k, v in body.items() if v is not None})


def test_a_transfer_is_recorded_and_its_receipt_confirmed(officer: Caller, ref: str) -> None:
    path = f"{INTAKE}/contacts/{ref}/transfer"
    assert officer.get(path).json() == {"transfer": None, "bodies": []}
    answer = sent_on(officer, ref, note="The ward is named in the letter.")
    assert answer.status_code == 201, answer.text
    assert answer.json() | {"recorded_at": None} == {
        "to_body": "Riverside NHS Trust",
        "to_client": None,
        "consent": CONSENT,
        "sent_on": TODAY,
        "told_on": TODAY,
        "note": "The ward is named in the letter.",
        "recorded_by": "Complaints_Officer",
        "recorded_at": None,
        "received_on": None,
        "partner_reference": None,
    }
    assert sent_on(officer, ref).status_code == 409
    received = officer.post(f"{path}/receipt", {"received_on": TODAY, "partner_reference": "R-9"})
    assert (received.status_code, received.json()["received_on"]) == (200, TODAY)
    assert officer.get(path).json()["transfer"] == received.json()
    assert officer.post(f"{path}/receipt", {"received_on": TODAY}).status_code == 409


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        pytest.param({"consent": None}, "/consent", id="without consent"),
        pytest.param({"consent": {"given_on": TODAY, "how": " "}}, "/consent/how", id="consent in no way"),
        pytest.param({"consent": CONSENT | {"given_on": "2026-03-25"}}, "/consent/given_on", id="consent to come"),
        pytest.param({"sent_on": "2026-03-23"}, "/sent_on", id="before consent"),
        pytest.param({"told_on": "2026-03-25"}, "/told_on", id="told tomorrow"),
        pytest.param({"told_on": None}, "/told_on", id="without telling the complainant"),
        pytest.param({"to_client": "eastmere-000000000000"}, "/to_client", id="to a client that nobody knows"),
        pytest.param({"to_client": "nul\x00byte"}, "/to_client", id="to a client that cannot be"),
    ],
)
def test_what_no_transfer_can_do_without(officer: Caller, ref: str, changes: dict[str, Any], pointer: str) -> None:
    answer = sent_on(officer, ref, **changes)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert officer.get(f"{INTAKE}/contacts/{ref}/transfer").json()["transfer"] is None


def test_only_what_belongs_to_another_body_is_sent_on(officer: Caller) -> None:
    ours = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
    assert sent_on(officer, ours).status_code == 409
    assert officer.post(f"{INTAKE}/contacts/{ours}/transfer/receipt", {"received_on": TODAY}).status_code == 404


def test_the_part_of_a_joint_complaint_that_is_refused_is_sent_on(officer: Caller) -> None:
    """Where the council gives no answer to be joined to, it is kept where the other body's part went."""
    joint = officer.post(f"{INTAKE}/contacts", contacts.statutory(about=["also_nhs"])).json()
    ref, path = joint["ref"], f"{INTAKE}/contacts/{joint['ref']}"
    assert sent_on(officer, ref).status_code == 409, "it is answered together"
    refusal = {
        "classification": "statutory_complaint",
        "refusal_reason": "representative",
        "reason": "Not for her.",
    }
    officer.post(f"{path}/reclassifications", refusal).raise_for_status()
    assert sent_on(officer, ref).status_code == 201
    done = {duty["code"]: duty["done_on"] for duty in officer.get(path).json()["assessment"]["duties"]}
    assert (done["transfer"], done["tell"]) == (TODAY, None)
    letters = officer.get(f"{path}/letters").json()["items"]
    assert [letter["missing"] for letter in letters if letter["kind"] == "sent_on"] == [[]]


def test_only_complaints_officers_and_managers_send_on(services: House, ref: str) -> None:
    assert sent_on(services.caller(Role.CONTACT_CENTRE), ref).status_code == 403
    assert sent_on(services.caller(Role.MANAGER), ref).status_code == 201


def test_a_body_with_a_client_reads_what_was_sent_on_and_confirms_it(
    services: House, officer: Caller, trust: Trust, ref: str
) -> None:
    client = trust.client["client_id"]
    path = f"{INTAKE}/partner/transfers/{ref}"
    bodies = officer.get(f"{INTAKE}/contacts/{ref}/transfer").json()["bodies"]
    assert bodies == [{"client_id": client, "organisation": "Riverside NHS Trust"}]
    assert trust.nobody.get(path, headers=trust.headers()).status_code == 404, "not before it was sent on"
    sent_on(officer, ref, to_client=client)

    [event] = trust.told()["items"]
    assert (event["kind"], event["ref"], event["partner_reference"]) == ("transferred_to_you", ref, None)
    read = trust.nobody.get(path, headers=trust.headers()).json()
    assert read["narrative"] == contacts.statutory()["narrative"]
    assert read["complainant"]["name"] == "A Caller"
    assert read["consent"] == CONSENT
    assert not {"assessment", "matters", "recorded_by", "reply_by"} & set(read), (
        "and nothing that is the council's"
    )
    received = {"received_on": TODAY, "partner_reference": "R-9"}
    answer = trust.nobody.post(f"{path}/receipt", received, headers=trust.headers())
    assert (answer.status_code, answer.json()["received_on"]) == (200, TODAY)
    transfer = officer.get(f"{INTAKE}/contacts/{ref}/transfer").json()["transfer"]
    assert (transfer["received_on"], transfer["partner_reference"]) == (TODAY, "R-9")
    again = trust.nobody.post(f"{path}/receipt", received, headers=trust.headers())
    assert again.status_code == 409

    stranger = trust_of(services, services.caller(Role.ADMIN))
    assert stranger.nobody.get(path, headers=stranger.headers()).status_code == 404
    assert stranger.nobody.post(f"{path}/receipt", received, headers=stranger.headers()).status_code == 404
    reader = trust.headers(scope="contacts:read")
    assert trust.nobody.post(f"{path}/receipt", received, headers=reader).status_code == 403


def test_who_sent_a_contact_is_told_that_it_went_on(officer: Caller, trust: Trust) -> None:
    ref = trust.send("T-1", function="nhs").json()["ref"]
    sent_on(officer, ref)
    officer.post(f"{INTAKE}/contacts/{ref}/transfer/receipt", {"received_on": TODAY})
    kinds = [event["kind"] for event in trust.told()["items"]]
    assert kinds == ["received", "transferred", "transfer_received"]


def test_a_revoked_client_is_sent_nothing(services: House, officer: Caller, trust: Trust, ref: str) -> None:
    client = trust.client["client_id"]
    services.caller(Role.ADMIN).post(f"{INTAKE}/clients/{client}/revocation")
    assert sent_on(officer, ref, to_client=client).status_code == 422
    assert officer.get(f"{INTAKE}/contacts/{ref}/transfer").json()["bodies"] == []
