"""Bad input: never a server error, always a problem naming the wrong field, and nothing stored is lost."""

import gzip
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from tests.support import contacts, tokens
from tests.support.server import Product

pytestmark = pytest.mark.system

CONTACTS = "/api/intake/v1/contacts"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(autouse=True)
def stored_contact_is_untouched(officer: httpx.Client, leicester_case: str) -> Iterator[None]:
    """Around every test: what was stored before is there after it, and the server still takes contacts."""
    paths = [f"{CONTACTS}/{leicester_case}", f"/api/cases/v1/cases/{leicester_case}"]
    before = [officer.get(path).json() for path in paths]
    yield
    assert [officer.get(path).json() for path in paths] == before
    assert officer.post(CONTACTS, json=contacts.statutory()).status_code == 201


def assert_problem(answer: httpx.Response, *statuses: int) -> dict[str, Any]:
    assert answer.status_code in statuses, f"{answer.status_code} {answer.text[:500]}"
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["title"]
    return problem


def assert_names(answer: httpx.Response, pointer: str) -> None:
    problem = assert_problem(answer, 422)
    pointers = [error["pointer"] for error in problem["errors"]]
    assert pointer in pointers
    assert all(error["detail"] for error in problem["errors"])


def changed(pointer: str, value: Any) -> dict[str, Any]:
    """A good contact with one value changed."""
    body = json.loads(json.dumps(contacts.statutory(matters=[{"category": "other", "description": None}])))
    *parents, last = [int(part) if part.isdigit() else part for part in pointer.strip("/").split("/")]
    at = body
    for part in parents:
        at = at[part]
    at[last] = value
    return body


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        pytest.param("/received_at", "2099-01-01T10:00:00Z", id="received in the future"),
        pytest.param("/received_at", "9999-12-31T23:59:59Z", id="the year 9999"),
        pytest.param("/received_at", "9999-12-31T23:59:59-12:00", id="beyond the year 9999 in UTC"),
        pytest.param("/received_at", "0001-01-01T00:00:00+14:00", id="before the year 1 in UTC"),
        pytest.param("/received_at", "2026-02-30T10:00:00Z", id="the 30th of February"),
        pytest.param("/received_at", "yesterday", id="an instant in words"),
        pytest.param("/received_at", True, id="an instant that is true"),
        pytest.param("/received_at", 0, id="an instant that is a number"),
        pytest.param("/event_on", "2099-01-01", id="an event in the future"),
        pytest.param("/event_on", "9999-12-31", id="an event in 9999"),
        pytest.param("/event_on", 0, id="a date that is a number"),
        pytest.param("/person/born_on", "1826-01-01", id="a person aged 200"),
        pytest.param("/person/born_on", "2099-01-01", id="a person not yet born"),
        pytest.param("/person/born_on", "0000-00-00", id="a date of zeros"),
        pytest.param("/person/same_as_complainant", 1, id="a number where a boolean belongs"),
        pytest.param("/person/same_as_complainant", "yes", id="a word where a boolean belongs"),
        pytest.param("/complainant/name", 7, id="a number where a name belongs"),
        pytest.param("/complainant/name", "Nul\x00byte", id="a NUL byte in a name"),
        pytest.param("/complainant/name", "x" * 100_000, id="a name of 100,000 letters"),
        pytest.param("/complainant/role", "king", id="an unknown role"),
        pytest.param("/complainant", None, id="no complainant"),
        pytest.param("/narrative", "", id="an empty narrative"),
        pytest.param("/narrative", "   ", id="a narrative of blanks"),
        pytest.param("/narrative", "x" * 20_001, id="a narrative of 20,001 letters"),
        pytest.param("/narrative", "Nul\x00byte", id="a NUL byte in the narrative"),
        pytest.param("/narrative", True, id="a narrative that is true"),
        pytest.param("/narrative", None, id="no narrative"),
        pytest.param("/matters/0/description", "Nul\x00byte", id="a NUL byte in a matter"),
        pytest.param("/matters/0/category", "not a category", id="an unknown category"),
        pytest.param("/matters", "missed visits", id="text where a list belongs"),
        pytest.param("/channel", "carrier_pigeon", id="an unknown channel"),
        pytest.param("/function", 3, id="a number for a function"),
        pytest.param("/team", "no_such_team", id="an unknown team"),
        pytest.param("/about", ["nonsense"], id="an unknown subject"),
        pytest.param("/colour", "blue", id="a field that does not exist"),
    ],
)
def test_wrong_fields_are_named(officer: httpx.Client, pointer: str, value: Any) -> None:
    named = f"{pointer}/0" if pointer == "/about" else pointer
    assert_names(officer.post(CONTACTS, json=changed(pointer, value)), named)


