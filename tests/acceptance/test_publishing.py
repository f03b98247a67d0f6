"""A year's report from draft to a second version, over HTTP, on the years of three councils."""

from typing import Any

import pytest
from sqlmodel import Session, select

from analytics.models import CaseFact
from kernel.vocabulary import Role
from tests.support.house import Caller, House
from tests.support.statements import counted

REPORT = "/api/analytics/v1/annual-report"
ASKED = {"authority": "shropshire", "year": "2022-23"}
WHICH = "?authority=shropshire&year=2022-23"


@pytest.fixture
def manager(years: House) -> Caller:
    return years.caller(Role.MANAGER, authority="shropshire")


def write(manager: Caller, place: str, text: str, **more: Any) -> Any:
    answer = manager.put(f"{REPORT}/words/{place}", ASKED | {"text": text, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def stops(draft: dict[str, Any]) -> list[dict[str, Any]]:
    return [check for check in draft["checks"] if check["level"] == "stops"]


@pytest.mark.in_turn
def test_a_report_is_built_mended_and_published_and_stays_as_it_was(manager: Caller, years: House) -> None:
    draft = manager.get(f"{REPORT}/draft{WHICH}").json()
    missing = {check["place"] for check in stops(draft)}
    assert missing, "words that the law wants are not written yet"
    refused = manager.post(f"{REPORT}/publications", ASKED)
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith("Not yet: ")

    # A typed number is told, with the figure that is nearest to it; bound, it cannot disagree.
    for place in missing:
        draft = write(manager, place, "Nothing more is to be said.", sign=True)
    [place, *_] = sorted(missing)
    [typed] = stops(write(manager, place, "We received 999 complaints.", sign=True))
    assert (typed["typed"], typed["place"]) == ("999", place)
    assert typed["nearest"].startswith("{")
    bound = write(manager, place, f"We received {typed['nearest']} of something.", sign=True)
    assert stops(bound) == []
    assert stops(write(manager, place, "999 came.", kept={"999": "Counted by hand"}, sign=True)) == []

    published = manager.post(f"{REPORT}/publications", ASKED)
    assert published.status_code == 201, published.text
    assert (published.json()["version"], published.json()["changes"]) == (1, [])
    again = manager.post(f"{REPORT}/publications", ASKED)
    assert again.json()["detail"] == "Nothing has changed since the last version."

    write(manager, place, "Said in another way.", sign=True)
    second = manager.post(f"{REPORT}/publications", ASKED).json()
    assert second["changes"] == ["New words: “Said in another way.”", "Words taken out: “999 came.”"]
    listed = manager.get(f"{REPORT}/publications{WHICH}").json()
    assert [(one["version"], one["published_by"]) for one in listed] == [(2, "Manager"), (1, "Manager")]
    first = manager.get(f"{REPORT}{WHICH}&format=json&version=1").json()
    words = [
        "".join(run if isinstance(run, str) else run["text"] for run in paragraph["runs"])
        for section in first["sections"]
        for block in section["blocks"]
        for paragraph in block.get("paragraphs", [])
    ]
    assert "999 came." in words
    assert manager.get(f"{REPORT}{WHICH}&version=3").status_code == 404


def test_who_may_write_and_who_may_publish(years: House) -> None:
    officer = years.caller(Role.COMPLAINTS_OFFICER, authority="shropshire")
    centre = years.caller(Role.CONTACT_CENTRE, authority="shropshire")
    assert officer.get(f"{REPORT}/draft{WHICH}").status_code == 200
    assert officer.post(f"{REPORT}/publications", ASKED).status_code == 403
    assert centre.get(f"{REPORT}/draft{WHICH}").status_code == 403
    assert centre.get(f"{REPORT}{WHICH}&format=json").status_code == 200
    stranger = years.caller(Role.MANAGER, authority="coventry")
    for path in (f"{REPORT}{WHICH}", f"{REPORT}/draft{WHICH}", f"{REPORT}/publications{WHICH}"):
        assert stranger.get(path).status_code == 404


@pytest.mark.parametrize(
    ("query", "says"),
    [
        pytest.param(
            "authority=shropshire&year=2019-20",
            "Nothing is recorded for Shropshire Council in 2019-20.",
            id="an empty year",
        ),
        pytest.param("authority=shropshire&year=2098-99", "Nothing is recorded for", id="the last year"),
        pytest.param("authority=shropshire&year=2099-00", "the last 2098-99", id="a year after the last"),
        pytest.param("authority=shropshire&year=1999-00", "The first is 2000-01", id="a year before the first"),
        pytest.param("authority=shropshire&year=2022-24", "two that follow each other", id="no year"),
        pytest.param(
            "authority=shropshire&year=2022-23&quarter=5", "less than or equal to 4", id="a fifth quarter"
        ),
        pytest.param("authority=shropshire&year=2022-23&format=doc", "Input should be", id="another format"),
        pytest.param("authority=&year=2022-23", "at least 1 character", id="nobody's"),
        pytest.param(
            "authority=shropshire&year=2022-23&scope=ghosts", "Input should be", id="whose complaints nobody has"
        ),
    ],
)
def test_what_no_report_can_be_made_of(manager: Caller, query: str, says: str) -> None:
    answer = manager.get(f"{REPORT}?{query}")
    assert answer.status_code == 422
    assert says in answer.text


def test_words_are_bound_to_figures_of_the_report(manager: Caller) -> None:
    for text in (
        "{nonsense|complaint} came.",
        "{received came.",
        "received} came.",
        "{kinds.nonsense|complaint} came.",
        "{complaints|9 of 57 complaint} came.",
        "It was {complaints|target}.",
    ):
        answer = manager.put(f"{REPORT}/words/action", ASKED | {"text": text})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/text")
    written = write(manager, "action", "{kinds.enquiry|enquiry} came, which is no kind of that table.")
    assert "No enquiries" in str(written["report"])
    assert manager.put(f"{REPORT}/words/nowhere", ASKED | {"text": "Mine."}).status_code == 404


@pytest.mark.in_turn
def test_clauses_of_the_code_are_answered_one_by_one(manager: Caller) -> None:
    code = ASKED | {"scope": "corporate"}
    place = f"{REPORT}/words/code_6_2"

    def missing(draft: dict[str, Any]) -> list[str]:
        return [check["says"] for check in stops(draft) if check["says"].startswith("The stages")]

    before = manager.get(f"{REPORT}/draft{WHICH}&scope=corporate").json()
    assert missing(before)[0].startswith("The stages (section 6): not answered yet: 6.1, 6.2, 6.3")
    answered = code | {"text": "Looked at {acknowledged|of}.", "answer": "partly"}
    draft = manager.put(place, answered).json()
    assert missing(draft)[1] == "The stages (section 6): not said what will be done: 6.2."
    draft = manager.put(place, answered | {"parts": {"to_do": "A second person looks each Monday."}}).json()
    assert "6.2," not in " ".join(missing(draft))
    [row] = [
        clause
        for section in draft["report"]["sections"]
        for block in section["blocks"]
        if block.get("id") == "code_6"
        for clause in block["clauses"]
        if clause["clause"] == "6.2"
    ]
    assert (row["answer"], row["to_do"]) == ("partly", [row["to_do"][0]])
    [words] = [words for words in draft["words"] if words["place"] == "code_6_2"]
    assert (words["answer"], words["parts"]) == ("partly", {"to_do": "A second person looks each Monday."})
    sheet = manager.get(f"{REPORT}{WHICH}&scope=corporate&format=html").text
    assert "A second person looks each Monday." in sheet
    assert "Not answered yet" in sheet

    for wrong, pointer in (
        ({"answer": "mostly"}, "/answer"),
        ({"parts": {"to_do": "{nowhere}"}}, "/parts/to_do"),
        ({"parts": {"others": "x"}}, "/parts/others"),
    ):
        refused = manager.put(place, answered | wrong)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"][: len(pointer)]) == (422, pointer)
    for wrong, pointer in (({"answer": "yes"}, "/answer"), ({"parts": {"to_do": "x"}}, "/parts/to_do")):
        refused = manager.put(f"{REPORT}/words/action", code | {"text": "Mine."} | wrong)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


@pytest.mark.in_turn
def test_an_example_names_nobody_and_is_signed_by_another(manager: Caller, years: House) -> None:
    every = ASKED | {"scope": "all"}
    place = f"{REPORT}/words/example_1"
    with Session(years.database("analytics").engine) as session:
        ref = session.exec(select(CaseFact.ref).where(CaseFact.authority == "shropshire").limit(1)).one()
    told = every | {
        "text": "A carer came late for weeks. Then Jo Bloggs rang.",
        "parts": {"put_right": "We said sorry.", "learned": "Rotas are looked at."},
        "about": ref,
    }
    for wrong, pointer in (
        ({"about": None}, "/about"),
        ({"about": "SHR-0000-0000"}, "/about"),
        ({"text": f"It came as {ref}."}, "/text"),
        ({"parts": {"learned": "On 12 March we looked."}}, "/parts/learned"),
        ({"parts": {"to_do": "x"}}, "/parts/to_do"),
    ):
        refused = manager.put(place, told | wrong)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    refused = manager.put(f"{REPORT}/words/action", every | {"text": "Mine.", "about": ref})
    assert refused.json()["errors"][0]["pointer"] == "/about"

    def of_example(draft: dict[str, Any]) -> list[str]:
        return [check["says"] for check in stops(draft) if check["place"] == "example_1"]

    draft = manager.put(place, told).json()
    unsigned = "Example 1: not signed by a second person yet."
    assert of_example(draft) == [unsigned, "Example 1: “Jo Bloggs” looks like a name."]
    told["text"] = "A carer came late for weeks. Then a neighbour rang."
    draft = manager.put(place, told).json()
    assert of_example(draft) == [unsigned]
    assert any("read them as a stranger would" in check["says"] for check in draft["checks"])

    assert manager.put(place, told | {"sign": True}).status_code == 409
    another = years.caller(Role.COMPLAINTS_OFFICER, authority="shropshire")
    for changed in ({"text": "Otherwise."}, {"kept": {"Jo Bloggs": "Everybody knows."}}):
        assert another.put(place, told | changed | {"sign": True}).status_code == 409
    signed = another.put(place, told | {"sign": True}).json()
    assert of_example(signed) == []
    [words] = [words for words in signed["words"] if words["place"] == "example_1"]
    assert words["written_by"] == "Manager"
    assert words["signed_by"] not in (None, "Manager")
    page = manager.get(f"{REPORT}{WHICH}&scope=all&format=html").text
    assert "What was learned: Rotas are looked at." in page
    assert ref not in page


def of_action(draft: dict[str, Any]) -> dict[str, Any]:
    [words] = [each for each in draft["words"] if each["place"] == "action"]
    return dict(words)


def test_words_that_somebody_else_wrote_meanwhile_are_not_lost(manager: Caller) -> None:
    mine = ASKED | {"text": "Mine."}
    words = of_action(write(manager, "action", "Theirs."))
    for before in (None, "2023-04-01T09:00:00Z"):
        refused = manager.put(f"{REPORT}/words/action", mine | {"instead_of": before})
        assert refused.status_code == 409
        assert refused.json()["detail"] == "Manager changed these words meanwhile."
    kept = of_action(manager.get(f"{REPORT}/draft{WHICH}").json())
    assert kept == words
    assert manager.put(f"{REPORT}/words/action", mine | {"instead_of": kept["written_at"]}).status_code == 200


def test_a_typed_number_gives_its_place_to_a_figure_that_is_shown(manager: Caller) -> None:
    """What is offered in its place is what the report says there, never a hidden number nor another year's."""
    numbers = [*(str(number) for number in range(1, 25)), *(f"{share}%" for share in range(1, 100, 4))]
    draft = write(manager, "action", "; ".join(numbers))
    offered = [check for check in draft["checks"] if check["typed"]]
    assert [check["typed"] for check in offered] == numbers
    draft = write(manager, "action", "; ".join(check["nearest"] for check in offered))
    [runs] = [
        paragraph["runs"]
        for section in draft["report"]["sections"]
        for block in section["blocks"]
        if block.get("id") == "action"
        for paragraph in block["paragraphs"]
    ]
    assert [run["text"] for run in runs if run != "; "] == [check["nearest_text"] for check in offered]


def test_no_small_number_stands_in_what_leaves(manager: Caller) -> None:
    """Nor does a hidden one: its value is not there at all, and no key of a count."""
    report = manager.get(f"{REPORT}{WHICH}&format=json").json()
    values = [
        (table, value)
        for section in report["sections"]
        for table in section["blocks"]
        if table["kind"] == "table" and not table["open_because"]
        for row in table["rows"]
        for value in row["values"]
    ]
    assert any(value["hidden"] for _, value in values)
    for _, value in values:
        assert value["counts"] == []
        assert not (value["hidden"] and value["value"] is not None)
        if value["unit"] == "count" and isinstance(value["value"], int):
            assert value["value"] == 0 or value["value"] >= 5


def test_quarters_are_of_the_year(manager: Caller) -> None:
    """What four quarters received is what the year did: on a dashboard, where its manager sees every number."""

    def received(query: str) -> int:
        board = manager.get(f"/api/analytics/v1/boards/themes?year=2022-23{query}").json()
        blocks = [block for section in board["sections"] for block in section["blocks"]]
        [months] = [block for block in blocks if block.get("id") == "months"]
        [total] = [row for row in months["rows"] if row["is_total"]]
        return int(total["values"][0]["value"])

    assert sum(received(f"&quarter={quarter}") for quarter in range(1, 5)) == received("")


def test_kinds_of_contacts_are_looked_for_once_and_where_something_is_hidden(
    manager: Caller, years: House
) -> None:
    """They say which counts follow from which others."""
    looked = []
    for reader in (manager, years.caller(Role.AUDITOR, authority="shropshire")):
        with counted(years.database("analytics").engine) as sent:
            reader.get("/api/analytics/v1/boards/performance?year=2022-23&quarter=2").raise_for_status()
        chosen = [statement.partition("FROM")[0] for statement in sent]
        looked.append(sum("case.procedure" in columns and "case.outcome" in columns for columns in chosen))
    assert looked == [0, 1]
