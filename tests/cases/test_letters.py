"""Letters: drafted from the case, blocked by what is missing, signed, sent; the clock is met by the sending."""

from email import message_from_bytes
from typing import Any

import httpx
import pytest
from anyio import CapacityLimiter
from sqlalchemy import update

from cases.letters import leaving
from cases.outbox import sending
from cases.outbox import service as outbox
from cases.outbox.models import OutboxRow
from cases.outbox.postroom import PostRoom
from cases.tasks import by_mail
from chassis.rows import table_of
from chassis.service_client import ServiceClient
from kernel.localtime import utc_now
from kernel.vocabulary import Role, SendingState, SendingWay
from tests.cases.conftest import CASES, TODAY, Desk
from tests.intake.mails.builder import bounce, mail
from tests.support import smtp

WHO = {
    "complainant": {
        "name": "A. Complainant",
        "role": "relative",
        "email": "a@example.org",
        "address": "1 Any Street, Anytown",
    },
    "reply_by": "letter",
}


def letters(desk: Desk, ref: str) -> dict[str, Any]:
    answer = desk.officer.get(f"{CASES}/{ref}/letters")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def draft(desk: Desk, ref: str, kind: str, **more: Any) -> dict[str, Any]:
    answer = desk.officer.post(f"{CASES}/{ref}/letters", {"kind": kind, **more})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def send(desk: Desk, ref: str, letter: dict[str, Any], **more: Any) -> Any:
    said = {"version": letter["version"], "sent_on": TODAY, "method": "letter", **more}
    return desk.officer.post(f"{CASES}/{ref}/letters/{letter['number']}/sent", said)


def test_an_acknowledgement_meets_its_clock_from_the_day_on_which_it_left(desk: Desk) -> None:
    ref = desk.open(**WHO)
    assert letters(desk, ref)["offered"][0] == "acknowledgement"
    letter = draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    assert "20 April 2026" in letter["text"]
    assert letter["to_name"] == "A. Complainant"
    assert letter["to_address"] == "1 Any Street, Anytown"
    assert letter["missing"] == []
    assert desk.read(ref)["acknowledged_on"] is None
    assert send(desk, ref, letter).json()["state"] == "sent"
    case = desk.read(ref)
    assert case["acknowledged_on"] == TODAY
    assert case["promised_on"] == "2026-04-20"


def test_what_is_missing_blocks_by_its_name(desk: Desk) -> None:
    ref = desk.open(**WHO)
    desk.acknowledge(ref)
    letter = draft(desk, ref, "response")
    missing = {each["word"]: each["why"] for each in letter["missing"]}
    assert missing["outcome"] == "Issue 1 needs a finding first."
    refused = send(desk, ref, letter)
    assert refused.status_code == 409
    assert "((outcome)): Issue 1 needs a finding first." in refused.json()["detail"]
    assert desk.read(ref)["responded_on"] is None


def test_an_answer_says_what_was_found_and_who_looks_at_it_next(desk: Desk) -> None:
    ref = desk.open(**WHO)
    desk.acknowledge(ref)
    desk.find(ref)
    letter = draft(desk, ref, "response")
    assert letter["missing"] == []
    assert "We uphold your complaint." in letter["text"]
    assert "The log shows it." in letter["text"]
    assert "Local Government and Social Care Ombudsman" in letter["text"]
    assert send(desk, ref, letter, method="email").status_code == 200
    assert desk.read(ref)["responded_on"] == TODAY


def test_an_answer_promises_no_sum_that_nobody_else_agreed_to(desk: Desk) -> None:
    ref = desk.open(**WHO, matters=[{"description": "Nobody came."}])
    desk.acknowledge(ref)
    desk.find(ref)
    manager = desk.services.caller(Role.MANAGER)
    at = f"{CASES}/{ref}/remedies"
    desk.officer.post(at, {"kind": "payment", "pence": 90_000, "due_on": "2026-04-20"}).raise_for_status()
    early = draft(desk, ref, "response")
    assert [left["word"] for left in early["missing"]] == ["remedies"]
    assert send(desk, ref, early).status_code == 409
    manager.post(f"{at}/1/agreement", {"pence": 90_000}).raise_for_status()
    desk.officer.post(f"{at}/1/payments", {"paid_on": TODAY, "pence": 40_000}).raise_for_status()
    told = draft(desk, ref, "response")["text"]
    assert "* Payment of £900.00, of which £400.00 is paid, by 20 April 2026" in told
    assert "You complained about what happened." in told, "and not about something else"