def test_all_wrong_fields_are_named_at_once(officer: httpx.Client) -> None:
    body = changed("/received_at", "2099-01-01T10:00:00Z") | {"channel": "none", "narrative": ""}
    problem = assert_problem(officer.post(CONTACTS, json=body), 422)
    assert {"/channel", "/narrative"} <= {error["pointer"] for error in problem["errors"]}


def test_too_many_matters(officer: httpx.Client) -> None:
    assert_names(officer.post(CONTACTS, json=contacts.statutory(matters=[{"category": "other"}] * 21)), "/matters")


GOOD = json.dumps(contacts.statutory()).encode()


@pytest.mark.parametrize("path", [CONTACTS, f"{CONTACTS}/preview"])
@pytest.mark.parametrize(
    ("content", "headers"),
    [
        pytest.param(b"", JSON, id="an empty body"),
        pytest.param(b"", {}, id="nothing at all"),
        pytest.param(b"{", JSON, id="cut JSON"),
        pytest.param(b"null", JSON, id="null"),
        pytest.param(b"[]", JSON, id="a list"),
        pytest.param(b"3", JSON, id="a number"),
        pytest.param(b'"text"', JSON, id="a text"),
        pytest.param(b"NaN", JSON, id="not a number"),
        pytest.param(GOOD.replace(b"Caller", b"Call\xff\xfe"), JSON, id="invalid UTF-8"),
        pytest.param(GOOD.replace(b"Caller", b"Call\xed\xa0\x80"), JSON, id="a surrogate in UTF-8"),
        pytest.param(GOOD.replace(b"Caller", b"Call\\ud800"), JSON, id="half a surrogate pair"),
        pytest.param(GOOD.replace(b"Caller", b"Call\\u0000"), JSON, id="an escaped NUL byte"),
        pytest.param(GOOD.replace(b"Caller", b"Call\x00er"), JSON, id="a bare NUL byte"),
        pytest.param(b"[" * 100_000, JSON, id="brackets without end"),
        pytest.param(b'{"a":' * 50_000 + b"1" + b"}" * 50_000, JSON, id="objects without end"),
        pytest.param(b'{"matters":' + b"9" * 5_000 + b"}", JSON, id="a number of 5,000 digits"),
        pytest.param(b'{"a":' * 10_000 + b"1" + b"}" * 10_000, JSON, id="objects 10,000 deep"),
        pytest.param(GOOD.replace(b"true", b"NaN"), JSON, id="not a number inside"),
        pytest.param(GOOD.replace(b"true", b"-Infinity"), JSON, id="infinity inside"),
        pytest.param(GOOD.replace(b"true", b"1e400"), JSON, id="a number of 400 digits"),
        pytest.param(GOOD.replace(b"true", b"9" * 500), JSON, id="an integer of 500 digits"),
        pytest.param(GOOD.decode().encode("utf-16"), JSON, id="UTF-16"),
        pytest.param(GOOD, {"Content-Type": "text/plain"}, id="plain text"),
        pytest.param(GOOD, {"Content-Type": "application/xml"}, id="XML by name"),
        pytest.param(GOOD, {"Content-Type": "nonsense"}, id="a content type that is none"),
        pytest.param(b"kind=praise", {"Content-Type": "application/x-www-form-urlencoded"}, id="a form"),
    ],
)
def test_bodies_that_are_none(officer: httpx.Client, path: str, content: bytes, headers: dict[str, str]) -> None:
    assert_problem(officer.post(path, content=content, headers=headers), 400, 415, 422)


