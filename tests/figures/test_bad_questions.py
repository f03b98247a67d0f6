"""Questions that make no sense are told what is wrong and where; none is an error of the server's."""

import base64
import json
from typing import Any

import httpx
import pytest

from analytics.figures.fields import FIELDS, CountedUnit, Kind
from kernel.vocabulary import Role
from tests.figures.conftest import FIGURES, Asking, Councils
from tests.support.house import Caller

YEAR = {"year": "2023-24"}
RATE = {"measure": "rate", "numerator": {}}


def where(answer: httpx.Response) -> set[str]:
    assert answer.status_code == 422, answer.text
    errors = answer.json()["errors"]
    assert all(error["detail"] for error in errors)
    return {error["pointer"] for error in errors}


@pytest.fixture
def asking(councils: Councils) -> Asking:
    """A council with one case, so that SQL has something to compare with."""
    return councils.of(
        "eastmere",
        {
            "team": "North", "costs_pounds": 1, "closed_on": "2023-06-01", "person": {"age": 70},
            "issues": [{"category": "delay"}], "remedies": [{"kind": "payment", "amount_pounds": 5}],
        },
    )  # fmt: skip


BAD: list[tuple[str, dict[str, Any], set[str]]] = [
    ("no measure", {}, {"/measure"}),
    ("unknown measure", {"measure": "variance"}, {"/measure"}),
    ("unknown unit", {"measure": "count", "unit": "person"}, {"/unit"}),
    ("unknown cohort", {"measure": "count", "cohort": "opened"}, {"/cohort"}),
    ("unknown key", {"measure": "count", "group": ["team"]}, {"/group"}),
    ("a part of an expected entry", {"measure": "count", "published_id": "x"}, {"/published_id"}),
    ("unknown field in filters", {"measure": "count", "filters": {"colour": "red"}}, {"/filters/colour"}),
    ("a column's own name", {"measure": "count", "filters": {"person_age": 1}}, {"/filters/person_age"}),
    ("words of SQL", {"measure": "count", "filters": {"1=1; --": 1}}, {"/filters/1=1; --"}),
    ("free text", {"measure": "count", "filters": {"narrative": "x"}}, {"/filters/narrative"}),
    ("another unit's field", {"measure": "count", "filters": {"issue.theme": "x"}}, {"/filters/issue.theme"}),
    ("unknown field in numerator", {"measure": "rate", "numerator": {"colour": 1}}, {"/numerator/colour"}),
    ("unknown field in versus",
     {"measure": "percent_difference", "group_by": ["team"], "versus": {"colour": 1}}, {"/versus/colour"}),
    ("unknown field in group_by", {"measure": "count", "group_by": ["team", "colour"]}, {"/group_by/1"}),
    ("unknown field to add up", {"measure": "sum", "field": "colour"}, {"/field"}),
    ("unknown operator", {"measure": "count", "filters": {"team": {"like": "N%"}}}, {"/filters/team"}),
    ("no operator", {"measure": "count", "filters": {"team": {}}}, {"/filters/team"}),
    ("one good operator, one unknown", {"measure": "count", "filters": {"person.age": {"min": 1, "gt": 2}}},
     {"/filters/person.age"}),
    ("exists with a word", {"measure": "count", "filters": {"team": {"exists": "yes"}}}, {"/filters/team"}),
    ("exists with null", {"measure": "count", "filters": {"team": {"exists": None}}}, {"/filters/team"}),
    ("a value for a list", {"measure": "count", "filters": {"issues": "delay"}}, {"/filters/issues"}),
    ("a value for an object", {"measure": "count", "filters": {"provider": "Provider A"}}, {"/filters/provider"}),
    ("filters that are a list", {"measure": "count", "filters": ["team"]}, {"/filters"}),
    ("three groupings", {"measure": "count", "group_by": ["team", "outcome", "channel"]}, {"/group_by"}),
    ("a group that is no list", {"measure": "count", "group_by": "team"}, {"/group_by"}),
    ("grouping by a list", {"measure": "count", "group_by": ["issues.theme"]}, {"/group_by/0"}),
    ("grouping by teams that contributed", {"measure": "count", "group_by": ["contributing_teams"]},
     {"/group_by/0"}),
    ("adding up a list", {"measure": "sum", "field": "remedies.amount_pounds"}, {"/field"}),
    ("adding up words", {"measure": "sum", "field": "team"}, {"/field"}),
    ("a mean of dates", {"measure": "mean_working_days", "field": "received_on"}, {"/field"}),
    ("a mean of nothing", {"measure": "mean_working_days"}, {"/field"}),
    ("a median of pounds", {"measure": "median", "field": "costs_pounds"}, {"/field"}),
    ("a percentile of a list", {"measure": "percentile_90", "field": "stages.working_days"}, {"/field"}),
    ("a median of nothing", {"measure": "median"}, {"/field"}),
    ("a sum of nothing", {"measure": "sum"}, {"/field"}),
    ("a rate without numerator", {"measure": "rate"}, {"/numerator"}),
    ("an upheld rate without numerator", {"measure": "upheld_rate"}, {"/numerator"}),
    ("a percentage of the whole", {"measure": "percentage"}, {"/group_by"}),
    ("a difference without versus", {"measure": "percent_difference", "group_by": ["team"]}, {"/versus"}),
    ("a difference without groups", {"measure": "percent_difference", "versus": {}}, {"/group_by"}),
    ("a ranking of nothing", {"measure": "ranking"}, {"/group_by"}),
    ("a ranking of two", {"measure": "ranking", "group_by": ["team", "outcome"]}, {"/group_by"}),
    ("depth 0", {"measure": "ranking", "group_by": ["team"], "depth": 0}, {"/depth"}),
    ("depth true", {"measure": "ranking", "group_by": ["team"], "depth": True}, {"/depth"}),
    ("depth beyond all counting", {"measure": "ranking", "group_by": ["team"], "depth": 10**400}, {"/depth"}),
    ("an order of its own", {"measure": "ranking", "group_by": ["team"], "order": "up"}, {"/order"}),
    ("negative places", RATE | {"rounding": -1}, {"/rounding"}),
    ("a billion places", RATE | {"rounding": 10**9}, {"/rounding"}),
    ("half a place", RATE | {"rounding": 1.5}, {"/rounding"}),
    ("exclude_missing with a word", {"measure": "count", "exclude_missing": "yes"}, {"/exclude_missing"}),
    ("value groups of a field not grouped by", {"measure": "count", "value_groups": {"team": {"A": ["x"]}}},
     {"/value_groups/team"}),
    ("bands of words", {"measure": "count", "group_by": ["team"], "bands": {"team": [["A", None, None]]}},
     {"/bands/team/0"}),
    ("a band without ends", {"measure": "count", "group_by": ["person.age"], "bands": {"person.age": [["A"]]}},
     {"/bands/person.age/0"}),
    ("a band without a label",
     {"measure": "count", "group_by": ["person.age"], "bands": {"person.age": [[1, 2, 3]]}},
     {"/bands/person.age/0"}),
    ("a band from a word",
     {"measure": "count", "group_by": ["person.age"], "bands": {"person.age": [["A", "one", 2]]}},
     {"/bands/person.age/0"}),
    ("a value group of the wrong kind",
     {"measure": "count", "group_by": ["person.age"], "value_groups": {"person.age": {"A": ["x"]}}},
     {"/value_groups/person.age/A"}),
    ("two mistakes, both told",
     {"measure": "sum", "filters": {"colour": 1, "person.age": "old"}, "group_by": ["shape"]},
     {"/filters/colour", "/filters/person.age", "/group_by/0", "/field"}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "pointers"), [pytest.param(q, p, id=name) for name, q, p in BAD])
