"""What the public tells the council without an account, and what whoever has the link of it is shown."""

import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine

from chassis import restricted
from chassis.limits import RateLimit
from chassis.restricted import Named
from chassis.settings import Settings, UnusableSetting
from intake.models import restricted_contacts
from intake.public.forms import OpenForms
from intake.public.rules import ASK_AGAIN, contact_of, network_of, standing
from intake.public.schemas import MOST_CHARACTERS, PublicContact
from intake.schemas import Assessment
from kernel.vocabulary import Classification, Disposition, Role, Status
from tests.support import files, house, smtp
from tests.support.books import books
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.partners import INTAKE

FORM = f"{INTAKE}/public/eastmere"
SAID: dict[str, Any] = {
    "concern": "complaint",
    "about_me": True,
    "what_happened": "Nobody came on Monday, and nobody rang.",
    "since": "since last Monday",
    "wanted": "A visit every morning",
    "name": "Amira Example",
    "email": "amira@example.org",
    "reply_by": "email",
    "adjustments": ["large_print"],
}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with (
        time_machine.travel("2026-03-26T10:00:00Z", tick=True),
        house.opened(databases, tmp_path, public_form="eastmere", public_requests_per_minute=1_000_000) as made,
    ):
        yield made


@pytest.fixture
def somebody(services: House) -> Caller:
    return services.caller()


def new_link() -> dict[str, str]:
    return {"Redress-Link": secrets.token_urlsafe(32)}


def sent(somebody: Caller, link: dict[str, str], key: str = "", **changes: Any) -> httpx.Response:
    headers = link | ({"Idempotency-Key": key} if key else {})
    return somebody.post(f"{FORM}/contacts", SAID | changes, headers=headers)


@pytest.mark.both_databases
def test_from_the_form_to_an_officer(services: House, somebody: Caller, officer: Caller) -> None:
    """It is a contact like any other, an officer has to look at it, and its link opens its receipt."""
    told = somebody.get(FORM).json()
    assert (told["council"], told["safeguarding_phone"]) == ("Eastmere City Council", "01632 960 201")
    link = new_link()
    answer = sent(somebody, link, key="once")
    assert answer.status_code == 201, answer.text
    receipt = answer.json()
    assert receipt == {"ref": receipt["ref"], "received_on": "2026-03-26"}, "nothing that is secret"
    assert sent(somebody, link, key="once").json() == receipt, "a second press"
    assert sent(somebody, link).json() == receipt, "after the answer was lost, and much later"
    assert somebody.get(f"{FORM}/link", headers=link).json() == receipt | {
        "may_prove": True,
        "standing": None,
        "hears": None,
    }
    other = sent(somebody, link, what_happened="Nobody came on Tuesday either.")
    assert (other.status_code, receipt["ref"] in other.json()["detail"]) == (409, True), "its words are not lost"

    contact = officer.get(f"{INTAKE}/contacts/{receipt['ref']}").json()
    assert (contact["channel"], contact["recorded_by"]) == ("web_form", "The public’s form")
    assert contact["narrative"] == "Nobody came on Monday, and nobody rang.\n\nWhen it was: since last Monday"
    assert (contact["complainant"]["email"], contact["adjustments"]) == ("amira@example.org", ["large_print"])
    listed = officer.get(f"{INTAKE}/public-entries").json()
    assert [(one["ref"], one["kind"]) for one in listed["items"]] == [(receipt["ref"], "contact")]
    assert listed["waiting"] == 1
    looked = officer.post(f"{INTAKE}/contacts/{receipt['ref']}/public-entries/1/look")
    assert looked.json()["seen_by"] == "Complaints_Officer"
    assert officer.get(f"{INTAKE}/public-entries").json()["items"] == []
    (entry,) = officer.get(f"{INTAKE}/contacts/{receipt['ref']}/public-entries").json()["items"]
    assert entry == looked.json()
    services.settle()
    case = services.caller(Role.MANAGER).get(f"/api/cases/v1/cases/{receipt['ref']}")
    assert case.status_code == 200, case.text


@pytest.mark.both_databases
def test_pressed_twice_at_once_is_one_contact(somebody: Caller, officer: Caller) -> None:
    answers = somebody.post_at_once(f"{FORM}/contacts", [SAID] * 4, headers=new_link())
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["ref"] for answer in answers}) == 1
    assert len(officer.get(f"{INTAKE}/contacts").json()["items"]) == 1


