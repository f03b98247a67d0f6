"""The timeline: every event has a sentence, whatever code it carries, and finds the text that belongs to it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest

from cases.record.models import ExtensionRow, HoldRow, RequestRow
from cases.record.telling import Texts, sentences
from cases.timeline.history_file import FOR_THE_COMPLAINANT, bare, told
from cases.timeline.words import SENTENCES
from kernel.calendar_changes import CalendarAction, Change, What
from kernel.events import EVENT_TYPES, CaseEvent, CostRecorded, PartEvent
from kernel.vocabulary import CostKind, Method, WithdrawnBy
from tests.cases.conftest import CASES, TODAY, Desk
from tests.support.books import books

SAMPLES = Path(__file__).parents[1] / "architecture" / "event_samples"
ABOUT_CASES = (CaseEvent, PartEvent)
TOLD = {n: kind for n, kind in EVENT_TYPES.items() if issubclass(kind, ABOUT_CASES) and not kind.__subclasses__()}
DAY = date(2026, 3, 24)
BOOKS = books()
CODED_TEXTS: dict[str, type[Enum]] = {"method": Method, "withdrawn_by": WithdrawnBy}
"""Fields that carry a code as a string."""


def texts(authority: str) -> Texts:
    at = datetime(2026, 3, 24, 10, tzinfo=UTC)
    key = {"authority": "leicester", "ref": "LEI-2526-0107"}
    request = RequestRow(**key, number=1, who="contributor", asked_of="Provider P", what="Its log", asked_on=DAY)
    hold = HoldRow(
        **key, number=1, reason="consent", waiting_on="Consent", started_on=DAY, review_on=DAY, by="officer"
    )
    extension = ExtensionRow(
        **key,
        number=1,
        kind="stage_1",
        due_before=DAY,
        due_after=DAY,
        agreed_on=DAY,
        person_agreed=True,
        reason="A witness is away.",
        by="officer",
        at=at,
    )
    change = Change(1, CalendarAction.ADD, What.BANK_HOLIDAY, DAY, "Special bank holiday", DAY, "Invented")
    return Texts(
        council=BOOKS.council(authority),
        names={},
        notes={},
        extensions={1: extension},
        holds={1: hold},
        requests=_AnyRequest(request),
        changes={change.number: change} | dict.fromkeys(range(2, 9), change),
    )


class _AnyRequest(dict[str, RequestRow]):
    """Whatever clock a sample names, it is this request's."""

    def __init__(self, request: RequestRow) -> None:
        super().__init__()
        self._request = request

    def __missing__(self, _clock: str) -> RequestRow:
        return self._request


def test_every_event_has_a_sentence() -> None:
    assert {kind.type_name() for kind in SENTENCES} == set(TOLD)


@pytest.mark.parametrize("name", sorted(TOLD))
def test_a_sentence_survives_every_code(name: str) -> None:
    sample = json.loads((SAMPLES / f"{name}.json").read_text())
    said = []
    for event in every_code(TOLD[name], sample):
        title, detail = SENTENCES[type(event)](event, texts(event.authority))
        said.append(title)
        assert title
        assert "None" not in title + (detail or "")
    assert said, "a sample was told"


def every_code(kind: type[CaseEvent | PartEvent], sample: dict[str, Any]) -> Iterator[CaseEvent | PartEvent]:
    """The sample, once with each code that a field of it or of its case may have."""
    yield kind.model_validate(sample)
    for field, codes in coded(kind):
        for code in codes:
            yield kind.model_validate(sample | {field: code})
    if issubclass(kind, CaseEvent):
        for field, codes in coded(kind.model_fields["case"].annotation):
            for code in codes:
                yield kind.model_validate(sample | {"case": sample["case"] | {field: code}})
    if kind is CostRecorded:
        for code in CostKind:
            yield kind.model_validate(sample | {"costs": [sample["costs"][0] | {"kind": code}]})


def coded(kind: Any) -> Iterator[tuple[str, type[Enum]]]:
    for name, field in kind.model_fields.items():
        for annotation in (field.annotation, *get_args(field.annotation)):
            if isinstance(annotation, type) and issubclass(annotation, Enum):
                yield name, annotation
        if name in CODED_TEXTS:
            yield name, CODED_TEXTS[name]


def titles(desk: Desk, ref: str) -> list[str]:
    answer = desk.officer.get(f"{CASES}/{ref}/timeline")
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