def test_what_is_wrong_is_named(asking: Asking, question: dict[str, Any], pointers: set[str]) -> None:
    assert where(asking.send(**question)) == pointers


PERIODS: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"/from"}),
    ({"from": "2023-04-01"}, {"/to"}),
    ({"to": "2023-04-01"}, {"/from"}),
    ({"year": "2023-24", "from": "2023-04-01", "to": "2023-05-01"}, {"/year"}),
    ({"year": "2023-24", "to": "2023-05-01"}, {"/year"}),
    ({"from": "2023-05-01", "to": "2023-04-30"}, {"/to"}),
    ({"from": "2023-02-30", "to": "2023-04-30"}, {"/from"}),
    ({"from": 1680307200, "to": "2023-04-30"}, {"/from"}),
    ({"from": "0001-01-01", "to": "9999-12-31"}, {"/from", "/to"}),
    ({"year": "2023-25"}, {"/year"}),
    ({"year": "2023-23"}, {"/year"}),
    ({"year": "2023"}, {"/year"}),
    ({"year": 2023}, {"/year"}),
    ({"year": "9999-00"}, {"/year"}),
    ({"year": "2023-24\n"}, {"/year"}),
    ({"year": "२०२३-२४"}, {"/year"}),
]


@pytest.mark.parametrize(("period", "pointers"), PERIODS, ids=[str(period) for period, _ in PERIODS])
def test_a_period_that_is_none(asking: Asking, period: dict[str, Any], pointers: set[str]) -> None:
    answer = asking.manager.post(FIGURES, {"authority": "eastmere", "measure": "count", **period})
    assert where(answer) == pointers


