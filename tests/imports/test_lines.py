"""From bytes to lines: every bad one has a readable reason, and no bytes raise anything else."""

import codecs
import io
import json
import tracemalloc
from datetime import date, timedelta
from typing import IO, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.imports.lines import LONGEST_LINE, LineError, RawLine, ReadLine, raw_lines, read_line
from intake.imports.service import BATCH, batches
from tests.support.imports import line, ndjson

TODAY = date(2026, 3, 24)


def lines_of(content: bytes) -> list[tuple[int, bytes | None]]:
    return [(raw.number, raw.content) for raw in raw_lines(io.BytesIO(content))]


def read(content: bytes, number: int = 2, today: date = TODAY) -> ReadLine:
    return read_line(RawLine(number, len(content), content), "eastmere", today)


def refusal(**fields: Any) -> str:
    """Why the least line with these fields cannot come in."""
    with pytest.raises(LineError) as refused:
        read(ndjson(line(**fields)).rstrip())
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"a\nb\n", [(1, b"a"), (2, b"b")]),
        (b"a\nb", [(1, b"a"), (2, b"b")]),
        (b"a\r\nb\r\n", [(1, b"a"), (2, b"b")]),
        (b"\n\na\n", [(1, b""), (2, b""), (3, b"a")]),
        (codecs.BOM_UTF8 + b"a\n" + codecs.BOM_UTF8 + b"b\n", [(1, b"a"), (2, codecs.BOM_UTF8 + b"b")]),
        (b"a\rb\n", [(1, b"a\rb")]),
        (b"a\x00b\x0c\x85\n", [(1, b"a\x00b\x0c\x85")]),
        (b"x" * LONGEST_LINE, [(1, b"x" * LONGEST_LINE)]),
        (b"x" * LONGEST_LINE + b"\n", [(1, b"x" * LONGEST_LINE)]),
        (b"x" * (LONGEST_LINE + 1) + b"\na", [(1, None), (2, b"a")]),
        (b"x" * (3 * LONGEST_LINE + 5), [(1, None)]),
    ],
    ids=range(12),
)
def test_lines_of_a_file(content: bytes, lines: list[tuple[int, bytes | None]]) -> None:
    assert lines_of(content) == lines


@given(st.binary(max_size=300), st.integers(0, 3))
def test_every_byte_belongs_to_one_line(content: bytes, breaks: int) -> None:
    content = b"\n" * breaks + content
    found = list(raw_lines(io.BytesIO(content)))
    assert [raw.number for raw in found] == list(range(1, len(found) + 1))
    assert [raw.end for raw in found] == sorted(raw.end for raw in found)
    assert (found[-1].end if found else 0) == len(content)
    assert len(found) == content.count(b"\n") + (not content.endswith(b"\n") and content != b"")


class Endless(io.RawIOBase):
    """A file that is made while it is read, so that only its reader takes memory."""

    def __init__(self, piece: bytes, pieces: int) -> None:
        self._piece, self._left, self._rest = piece, pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest and self._left:
            self._rest, self._left = self._piece, self._left - 1
        given = self._rest[: len(buffer)]
        buffer[: len(given)], self._rest = given, self._rest[len(given) :]
        return len(given)


def peak(file: IO[bytes]) -> int:
    """The most memory that reading a file by batches, and every line of it, took."""
    tracemalloc.start()
    try:
        for batch in batches(raw_lines(file)):
            for raw in batch:
                if raw.content:
                    read_line(raw, "eastmere", TODAY)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_line_of_twenty_megabytes_is_not_kept() -> None:
    small = peak(io.BufferedReader(Endless(b"x" * 1000, 4_000)))
    large = peak(io.BufferedReader(Endless(b"x" * 1000, 20_000)))
    assert large < small * 1.05
    assert large < 5_000_000


def test_memory_does_not_grow_with_the_file() -> None:
    one = ndjson(line(narrative="The visits were late. " * 20, team="locality"))
    peak(io.BufferedReader(Endless(one, 10)))  # what is kept for good is there before the first measure
    assert peak(io.BufferedReader(Endless(one, 12 * BATCH))) < 1.2 * peak(
        io.BufferedReader(Endless(one, 2 * BATCH))
    )