def test_what_changed_since_the_draft_is_told_before_it_leaves(desk: Desk) -> None:
    ref = desk.open(**WHO)
    desk.acknowledge(ref, promised_on="2026-04-20")
    letter = draft(desk, ref, "holding")
    desk.do(
        ref,
        "clocks/promised/extension",
        {"until": "2026-04-27", "agreed_on": TODAY, "person_agreed": True, "reason": "The ward has not answered."},
    )
    read = desk.officer.get(f"{CASES}/{ref}/letters/{letter['number']}").json()
    assert [(each["word"], each["now"]) for each in read["changed"]] == [("answer_by", "27 April 2026")]
    assert send(desk, ref, letter).status_code == 409
    again = desk.officer.post(f"{CASES}/{ref}/letters/{letter['number']}/filling?version=1", None).json()
    assert again["version"] == 2
    assert again["changed"] == []
    assert send(desk, ref, again).status_code == 200


def test_a_letter_to_where_they_lived_says_so_before_it_leaves(desk: Desk) -> None:
    ref = desk.open(**WHO)
    letter = draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    at = f"/api/intake/v1/contacts/{ref}"
    contact = desk.officer.get(at)
    people = {part: contact.json()[part] for part in ("complainant", "person", "reply_by")}
    people["complainant"]["address"] = "2 Another Street, Anytown"
    desk.officer.put(f"{at}/people", people, headers={"If-Match": contact.headers["ETag"]}).raise_for_status()
    path = f"{CASES}/{ref}/letters/{letter['number']}"
    assert desk.officer.get(path).json()["changed"] == [
        {"word": "address", "was": "1 Any Street, Anytown", "now": "2 Another Street, Anytown"}
    ]
    assert send(desk, ref, letter).status_code == 409
    by_hand = {each: letter[each] for each in ("version", "to_name", "print", "subject", "text", "easy_read")}
    by_hand["to_address"] = "Care of 3 Any Street"
    theirs = desk.officer.put(path, by_hand).json()
    assert theirs["changed"] == [], "what somebody wrote is theirs"
    again = desk.officer.post(f"{path}/filling?version={theirs['version']}", None).json()
    assert (again["to_address"], again["changed"]) == ("2 Another Street, Anytown", [])


def test_two_officers_change_one_draft(desk: Desk) -> None:
    ref = desk.open(**WHO)
    letter = draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    words = {
        "version": 1,
        "to_name": letter["to_name"],
        "to_address": letter["to_address"],
        "print": "standard",
        "subject": letter["subject"],
        "text": "Dear A. Complainant\n\nWe have it.",
    }
    at = f"{CASES}/{ref}/letters/1"
    assert desk.officer.request("PUT", at, json=words).json()["version"] == 2
    assert desk.officer.request("PUT", at, json=words).status_code == 412
    assert send(desk, ref, letter).status_code == 412


@pytest.mark.parametrize(("needs", "set_as"), [("large_print", "large"), ("easy_read", "easy_read")])
def test_what_somebody_needs_is_heeded_without_anybody_remembering(desk: Desk, needs: str, set_as: str) -> None:
    ref = desk.open(**WHO, adjustments=[needs])
    letter = draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    assert letter["print"] == set_as
    easy = desk.officer.get(f"{CASES}/{ref}/letters/1/text?easy_read=true").text
    assert "We will find out what happened." in easy


