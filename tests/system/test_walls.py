"""Walls: a token opens its own council's data and nothing else."""

import json
from collections.abc import Callable, Iterator

import httpx
import pytest
from joserfc.jwk import ECKey

from tests.support import tokens
from tests.support.openapi import Operation, operations
from tests.support.server import Product
from tests.support.waiting import DEADLINE, eventually

pytestmark = pytest.mark.system

JSON = {"Content-Type": "application/json"}

# What each writing route would accept for a record of one's own council.
BODIES: dict[str, dict] = {
    "PUT /annual-report/words/{place}": {"authority": "leicester", "year": "2026-27", "text": "Mine."},
    "POST /contacts/{ref}/reclassifications": {
        "classification": "comment",
        "procedure": None,
        "reason": "Not a complaint after all.",
    },
    "POST /contacts/{ref}/links": {"to": "LEI-2526-0001"},
    "POST /contacts/{ref}/files": {"the content": "of a file"},
    "POST /contacts/{ref}/files/{number}/withdrawal": {"because": "It is of another."},
    "POST /contacts/{ref}/legal-holds": {"reason": "A claim was made."},
    "POST /contacts/{ref}/legal-holds/{number}/end": {"because": "It was settled."},
    "POST /cases/{ref}/remedies": {"kind": "apology"},
    "POST /cases/{ref}/tasks": {"what": "Ring them", "due_on": "TODAY"},
    "PUT /cases/{ref}/tasks/{number}": {"what": "Ring them.", "due_on": "TODAY"},
    "POST /cases/{ref}/tasks/{number}/done": {"done_on": "TODAY"},
    "POST /cases/{ref}/tasks/{number}/dropped": {"because": "Not wanted."},
    "POST /cases/{ref}/outbox/{number}/posted": {"posted_on": "TODAY"},
    "POST /cases/{ref}/outbox/{number}/again": {"reason": "It did not arrive."},
    "PATCH /cases/{ref}/remedies/{number}": {"due_on": "TODAY"},
    "POST /cases/{ref}/remedies/{number}/agreement": {"pence": 100},
    "POST /cases/{ref}/remedies/{number}/payments": {"pence": 100, "paid_on": "TODAY"},
    "POST /cases/{ref}/remedies/{number}/done": {"done_on": "TODAY", "evidence": "The letter."},
    "POST /cases/{ref}/remedies/{number}/dropped": {"because": "Not wanted."},
    "POST /cases/{ref}/remedies/{number}/put-right": {"because": "Another case was meant."},
    "POST /cases/{ref}/learning": {"theme": "training", "action": "Training", "scope": "team"},
    "PATCH /cases/{ref}/learning/{number}": {"due_on": "TODAY"},
    "POST /cases/{ref}/learning/{number}/put-right": {"wrong": "done", "because": "Another case was meant."},
    "POST /cases/{ref}/learning/{number}/done": {"done_on": "TODAY", "evidence": "The minutes."},
    "POST /cases/{ref}/learning/{number}/effect": {"looked_at_on": "TODAY", "repeated": False},
    "POST /cases/{ref}/learning/{number}/dropped": {"because": "It was done elsewhere."},
    "POST /cases/{ref}/ombudsman": {"body": "lgsco", "received_on": "TODAY"},
    "PUT /cases/{ref}/ombudsman/{number}": {"body": "lgsco", "received_on": "TODAY"},
    "PUT /cases/{ref}/ombudsman/{number}/draft": {"draft_on": "TODAY", "draft_decision": "upheld"},
    "PUT /cases/{ref}/ombudsman/{number}/decision": {"decided_on": "TODAY", "decision": "upheld"},
    "POST /cases/{ref}/ombudsman/{number}/remedies": {"what": "An apology"},
    "PUT /cases/{ref}/ombudsman/{number}/remedies/{remedy}": {"what": "An apology"},
    "POST /cases/{ref}/letters": {"kind": "acknowledgement"},
    "PUT /cases/{ref}/letters/{number}": {
        "version": 1,
        "print": "standard",
        "subject": "Yours",
        "text": "Dear somebody",
    },
    "POST /cases/{ref}/letters/{number}/signature": {"version": 1, "signed_on": "TODAY"},
    "POST /cases/{ref}/letters/{number}/leaving": {"version": 1},
    "POST /cases/{ref}/letters/{number}/sent": {"version": 1, "sent_on": "TODAY", "method": "letter"},
    "POST /cases/{ref}/survey": {"although": "They asked for it."},
    "POST /cases/{ref}/survey/paper": {
        **dict.fromkeys(("understood", "informed", "respected", "clear", "changed"), "yes"),
        "overall": 5,
    },
    "POST /cases/{ref}/costs": {"kind": "advocacy", "pence": 4_950, "spent_on": "TODAY"},
    "POST /cases/{ref}/costs/{number}/put-right": {"cost": None, "because": "Another case was meant."},
    "PATCH /providers/{number}": {"note": "Visited.", "reason": "It was left out."},
    "POST /providers/{number}/spellings": {"spelling": "Provider P Ltd"},
    "POST /providers/{number}/ending": {"active_until": "TODAY", "reason": "The contract ended."},
    "POST /providers/{number}/taking-up": {"reason": "It goes on."},
    "POST /providers/{number}/merging": {"into": 2, "reason": "The same home."},
    "POST /providers/{number}/separating": {"reason": "Two homes after all."},
    "POST /providers/{number}/actions": {"code": "monitoring_visit", "on": "TODAY"},
    "PUT /cases/{ref}/restriction": {"people": ["somebody"], "reason": "It is about a colleague."},
    "PUT /contacts/{ref}/restriction": {"restricted": True, "reason": "It is about a colleague."},
    "POST /contacts/{ref}/transfer": {
        "to_body": "A Trust",
        "consent": {"given_on": "2026-03-24", "how": "By phone"},
        "sent_on": "TODAY",
        "told_on": "TODAY",
    },
    "POST /contacts/{ref}/transfer/receipt": {"received_on": "TODAY"},
    "POST /cases/{ref}/acknowledgement": {
        "acknowledged_on": "TODAY",
        "method": "letter",
        "promised_on": None,
    },
    "POST /cases/{ref}/allocation": {"owner": None, "team": None},
    "PATCH /contacts/{ref}/facts": {"satisfied": True},
    "PUT /contacts/{ref}/duties/{duty}": {"done_on": "TODAY"},
    "PUT /contacts/{ref}/people": {"reply_by": "email"},
    "PUT /contacts/{ref}/contact-plan": {"limits": "By letter alone", "review_on": "TODAY"},
    "PUT /contacts/{ref}/redirection": {"route": "team", "to": "Another team", "on": "TODAY"},
    "PUT /contacts/{ref}/quality-alert": {"shortcoming": "Late calls", "sent_to": "Somebody", "on": "TODAY"},
    "PUT /contacts/{ref}/thanks": {"themes": [], "on": "TODAY"},
    "POST /cases/{ref}/grade": {"grade": "low", "answers": {"effect": "little"}, "reason": "Little effect."},
    "POST /cases/{ref}/issues": {
        "category": "other",
        "description": "Another matter.",
        "about": "council",
        "team": None,
    },
    "PUT /cases/{ref}/issues/{number}": {"category": "other", "description": "A matter.", "about": "council"},
    "PUT /cases/{ref}/issues/{number}/finding": {
        "outcome": "upheld",
        "reason": "It was so.",
        "decided_on": "TODAY",
    },
    "POST /cases/{ref}/holding-reply": {"sent_on": "TODAY", "method": "letter"},
    "POST /cases/{ref}/response": {"responded_on": "TODAY", "method": "letter"},
    "POST /cases/{ref}/closure": {"closed_on": "TODAY", "remedies": [], "learning": []},
    "POST /cases/{ref}/settlement": {"settled_on": "TODAY", "method": "letter", "how": "The visit took place."},
    "POST /cases/{ref}/withdrawal": {
        "withdrawn_on": "TODAY",
        "withdrawn_by": "complainant",
        "reason": "Content now.",
    },
    "POST /cases/{ref}/corrections": {"what": "closing", "on": "TODAY", "reason": "The copy on file says so."},
    "PUT /cases/{ref}/joint": {"bodies": [{"body": "university_hospitals_leicester"}]},
    "PUT /cases/{ref}/plan": {
        "issues": [{"number": 1, "words": "Nobody came."}],
        "wants": "A visit.",
        "how": "We ask the team.",
        "who": "The team's manager",
        "hears": "weekly",
        "agreed": True,
        "made_on": "TODAY",
        "method": "phone",
    },
    "POST /cases/{ref}/appointments": {
        "role": "advocate",
        "name": "A Person",
        "independent": True,
        "appointed_on": "TODAY",
    },
    "PUT /cases/{ref}/appointments/{number}/days": {"days": []},
    "POST /cases/{ref}/appointments/{number}/end": {"ended_on": "TODAY", "because": "They moved."},
    "POST /cases/{ref}/advocacy": {"act": "offered", "told_on": "TODAY"},
    "POST /cases/{ref}/advocacy/{number}/put-right": {"word": None, "because": "Another case was meant."},
    "POST /cases/{ref}/adoption": {"procedure": None, "team": None},
    "POST /cases/{ref}/notes": {"text": "A note."},
    "POST /cases/{ref}/stages": {"stage": "stage_2", "requested_on": "TODAY"},
    "POST /cases/{ref}/reopening": {"requested_on": "TODAY"},
    "POST /cases/{ref}/review": {"put_up_on": "TODAY"},
    "POST /cases/{ref}/told-late": {"level": "Director", "told_on": "TODAY", "method": "email"},
    "POST /cases/{ref}/signature": {"signed_on": "TODAY"},
    "POST /cases/{ref}/sent-back": {"sent_back_on": "TODAY", "because": "Read it again"},
    "POST /cases/{ref}/steps": {"step": "panel_met", "taken_on": "TODAY"},
    "POST /cases/{ref}/clocks/{clock}/extension": {
        "amount": 30,
        "agreed_on": "TODAY",
        "person_agreed": True,
        "reason": "A witness is away.",
    },
    "POST /cases/{ref}/holds": {
        "reason": "consent",
        "waiting_on": "Consent",
        "started_on": "TODAY",
        "review_on": "TODAY",
    },
    "POST /cases/{ref}/holds/{number}/end": {"ended_on": "TODAY"},
    "POST /cases/{ref}/requests": {"asked_of": "A provider", "what": "Records", "asked_on": "TODAY"},
    "POST /cases/{ref}/ombudsman-enquiries": {
        "asked_of": "The Ombudsman",
        "what": "Comments",
        "asked_on": "TODAY",
    },
    "POST /cases/{ref}/requests/{number}/answer": {"answered_on": "TODAY"},
    "POST /cases/{ref}/requests/{number}/withdrawal": {"withdrawn_on": "TODAY", "reason": "A mistake."},
    "POST /cases/{ref}/requests/{number}/chases": {"chased_on": "TODAY", "method": "phone"},
    "POST /cases/{ref}/requests/{number}/link": {"expires_on": "TODAY"},
    "POST /cases/{ref}/receipt": {"received_on": "TODAY", "reason": "A mistake."},
    "POST /mail/{mail}/record": {"channel": "email", "narrative": "Nobody came."},
    "POST /mail/{mail}/thread": {"ref": "LEI-2526-0001"},
    "POST /mail/{mail}/aside": {"reason": "A mistake."},
    "PUT /alerts/{alert}": {
        "name": "Late",
        "question": {"measure": "count"},
        "side": "over",
        "threshold": 5,
        "told": ["manager"],
    },
    "PUT /saved-views/{saved_id}": {"name": "Mine", "query": {"view": "mine"}},
    "PATCH /officers/{subject}": {"team": None},
    "POST /officers/{subject}/hand-over": {"to": "somebody", "reason": "They left."},
    "POST /calendar/changes/{number}/undo": {"source": "A mistake", "previewed_version": "any"},
}