BAD_BYTES: list[tuple[bytes, str]] = [
    (b'{"ref": ', "not JSON: EOF while parsing"),
    (b"hello", "not JSON: "),
    (b"'single'", "not JSON: "),
    (b'{"ref": "EAS-2324-0001"} {"ref": "EAS-2324-0002"}', "not JSON: trailing characters"),
    (b"[]", "Input should be an object"),
    (b"17", "Input should be an object"),
    (b"null", "Input should be an object"),
    (b"\x00", "not JSON: "),
    (b"\xff\xfe{\x00}\x00", "not JSON: "),
    (b'{"ref": "\xff"}', "not JSON: "),
    (b'{"ref": "\\ud800"}', "not JSON: "),
    (b"[" * 10_000, "not JSON: recursion limit exceeded"),
    (b"[" * 10_000 + b"]" * 10_000, "not JSON: recursion limit exceeded"),
    (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "not JSON: recursion limit exceeded"),
    (codecs.BOM_UTF8 + ndjson(line()).strip(), "not JSON: "),
    (ndjson(line()).strip()[:-1] + b', "ref": "EAS-2324-0001"}', "ref: given twice"),
    (ndjson(line(person={})).replace(b"{}", b'{"age": 1, "age": 2}'), "age: given twice"),
    (b'{"costs_pounds": 1' + b"0" * 5000 + b"}", "not JSON: number out of range"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_BYTES, ids=range(len(BAD_BYTES)))
def test_bytes_that_are_no_line(content: bytes, reason: str) -> None:
    with pytest.raises(LineError) as refused:
        read(content)
    assert str(refused.value).startswith(reason)
    assert str(refused.value).isprintable()


def test_a_line_too_long_says_so() -> None:
    with pytest.raises(LineError, match="longer than 1,000,000 bytes"):
        read_line(RawLine(1, 0, None), "eastmere", TODAY)


STAGE = {"stage": 1, "started_on": "2023-05-02"}
BAD_FIELDS: list[tuple[dict[str, Any], str]] = [
    ({"colour": "red"}, "colour: no such field"),
    ({"person": {"name": "x"}}, "person.name: no such field"),
    ({"issues": [{"category": "delay", "severity": 1}]}, "issues.0.severity: no such field"),
    ({"issues": [{"theme": "staff"}]}, "issues.0.category: missing"),
    ({"stages": [{"stage": 1}]}, "stages.0.started_on: missing; stages.0.target_working_days: missing"),
    ({"stages": [STAGE | {"target": 28}]}, "stages.0.unit: missing"),
    ({"stages": [STAGE | {"unit": "months"}]}, "stages.0.unit: there is no target that it counts"),
    (
        {"stages": [STAGE | {"target": 28, "unit": "calendar_days", "target_working_days": 20}]},
        "stages.0.target_working_days: there is a target in a unit of its own too: give one of them",
    ),
    ({"stages": [STAGE | {"target": 1, "unit": "fortnights"}]}, "stages.0.unit: Input should be 'working_days', "),
    ({"stages": [STAGE | {"target": -1, "unit": "months"}]}, "stages.0.target: Input should be greater than"),
    ({"stages": [STAGE | {"target": 1.5, "unit": "months"}]}, "stages.0.target: a whole number is needed"),
    ({"ref": "EAS-23-1"}, "ref: String should match pattern"),
    ({"ref": "EAS-2324-0001\n"}, "ref: String should match pattern"),
    ({"ref": None}, "ref: Input should be a valid string"),
    ({"authority": "leicester"}, "authority: the line belongs to 'leicester', this import to 'eastmere'"),
    ({"authority": "East Mere"}, "authority: String should match pattern"),
    ({"classification": "grumble"}, "classification: Input should be "),
    ({"outcome": "won"}, "outcome: Input should be "),
    ({"outcome": ""}, "outcome: Input should be "),
    ({"issues": "delay"}, "issues: Input should be a valid array"),
    ({"issues": [{"category": ""}]}, "issues.0.category: String should have at least 1 character"),
    ({"team": "x" * 501}, "team: String should have at most 500 characters"),
    ({"team": "a\x00b"}, "team: contains control characters"),
    ({"narrative": "a\x1bb"}, "narrative: contains control characters"),
    ({"received_on": "1999-12-31"}, "received_on is before 1 January 2000"),
    ({"received_on": "2026-03-25"}, "received_on is in the future"),
    ({"closed_on": "2026-03-25"}, "closed_on is in the future"),
    ({"acknowledged_on": "2026-03-25"}, "acknowledged_on is in the future"),
    ({"withdrawn_on": "2026-03-25"}, "withdrawn_on is in the future"),
    ({"closed_on": "2023-05-01"}, "closed_on is before received_on"),
    ({"acknowledged_on": "2023-05-01"}, "acknowledged_on is before received_on"),
    ({"withdrawn_on": "2023-05-01"}, "withdrawn_on is before received_on"),
    ({"received_on": "9999-12-31"}, "received_on: the year is not between 1900 and 2100"),
    ({"received_on": "0000-01-01"}, "received_on: "),
    ({"received_on": "2023-02-29"}, "received_on: "),
    ({"received_on": "02/05/2023"}, "received_on: "),
    ({"received_on": "2023-05-02T10:00:00"}, "received_on: "),
    ({"received_on": 20230502}, "received_on: a date is text such as 2026-03-24"),
    ({"received_on": True}, "received_on: a date is text such as 2026-03-24"),
    ({"person": {"age": 200}}, "person.age: Input should be less than or equal to 125"),
    ({"person": {"age": -1}}, "person.age: Input should be greater than or equal to 0"),
    ({"person": {"age": True}}, "person.age: a whole number is needed"),
    ({"person": {"age": "80"}}, "person.age: a whole number is needed"),
    ({"person": {"age": 80.0}}, "person.age: a whole number is needed"),
    ({"costs_pounds": 0.001}, "costs_pounds: pounds have at most two decimal places"),
    ({"costs_pounds": "5"}, "costs_pounds: a number of pounds is needed"),
    ({"costs_pounds": False}, "costs_pounds: a number of pounds is needed"),
    ({"costs_pounds": -1}, "costs_pounds: Input should be greater than or equal to 0"),
    ({"costs_pounds": 1e30}, "costs_pounds: "),
    ({"costs_pounds": float("nan")}, "costs_pounds: pounds have at most two decimal places"),
    ({"costs_pounds": float("inf")}, "costs_pounds: pounds have at most two decimal places"),
    (
        {"resolved_within_one_working_day": "yes"},
        "resolved_within_one_working_day: Input should be a valid boolean",
    ),
    ({"resolved_within_one_working_day": 1}, "resolved_within_one_working_day: Input should be a valid boolean"),
    ({"stages": [{"stage": 0, "started_on": "2023-05-02", "target_working_days": 1}]}, "stages.0.stage: "),
    ({"issues": [{"category": "delay"}] * 101}, "issues: List should have at most 100 items"),
    ({"x" * 900_000: 1}, "x"),
]


@pytest.mark.parametrize(("fields", "reason"), BAD_FIELDS, ids=[reason[:40] for _, reason in BAD_FIELDS])
def test_a_field_that_cannot_be(fields: dict[str, Any], reason: str) -> None:
    told = refusal(**fields)
    assert told.startswith(reason)
    assert len(told) <= 500


@pytest.mark.parametrize("missing", ["ref", "authority", "classification", "received_on"])
def test_a_field_that_is_needed(missing: str) -> None:
    fields = line()
    del fields[missing]
    with pytest.raises(LineError, match=f"^{missing}: missing$"):
        read(json.dumps(fields).encode())


@pytest.mark.parametrize(
    "fields",
    [
        {"received_on": "2000-01-01"},
        {"received_on": "2026-03-24", "closed_on": "2026-03-24"},
        {"acknowledged_on": "2023-05-02", "withdrawn_on": "2023-05-02"},
        {"person": {"age": 125}},
        {"person": {"age": 0}},
        {"costs_pounds": 0.01},
        {"costs_pounds": 1_000_000_000},
        {"costs_pounds": 10.10},
        {"outcome": None, "issues": [], "person": None},
        {"stages": [
            {"stage": 1, "started_on": "2026-03-24", "target_working_days": 20, "extended_to": "2026-09-01"},
        ]},
        {"stages": [STAGE | {"target": 28, "unit": "calendar_days"}]},
        {"stages": [STAGE | {"target": 0, "unit": "months"}]},
        {"stages": [STAGE | {"target": 20, "unit": "working_days"}]},
        {"narrative": "Größe\nund\tmehr 🎈"},
        {"narrative": ""},
        {"team": "x" * 500},
    ],
    ids=str,
)  # fmt: skip
def test_a_field_at_its_edge_comes_in_and_out_as_it_was(fields: dict[str, Any]) -> None:
    given_line = line(**fields)
    assert read(json.dumps(given_line).encode()).given == given_line
    assert read(json.dumps(given_line, ensure_ascii=False).encode()).given == given_line


def test_today_is_not_the_future_and_tomorrow_is() -> None:
    content = ndjson(line(received_on=TODAY.isoformat()))
    assert read(content).case.received_on == TODAY
    with pytest.raises(LineError, match="in the future"):
        read(content, today=TODAY - timedelta(days=1))


some_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["2023-05-02"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(line())), inner, max_size=3),
    max_leaves=6,
)
fields_of_a_line = st.dictionaries(
    st.sampled_from(
        [
            "ref", "outcome", "issues", "stages", "person", "closed_on", "costs_pounds", "remedies", "advocacy",
            "colour",
        ]
    ),
    some_json,
    max_size=4,
)  # fmt: skip