def test_nobody_is_written_to_who_wants_to_stay_anonymous(desk: Desk) -> None:
    ref = desk.open(complainant={"role": "relative", "anonymous": True, "anonymous_confirmed": True})
    letter = draft(desk, ref, "other")
    assert {each["word"]: each["why"] for each in letter["missing"]} == {"name": "They wanted to stay anonymous."}
    assert send(desk, ref, letter).status_code == 409


@pytest.mark.parametrize(
    ("way", "begins"),
    [("page", b"<!doctype html>"), ("text", b"Eastmere"), ("pdf", b"%PDF-"), ("docx", b"PK")],
)
def test_every_format_is_a_file_to_keep(desk: Desk, way: str, begins: bytes) -> None:
    ref = desk.open(**WHO)
    draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    answer = desk.officer.get(f"{CASES}/{ref}/letters/1/{way}")
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"].startswith("attachment")


def test_who_may_not_read_what_was_written_reads_no_letter(desk: Desk) -> None:
    ref = desk.open(**WHO)
    draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    auditor = desk.services.caller(Role.AUDITOR)
    assert auditor.get(f"{CASES}/{ref}/letters/1").status_code == 403
    assert auditor.get(f"{CASES}/{ref}/letters").json()["offered"] == []


def moves(desk: Desk, ref: str, email: str) -> None:
    at = f"/api/intake/v1/contacts/{ref}"
    contact = desk.officer.get(at)
    people = {part: contact.json()[part] for part in ("complainant", "person", "reply_by")}
    people["complainant"]["email"] = email
    desk.officer.put(f"{at}/people", people, headers={"If-Match": contact.headers["ETag"]}).raise_for_status()
    desk.services.settle()


def hand_over(desk: Desk, ref: str, number: int, version: int = 1) -> None:
    at = f"{CASES}/{ref}/letters/{number}/leaving"
    desk.officer.post(at, {"version": version}).raise_for_status()


@pytest.mark.both_databases
def test_what_waits_does_not_leave_for_where_they_were_before(desk: Desk) -> None:
    ref = desk.open(**WHO | {"reply_by": "email"})
    with smtp.mail_server() as server:
        room = PostRoom({SendingWay.EMAIL: server.transport()}, sent=leaving.left, taken_back=leaving.taken_back)
        desk.services.apps["cases"].state.post_room = room

        def send_what_waits() -> None:
            house, threads = desk.services, CapacityLimiter(1)
            while house.run(sending.send_next, house.database("cases"), room, house.context.books, threads):
                pass

        draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
        elsewhere = draft(desk, ref, "oral_copy")
        words = {name: elsewhere[name] for name in ("version", "to_name", "print", "subject", "text", "easy_read")}
        at = f"{CASES}/{ref}/letters/2"
        desk.officer.put(at, words | {"to_address": "chosen@example.org"}).raise_for_status()
        hand_over(desk, ref, 1)
        hand_over(desk, ref, 2, version=2)
        moves(desk, ref, "another@example.org")
        first, second = desk.beside(ref, "outbox")["items"]
        assert (first["state"], second["state"]) == ("refused", "waiting")
        assert first["why"].startswith("Where they are written to has changed since.")
        offered = [desk.officer.get(f"{CASES}/{ref}/outbox/{number}/addressee").json() for number in (1, 2)]
        assert [each["to_address"] for each in offered] == ["another@example.org", "chosen@example.org"]
        send_what_waits()
        assert [each["To"].addresses[0].addr_spec for each in server.mails()] == ["chosen@example.org"]

        desk.officer.post(f"{CASES}/{ref}/outbox/1/withdrawal").raise_for_status()
        desk.officer.post(f"{CASES}/{ref}/letters/1/filling?version=1", None).raise_for_status()
        hand_over(desk, ref, 1, version=2)
        send_what_waits()
        assert server.mails()[-1]["To"].addresses[0].addr_spec == "another@example.org"
        assert desk.read(ref)["acknowledged_on"] == TODAY