@pytest.mark.parametrize(
    "path", [CONTACTS, "/api/intake/v1/clients", "/api/cases/v1/officers/x", "/api/analytics/v1/figures"]
)
@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate, gzip", "nonsense"])
def test_bodies_of_another_encoding(officer: httpx.Client, path: str, encoding: str) -> None:
    method = "PATCH" if path.endswith("/x") else "POST"
    headers = {**JSON, "Content-Encoding": encoding}
    assert_problem(officer.request(method, path, content=gzip.compress(GOOD), headers=headers), 415)


def test_a_file_of_another_encoding(admin: httpx.Client) -> None:
    headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
    imports = "/api/intake/v1/imports"
    before = admin.get(imports).json()
    assert_problem(admin.post(imports, content=gzip.compress(GOOD), headers=headers), 415)
    assert admin.get(imports).json() == before


@pytest.mark.parametrize(
    "path",
    [CONTACTS, "/api/intake/v1/clients", "/api/cases/v1/cases/LEI-2627-0001/notes", "/api/analytics/v1/figures"],
)
def test_keys_that_stand_twice(officer: httpx.Client, path: str) -> None:
    body = b'{"text": {"colour": "red", "colour": "blue"}}'
    problem = assert_problem(officer.post(path, content=body, headers={**JSON, "If-Match": '"1"'}), 422)
    assert problem["errors"][0]["pointer"] == ""
    assert 'the key "colour" stands twice' in problem["errors"][0]["detail"]


@pytest.mark.parametrize("size", [3_000_000, 30_000_000])
def test_a_narrative_of_megabytes(officer: httpx.Client, size: int) -> None:
    assert_problem(officer.post(CONTACTS, json=contacts.statutory(narrative="x" * size)), 413, 422)


def test_a_narrative_of_megabytes_in_pieces(officer: httpx.Client) -> None:
    """Without a Content-Length the limit must hold while reading."""
    pieces = (b"x" * 100_000 for _ in range(40))
    assert_problem(officer.post(CONTACTS, content=pieces, headers=JSON), 413, 422)


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=-1",
        "limit=1000000",
        "limit=99999999999999999999",
        "limit=true",
        "limit=ten",
        "cursor=nonsense",
        "cursor=%00",
        "cursor=%FF",
        "received_from=2026-02-30",
        "received_from=0",
        "received_to=99999-01-01",
        "classification=nonsense",
        "ref=nonsense",
        "ref=%00",
        "q=%00",
        "q=" + "x" * 5_000,
        "&".join(["ref=LEI-2627-0001"] * 101),
    ],
)
def test_wrong_queries(officer: httpx.Client, query: str) -> None:
    answer = officer.get(f"{CONTACTS}?{query}")
    assert answer.status_code in {200, 422}, answer.text[:300]
    if answer.status_code == 422:
        assert assert_problem(answer, 422)["errors"]
    if query.startswith("limit"):
        assert answer.status_code == 422


@pytest.mark.parametrize("text", ["%25", "_", "'", '"', "\\", ";--", "%FF", "%ED%A0%80", "💥", "a%20OR%20b"])
def test_odd_searches_find_nothing_and_break_nothing(officer: httpx.Client, text: str) -> None:
    for answer in (
        officer.get(f"{CONTACTS}?q={text}"),
        officer.post(f"{CONTACTS}/search", json={"q": unquote(text)}),
        officer.get(f"/api/cases/v1/cases?q={text}"),
    ):
        assert answer.status_code in {200, 422}, answer.text[:300]
        assert answer.status_code == 422 or answer.json()["items"] == []


