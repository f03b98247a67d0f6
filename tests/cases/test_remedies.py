"""What puts a case right: beside its record, owed after it closed, told without a word that anybody wrote."""

from typing import Any

import pytest

from cases.remedies.rules import part_mistake, sum_mistake
from kernel.vocabulary import RemedyKind, Role
from tests.cases.conftest import CASES, NOTHING_LEARNED, TODAY, Desk

PAYMENT: dict[str, Any] = {"kind": "payment", "pence": 15_000, "whom": "The daughter", "what": "For the lost week"}


@pytest.mark.parametrize(
    ("kind", "pence", "is_wrong"),
    [
        (RemedyKind.PAYMENT, 100, False),
        (RemedyKind.REFUND, None, True),
        (RemedyKind.APOLOGY, 100, True),
        (RemedyKind.APOLOGY, None, False),
        (RemedyKind.OTHER, 100, False),
        (RemedyKind.OTHER, None, False),
    ],
)
def test_which_kinds_are_a_sum(kind: RemedyKind, pence: int | None, is_wrong: bool) -> None:
    assert bool(sum_mistake(kind, pence)) is is_wrong


def test_no_more_is_paid_than_was_agreed() -> None:
    assert part_mistake(15_000, 5_000, 10_000) is None
    assert part_mistake(15_000, 5_000, 10_001) == "£100.00 of £150.00 is left to pay."
    assert part_mistake(None, 0, 1) == "This remedy is no sum of money."


def closed(desk: Desk) -> str:
    ref = desk.open()
    desk.find(ref)
    desk.respond(ref)
    desk.close(ref, remedies=[{"kind": "apology"}], **NOTHING_LEARNED)
    return ref


def test_a_remedy_is_owed_after_the_case_closed_until_it_is_paid(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    ref = closed(desk)
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    before, path = desk.read(ref), f"{CASES}/{ref}/remedies"
    owed = PAYMENT | {"due_on": "2026-04-07", "owner": "officer-1"}
    assert desk.officer.post(path, owed).status_code == 201
    assert desk.read(ref) == before, "the case stays as it is"
    apology, payment = desk.beside(ref, "remedies")["items"]
    assert (apology["done_on"], apology["is_open"]) == (TODAY, False), "what put it right was done by then"
    assert (payment["owner"]["name"], payment["is_open"], payment["late"]) == ("Officer 1", True, False)
    assert (desk.list(view="follow_up"), counts(desk)) == ([ref], (1, 0))

    on_an_ordinary_tuesday.move_to("2026-04-08T10:00:00Z")
    assert desk.beside(ref, "remedies")["items"][1]["late"]
    assert counts(desk) == (1, 1)
    for view in ("follow_up", "closed", "all"):
        (listed,) = desk.officer.get(CASES, params={"view": view}).json()["items"]
        assert listed["follow_up"] == {"open": 1, "late": 1, "due_on": "2026-04-07"}
    part = {"pence": 5_000, "paid_on": "2026-04-01"}
    assert desk.officer.post(f"{path}/2/payments", part).json()["items"][1]["paid_pence"] == 5_000
    desk.officer.patch(f"{path}/2", {"due_on": "2026-04-30"}).raise_for_status()
    done = {"done_on": "2026-04-08", "evidence": "The bank says so."}
    (_, paid) = desk.officer.post(f"{path}/2/done", done).json()["items"]
    assert [each["pence"] for each in paid["payments"]] == [5_000, 10_000]
    assert (paid["done_on"], paid["is_open"], paid["late"]) == ("2026-04-08", False, False)
    assert (desk.list(view="follow_up"), counts(desk)) == ([], (0, 0))
    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][:4]
    assert [(each["title"], each["detail"]) for each in told] == [
        ("Remedy done: payment of £150.00", None),
        ("Remedy changed: payment of £150.00", "Due on 30 April 2026."),
        ("Remedy paid: payment of £150.00", "£50.00 of £150.00 is paid. Due on 7 April 2026."),
        ("Remedy recorded: payment of £150.00", "Due on 7 April 2026."),
    ]
    assert told_of(desk) == {"RemedyChanged.v1": [1, 2, 3, 4, 5]}


def counts(desk: Desk) -> tuple[int, int]:
    read = desk.officer.get(f"{CASES}/counts").json()
    return read["follow_up"], read["follow_up_late"]