NO_NUMBERS: list[Any] = [
    "1",
    True,
    None,
    {"min": "1"},
    {"max": False},
    {"not": "x"},
    {"min": None},
    [1, "2"],
    [[1]],
    10**16,
]
WRONG: dict[Kind, list[Any]] = {
    Kind.TEXT: [1, 1.5, True, None, {"min": "A"}, {"max": "Z"}, {"not": 1}, [1], ["a", None], "\x00", ["a\x00"]],
    Kind.NUMBER: NO_NUMBERS,
    Kind.CALENDAR_DAYS: NO_NUMBERS,
    Kind.MONTHS: NO_NUMBERS,
    Kind.POUNDS: ["£5", True, None, {"min": "5"}, {"max": None}, [{}], 10**300, {"min": -(10**16)}],
    Kind.DATE: [
        20230401,
        "2023-02-29",
        "yesterday",
        "01/04/2023",
        "",
        None,
        True,
        {"min": 1},
        {"max": "2023-4-1"},
    ],
    Kind.BOOLEAN: ["true", 1, 0, None, {"min": True}, {"max": False}, [1], {"not": "no"}],
}  # fmt: skip
FIELD_OF = {
    Kind.TEXT: ["team", "issues.category", "received_month"],
    Kind.NUMBER: ["person.age", "stages.target_working_days"],
    Kind.CALENDAR_DAYS: ["calendar_days_to_respond", "stages.calendar_days"],
    Kind.MONTHS: ["months_to_close", "stages.months"],
    Kind.POUNDS: ["costs_pounds", "remedies.amount_pounds"],
    Kind.DATE: ["closed_on", "stages.responded_on"],
    Kind.BOOLEAN: ["investigated", "advocacy.offered"],
}


@pytest.mark.parametrize("kind", Kind, ids=str)
def test_a_filter_of_the_wrong_kind(asking: Asking, kind: Kind) -> None:
    for path in FIELD_OF[kind]:
        assert FIELDS[CountedUnit.CASE][path].kind is kind
        for wrong in WRONG[kind]:
            for part, more in (("filters", {"measure": "count"}), ("numerator", {"measure": "rate"})):
                answer = asking.send(**more, **{part: {path: wrong}})
                assert answer.status_code == 422, (path, wrong)
                assert where(answer) == {f"/{part}/{path}"}, (path, wrong)


@pytest.mark.parametrize(
    "authority", ["leicester", "", "*", "EASTMERE", "eastmere\x00", "narnia", "a" * 61, None, 1, ["eastmere"]]
)
def test_another_council(asking: Asking, authority: Any) -> None:
    answer = asking.manager.post(FIGURES, {"authority": authority, "measure": "count", **YEAR})
    assert answer.status_code in {404, 422}
    if isinstance(authority, str) and authority.isalpha() and len(authority) < 60:
        assert answer.status_code == 404