@settings(max_examples=300)
@given(st.binary(max_size=60) | st.builds(lambda more: json.dumps({**line(), **more}).encode(), fields_of_a_line))
def test_no_bytes_raise_anything_but_a_reason(content: bytes) -> None:
    reasons = []
    for raw in raw_lines(io.BytesIO(content)):
        try:
            read_line(raw, "eastmere", TODAY)
        except LineError as error:
            reasons.append(str(error))
    assert all(reason.strip() and reason.isprintable() and len(reason) <= 500 for reason in reasons)


@given(st.randoms(use_true_random=False))
def test_the_digest_is_of_the_content_not_of_its_order(order: Any) -> None:
    case = line(
        person={"age": 80, "ward": "North", "gender": "female"},
        issues=[{"category": "delay", "theme": "staff"}],
        outcome="upheld",
        team="locality",
    )

    def shuffled(value: Any) -> Any:
        if isinstance(value, list):
            return [shuffled(entry) for entry in value]
        if not isinstance(value, dict):
            return value
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key]) for key in keys}

    digest = read(json.dumps(case).encode()).digest
    assert read(json.dumps(shuffled(case), indent=None, separators=(",", ":")).encode()).digest == digest
    assert read(json.dumps(case | {"team": "housing"}).encode()).digest != digest
    assert read(json.dumps({k: v for k, v in case.items() if k != "team"}).encode()).digest != digest