def test_it_is_shut_unless_a_council_opens_it(databases: Databases, tmp_path: Path) -> None:
    with house.opened(databases, tmp_path) as services:
        somebody, link = services.caller(), new_link()
        for answer in (
            somebody.get(FORM),
            sent(somebody, link),
            somebody.get(f"{FORM}/link", headers=link),
            somebody.get(f"{INTAKE}/public/nowhere"),
        ):
            assert (answer.status_code, answer.json()["detail"]) == (404, "There is nothing at this address.")


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("leicster", "REDRESS_PUBLIC_FORM names leicster, which has no procedure file."),
        ("eastmere, barnet", "REDRESS_PUBLIC_FORM names barnet, whose letterhead gives no phone number."),
    ],
)
def test_a_form_that_cannot_open_stops_the_start(named: str, why: str) -> None:
    with pytest.raises(UnusableSetting, match=why):
        OpenForms.of(Settings(public_form=named, demo=False), books())


def test_links_open_what_is_theirs_alone(somebody: Caller) -> None:
    """No link, one of nobody's, one that lost its end: the same answer."""
    link = new_link()
    sent(somebody, link)
    answers = [
        somebody.get(f"{FORM}/link", headers={"Redress-Link": shown})
        for shown in (secrets.token_urlsafe(32), link["Redress-Link"][:-3], "x")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.json()["detail"] for answer in answers}) == 1
    assert somebody.get(f"{FORM}/link").status_code == 422


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"what_happened": " "}, "/what_happened"),
        ({"what_happened": "a" * (MOST_CHARACTERS + 1)}, "/what_happened"),
        ({"email": "amira"}, "/email"),
        ({"phone": "12"}, "/phone"),
        ({"email": None}, "/email"),
        ({"reply_by": "phone"}, "/phone"),
        ({"email": None, "reply_by": None}, "/no_reply_is_fine"),
        ({"concern": "other"}, "/concern"),
        ({"role": "mp"}, "/role"),
    ],
)
def test_what_is_wrong_stands_at_its_field(somebody: Caller, changes: dict[str, Any], pointer: str) -> None:
    answer = sent(somebody, new_link(), **changes)
    assert answer.status_code == 422, answer.text
    assert [error["pointer"].removeprefix("/body") for error in answer.json()["errors"]] == [pointer]


def test_nobody_is_anonymous_without_being_asked(somebody: Caller, officer: Caller) -> None:
    """Who gives no way to be reached is asked once, and has their link all the same."""
    nothing = {"name": None, "email": None, "reply_by": None, "danger": "yes"}
    asked = sent(somebody, new_link(), **nothing)
    assert asked.json()["errors"] == [{"pointer": "/no_reply_is_fine", "detail": ASK_AGAIN}]
    link = new_link()
    ref = sent(somebody, link, **nothing, no_reply_is_fine=True).json()["ref"]
    contact = officer.get(f"{INTAKE}/contacts/{ref}").json()
    assert (contact["complainant"]["anonymous"], contact["complainant"]["anonymous_confirmed"]) == (True, True)
    assert "safeguarding" in contact["assessment"]["flags"]
    assert somebody.get(f"{FORM}/link", headers=link).json()["ref"] == ref


@pytest.mark.parametrize(
    ("changes", "kind", "harm"),
    [
        ({}, "dissatisfaction", None),
        ({"danger": "no"}, "dissatisfaction", None),
        ({"danger": "yes"}, "dissatisfaction", "yes"),
        ({"concern": "safety"}, None, "yes"),
        ({"concern": "praise"}, "praise", None),
        ({"concern": "question", "danger": "not_sure"}, "request", "not_sure"),
    ],
)
def test_what_a_choice_says(changes: dict[str, Any], kind: str | None, harm: str | None) -> None:
    contact = contact_of(PublicContact.model_validate(SAID | changes))
    assert (contact.kind, contact.harm_alleged) == (kind, harm)


def test_a_name_without_a_way_is_a_name() -> None:
    said = SAID | {
        "email": None,
        "reply_by": None,
        "no_reply_is_fine": True,
        "about_me": False,
        "relation": "carer",
    }
    contact = contact_of(PublicContact.model_validate(said))
    assert (contact.complainant.name, contact.complainant.anonymous) == ("Amira Example", False)
    assert (contact.complainant.role, contact.person and contact.person.same_as_complainant) == ("carer", False)