OF_A_CLIENT = "/partner/"
"""Routes of partners' clients, who see their own contacts alone: their walls are tests/intake/test_partners.py."""
OF_THE_PUBLIC = "/v1/public/{authority}"
"""Routes without a sign-in, of a council that they name: their walls are tests/intake/test_public.py."""
OF_EVERYBODY = (
    "/boards/{board}",
    *(f"/letter-wordings/{{{of}}}{then}" for of in ("kind", "letter") for then in ("", "/preview")),
)
"""Names of the product's own: each council has them, with what is its own."""
NOBODYS = {
    "subject": "nobody",
    "kind": "acknowledgement",
    "version": "1",
    "number": "1",
    "remedy": "1",
    "other": "LEI-2526-0001",
    "clock": "acknowledge",
    "place": "foreword",
    "board": "performance",
    "job_id": "0" * 32,
    "client_id": "leicester-000000000000",
    "name": "complaints-log",
    "duty": "acknowledge",
    "letter": "notice",
    "saved_id": "0" * 32,
    "alert": "0" * 32,
    "unfinished": "00000000-0000-4000-8000-000000000000",
    "mail": "00000000-0000-4000-8000-000000000000",
}

MAPPING = {
    "columns": [{"column": "Ref", "field": "ref"}, {"column": "Received", "field": "received_on"}],
    "constants": {"classification": "compliment"},
}
BODIES["PUT /import-mappings/{name}"] = MAPPING
SAVED = "/api/intake/v1/import-mappings/complaints-log"