def test_a_refused_complaint_that_is_closed_has_a_timeline(desk: Desk) -> None:
    ref = desk.open(event_on="2025-03-01", good_reason=False)
    desk.respond(ref)
    desk.close(ref)
    answer = desk.officer.get(f"{CASES}/{ref}/timeline")
    assert answer.status_code == 200, answer.text
    assert answer.json()["items"][0]["detail"] == "Outcome: refused."


def test_an_extension_and_a_hold_say_which_they_are(desk: Desk) -> None:
    """By their number, not by their place among the others."""
    ref = desk.open()
    for reason, until in (("One witness is away.", 30), ("Another is ill.", 40)):
        body = {"amount": until, "agreed_on": TODAY, "person_agreed": True, "reason": reason}
        desk.do(ref, "clocks/stage_1/extension", body)
    items = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    told = [item["detail"] for item in items if "extended" in item["title"]]
    assert [detail.rsplit("complainant. ")[1] for detail in told] == ["Another is ill.", "One witness is away."]


# For the file of whoever complained

THE_COUNCILS_OWN = {
    "AnswerReviewed.v1",
    "AppointmentChanged.v1",
    "CaseAdopted.v1",
    "CaseAllocated.v1",
    "CaseGraded.v1",
    "CostRecorded.v1",
    "DisposalAnswered.v1",
    "IssueChanged.v1",
    "LateTold.v1",
    "LearningChanged.v1",
    "LetterChanged.v1",
    "NoteAdded.v1",
    "RequestChased.v1",
    "SendingChanged.v1",
    "SurveyAsked.v1",
    "CaseRestricted.v1",
    "TaskChanged.v1",
}
"""What is told to nobody outside: an event is here, or has its words for the complainant."""


def test_every_event_is_for_the_complainant_or_left_out_on_purpose() -> None:
    for_them = {kind.type_name() for kind in FOR_THE_COMPLAINANT}
    assert for_them | THE_COUNCILS_OWN == set(TOLD)
    assert not for_them & THE_COUNCILS_OWN


@pytest.mark.parametrize("name", sorted(TOLD))
def test_nothing_that_anybody_wrote_is_told_to_the_complainant(name: str) -> None:
    written = replace(texts("leicester"), names={"officer": "O N"}, notes=dict.fromkeys(range(20), "A reporter."))
    sample = json.loads((SAMPLES / f"{name}.json").read_text())
    for event in every_code(TOLD[name], sample):
        said = told(event, bare(written))
        words = " ".join(filter(None, said)) if said else ""
        assert "None" not in words
        for secret in ("Provider P", "Its log", "A witness is away", "A reporter", "O N"):
            assert secret not in words


def test_what_somebody_wrote_ends_before_the_next_sentence_begins() -> None:
    assert sentences("It moved", None, "They rang!", "why not") == "It moved. They rang! why not"
    assert sentences(None, "") is None


def test_the_complainants_file_tells_dates_what_was_done_and_why_a_date_moved(desk: Desk) -> None:
    ref = desk.open()
    desk.acknowledge(ref, promised_on="2026-03-27")
    longer = {"amount": 30, "agreed_on": TODAY, "person_agreed": True, "reason": "Mr <Q> is away."}
    desk.do(ref, "clocks/stage_1/extension", longer)
    desk.do(ref, "notes", {"text": "Mrs Z rang about them."})
    asked = {"asked_of": "Mr Y, the warden", "what": "What he saw", "asked_on": TODAY}
    desk.do(ref, "requests", asked)
    page = desk.officer.get(f"{CASES}/{ref}/history-file")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    text = desk.officer.get(f"{CASES}/{ref}/history-file", params={"form": "text"})
    assert text.headers["Content-Disposition"] == f'attachment; filename="{ref}-history.txt"'
    assert text.text.splitlines() == [
        f"What has happened: {ref}",
        "Eastmere City Council. A statutory complaint, received on 2 March 2026. As it stood on 24 March 2026.",
        "",
        "2 March 2026: Received. As a statutory complaint.",
        "4 March 2026: Acknowledged by letter. An answer was promised by 27 March 2026.",
        "24 March 2026: Council target extended to 15 April 2026. It was 30 March 2026. "
        "Agreed with the complainant.",
        "24 March 2026: We asked others for their part.",
    ]
    for line in text.text.splitlines()[3:]:
        assert line.partition(": ")[2] in page.text
    assert not any(name in page.text for name in ("Q", "Mrs Z", "Mr Y", "warden", "J T"))