def told_of(desk: Desk) -> dict[str, list[int]]:
    """The sequences of what was told of remedies, and that nobody's words went with them."""
    database = desk.services.database("cases")
    with database.reading() as session:
        told = session.execute(database.tables.events.select().order_by(database.tables.events.c.position)).all()
    events = [event for event in told if "Remedy" in event.type]
    assert not [word for word in ("daughter", "lost week", "bank") if word in str(events)]
    return {"RemedyChanged.v1": [event.sequence for event in events]}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"pence": -500}, "/pence", id="minus five pounds"),
        pytest.param({"pence": 500_000_000}, "/pence", id="five million pounds"),
        pytest.param({"pence": None}, "/pence", id="a payment of nothing"),
        pytest.param({"kind": "apology"}, "/pence", id="an apology with a sum"),
        pytest.param({"kind": "flowers", "pence": None}, "/kind", id="no kind of remedy"),
        pytest.param({"due_on": "2026-03-01"}, "/due_on", id="due before the receipt"),
        pytest.param({"due_on": "2028-03-25"}, "/due_on", id="due in the year after next"),
        pytest.param({"owner": "nobody"}, "/owner", id="an owner whom nobody knows"),
    ],
)
def test_what_cannot_be_a_remedy_is_refused_by_its_field(desk: Desk, changes: dict[str, Any], field: str) -> None:
    ref = desk.open()
    refused = desk.officer.post(f"{CASES}/{ref}/remedies", PAYMENT | changes)
    assert refused.status_code == 422, refused.text
    assert [error["pointer"] for error in refused.json()["errors"]] == [field]
    assert desk.beside(ref, "remedies")["items"] == []


def test_what_is_done_or_dropped_ends_and_acts_have_their_days(desk: Desk) -> None:
    ref = desk.open()
    path = f"{CASES}/{ref}/remedies"
    for _ in range(2):
        desk.officer.post(path, PAYMENT).raise_for_status()
    evidence = {"evidence": "The letter."}
    for on in ("2026-03-01", "2026-03-25"):
        refused = desk.officer.post(f"{path}/1/done", {"done_on": on, **evidence})
        assert [error["pointer"] for error in refused.json()["errors"]] == ["/done_on"]
    too_much = desk.officer.post(f"{path}/1/payments", {"pence": 15_001, "paid_on": TODAY})
    assert too_much.json()["errors"][0]["detail"] == "£150.00 of £150.00 is left to pay."
    assert desk.officer.post(f"{path}/1/payments", {"pence": 15_000, "paid_on": TODAY}).json()["items"][0][
        "done_on"
    ]
    assert desk.officer.post(f"{path}/1/done", {"done_on": TODAY, **evidence}).status_code == 409
    assert desk.officer.post(f"{path}/2/dropped", {"because": "They want none."}).status_code == 200
    for act, body in {"done": {"done_on": TODAY, **evidence}, "dropped": {"because": "Again."}}.items():
        assert desk.officer.post(f"{path}/2/{act}", body).status_code == 409
    assert desk.officer.post(f"{path}/3/dropped", {"because": "None."}).status_code == 404


def test_a_sum_over_the_limit_is_agreed_by_a_second_person_before_it_is_paid(desk: Desk) -> None:
    officer = desk.services.caller(Role.COMPLAINTS_OFFICER, authority="eastmere")
    other, third = (
        desk.services.caller(role, authority="eastmere", subject=name)
        for role, name in ((Role.MANAGER, "manager-9"), (Role.COMPLAINTS_OFFICER, "officer-9"))
    )
    ref = Desk(desk.services, officer).open()
    path = f"{CASES}/{ref}/remedies"
    officer.post(path, PAYMENT | {"pence": 50_000}).raise_for_status()
    large = officer.post(path, PAYMENT | {"pence": 50_001}).json()["items"]
    assert [(each["to_be_agreed"], each["may_agree"]) for each in large] == [(False, False), (True, False)]
    assert other.get(path).json()["items"][1]["may_agree"]

    def acts(who: Any, pence: int) -> list[int]:
        """Statuses of paying a part, of finishing and of agreeing."""
        return [
            who.post(f"{path}/2/payments", {"pence": 1, "paid_on": TODAY}).status_code,
            who.post(f"{path}/2/done", {"done_on": TODAY, "evidence": "The letter."}).status_code,
            who.post(f"{path}/2/agreement", {"pence": pence}).status_code,
        ]

    assert acts(officer, 50_001) == [409, 409, 409], "not by who recorded it"
    assert acts(other, 50_000) == [409, 409, 409], "not to a sum that it is not"
    assert acts(other, 50_001) == [409, 409, 200]
    changed = other.patch(f"{path}/2", {"pence": 60_000}).json()["items"][1]
    assert (changed["to_be_agreed"], changed["agreed_by"], changed["agreed_on"]) == (True, None, None)
    assert acts(other, 60_000) == acts(officer, 60_000) == [409, 409, 409], "one recorded it, one changed its sum"
    agreed = third.post(f"{path}/2/agreement", {"pence": 60_000}).json()["items"][1]
    assert (agreed["to_be_agreed"], agreed["agreed_on"]) == (False, TODAY)
    assert acts(officer, 60_000) == [200, 200, 409]
    assert officer.post(f"{path}/1/agreement", {"pence": 50_000}).status_code == 409
    told = officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    assert [each["title"] for each in told][2:6] == [
        "Remedy agreed by a second person: payment of £600.00",
        "Remedy changed: payment of £600.00",
        "Remedy agreed by a second person: payment of £500.01",
        "Remedy recorded: payment of £500.01",
    ]