# What another council calls a thing, any council may call its own.
NAMES_ARE_FREE = {"PUT /import-mappings/{name}"}


def everything(client: httpx.Client, ref: str) -> list[object]:
    """What Leicester has: its contact, its case with the version, what happened, who works there."""
    paths = [
        f"/api/intake/v1/contacts/{ref}",
        f"/api/cases/v1/cases/{ref}",
        f"/api/cases/v1/cases/{ref}/timeline",
        "/api/cases/v1/officers",
    ]
    return [client.get(path).raise_for_status().json() for path in paths]


@pytest.fixture(scope="module")
def routes(product: Product) -> list[Operation]:
    with product.client("admin") as reader:
        return operations(reader)


@pytest.fixture(scope="module")
def stranger(product: Product) -> Callable[[], httpx.Client]:
    """Everything a person of Coventry could be, all roles at once."""
    token = tokens.signed(tokens.own_key(product.data), authority="coventry", sub="stranger")
    return lambda: httpx.Client(base_url=product.url, headers=tokens.bearer(token), timeout=DEADLINE)


@pytest.fixture(scope="module")
def leicester_import(product: Product) -> Iterator[tuple[httpx.Client, str]]:
    """Somebody of Leicester who may import, and the id of what they imported."""
    line = {
        "ref": "LEI-2324-9001",
        "authority": "leicester",
        "classification": "compliment",
        "received_on": "2023-05-02",
    }
    token = tokens.signed(tokens.own_key(product.data), sub="importer")
    headers = tokens.bearer(token) | {"Content-Type": "application/x-ndjson"}
    with httpx.Client(base_url=product.url, headers=headers, timeout=DEADLINE) as client:
        job = client.post("/api/intake/v1/imports", content=json.dumps(line)).raise_for_status().json()["job_id"]
        path = f"/api/intake/v1/imports/{job}"
        eventually(lambda: client.get(path).json()["state"] == "done", what="the import")
        client.put(SAVED, content=json.dumps(MAPPING | {"header_row": 7}), headers=JSON).raise_for_status()
        yield client, job