def test_how_much_comes_is_bounded(databases: Databases, tmp_path: Path) -> None:
    """By address, and of a council in an hour: told plainly, with the number to phone."""
    with house.opened(databases, tmp_path, public_form="eastmere", public_contacts_per_hour=2) as services:
        somebody = services.caller()
        services.apps["intake"].state.public_limit = RateLimit(1_000_000)
        with time_machine.travel("2026-03-26T10:00:00Z", tick=True) as clock:
            assert [sent(somebody, new_link()).status_code for _ in range(3)] == [201, 201, 429]
            full = sent(somebody, new_link())
            assert "phone 01632 960 200" in full.json()["detail"]
            assert full.headers["retry-after"] == "600"
            clock.shift(3601)
            assert sent(somebody, new_link()).status_code == 201
        services.apps["intake"].state.public_limit = RateLimit(60, clock=lambda: 0.0)
        assert [somebody.get(FORM).status_code for _ in range(61)].count(429) == 1


def test_a_household_counts_as_one() -> None:
    assert network_of("2001:db8:1:2:a::1") == network_of("2001:db8:1:2:b::9") != network_of("2001:db8:1:3::1")
    assert network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("") == ""


def test_who_sees_what_came(services: House, somebody: Caller) -> None:
    """What is said is for whoever may read it: no auditor, and the contact centre while it is recent."""
    ref = sent(somebody, new_link()).json()["ref"]
    path = f"{INTAKE}/contacts/{ref}/public-entries"
    centre, auditor = services.caller(Role.CONTACT_CENTRE), services.caller(Role.AUDITOR)
    assert (centre.get(path).status_code, auditor.get(path).status_code) == (200, 403)
    assert centre.get(f"{INTAKE}/public-entries").status_code == 403
    with time_machine.travel("2026-06-26T10:00:00Z", tick=True):
        assert services.caller(Role.CONTACT_CENTRE).get(path).status_code == 403


@pytest.mark.both_databases
def test_what_is_added_waits_for_somebody(somebody: Caller, officer: Caller) -> None:
    """Words, an address and a file: each once, each to be looked at, none of them in the contact itself."""
    link = new_link()
    ref = sent(somebody, link).json()["ref"]
    words = {"text": "He came on Friday.", "email": "other@example.org"}
    for _ in range(2):
        added = somebody.post(f"{FORM}/link/additions", words, headers=link | {"Idempotency-Key": "words"})
        assert (added.status_code, added.json()) == (201, {"added_on": "2026-03-26"}), added.text
        file = somebody.post(
            f"{FORM}/link/files", content=files.PDF, headers=link | {"Redress-File-Name": "The%20diary.pdf"}
        )
        assert file.status_code == 201, file.text
    items = officer.get(f"{INTAKE}/contacts/{ref}/public-entries").json()["items"]
    assert [(one["kind"], one["text"], one["seen_by"]) for one in items] == [
        ("contact", None, None),
        ("words", "He came on Friday.", None),
        ("email", "other@example.org", None),
        ("file", "The diary.pdf", None),
    ]
    assert officer.get(f"{INTAKE}/public-entries").json()["waiting"] == 4
    assert officer.get(f"{INTAKE}/contacts/{ref}").json()["complainant"]["email"] == "amira@example.org"
    (kept,) = officer.get(f"{INTAKE}/contacts/{ref}/files").json()["items"]
    assert (kept["name"], kept["source"], kept["by"]) == ("The diary.pdf", "public", "The public’s form")


def test_what_cannot_be_added(somebody: Caller, officer: Caller) -> None:
    link = new_link()
    ref = sent(somebody, link).json()["ref"]
    other = new_link()
    assert somebody.post(f"{FORM}/link/additions", {"text": "Mine"}, headers=other).status_code == 404
    assert somebody.request("POST", f"{FORM}/link/files", content=files.PDF, headers=other).status_code == 404
    assert somebody.post(f"{FORM}/link/additions", {}, headers=link).status_code == 422
    program = somebody.request("POST", f"{FORM}/link/files", content=files.PROGRAM, headers=link)
    assert program.status_code == 422, program.text
    assert len(officer.get(f"{INTAKE}/contacts/{ref}/public-entries").json()["items"]) == 1