def test_a_sum_in_parts_over_the_limit_is_agreed_by_a_second_person(desk: Desk) -> None:
    path = f"{CASES}/{desk.open()}/remedies"
    because = {"because": "They want none."}

    def to_be_agreed(act: str = "", body: dict[str, Any] = PAYMENT | {"pence": 30_000}) -> list[bool]:
        method = "PATCH" if body.keys() == {"pence"} else "POST"
        answer = desk.officer.request(method, path + act, json=body).raise_for_status().json()
        return [each["to_be_agreed"] for each in answer["items"]]

    assert to_be_agreed() == [False]
    assert to_be_agreed() == [False, True]
    assert to_be_agreed("", {"kind": "apology"}) == [False, True, False]
    assert to_be_agreed("/2/dropped", because) == [False, False, False]
    assert to_be_agreed("", PAYMENT | {"pence": 20_000}) == [False] * 4
    assert to_be_agreed("/4", {"pence": 20_001}) == [False, False, False, True]
    assert to_be_agreed("/1/dropped", because) == [False, False, False, True]
    assert to_be_agreed("/4", {"pence": 20_002}) == [False] * 4
    assert to_be_agreed("/1/put-right", because) == [True, False, False, False]


def counted(desk: Desk) -> dict[str, int]:
    """Payments by their pounds."""
    desk.services.settle()
    question = {"authority": "eastmere", "year": "2025-26", "measure": "count", "unit": "remedy"}
    answer = desk.officer.post("/api/analytics/v1/figures", question | {"group_by": ["remedy.amount_pounds"]})
    values: dict[str, int] = answer.json()["values"]
    return values


def test_a_sum_is_no_remedy_before_it_is_agreed(desk: Desk) -> None:
    """In no figure, nor in what the complainant may see."""
    ref = desk.open()
    path = f"{CASES}/{ref}/remedies"

    def file() -> list[str]:
        text = desk.officer.get(f"{CASES}/{ref}/history-file", params={"form": "text"}).text
        return [line for line in text.splitlines() if "emedy" in line]

    desk.officer.post(path, PAYMENT | {"pence": 90_000}).raise_for_status()
    assert (counted(desk), file()) == ({}, [])
    other = desk.services.caller(Role.MANAGER, subject="manager-9")
    other.post(f"{path}/1/agreement", {"pence": 90_000}).raise_for_status()
    assert counted(desk) == {"900": 1}
    (told,) = file()
    assert "Remedy recorded: payment of £900.00" in told


def test_what_was_paid_before_it_was_dropped_counts(desk: Desk) -> None:
    ref = desk.open()
    path = f"{CASES}/{ref}/remedies"
    for _ in range(2):
        desk.officer.post(path, PAYMENT | {"pence": 30_000}).raise_for_status()
    desk.officer.post(f"{path}/1/payments", {"pence": 10_000, "paid_on": TODAY}).raise_for_status()
    for number in (1, 2):
        desk.officer.post(f"{path}/{number}/dropped", {"because": "They moved away."}).raise_for_status()
    assert counted(desk) == {"100": 1}