def test_another_councils_records_do_not_exist(
    product: Product,
    routes: list[Operation],
    officer: httpx.Client,
    leicester_case: str,
    leicester_import: tuple[httpx.Client, str],
    stranger: Callable,
) -> None:
    """Over every route that names a record: 404, and nothing changes."""
    officer.put("/api/cases/v1/officers/me").raise_for_status()
    subject = officer.get("/api/cases/v1/officers").json()["items"][0]["subject"]
    importer, job = leicester_import
    begun = {"title": "Begun", "begun_at": "2026-03-06T10:00:00Z", "form": "{}"}
    left = officer.post("/api/intake/v1/unfinished", json=begun).raise_for_status().json()
    message = b"From: amira@example.org\r\n\r\nNobody came."
    arrived = officer.post("/api/intake/v1/mail", content=message).raise_for_status().json()
    values = {
        **NOBODYS,
        "ref": leicester_case,
        "subject": subject,
        "job_id": job,
        "unfinished": left["id"],
        "mail": arrived["id"],
    }
    today = officer.get(f"/api/intake/v1/contacts/{leicester_case}").json()["received_on"]
    kept = (f"/api/intake/v1/imports/{job}", SAVED, "/api/intake/v1/unfinished", "/api/intake/v1/mail")
    before = [everything(officer, leicester_case), *(importer.get(path).json() for path in kept)]
    tried = 0
    with stranger() as client:
        for route in routes:
            if "{" not in route.path or OF_A_CLIENT in route.path or route.path.endswith(OF_EVERYBODY):
                continue
            if OF_THE_PUBLIC in route.path:
                continue
            named = f"{route.method.upper()} {route.path.removeprefix('/v1')}"
            body = BODIES.get(named)
            assert body or not route.takes_body, f"{route} needs a body in BODIES"
            filled = {key: today if value == "TODAY" else value for key, value in (body or {}).items()}
            path = route.route.format(**values)
            if named in NAMES_ARE_FREE:
                client.request(route.method, path, json=filled).raise_for_status()
                client.delete(path).raise_for_status()
                continue
            for headers in ({"If-Match": '"1"'}, {"If-Match": '"1"', "Idempotency-Key": f"wall-{tried}"}):
                answer = client.request(route.method, path, json=filled or None, headers=headers)
                assert answer.status_code == 404, f"{route}: {answer.status_code} {answer.text}"
                assert answer.headers["content-type"] == "application/problem+json"
            tried += 1
    assert tried >= 15
    assert [everything(officer, leicester_case), *(importer.get(path).json() for path in kept)] == before