def test_what_is_being_sent_while_they_move_is_not_tried_again(desk: Desk) -> None:
    ref = desk.open(**WHO | {"reply_by": "email"})
    with smtp.mail_server() as server:
        room = PostRoom({SendingWay.EMAIL: server.transport()})
        desk.services.apps["cases"].state.post_room = room
        draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
        hand_over(desk, ref, 1)
        with desk.services.database("cases").transaction() as tx:
            begun = outbox.begun(tx, room, utc_now())
        assert begun is not None
        moves(desk, ref, "another@example.org")
        assert desk.beside(ref, "outbox")["items"][0]["state"] == "sending"
        with desk.services.database("cases").transaction() as tx:
            tx.execute(update(table_of(OutboxRow)).values(why="As another release puts it."))
        with desk.services.database("cases").transaction() as tx:
            outbox.not_taken(tx, begun, SendingState.WAITING, "451 Try later", utc_now())
        assert desk.beside(ref, "outbox")["items"][0]["state"] == "refused"


def test_what_is_sent_by_hand_says_that_they_moved(desk: Desk) -> None:
    ref = desk.open(**WHO)
    draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    hand_over(desk, ref, 1)
    moves(desk, ref, "another@example.org")
    assert desk.beside(ref, "outbox")["items"][0]["state"] == "kept", "it goes by post"
    at = f"/api/intake/v1/contacts/{ref}"
    contact = desk.officer.get(at)
    people = {part: contact.json()[part] for part in ("complainant", "person")} | {"reply_by": "email"}
    desk.officer.put(f"{at}/people", people, headers={"If-Match": contact.headers["ETag"]}).raise_for_status()
    desk.services.settle()
    message = desk.beside(ref, "outbox")["items"][0]
    assert (message["state"], message["may_be_said_sent"]) == ("refused", True)


def test_the_history_tells_of_a_letter(desk: Desk) -> None:
    ref = desk.open(**WHO)
    send(desk, ref, draft(desk, ref, "acknowledgement", promised_on="2026-04-20"))
    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    assert [each["title"] for each in told if each["title"].startswith("Letter")] == [
        "Letter sent",
        "Letter drafted",
    ]


def test_a_letter_in_the_outbox_meets_its_clock_once_somebody_says_that_it_was_posted(desk: Desk) -> None:
    ref = desk.open(**WHO)
    letter = draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    at = f"{CASES}/{ref}/letters/1"
    assert desk.officer.post(f"{at}/leaving", {"version": 1}).json()["state"] == "leaving"
    assert desk.officer.post(f"{at}/leaving", {"version": 1}).status_code == 409
    assert send(desk, ref, letter).status_code == 409
    assert desk.read(ref)["acknowledged_on"] is None
    message = desk.beside(ref, "outbox")["items"][0]
    assert message["state"] == "kept"
    posted = desk.officer.post(f"{CASES}/{ref}/outbox/{message['number']}/posted", {"posted_on": TODAY})
    assert posted.status_code == 200, posted.text
    assert desk.read(ref)["acknowledged_on"] == TODAY
    read = desk.officer.get(at).json()
    assert (read["state"], read["sent_on"], read["not_recorded"]) == ("sent", TODAY, None)


def test_a_letter_that_is_taken_back_from_the_outbox_is_changed_and_leaves_once(desk: Desk) -> None:
    ref = desk.open(**WHO)
    draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    at, outbox = f"{CASES}/{ref}/letters/1", f"{CASES}/{ref}/outbox"
    desk.officer.post(f"{at}/leaving", {"version": 1}).raise_for_status()
    desk.officer.post(f"{outbox}/1/withdrawal").raise_for_status()
    back = desk.officer.get(at).json()
    assert (back["state"], back["version"]) == ("draft", 1)
    words = {
        name: back[name] for name in ("version", "to_name", "to_address", "subject", "text", "easy_read", "print")
    }
    changed = desk.officer.put(at, words | {"text": "Dear A\n\nWe have it, and write by 20 April.\n"})
    assert changed.status_code == 200, changed.text
    desk.officer.post(f"{at}/leaving", {"version": 2}).raise_for_status()
    assert [each["state"] for each in desk.beside(ref, "outbox")["items"]] == ["withdrawn", "kept"]
    desk.officer.post(f"{outbox}/2/posted", {"posted_on": TODAY}).raise_for_status()
    assert desk.officer.get(at).json()["state"] == "sent"
    assert desk.read(ref)["acknowledged_on"] == TODAY
    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    assert "Letter taken back from the outbox" in [each["title"] for each in told]