def test_a_payment_that_never_was_is_taken_back(desk: Desk) -> None:
    """The remedy is owed again, figures follow, and who, when and why stay in its history."""
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    ref = desk.open()
    path = f"{CASES}/{ref}/remedies"
    desk.officer.post(path, PAYMENT | {"pence": 30_000}).raise_for_status()
    for pence in (10_000, 20_000):
        desk.officer.post(f"{path}/1/payments", {"pence": pence, "paid_on": TODAY}).raise_for_status()
    slip = {"payment": 2, "because": "Meant for another case."}

    (owed,) = desk.officer.post(f"{path}/1/put-right", slip).json()["items"]
    assert [(each["number"], each["wrong_on"]) for each in owed["payments"]] == [(1, None), (2, TODAY)]
    assert (owed["paid_pence"], owed["done_on"], owed["is_open"]) == (10_000, None, True)
    assert desk.list(view="follow_up") == [ref]
    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert (told["title"], told["detail"], told["by"]) == (
        "Remedy put right: payment of £300.00",
        "£200.00 was not paid on 24 March 2026. £100.00 of £300.00 is paid. Meant for another case.",
        "Officer 1",
    )
    told_of(desk)
    file = desk.officer.get(f"{CASES}/{ref}/history-file", params={"form": "text"}).text
    assert ("was not paid on 24 March 2026" in file, "Meant for" in file) == (True, False)
    desk.officer.post(f"{path}/1/dropped", {"because": "They moved away."}).raise_for_status()
    assert counted(desk) == {"100": 1}
    (dropped,) = desk.officer.post(f"{path}/1/put-right", slip | {"payment": 1}).json()["items"]
    assert (dropped["paid_pence"], dropped["is_open"], counted(desk)) == (0, False, {})


def test_what_was_done_or_dropped_by_a_slip_is_owed_again(desk: Desk) -> None:
    ref = desk.open()
    path, because = f"{CASES}/{ref}/remedies", {"because": "A slip."}
    for _ in range(2):
        desk.officer.post(path, {"kind": "apology"}).raise_for_status()
    desk.officer.post(f"{path}/1/done", {"done_on": TODAY, "evidence": "The letter."}).raise_for_status()
    desk.officer.post(f"{path}/2/dropped", {"because": "They want none."}).raise_for_status()
    for number in (1, 2):
        read = desk.officer.post(f"{path}/{number}/put-right", because).json()["items"][number - 1]
        assert (read["is_open"], read["done_on"], read["evidence"], read["dropped_because"]) == (
            True,
            None,
            None,
            None,
        )
        assert (read["may_act"], read["may_put_right"]) == (True, False)


def test_only_what_is_recorded_is_put_right(desk: Desk) -> None:
    ref = desk.open()
    path, because = f"{CASES}/{ref}/remedies", {"because": "A slip."}
    desk.officer.post(path, PAYMENT).raise_for_status()
    right = f"{path}/1/put-right"
    assert desk.officer.post(right, because).status_code == 409, "it is open"
    desk.officer.post(f"{path}/1/done", {"done_on": TODAY, "evidence": "The bank."}).raise_for_status()
    for payment in (None, 2):
        refused = desk.officer.post(right, because | {"payment": payment})
        assert [error["pointer"] for error in refused.json()["errors"]] == ["/payment"], payment
    assert desk.services.caller(Role.INVESTIGATOR).post(right, because | {"payment": 1}).status_code == 403
    assert desk.officer.post(right, because | {"payment": 1}).json()["items"][0]["is_open"]
    assert desk.officer.post(right, because | {"payment": 1}).status_code == 409, "taken back already"
    assert desk.officer.post(f"{path}/2/put-right", because).status_code == 404


def test_an_investigator_acts_on_their_cases_and_on_what_they_own(desk: Desk) -> None:
    who = desk.services.caller(Role.INVESTIGATOR)
    who.put("/api/cases/v1/officers/me").raise_for_status()
    ref = desk.open()
    path = f"{CASES}/{ref}/remedies"
    assert who.post(path, {"kind": "apology"}).status_code == 403, "somebody else's case"
    desk.officer.post(path, {"kind": "apology", "owner": who.subject}).raise_for_status()
    read = who.get(path).json()
    assert (read["may_record"], read["items"][0]["may_act"]) == (False, True)
    assert who.post(f"{path}/1/done", {"done_on": TODAY, "evidence": "The letter."}).status_code == 200
    desk.do(ref, "allocation", {"owner": who.subject})
    assert who.post(path, PAYMENT).status_code == 201
    auditor = desk.services.caller(Role.AUDITOR)
    assert auditor.post(path, PAYMENT).status_code == 403
    masked = auditor.get(path)
    assert (masked.json()["withheld"], "daughter" in masked.text) == (["narrative"], False)
    stranger = desk.services.caller(Role.COMPLAINTS_OFFICER, authority="leicester")
    assert stranger.get(path).status_code == 404