def test_lists_and_figures_leave_other_councils_out(
    routes: list[Operation], leicester_case: str, leicester_import: tuple[httpx.Client, str], stranger: Callable
) -> None:
    secrets = (leicester_case, leicester_import[1], "LEI-2324-9001")
    with stranger() as client:
        for route in routes:
            if route.method != "get" or "{" in route.path or route.streams or route.path.endswith("/events"):
                continue
            if OF_A_CLIENT in route.path:
                continue
            for query in ({}, {"ref": leicester_case}, {"q": leicester_case}, {"view": "all"}):
                answer = client.get(route.route, params=query)
                assert answer.status_code in {200, 422}, f"{route}: {answer.text}"
                if answer.status_code == 200:
                    assert not any(secret in answer.text for secret in secrets), str(route)
        assert client.get("/api/analytics/v1/dashboard").json()["open"] == 0
        assert client.get("/api/cases/v1/cases/counts").json()["open"] == 0


def test_figures_are_of_the_own_council(leicester_import: tuple[httpx.Client, str], stranger: Callable) -> None:
    question = {"authority": "leicester", "year": "2023-24", "measure": "count"}
    importer, _job = leicester_import
    figures = "/api/analytics/v1/figures"

    def counted() -> float:
        answer: float = importer.post(figures, content=json.dumps(question), headers=JSON).json()["values"]
        return answer

    eventually(lambda: counted() == 1, what="the imported case in Leicester's figures")
    with stranger() as client:
        for path, body in ((figures, question), (f"{figures}/references", {"question": question})):
            assert client.post(path, json=body).status_code == 404
            own = client.post(path, json=json.loads(json.dumps(body).replace("leicester", "coventry")))
            assert own.status_code == 200, own.text
            assert "LEI" not in own.text


def test_the_feed_is_for_services(product: Product, routes: list[Operation], stranger: Callable) -> None:
    feeds = [route for route in routes if route.path.endswith("/events") and OF_A_CLIENT not in route.path]
    assert feeds
    with stranger() as client:
        for route in feeds:
            assert client.get(route.route).status_code == 403, str(route)