@pytest.mark.parametrize(
    "ref", ["%00", "%FF", "..%2F..", "x" * 3_000, "LEI-2627-9999", "LEI-2627-%F0%9F%92%A5", "'"]
)
def test_references_that_are_none(officer: httpx.Client, ref: str) -> None:
    for path in (f"{CONTACTS}/{ref}", f"/api/cases/v1/cases/{ref}", f"/api/cases/v1/cases/{ref}/timeline"):
        assert_problem(officer.get(path), 404, 422)


@pytest.mark.parametrize("key", ["", "x" * 5_000, "k\x01y", "schlüssel".encode(), b"\xff\xfe"])
def test_odd_idempotency_keys(officer: httpx.Client, key: str | bytes) -> None:
    value = key if isinstance(key, bytes) else key.encode()
    answer = officer.post(CONTACTS, json=contacts.statutory(), headers={b"Idempotency-Key": value})
    if value != b"k\x01y":  # refused by the HTTP parser, before there is a request to answer
        assert answer.status_code == 201 or assert_problem(answer, 400, 422)
    assert answer.status_code < 500


@pytest.mark.parametrize("version", ["nonsense", '"-1"', '"99999999999999999999999"', '"1", "2"', "*", ""])
def test_odd_versions_change_nothing(officer: httpx.Client, leicester_case: str, version: str) -> None:
    path = f"/api/cases/v1/cases/{leicester_case}/allocation"
    answer = officer.post(path, json={"owner": None, "team": None}, headers={"If-Match": version})
    assert_problem(answer, 400, 412, 422, 428)


@pytest.mark.parametrize(
    ("action", "body", "pointer"),
    [
        ("acknowledgement", {"acknowledged_on": "2099-01-01", "method": "letter"}, "/acknowledged_on"),
        ("acknowledgement", {"acknowledged_on": "9999-12-31", "method": "letter"}, "/acknowledged_on"),
        ("acknowledgement", {"acknowledged_on": "2001-01-01", "method": "letter"}, "/acknowledged_on"),
        ("acknowledgement", {"acknowledged_on": "TODAY", "method": "pigeon"}, "/method"),
        (
            "acknowledgement",
            {"acknowledged_on": "TODAY", "method": "letter", "promised_on": "9999-12-31"},
            "/promised_on",
        ),
        ("allocation", {"owner": "nobody-here", "team": None}, "/owner"),
        ("allocation", {"owner": None, "team": "no_such_team"}, "/team"),
        ("issues", {"category": "other", "description": "Nul\x00byte", "about": "council"}, "/description"),
        ("issues", {"category": "no such", "description": "x", "about": "council"}, "/category"),
        (
            "withdrawal",
            {"withdrawn_on": "2099-01-01", "withdrawn_by": "complainant", "reason": "x"},
            "/withdrawn_on",
        ),
        ("notes", {"text": "Nul\x00byte"}, "/text"),
        ("notes", {"text": "\ud800"}, "/text"),
        ("notes", {"text": ""}, "/text"),
        (
            "closure",
            {"closed_on": "TODAY", "remedies": [{"kind": "payment", "amount_pounds": True}], "learning": []},
            "/remedies/0/amount_pounds",
        ),
        (
            "closure",
            {"closed_on": "TODAY", "remedies": [{"kind": "payment", "amount_pounds": -1}], "learning": []},
            "/remedies/0/amount_pounds",
        ),
        (
            "closure",
            {"closed_on": "TODAY", "remedies": [{"kind": "payment", "amount_pounds": 1e300}], "learning": []},
            "/remedies/0/amount_pounds",
        ),
    ],
)
def test_wrong_fields_of_case_actions(
    officer: httpx.Client, leicester_case: str, action: str, body: dict[str, Any], pointer: str
) -> None:
    case = officer.get(f"/api/cases/v1/cases/{leicester_case}").json()
    filled = {key: case["received_on"] if value == "TODAY" else value for key, value in body.items()}
    answer = officer.post(
        f"/api/cases/v1/cases/{leicester_case}/{action}",
        content=json.dumps(filled),
        headers={**JSON, "If-Match": f'"{case["version"]}"'},
    )
    assert_names(answer, pointer)