@pytest.fixture
def letterbox(databases: Databases, tmp_path: Path) -> Iterator[tuple[House, smtp.MailServer]]:
    """The services, which send by a mail server of this machine."""
    with (
        time_machine.travel("2026-03-26T10:00:00Z", tick=True),
        smtp.mail_server() as server,
        house.opened(
            databases,
            tmp_path,
            public_form="eastmere",
            public_requests_per_minute=1_000_000,
            mail_transport="smtp",
            mail_from="noreply@eastmere.example",
            smtp_host="127.0.0.1",
            smtp_port=server.port,
            smtp_security="none",
        ) as made,
    ):
        yield made, server


def code_for(somebody: Caller, server: smtp.MailServer, link: dict[str, str]) -> str:
    asked = somebody.post(f"{FORM}/link/code", headers=link)
    assert (asked.status_code, asked.json()) == (200, {"minutes": 15}), asked.text
    found = re.search(r"Your code is ([0-9]{6})\.", server.mails()[-1].get_content())
    assert found
    return found[1]


def proved(somebody: Caller, link: dict[str, str], code: str, proof: str) -> httpx.Response:
    return somebody.post(f"{FORM}/link/proof", {"code": code}, headers=link | {"Redress-Proof": proof})


def shown(somebody: Caller, link: dict[str, str], proof: str) -> str | None:
    page = somebody.get(f"{FORM}/link", headers=link | {"Redress-Proof": proof}).json()
    where: str | None = page["standing"]
    return where


@pytest.mark.both_databases
def test_link_and_code_show_where_it_stands(letterbox: tuple[House, smtp.MailServer]) -> None:
    """The code goes to the mailbox that was given, says nothing of the complaint, and is kept nowhere."""
    services, server = letterbox
    somebody, link, proof = services.caller(), new_link(), secrets.token_urlsafe(32)
    ref = sent(somebody, link).json()["ref"]
    page = somebody.get(f"{FORM}/link", headers=link).json()
    assert page == {"ref": ref, "received_on": "2026-03-26", "may_prove": True, "standing": None, "hears": None}
    code = code_for(somebody, server, link)
    (mail,) = server.mails()
    assert (mail["To"], mail["Subject"]) == ("amira@example.org", "Your code from Eastmere City Council")
    assert not any(word in str(mail) for word in (ref, "Amira", "omplain", "care", "Nobody"))
    assert shown(somebody, link, proof) is None
    assert proved(somebody, link, code, proof).status_code == 204
    assert shown(somebody, link, proof) == "deciding"
    assert proved(somebody, link, code, secrets.token_urlsafe(32)).status_code == 404, "a code is used once"
    with time_machine.travel("2026-03-26T10:31:00Z", tick=True):
        assert shown(somebody, link, proof) is None, "half an hour is over"
    manager = services.caller(Role.MANAGER)
    assert manager.get("/api/cases/v1/outbox").json()["items"] == []


def test_it_tells_by_when_they_hear_next(letterbox: tuple[House, smtp.MailServer]) -> None:
    """By when it is acknowledged; then the day that they were given; nothing once there is nothing to wait for."""
    services, server = letterbox
    somebody, link, proof = services.caller(), new_link(), secrets.token_urlsafe(32)
    ref = sent(somebody, link).json()["ref"]
    assert proved(somebody, link, code_for(somebody, server, link), proof).status_code == 204

    def hears() -> dict[str, str] | None:
        services.settle()
        page = somebody.get(f"{FORM}/link", headers=link | {"Redress-Proof": proof}).json()
        found: dict[str, str] | None = page["hears"]
        return found

    assert hears() is None, "nobody has decided what it is"
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    decision = {"classification": "corporate_complaint", "reason": "It is about the bins."}
    assert officer.post(f"{INTAKE}/contacts/{ref}/reclassifications", decision).status_code == 201
    due = hears()
    assert due is not None
    assert due["what"] == "acknowledgement"
    assert somebody.get(f"{FORM}/link", headers=link).json()["hears"] is None, "with a proof alone"
    told = {"acknowledged_on": "2026-03-26", "method": "email", "promised_on": "2026-04-20"}
    case = f"/api/cases/v1/cases/{ref}"

    def act(what: str, body: dict[str, str]) -> None:
        version = officer.get(case).json()["version"]
        answer = officer.post(f"{case}/{what}", body, headers={"If-Match": f'"{version}"'})
        assert answer.status_code in {200, 201}, answer.text

    act("acknowledgement", told)
    assert hears() == {"what": "answer", "by": "2026-04-20"}
    act("withdrawal", {"withdrawn_on": "2026-03-26", "withdrawn_by": "complainant", "reason": "All is well now."})
    assert hears() is None