FORGERIES: dict[str, Callable[[ECKey], str]] = {
    "expired": lambda key: tokens.signed(key, iat=1_600_000_000, nbf=1_600_000_000, exp=1_600_000_600),
    "never expires": lambda key: tokens.signed(key, exp=None),
    "not yet valid": lambda key: tokens.signed(key, nbf=4_000_000_000, exp=4_000_000_600),
    "other issuer": lambda key: tokens.signed(key, iss="https://login.example"),
    "no issuer": lambda key: tokens.signed(key, iss=None),
    "other audience": lambda key: tokens.signed(key, aud="another-product"),
    "no audience": lambda key: tokens.signed(key, aud=None),
    "nobody": lambda key: tokens.signed(key, sub=None),
    "other key": lambda key: tokens.signed(ECKey.generate_key("P-256")),
    "alg none": lambda key: tokens.unsigned(),
    "public key as secret": tokens.signed_with_the_public_key,
    "signature cut": lambda key: tokens.signed(key)[:-8],
    "no signature": lambda key: tokens.signed(key).rpartition(".")[0] + ".",
    "body of another": lambda key: tokens.with_body_of(tokens.signed(key), tokens.unsigned()),
    "garbage": lambda key: "garbage",
    "dots": lambda key: "..",
    "not ASCII": lambda key: "tökén.tökén.tökén",
    "very long": lambda key: "a" * 6000,
    "no roles": lambda key: tokens.signed(key, roles=None),
    "empty roles": lambda key: tokens.signed(key, roles=[]),
    "unknown role": lambda key: tokens.signed(key, roles=["superuser"]),
    "roles as lists": lambda key: tokens.signed(key, roles=[["admin"], {"admin": True}]),
    "roles as text": lambda key: tokens.signed(key, roles="admin"),
    "unknown council": lambda key: tokens.signed(key, authority="atlantis"),
    "no council": lambda key: tokens.signed(key, authority=None),
    "council as a list": lambda key: tokens.signed(key, authority=["leicester", "coventry"]),
    "every council": lambda key: tokens.signed(key, authority="*"),
    "service of one council": lambda key: tokens.signed(key, roles=["service"]),
    "service and staff": lambda key: tokens.signed(key, roles=["service", "admin"], authority="*"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_bad_tokens_are_refused(product: Product, name: str) -> None:
    token = FORGERIES[name](tokens.own_key(product.data))
    headers = {"Authorization": f"Bearer {token}".encode()}
    with product.client() as client:
        for path in ("/api/intake/v1/contacts", "/api/cases/v1/cases", "/api/analytics/v1/dashboard"):
            answer = client.get(path, headers=headers)
            assert answer.status_code == 401, f"{path}: {answer.text}"
            assert answer.headers["www-authenticate"].startswith("Bearer")
            assert answer.headers["content-type"] == "application/problem+json"


def test_the_tokens_that_were_forged_from_are_good(product: Product) -> None:
    """Otherwise the test above would pass for the wrong reason."""
    with product.client() as client:
        headers = tokens.bearer(tokens.signed(tokens.own_key(product.data)))
        assert client.get("/api/intake/v1/contacts", headers=headers).status_code == 200


def test_without_a_token_nothing_opens(product: Product, routes: list[Operation], leicester_case: str) -> None:
    values = {**NOBODYS, "ref": leicester_case}
    with product.client() as client:
        for route in routes:
            # A client, and whoever has a link, shows a secret here, and has no token.
            if route.path.endswith(("/oauth/token", "/v1/survey", "/v1/survey/answer")):
                continue
            if "/v1/contribution" in route.path:
                continue
            if OF_THE_PUBLIC in route.path:
                continue
            for headers in ({}, {"Authorization": "Basic dGVzdDp0ZXN0"}, {"Authorization": "Bearer"}):
                answer = client.request(route.method, route.route.format(**values), headers=headers)
                assert answer.status_code == 401, f"{route}: {answer.status_code} {answer.text}"