def test_no_council(asking: Asking) -> None:
    assert where(asking.manager.post(FIGURES, {"measure": "count", **YEAR})) == {"/authority"}


@pytest.fixture
def blunt(councils: Councils) -> Caller:
    """Answered with 500, as over a socket, where a question breaks the server."""
    return councils.house.caller(Role.MANAGER, hides_errors=True)


def test_ten_thousand_values(asking: Asking, blunt: Caller) -> None:
    many = [str(number) for number in range(10_000)]
    assert where(asking.send(measure="count", filters={"team": many})) == {"/filters/team"}
    assert where(asking.send(measure="count", filters={"team": {"not": many}})) == {"/filters/team"}
    labelled: dict[str, Any] = {"group_by": ["team"], "value_groups": {"team": {"all": [*many, "North"]}}}
    assert asking.values(**labelled) == {"all": 1}
    unknown = blunt.post(
        FIGURES, {"authority": "eastmere", "measure": "count", **YEAR, "filters": dict.fromkeys(many)}
    )
    assert len(where(unknown)) >= 1


def test_as_many_values_as_a_question_may_have(asking: Asking, blunt: Caller) -> None:
    """Every field with a list, in filters and numerator, is more than a statement takes; ten of each are not."""
    lists: dict[str, list[Any]] = {
        path: list(range(500)) if field.kind is Kind.NUMBER else [f"{n:x}" for n in range(500)]
        for path, field in FIELDS[CountedUnit.CASE].items()
        if field.kind in {Kind.NUMBER, Kind.TEXT}
    }
    question = {"authority": "eastmere", "measure": "rate", "filters": lists, "numerator": lists, **YEAR}
    assert where(blunt.post(FIGURES, question)) == {"/filters"}
    ten = dict(list(lists.items())[:10])
    assert blunt.post(FIGURES, question | {"filters": ten, "numerator": ten}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b'"count"', b"{", b'{"authority": "eastmere"', b"\xff\xfe", b"\x00", b"[" * 100_000,
        b'{"authority": "eastmere", "year": "2023-24", "measure": "count", "filters": {"person.age": NaN}}',
        b'{"authority": "eastmere", "year": "2023-24", "measure": "count", "filters": {"person.age": Infinity}}',
        b'{"authority": "eastmere", "year": "2023-24", "measure": "count", "filters": {"person.age": 1e999}}',
        b'{"authority": "eastmere", "year": "2023-24", "measure": "count", "filters": {"person.age": 1'
        + b"0" * 5000 + b"}}",
        b'{"authority": "eastmere", "year": "2023-24", "measure": "count", "filters": {"team": "\\ud800"}}',
        b'{"authority": "eastmere", "year": "2023-24", "measure": "count", "filters": {"\\ud800": 1}}',
        b'{"authority": "eastmere", "year": "2023-24", "measure": "count", "group_by": ["team"], '
        b'"value_groups": {"team": {"\\ud800": ["North"]}}}',
        b'{"authority": "eastmere", "year": "2023-24", "measure": "count", "filters": {"team": '
        + b'{"not":' * 5000 + b"1" + b"}" * 5003,
    ],
    ids=lambda body: repr(body[-60:])[:40],
)  # fmt: skip
def test_a_body_that_is_no_question(blunt: Caller, body: bytes) -> None:
    answer = blunt.request("POST", FIGURES, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_cursor_that_no_page_gave(asking: Asking, blunt: Caller) -> None:
    question = {"authority": "eastmere", "measure": "count", **YEAR}
    for key in (["\x00"], ["\ud800"], [1], [], ["a", "b"], "a", {"a": 1}):
        cursor = base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")
        answer = blunt.post(f"{FIGURES}/references", {"question": question, "cursor": cursor})
        assert answer.status_code == 422, key
    for cursor in ("nonsense", "====", "é"):
        assert blunt.post(f"{FIGURES}/references", {"question": question, "cursor": cursor}).status_code == 422