def test_codes_cannot_be_guessed(letterbox: tuple[House, smtp.MailServer]) -> None:
    """Five tries, fifteen minutes, five codes in a day; and one answer to whatever is wrong."""
    services, server = letterbox
    somebody, link, proof = services.caller(), new_link(), secrets.token_urlsafe(32)
    sent(somebody, link)
    no_code_yet = proved(somebody, link, "000000", proof)
    first = code_for(somebody, server, link)
    second = code_for(somebody, server, link)
    wrong = next(code for code in ("000000", "000001", "000002") if code not in {first, second})
    refused = [no_code_yet, *(proved(somebody, link, wrong, proof) for _ in range(5))]
    refused += [proved(somebody, link, second, proof), proved(somebody, new_link(), second, proof)]
    third = code_for(somebody, server, link)
    with time_machine.travel("2026-03-26T10:16:00Z", tick=True):
        refused.append(proved(somebody, link, third, proof))
    assert {answer.status_code for answer in refused} == {404}
    assert len({answer.json()["detail"] for answer in refused}) == 1
    for _ in range(2):
        code_for(somebody, server, link)
    many = somebody.post(f"{FORM}/link/code", headers=link)
    assert (many.status_code, len(server.letters)) == (429, 5)
    with time_machine.travel("2026-03-27T10:16:00Z", tick=True):
        somebody.post(f"{FORM}/link/code", headers=link)  # a service's token that ran out is replaced for the next
        assert proved(somebody, link, code_for(somebody, server, link), proof).status_code == 204


def test_where_there_is_nothing_to_prove(letterbox: tuple[House, smtp.MailServer]) -> None:
    """No mailbox; a contact that was restricted, also after the proof; a mail server that is away."""
    services, server = letterbox
    somebody, link, proof = services.caller(), new_link(), secrets.token_urlsafe(32)
    sent(somebody, link, email=None, reply_by=None, phone="01632 960 111")
    assert somebody.get(f"{FORM}/link", headers=link).json()["may_prove"] is False
    assert somebody.post(f"{FORM}/link/code", headers=link).status_code == 409
    link = new_link()
    ref = sent(somebody, link).json()["ref"]
    proved(somebody, link, code_for(somebody, server, link), proof)
    assert shown(somebody, link, proof) == "deciding"
    server.at_rcpt = "550 No"
    away = somebody.post(f"{FORM}/link/code", headers=link)
    said = "We cannot send e-mails at the moment. Phone 01632 960 200."
    assert (away.status_code, away.json()["detail"]) == (503, said)
    with services.database("intake").transaction() as tx:
        restricted.put(tx, restricted_contacts, "eastmere", ref, 1, Named(frozenset({"somebody"}), frozenset()))
    page = somebody.get(f"{FORM}/link", headers=link | {"Redress-Proof": proof}).json()
    assert (page["ref"], page["may_prove"], page["standing"], page["hears"]) == (ref, False, None, None)


def test_no_code_leaves_where_no_mail_does(somebody: Caller) -> None:
    link = new_link()
    sent(somebody, link)
    assert somebody.post(f"{FORM}/link/code", headers=link).status_code == 503


@pytest.mark.parametrize(
    ("classification", "disposition", "status", "where"),
    [
        ("statutory_complaint", "accepted", None, "received"),
        ("statutory_complaint", "accepted", "received", "received"),
        ("statutory_complaint", "accepted", "acknowledged", "looked_into"),
        ("statutory_complaint", "accepted", "responded", "answered"),
        ("statutory_complaint", "refused", "received", "not_a_complaint"),
        ("statutory_complaint", "refused", "closed", "closed"),
        ("statutory_complaint", "accepted", "withdrawn", "withdrawn"),
        ("statutory_complaint", "triage", "received", "deciding"),
        ("compliment", "accepted", None, "passed_on"),
        ("enquiry", "service_request", "acknowledged", "looked_into"),
        ("other_contact", "not_in_scope", None, "not_a_complaint"),
    ],
)
def test_where_it_stands(classification: str, disposition: str, status: str | None, where: str) -> None:
    assessment = Assessment.model_construct(
        classification=Classification(classification), disposition=Disposition(disposition)
    )
    assert standing(assessment, Status(status) if status else None) == where