def test_a_refusal_that_left_has_told_them_what_was_owed(desk: Desk) -> None:
    ref = desk.open(**WHO | {"event_on": "2025-03-01", "good_reason": False})
    letter = draft(desk, ref, "refusal")
    contact = f"/api/intake/v1/contacts/{ref}"

    def done() -> dict[str, tuple[str | None, str | None]]:
        desk.services.settle()
        duties = desk.officer.get(contact).json()["assessment"]["duties"]
        return {duty["code"]: (duty["done_on"], duty["met_by"]) for duty in duties}

    assert {done()["notice"], done()["ombudsman"]} == {(None, None)}
    assert send(desk, ref, letter).status_code == 200
    assert {done()["notice"], done()["ombudsman"]} == {(TODAY, "Letter 1")}


def test_what_cannot_be_recorded_any_more_is_told_with_the_letter_that_left(desk: Desk) -> None:
    ref = desk.open(**WHO)
    desk.acknowledge(ref)
    desk.find(ref)
    draft(desk, ref, "response")
    handed = desk.officer.post(f"{CASES}/{ref}/letters/1/leaving", {"version": 1})
    assert handed.status_code == 200, handed.text
    desk.do(ref, "withdrawal", {"withdrawn_on": TODAY, "withdrawn_by": "complainant", "reason": "Content now."})
    posted = desk.officer.post(f"{CASES}/{ref}/outbox/1/posted", {"posted_on": TODAY})
    assert posted.status_code == 200, posted.text
    read = desk.officer.get(f"{CASES}/{ref}/letters/1").json()
    assert read["state"] == "sent"
    assert read["not_recorded"]
    assert desk.read(ref)["responded_on"] is None


def test_an_answer_that_could_not_be_recorded_is_not_put_in_the_outbox(desk: Desk) -> None:
    ref = desk.open(**WHO)
    desk.acknowledge(ref)
    desk.find(ref)
    draft(desk, ref, "response")
    refused = desk.officer.post(f"{CASES}/{ref}/letters/1/leaving", {"version": 1, "late_because": "complex"})
    assert refused.status_code == 422
    assert desk.officer.get(f"{CASES}/{ref}/letters/1").json()["state"] == "draft"


def test_a_letter_that_comes_back_is_told_on_its_case(desk: Desk) -> None:
    ref = desk.open(**WHO | {"reply_by": "email"})
    letter = draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    assert letter["to_address"] == "a@example.org"
    desk.officer.post(f"{CASES}/{ref}/letters/1/leaving", {"version": 1})
    desk.officer.post(f"{CASES}/{ref}/outbox/1/posted", {"posted_on": TODAY})
    sent = desk.officer.get(f"{CASES}/{ref}/outbox/1/content").content
    message_id = message_from_bytes(sent)["Message-ID"]
    assert message_id.startswith(f"<{ref}.")
    returned = bounce("5.1.1", message_id)
    headers = {"Content-Type": "message/rfc822"}
    delivered = desk.officer.post("/api/intake/v1/mail", content=returned, headers=headers)
    assert delivered.json()["kind"] == "bounce", delivered.text
    desk.services.settle()
    message = desk.beside(ref, "outbox")["items"][0]
    assert (message["state"], message["why"]) == ("bounced", "It could not be delivered (5.1.1).")
    assert desk.read(ref)["acknowledged_on"] == TODAY


