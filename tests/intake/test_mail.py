"""E-mails from their arrival to what became of them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import anyio
import pytest
import time_machine
from sqlmodel import select

from chassis.restricted import SAID
from intake.mail.delivery import Delivery
from intake.mail.reading import Own, read
from intake.mail.rules import is_of_a_party, named
from intake.models import MailRawRow, MailRow
from intake.retention.clearing import Clearing
from kernel.localtime import utc_now
from kernel.vocabulary import Role
from tests.intake.mails import builder
from tests.intake.mails.builder import BODY, mail
from tests.support import contacts, files, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.partners import INTAKE

PATH = f"{INTAKE}/mail"
SENDER = {"name": "Amira Example", "email": "Amira@Example.org"}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-03-26T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


def delivered(caller: Caller, raw: bytes, **asked: str) -> dict[str, Any]:
    answer = caller.request("POST", PATH, content=raw, params=asked)
    assert answer.status_code == 201, answer.text
    assert set(answer.json()) == {"id", "kind", "state", "ref"}, "nothing of what it says"
    return dict(caller.get(f"{PATH}/{answer.json()['id']}").json())


def contact(**changes: Any) -> dict[str, Any]:
    return contacts.statutory(complainant=SENDER | {"role": "person_themselves"}, **changes)


@pytest.mark.both_databases
def test_from_arrival_to_a_contact(officer: Caller) -> None:
    """It was received when it arrived, by e-mail, whatever the form says; recorded once."""
    one = delivered(officer, mail(BODY))
    assert delivered(officer, mail(BODY))["id"] == one["id"], "delivered twice, kept once"
    listed = officer.get(PATH).json()
    assert ([line["id"] for line in listed["items"]], listed["counts"]["waiting"]) == ([one["id"]], 1)
    assert one["text"] == BODY
    made = officer.post(f"{PATH}/{one['id']}/record", contact(channel="phone"))
    assert made.status_code == 201, made.text
    read_back = officer.get(f"{INTAKE}/contacts/{made.json()['ref']}").json()
    assert (read_back["channel"], read_back["received_at"]) == ("email", "2026-03-24T09:00:05Z")
    assert read_back["received_on"] == "2026-03-24"
    ref = read_back["ref"]
    (kept,) = officer.get(f"{INTAKE}/contacts/{ref}/mail").json()["items"]
    assert (kept["id"], kept["state"], kept["ref"]) == (one["id"], "recorded", ref)
    for act, body in (("record", contact()), ("thread", {"ref": ref}), ("aside", {"reason": "Twice."})):
        second = officer.post(f"{PATH}/{one['id']}/{act}", body)
        said = f"This e-mail is not waiting any more: recorded by {kept['decided_by']}: {ref}."
        assert (second.status_code, second.json()["detail"]) == (409, said)
    stays = officer.post(f"{PATH}/{one['id']}/waiting")
    assert (stays.status_code, stays.json()["detail"]) == (409, f"It is recorded as {ref}, and stays so.")
    assert len(officer.get(f"{INTAKE}/contacts").json()["items"]) == 1


@pytest.mark.both_databases
def test_two_at_once_keep_it_once_and_record_it_once(officer: Caller) -> None:
    with ThreadPoolExecutor(4) as several:
        kept = list(several.map(lambda _: delivered(officer, mail(BODY))["id"], range(4)))
        assert len(set(kept)) == 1
        acts = [("record", contact()), ("aside", {"reason": "Twice."})] * 2
        done = list(several.map(lambda act: officer.post(f"{PATH}/{kept[0]}/{act[0]}", act[1]), acts))
    assert sorted(answer.status_code for answer in done)[1:] == [409, 409, 409]
    assert len(officer.get(f"{INTAKE}/contacts").json()["items"]) <= 1


def test_what_cannot_be_recorded_leaves_the_mail_waiting(officer: Caller) -> None:
    one = delivered(officer, mail(BODY))
    assert officer.post(f"{PATH}/{one['id']}/record", contact(team="nobody")).status_code == 422
    assert officer.get(f"{PATH}/{one['id']}").json()["state"] == "waiting"


def test_a_reply_of_who_complained_goes_to_its_contact(officer: Caller) -> None:
    ref = officer.post(f"{INTAKE}/contacts", contact()).json()["ref"]
    by_subject = delivered(officer, mail(BODY, Subject=f"Re: your complaint {ref}"))
    assert (by_subject["state"], by_subject["ref"]) == ("threaded", ref)
    assert by_subject["suggested_why"] == "Its subject names this reference."
    answer = mail("Thanks.", Message_ID="<two@example.org>", In_Reply_To="<one@example.org>")
    assert delivered(officer, answer)["ref"] == ref
    stranger = mail(BODY, Message_ID="<3@x>", From="other@example.org", Subject=ref.lower())
    waits = delivered(officer, stranger)
    assert (waits["state"], waits["ref"], waits["suggested_ref"]) == ("waiting", None, ref)
    put = officer.post(f"{PATH}/{waits['id']}/thread", {"ref": ref}).json()
    assert (put["state"], put["ref"]) == ("threaded", ref)
    assert len(officer.get(f"{INTAKE}/contacts/{ref}/mail").json()["items"]) == 3
    assert officer.post(f"{PATH}/{waits['id']}/waiting").json()["ref"] is None
    unknown = officer.post(f"{PATH}/{waits['id']}/thread", {"ref": f"{ref[:9]}9999"})
    assert unknown.status_code == 404


def test_machines_are_kept_apart_and_can_be_taken_back(officer: Caller) -> None:
    away = delivered(officer, mail(BODY, Auto_Submitted="auto-replied"))
    assert away["state"] == "set_aside"
    assert (away["reason"], away["decided_by"]) == ("It is an automatic reply.", None)
    assert officer.post(f"{PATH}/{away['id']}/waiting").json()["state"] == "waiting"
    aside = officer.post(f"{PATH}/{away['id']}/aside", {"reason": "He is away."}).json()
    assert (aside["state"], aside["reason"]) == ("set_aside", "He is away.")


def test_what_cannot_be_read_is_kept_and_stands_after_what_waits(officer: Caller) -> None:
    broken = delivered(officer, builder.nested(30), arrived_at="2026-03-20T09:00:00Z")
    assert (broken["state"], broken["problem"]) == ("unreadable", "Its parts are nested more than 20 deep.")
    older = delivered(officer, mail(BODY, Message_ID="<4@x>"), arrived_at="2026-03-23T09:00:00Z")
    newer = delivered(officer, mail(BODY, Message_ID="<5@x>"), arrived_at="2026-03-25T09:00:00Z")
    seen, cursor = [], None
    while True:
        page = officer.get(PATH, params={"limit": 1} | ({"cursor": cursor} if cursor else {})).json()
        seen += [one["id"] for one in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert seen == [older["id"], newer["id"], broken["id"]]
    (alone,) = officer.get(PATH, params={"state": "unreadable"}).json()["items"]
    assert alone["id"] == broken["id"]


def test_what_came_with_a_mail_is_among_the_files_of_its_contact(officer: Caller) -> None:
    """By its content, once, whoever says to which contact it belongs; what is not taken is told in the mail."""
    scan, program = files.PDF, b"MZ\x90\x00 a program"
    kind, body = builder.multipart(
        "mixed",
        builder.part("My complaint.", "text/plain"),
        builder.file(scan, "application/octet-stream", "letter.pdf"),
        builder.file(program, "application/pdf", "invoice.pdf"),
    )
    one = delivered(officer, mail(body, Content_Type=kind))
    ref = officer.post(f"{PATH}/{one['id']}/record", contact()).json()["ref"]
    (kept,) = officer.get(f"{INTAKE}/contacts/{ref}/files").json()["items"]
    assert (kept["name"], kept["source"], kept["by"]) == ("letter.pdf", "mail", "Amira Example")
    assert officer.get(f"{INTAKE}/contacts/{ref}/files/1").content == scan
    letter, invoice = officer.get(f"{PATH}/{one['id']}").json()["files"]
    assert (letter["kept_as"], letter["not_kept"], invoice["kept_as"]) == (1, None, None)
    assert invoice["not_kept"]

    again = mail(body, Content_Type=kind, Message_ID="<again@x>", Subject=f"Re: {ref}")
    by_itself = delivered(officer, again)
    assert (by_itself["state"], by_itself["files"][0]["kept_as"]) == ("threaded", 1), "the same file is there once"
    elsewhere = mail(body, Content_Type=kind, Message_ID="<other@x>", From="other@example.org")
    waits = delivered(officer, elsewhere)
    put = officer.post(f"{PATH}/{waits['id']}/thread", {"ref": ref}).json()
    assert put["files"][0]["kept_as"] == 1
    assert officer.post(f"{PATH}/{waits['id']}/waiting").json()["files"][0]["kept_as"] is None


def test_a_file_is_saved_and_never_shown(officer: Caller) -> None:
    kind, body = builder.multipart("mixed", builder.file(b"<script>", "text/html", "Zoë.html"))
    one = delivered(officer, mail(body, Content_Type=kind))
    (file,) = one["files"]
    assert (file["name"], file["media_type"], file["bytes"], file["kept_as"]) == ("Zoë.html", "text/html", 8, None)
    saved = officer.get(f"{PATH}/{one['id']}/files/1")
    assert (saved.content, saved.headers["Content-Type"]) == (b"<script>", "application/octet-stream")
    assert saved.headers["Content-Disposition"] == "attachment; filename*=UTF-8''Zo%C3%AB.html"
    assert officer.get(f"{PATH}/{one['id']}/files/2").status_code == 404


def test_mail_of_a_restricted_contact_is_for_who_sees_it(services: House, officer: Caller) -> None:
    ref = officer.post(f"{INTAKE}/contacts", contact(restricted=True)).json()["ref"]
    one = delivered(officer, mail(BODY, Subject=ref))
    other = services.caller(Role.COMPLAINTS_OFFICER, subject="another")
    for answer in (other.get(f"{PATH}/{one['id']}"), other.get(f"{INTAKE}/contacts/{ref}/mail")):
        assert (answer.status_code, answer.json()["detail"]) == (403, SAID)
    assert (other.get(PATH).json()["items"], other.get(PATH).json()["counts"]["threaded"]) == ([], 0)
    waits = delivered(other, mail(BODY, Message_ID="<6@x>"))
    assert other.post(f"{PATH}/{waits['id']}/thread", {"ref": ref}).status_code == 403


def test_mail_of_a_contact_of_long_ago_is_not_for_a_caller_who_names_it(services: House, officer: Caller) -> None:
    said = contact(received_at="2025-11-03T09:00:00Z")
    ref = officer.post(f"{INTAKE}/contacts", said).json()["ref"]
    one = delivered(officer, mail(BODY, Subject=ref, From=SENDER["email"]))
    assert (one["state"], one["ref"]) == ("threaded", ref)
    waits = delivered(officer, mail(BODY, Message_ID="<7@x>"))
    centre = services.caller(Role.CONTACT_CENTRE, subject="centre")
    path = f"{PATH}/{one['id']}"
    refused = [
        centre.get(path),
        centre.get(f"{path}/files/1"),
        centre.get(f"{INTAKE}/contacts/{ref}/mail"),
        centre.post(f"{path}/waiting"),
        centre.post(f"{PATH}/{waits['id']}/thread", {"ref": ref}),
    ]
    assert [answer.status_code for answer in refused] == [403] * 5
    listed = centre.get(PATH).json()
    assert ([line["id"] for line in listed["items"]], listed["counts"]["threaded"]) == ([waits["id"]], 0)


def test_who_may_not(services: House, officer: Caller) -> None:
    one = delivered(officer, mail(BODY))
    for role in (Role.AUDITOR, Role.INVESTIGATOR, Role.ADMIN):
        assert services.caller(role).get(PATH).status_code == 403
    centre = services.caller(Role.CONTACT_CENTRE)
    assert centre.request("POST", PATH, content=mail(BODY)).status_code == 403
    other = services.caller(Role.COMPLAINTS_OFFICER, authority="leicester")
    assert other.get(PATH).json()["items"] == []
    assert other.get(f"{PATH}/{one['id']}").status_code == 404
    assert officer.get(f"{PATH}/{uuid4()}").status_code == 404
    assert officer.request("POST", PATH, content=b"x" * 40_000_001).status_code == 413


def test_files_that_are_put_into_the_folder(services: House, officer: Caller, tmp_path: Path) -> None:
    """One that cannot be read stops no other; each is taken in once and put aside."""
    folder = tmp_path / "mail" / "eastmere"
    folder.mkdir(parents=True)
    for name in ("a.eml", "b.eml"):
        (folder / name).write_bytes(mail(BODY))
    (folder / "0-large.eml").write_bytes(b"x" * 40_000_001)
    (folder / ".c.eml").write_bytes(b"still being written")
    (folder / "d.eml").mkdir()
    settings = services.context.settings.model_copy(update={"mail_dir": tmp_path / "mail"})
    delivery = Delivery(
        services.database("intake"), services.apps["intake"].state.files, services.context.books, settings
    )
    anyio.run(delivery.take_files)
    assert officer.get(PATH).json()["counts"]["waiting"] == 1, "the same message twice"
    (folder / "a.eml").write_bytes(mail(BODY, Message_ID="<later@x>"))
    anyio.run(delivery.take_files)
    assert officer.get(PATH).json()["counts"]["waiting"] == 2
    assert sorted(file.name for file in (folder / "taken").iterdir()) == ["a-2.eml", "a.eml", "b.eml"]
    assert [file.name for file in (folder / "refused").iterdir()] == ["0-large.eml"]
    assert sorted(file.name for file in folder.iterdir()) == [".c.eml", "d.eml", "refused", "taken"]


def test_which_contacts_a_message_names() -> None:
    raw = mail(
        "It is about EAS26270003, and not LEI-2627-0009.",
        Subject="EAS-2627-0002",
        References="<EAS-2627-0001.4.x@redress.example> <kept@example.org> <EAS-2627-0007.1.x@elsewhere.example>",
    )
    arrived = read(raw, utc_now(), Own())
    found = named(arrived, "EAS", "redress.example", {"kept@example.org": "EAS-2627-0005"})
    assert [one.ref[-4:] for one in found] == ["0005", "0001", "0002", "0003"]


@pytest.mark.parametrize(
    ("address", "party"),
    [("amira@example.org", True), ("sam@example.org", True), ("other@example.org", False), ("", False)],
)
def test_who_is_a_party(address: str, party: bool) -> None:
    kept = {"complainant": SENDER, "representative": {"email": "sam@example.org"}, "person": None}
    assert is_of_a_party(address, kept) is party


@pytest.mark.both_databases
def test_what_was_set_aside_goes_after_the_councils_term(services: House, officer: Caller) -> None:
    """What waits stays, and so does what names a contact on legal hold."""
    ref = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
    officer.post(f"{INTAKE}/contacts/{ref}/legal-holds", {"reason": "A claim was made."}).raise_for_status()
    aside = delivered(officer, mail("My mother has dementia.", Message_ID="<a@example.org>"))["id"]
    held = delivered(officer, mail("More of it.", Subject=f"Re: {ref}", Message_ID="<b@example.org>"))["id"]
    waits = delivered(officer, mail("Nobody came."))["id"]
    for one in (aside, held):
        officer.post(f"{PATH}/{one}/aside", {"reason": "No complaint."}).raise_for_status()
    clearing: Clearing = services.apps["intake"].state.clearing
    assert services.run(clearing.clear)["mails"] == 0
    with time_machine.travel("2026-09-25T10:00:00Z", tick=True):
        services.caller(Role.COMPLAINTS_OFFICER).post(f"{INTAKE}/contacts", contacts.statutory())
        assert services.run(clearing.clear)["mails"] == 0
    with time_machine.travel("2026-09-28T10:00:00Z", tick=True):
        assert services.run(clearing.clear)["mails"] == 0, "the clock alone says that it is so late"
        services.caller(Role.COMPLAINTS_OFFICER).post(f"{INTAKE}/contacts", contacts.statutory())
        assert services.run(clearing.clear)["mails"] == 1
    with services.database("intake").reading() as session:
        for kind in (MailRow, MailRawRow):
            assert {row.id for row in session.exec(select(kind)).all()} == {held, waits}