# Partners


@pytest.fixture(scope="module")
def admin(product: Product) -> Iterator[httpx.Client]:
    with product.client("admin", "leicester") as client:
        yield client


@pytest.fixture(scope="module")
def partner(product: Product, admin: httpx.Client) -> Iterator[httpx.Client]:
    """A partner's system, signed in."""
    client = admin.post("/api/intake/v1/clients", json=PARTNER).raise_for_status().json()
    form = {"grant_type": "client_credentials"}
    with product.client() as system:
        signed_in = system.post(TOKEN, data=form, auth=(client["client_id"], client["client_secret"]))
        system.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"
        yield system


PARTNER = {"organisation": "A Trust", "scopes": ["contacts:write", "contacts:read"]}
TOKEN = "/api/intake/v1/oauth/token"
SENT = "/api/intake/v1/partner/contacts"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param(b"[" * 10_000 + b"]" * 10_000, "nested too deeply", id="10,000 deep"),
        pytest.param(b'{"kind": "idea", "kind": "praise"}', 'the key "kind" stands twice', id="a key twice"),
        pytest.param(b'{"affected": 1e400}', "1e400 is no number", id="1e400"),
        pytest.param(b'{"affected": NaN}', "NaN is no number", id="NaN"),
        pytest.param(b'{"affected": ' + b"9" * 5_000 + b"}", "too many digits", id="5,000 digits"),
        pytest.param(b'"\xff"', "not UTF-8", id="not UTF-8"),
        pytest.param(b"{", "not JSON", id="cut"),
    ],
)
def test_a_bad_line_hinders_no_other(partner: httpx.Client, line: bytes, told: str) -> None:
    good = {"partner_reference": "after the bad one", "kind": "praise", "narrative": "They were kind."}
    answer = partner.post(f"{SENT}/bulk", content=line + b"\n" + json.dumps(good).encode())
    assert answer.status_code == 200, answer.text
    rejected, kept = answer.json()["lines"]
    assert (rejected["result"], told in rejected["detail"]) == ("rejected", True), rejected
    assert kept["result"] in {"added", "unchanged"}


def test_tokens_of_clients_that_no_longer_open(product: Product, admin: httpx.Client) -> None:
    client = admin.post("/api/intake/v1/clients", json=PARTNER).raise_for_status().json()["client_id"]
    held = {"roles": ["partner"], "sub": client, "scope": "contacts:read contacts:write"}

    def answer(**changes: Any) -> httpx.Response:
        headers = tokens.bearer(tokens.signed(tokens.own_key(product.data), **held | changes))
        return httpx.get(f"{product.url}{SENT}", headers=headers)

    assert answer().status_code == 200, "otherwise the others would be refused for the wrong reason"
    assert_problem(answer(authority="coventry"), 401)
    assert_problem(answer(iat=1_600_000_000, nbf=1_600_000_000, exp=1_600_000_600), 401)
    assert_problem(answer(sub="leicester-000000000000"), 401)
    assert_problem(answer(scope="contacts:write"), 403)
    admin.post(f"/api/intake/v1/clients/{client}/revocation").raise_for_status()
    assert_problem(answer(), 401)


@pytest.mark.parametrize(
    "client_id", ["nul\x00byte", "x" * 5_000, "\ud800".encode(errors="replace").decode(), "é"]
)
def test_odd_clients(product: Product, client_id: str) -> None:
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": "nul\x00byte"}
    assert_problem(httpx.post(f"{product.url}{TOKEN}", data=form), 401, 422)


def test_unknown_addresses_and_methods(product: Product, officer: httpx.Client) -> None:
    for path in ("/api/intake/v1/nothing", "/api/nothing", "/api/", "/api/cases/v1"):
        assert_problem(officer.get(path), 404)
    answer = officer.request("DELETE", CONTACTS)
    assert_problem(answer, 405)
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))