def test_the_words_of_an_answer_are_signed_with_it_and_a_changed_word_anew(desk: Desk) -> None:
    ref = desk.open(**WHO)
    desk.officer.put("/api/cases/v1/officers/me")
    desk.acknowledge(ref)
    desk.do(ref, "allocation", {"owner": "officer-1"})
    desk.do(ref, "grade", {"grade": "complex", "answers": {"extent": "complex"}})
    desk.find(ref)
    letter = draft(desk, ref, "response")
    assert letter["needs_signature"]
    at, manager = f"{CASES}/{ref}/letters/1", desk.services.caller(Role.MANAGER)
    signed = {"version": 1, "signed_on": TODAY}
    assert manager.post(f"{at}/signature", signed).status_code == 409, "it was not put up"
    desk.do(ref, "review", {"put_up_on": TODAY})
    assert desk.officer.post(f"{at}/signature", signed).status_code == 409, "not by who prepared it"
    by_manager = manager.post(f"{at}/signature", signed)
    assert by_manager.status_code == 200, by_manager.text
    assert (by_manager.json()["is_signed"], by_manager.json()["changed"]) == (True, [])
    words = {name: letter[name] for name in ("to_name", "to_address", "print", "subject", "easy_read")}
    again = desk.officer.put(at, {"version": 1, "text": "Another answer.", **words}).json()
    assert not again["is_signed"]
    refused = send(desk, ref, again)
    assert refused.json()["detail"] == "Not yet: these words of the answer are not signed."
    assert manager.post(f"{at}/signature", {"version": 2, "signed_on": TODAY}).status_code == 200
    assert send(desk, ref, again).status_code == 200
    assert desk.read(ref)["responded_on"] == TODAY


def test_a_letter_records_no_more_than_its_sender_may(desk: Desk) -> None:
    """An investigator answers a case of theirs and does not acknowledge it, by whatever way."""
    ref = desk.open(**WHO)
    investigator = desk.services.caller(Role.INVESTIGATOR, subject="investigator-1")
    investigator.put("/api/cases/v1/officers/me")
    desk.do(ref, "allocation", {"owner": "investigator-1"})
    at = f"{CASES}/{ref}/letters"
    assert investigator.post(at, {"kind": "acknowledgement", "promised_on": "2026-04-20"}).status_code == 201
    sent = {"version": 1, "sent_on": TODAY, "method": "letter"}
    assert investigator.post(f"{at}/1/sent", sent).status_code == 403
    assert investigator.post(f"{at}/1/leaving", {"version": 1}).status_code == 403
    assert desk.read(ref)["acknowledged_on"] is None


def test_without_intake_nobody_is_written_to_and_nothing_is_lost(desk: Desk) -> None:
    ref = desk.open(**WHO)
    letter = draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    state = desk.services.apps["cases"].state
    there = state.intake
    gone = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(503)), base_url="http://gone")
    state.intake = ServiceClient(gone, lambda: "token")
    refused = send(desk, ref, letter)
    assert (refused.status_code, refused.json()["title"]) == (503, "Not ready yet")
    state.intake = there
    assert send(desk, ref, letter).status_code == 200


def test_a_reply_that_arrives_is_asked_to_be_read_once(desk: Desk) -> None:
    """By whoever has the case, by the next working day; several replies are one task, until it is done."""
    ref = desk.open(**WHO)
    desk.do(ref, "allocation", {"team": "locality"})
    for number in (1, 2):
        reply = mail("One thing more.", From="a@example.org", Subject=f"Re: {ref}", Message_ID=f"<{number}@x>")
        headers = {"Content-Type": "message/rfc822"}
        kept = desk.officer.post("/api/intake/v1/mail", content=reply, headers=headers)
        assert (kept.json()["state"], kept.json()["ref"]) == ("threaded", ref), kept.text
        desk.services.settle()
        (task,) = desk.beside(ref, "tasks")["items"]
        assert (task["what"], task["due_on"]) == (by_mail.WHAT, "2026-03-25")
    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    assert told[0]["title"] == "To be done: task 1"
    done = desk.officer.post(f"{CASES}/{ref}/tasks/1/done", {"done_on": TODAY})
    assert done.status_code == 200, done.text
