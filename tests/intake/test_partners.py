"""Partners' systems: clients with secrets, contacts one and many at a time, and what became of them."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pwdlib import PasswordHash
from sqlmodel import Session, update

from chassis.limits import RateLimit
from intake import repository
from intake.models import ClientRow
from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.partners import INTAKE, SENT, Trust, contact, trust_of
from tests.support.statements import counted


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def admin(services: House) -> Caller:
    return services.caller(Role.ADMIN)


@pytest.fixture
def trust(services: House, admin: Caller) -> Trust:
    return trust_of(services, admin)


# Clients


def test_a_secret_is_shown_once_and_kept_as_a_hash(services: House, admin: Caller, trust: Trust) -> None:
    listed = admin.get(f"{INTAKE}/clients").json()["items"]
    assert [client["organisation"] for client in listed] == ["Riverside NHS Trust"]
    assert "client_secret" not in listed[0]
    with services.database("intake").reading() as session:
        kept = session.connection().exec_driver_sql("SELECT secret_hash FROM intake_client").scalar_one()
    assert kept == hashlib.sha256(trust.client["client_secret"].encode()).hexdigest()


def test_a_secret_that_an_earlier_release_hashed_works(services: House, admin: Caller, trust: Trust) -> None:
    slow = PasswordHash.recommended().hash(trust.client["client_secret"])
    with services.database("intake").transaction() as tx:
        tx.connection().execute(update(ClientRow).values(secret_hash=slow))
    assert (trust.token().status_code, trust.token(secret="another").status_code) == (200, 401)
    renewed = admin.post(f"{INTAKE}/clients/{trust.client['client_id']}/secret").json()["client_secret"]
    assert trust.token().status_code == trust.token(secret=renewed).status_code == 200


def test_a_token_is_short_lived_and_says_its_scopes(trust: Trust) -> None:
    answer = trust.token()
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    token = answer.json()
    assert (token["token_type"], token["expires_in"], token["scope"]) == (
        "Bearer",
        600,
        "contacts:read contacts:write",
    )
    assert trust.token(scope="contacts:read").json()["scope"] == "contacts:read"


def test_an_address_may_not_guess_for_ever(trust: Trust) -> None:
    """By whatever name it comes: each guess costs the server a fifth of a second."""
    trust.services.apps["intake"].state.address_limit = RateLimit(3)
    guesses = [trust.token(client_id=f"eastmere-{number:012}") for number in range(4)]
    assert [answer.status_code for answer in guesses] == [401, 401, 401, 429]
    assert "Retry-After" in guesses[-1].headers


def test_credentials_may_come_by_http_basic(trust: Trust) -> None:
    answer = trust.nobody.request(
        "POST",
        f"{INTAKE}/oauth/token",
        data={"grant_type": "client_credentials"},
        auth=(trust.client["client_id"], trust.client["client_secret"]),
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("form", "status"),
    [
        pytest.param({"client_secret": "not this one"}, 401, id="a wrong secret"),
        pytest.param({"client_id": "eastmere-000000000000"}, 401, id="a client that nobody knows"),
        pytest.param({"client_secret": "x" * 201}, 422, id="a secret without end"),
        pytest.param({"client_secret": ""}, 401, id="no secret"),
        pytest.param({"grant_type": "password"}, 422, id="another grant"),
        pytest.param({"scope": "contacts:read cases:write"}, 422, id="a scope that it has not"),
    ],
)
def test_credentials_that_are_none(trust: Trust, form: dict[str, str], status: int) -> None:
    answer = trust.token(**form)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_after_a_rotation_both_secrets_work_for_a_day(services: House, admin: Caller, trust: Trust) -> None:
    before = trust.client["client_secret"]
    answer = admin.post(f"{INTAKE}/clients/{trust.client['client_id']}/secret")
    trust.client = answer.json()
    assert trust.client["client_secret"] != before
    assert trust.token().status_code == trust.token(secret=before).status_code == 200
    with time_machine.travel("2026-03-25T10:01:00Z", tick=True):
        assert trust.token(secret=before).status_code == 401
        assert trust.token().status_code == 200


def test_a_revoked_client_is_shut_out_at_once(admin: Caller, trust: Trust) -> None:
    headers = trust.headers()
    assert admin.post(f"{INTAKE}/clients/{trust.client['client_id']}/revocation").status_code == 200
    assert trust.token().status_code == 401
    assert trust.send(headers=headers).status_code == 401, "also with a token that it holds"
    assert admin.post(f"{INTAKE}/clients/{trust.client['client_id']}/secret").status_code == 409


def test_an_expired_token_is_refused(trust: Trust) -> None:
    headers = trust.headers()
    with time_machine.travel("2026-03-24T10:11:00Z", tick=True):
        assert trust.send(headers=headers).status_code == 401


def test_a_scope_that_the_token_lacks(services: House, admin: Caller) -> None:
    reader = trust_of(services, admin, ["contacts:read"])
    assert reader.send().status_code == 403
    sender = trust_of(services, admin, ["contacts:write"])
    assert sender.nobody.get(SENT, headers=sender.headers()).status_code == 403


def test_only_an_admin_of_the_council_manages_clients(services: House, admin: Caller, trust: Trust) -> None:
    path = f"{INTAKE}/clients/{trust.client['client_id']}/revocation"
    assert services.caller(Role.MANAGER).post(path).status_code == 403
    assert services.caller(Role.ADMIN, authority="leicester").post(path).status_code == 404


# Contacts


def test_a_contact_of_a_partner_becomes_a_case_whose_end_it_hears_of(services: House, trust: Trust) -> None:
    answer = trust.send("T-1")
    assert answer.status_code == 201, answer.text
    ref = answer.json()["ref"]
    assert answer.headers["location"] == f"{SENT}/{ref}"
    assert (answer.json()["status"], answer.json()["classification"]) == ("recorded", "statutory_complaint")
    services.settle()

    officer = services.caller(Role.COMPLAINTS_OFFICER)
    case = f"/api/cases/v1/cases/{ref}"
    said = officer.get(f"{INTAKE}/contacts/{ref}").json()
    assert (said["channel"], said["recorded_by"]) == ("partner_api", "Riverside NHS Trust")
    steps = [
        ("acknowledgement", {"acknowledged_on": "2026-03-24", "method": "email"}, "open"),
        ("response", {"responded_on": "2026-03-24", "method": "letter"}, "answered"),
        ("closure", {"closed_on": "2026-03-24", "no_learning_because": "It was known before."}, "closed"),
    ]
    for step, body, status in steps:
        version = officer.get(case).headers["etag"]
        if step == "response":
            found = {"outcome": "upheld", "reason": "It was so.", "decided_on": "2026-03-24"}
            answer = officer.put(f"{case}/issues/1/finding", found, headers={"If-Match": version})
            version = answer.headers["etag"]
        assert officer.post(f"{case}/{step}", body, headers={"If-Match": version}).status_code == 200
        services.settle()
        assert trust.nobody.get(f"{SENT}/{ref}", headers=trust.headers()).json()["status"] == status
    end = trust.nobody.get(SENT, params={"partner_reference": "T-1"}, headers=trust.headers()).json()["items"]
    assert [(item["ref"], item["outcome"], item["closed_on"]) for item in end] == [(ref, "upheld", "2026-03-24")]


def test_a_complaint_that_another_body_sends_on_counts_from_its_receipt_here(
    services: House, trust: Trust
) -> None:
    first = {"body": "Riverside NHS Trust", "received_on": "2026-03-02"}
    ref = trust.send("T-1", transferred_from=first).json()["ref"]
    recorded = services.caller(Role.COMPLAINTS_OFFICER).get(f"{INTAKE}/contacts/{ref}").json()
    assert (recorded["transferred_from"], recorded["received_on"]) == (first, "2026-03-24")
    assessment = recorded["assessment"]
    assert {clock["started_on"] for clock in assessment["clocks"]} == {"2026-03-24"}
    assert "transferred_in" in assessment["flags"]
    assert any("sent it on" in reason["text"] for reason in assessment["reasons"])
    later = trust.send("T-2", transferred_from=first | {"received_on": "2026-03-25"})
    assert later.status_code == 422
    assert later.json()["errors"][0]["pointer"] == "/transferred_from/received_on"


def test_nobody_reads_what_another_client_sent(services: House, admin: Caller, trust: Trust) -> None:
    ref = trust.send().json()["ref"]
    other = trust_of(services, admin)
    assert other.nobody.get(f"{SENT}/{ref}", headers=other.headers()).status_code == 404
    assert other.nobody.get(SENT, headers=other.headers()).json()["items"] == []
    assert other.nobody.get(f"{INTAKE}/contacts/{ref}", headers=other.headers()).status_code == 403
    assert other.send("T-1").status_code == 201, "references are each client's own"


def test_a_reference_is_used_once(trust: Trust) -> None:
    assert trust.send("T-1").status_code == 201
    again = trust.send("T-1", narrative="Something else.")
    assert (again.status_code, "used for another contact" in again.json()["detail"]) == (409, True)


def test_many_at_a_time_are_kept_line_by_line(trust: Trust) -> None:
    good = [json.dumps(contact(f"T-{number}")) for number in range(1, 4)]
    bad = [
        '{"narrative": ',
        "[1, 2]",
        json.dumps(contact("T-9", team="nowhere")),
        json.dumps(contact("T-9") | {"partner_reference": None}),
        json.dumps(contact("T-9") | {"channel": "phone"}),
        "[" * 10_000 + "]" * 10_000,
    ]
    result = trust.bulk(good[0], *bad, "", *good[1:])
    assert (result["added"], result["unchanged"], result["rejected"]) == (3, 0, 6)
    assert [(line["line"], line["result"]) for line in result["lines"]] == [
        (1, "added"),
        *((number, "rejected") for number in range(2, 8)),
        (9, "added"),
        (10, "added"),
    ]
    pointers = [[error["pointer"] for error in line["errors"]] for line in result["lines"][3:6]]
    assert pointers == [["/team"], ["/partner_reference"], ["/channel"]]
    again = trust.bulk(*good, json.dumps(contact("T-1", narrative="Something else.")))
    assert (again["added"], again["unchanged"], again["rejected"]) == (0, 3, 1)
    assert [line["ref"] for line in again["lines"][:3]] == [
        line["ref"] for line in result["lines"] if line["result"] == "added"
    ]


def test_a_line_is_refused_in_the_words_in_which_one_alone_is(trust: Trust) -> None:
    wrong: dict[str, Any] = {"advocacy": {"taken_up": True}, "kinds": "praise", "provider": {"name": "Elm Care"}}
    (line,) = trust.bulk(json.dumps(contact("T-1", **wrong)))["lines"]
    assert line["errors"] == trust.send("T-1", **wrong).json()["errors"]


def test_many_at_a_time_ask_no_more_of_the_database_than_few(services: House, trust: Trust) -> None:
    engine = services.database("intake").engine
    sent = []
    for size in (10, 100):
        lines = []
        for number in range(size):
            who = {"name": "A Caller", "role": "relative", "phone": f"01632 {size:03} {number:03}"}
            lines.append(json.dumps(contact(f"T-{size}-{number}", complainant=who)))
        headers = trust.headers()
        with counted(engine) as statements:
            answer = trust.nobody.request("POST", f"{SENT}/bulk", content="\n".join(lines), headers=headers)
        assert answer.json()["added"] == size
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 25


def test_a_line_finds_what_the_line_before_it_left(services: House, trust: Trust) -> None:
    plan = {"limits": "In writing only", "review_on": "2026-06-24"}
    who = {"name": "A Caller", "role": "relative", "phone": "01632 960 001"}
    bodies = [
        contact("T-1", complainant=who | {"contact_plan": plan}),
        contact("T-2", complainant=who),
        contact("T-2", complainant=who),
        contact("T-1", narrative="Something else."),
    ]
    lines = trust.bulk(*map(json.dumps, bodies))["lines"]
    assert [line["result"] for line in lines] == ["added", "added", "unchanged", "rejected"]
    assert lines[1]["ref"] == lines[2]["ref"]
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    carried = officer.get(f"{INTAKE}/contacts/{lines[1]['ref']}").json()["complainant"]["contact_plan"]
    assert carried.items() >= (plan | {"taken_from": lines[0]["ref"]}).items()


def test_a_line_that_the_database_refuses_hinders_no_other(
    services: House, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = repository.add_contacts

    def refusing(tx: Session, rows: Sequence[Mapping[str, Any]]) -> None:
        write(tx, [row | {"title": None} if row["title"] == "Odd" else row for row in rows])

    monkeypatch.setattr(repository, "add_contacts", refusing)
    sent = [contact("T-1"), contact("T-2", title="Odd"), contact("T-3")]
    result = trust.bulk(*map(json.dumps, sent))
    assert [line["result"] for line in result["lines"]] == ["added", "rejected", "added"]
    assert [event["partner_reference"] for event in trust.told()["items"]] == ["T-1", "T-3"]


@pytest.mark.parametrize("body", [b"", b" \n\n", b"{}\n" * 1_001])
def test_many_at_a_time_are_some_and_not_too_many(trust: Trust, body: bytes) -> None:
    answer = trust.nobody.request("POST", f"{SENT}/bulk", content=body, headers=trust.headers())
    assert answer.status_code == 422


def test_who_asks_too_often_is_told_when_to_come_back(databases: Databases, tmp_path: Path) -> None:
    with house.opened(databases, tmp_path, partner_requests_per_minute=3) as services:
        trust = trust_of(services, services.caller(Role.ADMIN))
        headers = trust.headers()
        answers = [trust.nobody.get(SENT, headers=headers) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 20
        assert answers[-1].headers["content-type"] == "application/problem+json"
        other = trust_of(services, services.caller(Role.ADMIN))
        assert other.nobody.get(SENT, headers=other.headers()).status_code == 200, "each client by itself"


# Events


def test_a_client_is_told_what_happens_to_its_contacts_in_order(services: House, trust: Trust) -> None:
    ref = trust.send("T-1").json()["ref"]
    services.settle()
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    other = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
    case = f"/api/cases/v1/cases/{ref}"

    def act(path: str, body: dict[str, Any], put: bool = False) -> None:
        headers = {"If-Match": officer.get(case).headers["etag"]}
        (officer.put if put else officer.post)(f"{case}/{path}", body, headers=headers).raise_for_status()

    act("receipt", {"received_on": "2026-03-23", "reason": "The letter is stamped."})
    act("acknowledgement", {"acknowledged_on": "2026-03-24", "method": "email"})
    act("notes", {"text": "Nobody is told of this."})
    services.settle()
    moved = {"classification": "corporate_complaint", "reason": "It is about the council tax."}
    for contact_ref in (ref, other):
        answer = officer.post(f"{INTAKE}/contacts/{contact_ref}/reclassifications", moved)
        assert answer.status_code == 201, answer.text
    services.settle()
    found = {"outcome": "upheld", "reason": "It was so.", "decided_on": "2026-03-24"}
    act("issues/1/finding", found, put=True)
    act("response", {"responded_on": "2026-03-24", "method": "letter"})
    act("closure", {"closed_on": "2026-03-24", "no_learning_because": "It was known before."})
    services.settle()

    events = trust.told()
    assert {event["ref"] for event in events["items"]} == {ref}
    assert {event["partner_reference"] for event in events["items"]} == {"T-1"}
    assert [
        (event["number"], event["kind"], event["occurred_on"], event["classification"], event["outcome"])
        for event in events["items"]
    ] == [
        (1, "received", "2026-03-24", "statutory_complaint", None),
        (2, "receipt_corrected", "2026-03-24", "statutory_complaint", None),
        (3, "acknowledged", "2026-03-24", "statutory_complaint", None),
        (4, "reclassified", "2026-03-24", "corporate_complaint", None),
        (5, "responded", "2026-03-24", "corporate_complaint", None),
        (6, "closed", "2026-03-24", "corporate_complaint", "upheld"),
    ]
    assert events["last"] == 6
    page = trust.told(after=2, limit=2)
    assert [event["number"] for event in page["items"]] == [3, 4]
    assert (page["last"], trust.told(after=6)) == (4, {"items": [], "last": 6})


def test_events_are_each_clients_own(services: House, admin: Caller, trust: Trust) -> None:
    other = trust_of(services, admin)
    refs = [sender.send(reference).json()["ref"] for sender, reference in [(trust, "T-1"), (other, "T-1")]]
    assert [[event["ref"] for event in sender.told()["items"]] for sender in (trust, other)] == [
        [ref] for ref in refs
    ]


@pytest.mark.both_databases
def test_events_of_many_at_once_are_numbered_without_gaps(services: House, trust: Trust) -> None:
    sent = [contact(f"T-{number}") for number in range(30)]
    refs = {answer.json()["ref"] for answer in trust.nobody.post_at_once(SENT, sent, headers=trust.headers())}
    trust.bulk(*(json.dumps(contact(f"B-{number}")) for number in range(5)))
    events = trust.told()["items"]
    assert [event["number"] for event in events] == list(range(1, 36))
    assert {event["ref"] for event in events[:30]} == refs
    assert [event["partner_reference"] for event in events[30:]] == [f"B-{number}" for number in range(5)]


def test_a_place_in_the_events_that_was_never_given(trust: Trust) -> None:
    answer = trust.nobody.get(f"{INTAKE}/partner/events", params={"after": 7}, headers=trust.headers())
    assert (answer.status_code, "backup" in answer.json()["detail"]) == (409, True)


# Waiting for events


def test_who_waits_hears_at_once_and_holds_nothing_of_the_database_meanwhile(
    services: House, trust: Trust
) -> None:
    headers = trust.headers()
    path, asked = f"{INTAKE}/partner/events", {"after": 0, "timeout": 30}
    waiting = trust.nobody.get_meanwhile(path, [asked] * 12, headers=headers)
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    assert officer.get(f"{INTAKE}/contacts").status_code == 200, "others are served"
    assert not any(answer.done() for answer in waiting)
    trust.send("T-1")
    told = [answer.result(5).json()["items"] for answer in waiting]
    assert {items[0]["partner_reference"] for items in told} == {"T-1"}


@pytest.mark.in_turn
@pytest.mark.both_databases
def test_who_waits_hears_what_another_process_wrote(services: House, trust: Trust) -> None:
    asked = {"after": 0, "timeout": 30}
    [waiting] = trust.nobody.get_meanwhile(f"{INTAKE}/partner/events", [asked], headers=trust.headers())
    elsewhere = services.replica().caller()
    assert elsewhere.post(SENT, contact("T-1"), headers=trust.headers()).status_code == 201
    assert waiting.result(5).json()["last"] == 1


def test_who_waits_in_vain_is_answered_with_nothing(trust: Trust) -> None:
    assert trust.told(timeout=0.05) == {"items": [], "last": 0}
    path = f"{INTAKE}/partner/events"
    assert trust.nobody.get(path, params={"timeout": 31}, headers=trust.headers()).status_code == 422
