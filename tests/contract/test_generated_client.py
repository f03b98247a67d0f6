"""The partner's story through a client that a generator makes of the published document, knowing nothing else.

The client is made anew for every run, in a folder that is thrown away.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kernel.localtime import local_today
from tests.support import tokens
from tests.support.databases import BACKENDS, Databases
from tests.support.receiver import receiving
from tests.support.server import SERVICES, Product
from tests.support.waiting import eventually

pytestmark = pytest.mark.contract

PACKAGE = "redress_intake_client"
SETTINGS = """
post_hooks: []
content_type_overrides:
  application/x-ndjson: application/octet-stream
"""
SAID = {
    "kind": "dissatisfaction",
    "function": "adult_social_care",
    "affected": True,
    "narrative": "The care package was not in place on the day of discharge.",
    "complainant": {"name": "A Relative", "role": "relative"},
    "person": {"name": "A Patient", "consent": "agrees"},
}


@pytest.fixture(scope="module", params=BACKENDS)
def product(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("generated")
    databases = Databases(request.param, folder)
    addresses = {f"REDRESS_{name.upper()}_DATABASE_URL": databases.empty() for name in SERVICES}
    addresses["REDRESS_HOOKS_NETWORKS"] = "127.0.0.0/8"
    with Product(folder / "data", addresses) as running:
        yield running
    databases.close()


@pytest.fixture
def generated(product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of the package that was made of the running product's document."""
    document, settings = tmp_path / "intake.json", tmp_path / "settings.yml"
    with product.client("admin") as client:
        document.write_bytes(client.get("/api/intake/v1/openapi.json").raise_for_status().content)
    settings.write_text(SETTINGS)
    command = ["openapi_python_client", "generate", "--meta", "none", "--path", str(document)]
    subprocess.run(
        [sys.executable, "-m", *command, "--output-path", str(tmp_path / PACKAGE), "--config", str(settings)],
        check=True,
        capture_output=True,
        timeout=60,
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield PACKAGE
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.mark.in_turn
def test_a_partner_does_everything_with_a_generated_client(product: Product, generated: str) -> None:
    models, types = import_module(f"{generated}.models"), import_module(f"{generated}.types")
    connected = import_module(generated).AuthenticatedClient

    def operation(name: str) -> Callable[..., Any]:
        """Calls an operation by its id; the answer has a status code and what the document says it holds."""
        call: Callable[..., Any] = import_module(f"{generated}.api.default.{name}").sync_detailed
        return call

    def signed_in(token: str) -> Any:
        return connected(base_url=f"{product.url}/api/intake", token=token)

    key = tokens.own_key(product.data)
    admin, officer = (signed_in(tokens.signed(key, roles=[role])) for role in ("admin", "complaints_officer"))
    anybody = import_module(generated).Client(base_url=f"{product.url}/api/intake")
    today: date = local_today()

    # A client is issued, and gets a token.
    both = [models.Scope.CONTACTSREAD, models.Scope.CONTACTSWRITE]
    new_client = models.NewClient(organisation="Riverside NHS Trust", scopes=both)
    client = operation("issue_client")(client=admin, body=new_client).parsed
    form = models.BodyIssueToken(
        grant_type="client_credentials", client_id=client.client_id, client_secret=client.client_secret
    )
    token = operation("issue_token")(client=anybody, body=form).parsed
    assert (token.token_type, token.expires_in) == ("Bearer", 600)
    partner = signed_in(token.access_token)

    # It sends a contact, and the same again under the same key.
    def contact(reference: str, **changes: Any) -> Any:
        return models.PartnerContact.from_dict(SAID | {"partner_reference": reference} | changes)

    submit = operation("submit_contact")
    sent = submit(client=partner, body=contact("T-1"), idempotency_key="first")
    assert (sent.status_code, sent.parsed.classification) == (201, models.Classification.STATUTORY_COMPLAINT)
    again = submit(client=partner, body=contact("T-1"), idempotency_key="first")
    assert (again.status_code, again.content) == (201, sent.content)
    other = submit(client=partner, body=contact("T-2"), idempotency_key="first")
    assert (other.status_code, other.parsed.errors[0].pointer) == (422, "/header/Idempotency-Key")
    twice = submit(client=partner, body=contact("T-1", narrative="Something else."))
    assert (twice.status_code, twice.parsed.status) == (409, 409)

    # Many at a time; a bad line is told by its number.
    lines = b'{"partner_reference": "T-3", "kind": "praise", "narrative": "They were kind."}\n{"kind": 7}\n'
    bulk = operation("submit_contacts")(client=partner, body=types.File(payload=BytesIO(lines))).parsed
    assert (bulk.added, bulk.rejected, bulk.lines[1].line) == (1, 1, 2)

    # What became of it, asked and told.
    status = operation("read_own_contact")
    ref = sent.parsed.ref
    eventually(lambda: status(client=partner, ref=ref).parsed.status == "open", what="the case to be open")
    found = operation("list_own_contacts")(client=partner, partner_reference="T-3").parsed
    assert [item.classification for item in found.items] == [models.Classification.COMPLIMENT]
    events = operation("list_own_events")(client=partner).parsed
    assert [(event.number, event.kind, event.partner_reference) for event in events.items] == [
        (1, models.PartnerEventKind.RECEIVED, "T-1"),
        (2, models.PartnerEventKind.RECEIVED, "T-3"),
    ]

    # A complaint that is the partner's own is sent on to it, and it says when it received it.
    theirs = models.ContactWithLinks.from_dict(SAID | {"function": "nhs", "channel": "letter"})
    nhs_ref = operation("record_contact")(client=officer, body=theirs).parsed.ref
    transfer = models.NewTransfer(
        to_body="Riverside NHS Trust",
        to_client=client.client_id,
        consent=models.ConsentGiven(given_on=today, how="By phone"),
        sent_on=today,
        told_on=today,
    )
    assert operation("transfer_contact")(client=officer, ref=nhs_ref, body=transfer).status_code == 201
    [event] = operation("list_own_events")(client=partner, after=events.last).parsed.items
    assert (event.kind, event.ref) == (models.PartnerEventKind.TRANSFERRED_TO_YOU, nhs_ref)
    assert operation("read_own_transfer")(client=partner, ref=nhs_ref).parsed.narrative == theirs.narrative
    receipt = models.Receipt(received_on=today, partner_reference="C-77")
    confirmed = operation("confirm_own_transfer")(client=partner, ref=nhs_ref, body=receipt).parsed
    assert (confirmed.received_on, confirmed.partner_reference) == (today, "C-77")
    told = operation("read_transfer")(client=officer, ref=nhs_ref).parsed.transfer
    assert told.received_on == today

    # Its own server is told, signed, what happens from now on; or it waits for that.
    with receiving() as receiver:
        hook = operation("register_webhook")(client=partner, body=models.NewWebhook(url=receiver.url))
        assert (hook.status_code, hook.parsed.state) == (201, "on")
        submit(client=partner, body=contact("T-4"))
        waited = operation("list_own_events")(client=partner, after=event.number, timeout=30.0).parsed
        assert [told.partner_reference for told in waited.items] == ["T-4"]
        eventually(lambda: len(receiver.came) == 1, what="the delivery")
        [message] = receiver.read(hook.parsed.secret)
        assert message["type"] == "contact.received"
        assert models.PartnerEvent.from_dict(message["data"]) == waited.items[0]
        assert operation("remove_webhook")(client=partner).status_code == 204

    # A new secret, then shut out at once.
    renewed = operation("rotate_client_secret")(client=admin, client_id=client.client_id).parsed
    form.client_secret = renewed.client_secret
    assert operation("issue_token")(client=anybody, body=form).status_code == 200
    operation("revoke_client")(client=admin, client_id=client.client_id)
    assert status(client=partner, ref=ref).status_code == 401
    assert operation("issue_token")(client=anybody, body=form).status_code == 401
