"""Whatever people tell and whatever goes wrong, neither log nor measures of the running product say it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from sqlalchemy import text

from cases.outbox import service
from cases.outbox.postroom import PostRoom
from cases.tables import feed_of_cases
from chassis.db import Database
from chassis.settings import Settings
from standalone import SERVICES
from tests.cases.test_outbox import message
from tests.intake.mails.builder import mail
from tests.support import contacts, partners
from tests.support.databases import Databases
from tests.support.house import urls
from tests.support.receiver import receiving
from tests.support.server import Product
from tests.support.waiting import eventually

pytestmark = pytest.mark.system

INTAKE = partners.INTAKE
WHO = "Quillfeather"
ADDRESS = "quillfeather@example.org"
SENDS = {"mail_transport": "smtp", "smtp_host": "127.0.0.1", "smtp_port": "9", "mail_from": "c@council.example"}
REFUSE = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'Refused: %', NEW USING ERRCODE = 'check_violation'; END $$
"""


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """On PostgreSQL, which can be made to say the row that it refuses; nothing that it speaks to is there."""
    databases = Databases("postgresql", tmp_path)
    settings = {
        **urls(databases),
        **SENDS,
        "smtp_security": "none",
        "mail_dir": str(tmp_path / "mail"),
        "clamd": str(tmp_path / "nowhere.ctl"),
        "hooks_networks": "127.0.0.0/8",
        "log_level": "DEBUG",
    }
    (tmp_path / "mail" / "leicester").mkdir(parents=True)
    with Product(
        tmp_path / "data", {f"REDRESS_{name.upper()}": value for name, value in settings.items()}
    ) as made:
        yield made
    databases.close()


def contact() -> dict[str, Any]:
    person = {"name": WHO, "email": ADDRESS, "address": WHO, "phone": "0116 496 0000"}
    return contacts.statutory(
        narrative=f"{WHO} did not come.",
        desired_outcome=WHO,
        complainant={**person, "role": "relative"},
        person={"name": WHO, "same_as_complainant": False, "consent": "agrees"},
    )


def test_nothing_of_anybody_is_logged_or_measured(product: Product, tmp_path: Path) -> None:
    with (
        product.client("complaints_officer") as officer,
        product.client("admin") as admin,
        receiving() as receiver,
    ):
        ref = tell_everything(officer)
        put_a_letter(product, ref)
        receiver.answer = 500
        tell_a_partner(officer, admin, f"{receiver.url}?{WHO}")
        ask_what_cannot_be(officer)
        put_mail(tmp_path / "mail" / "leicester")
        with refusing(product, "intake_contact"):
            assert officer.post(f"{INTAKE}/contacts", json=contact()).status_code == 500
        with refusing(product, "cases_case"):
            officer.post(f"{INTAKE}/contacts", json=contact()).raise_for_status()
            logged(product, "event_parked")
        logged(product, "file_scans_wait")
        eventually(
            lambda: not list((tmp_path / "mail" / "leicester").glob("*.eml")), what="e-mails that were taken in"
        )
        waits = "redress_webhooks_undelivered{"
        eventually(lambda: waits in measured(officer, "intake"), what="a webhook that did not arrive")
        eventually(lambda: outbox_was_tried(product), what="a letter that did not leave")
        everything = [product.log.read_text(), *(measured(officer, service) for service in SERVICES)]
    assert "IntegrityError" in everything[0]
    assert '"library"' in everything[0], "what uvicorn says of it"
    assert [said for said in everything if WHO.lower() in said.lower()] == []
    lines = [line for line in everything[0].splitlines() if not line.startswith(("Redress: ", "Make a token: "))]
    assert all(isinstance(json.loads(line), dict) for line in lines)


def tell_everything(officer: httpx.Client) -> str:
    """A contact with a file and a note, each full of somebody."""
    ref = str(officer.post(f"{INTAKE}/contacts", json=contact()).raise_for_status().json()["ref"])
    case = f"/api/cases/v1/cases/{ref}"
    eventually(lambda: officer.get(case).status_code == 200, what="its case")
    named = {"Redress-File-Name": quote(f"{WHO}.txt")}
    officer.post(f"{INTAKE}/contacts/{ref}/files", content=WHO.encode(), headers=named).raise_for_status()
    etag = officer.get(case).headers["etag"]
    officer.post(f"{case}/notes", json={"text": WHO}, headers={"If-Match": etag}).raise_for_status()
    return ref


def put_a_letter(product: Product, ref: str) -> None:
    """To a mail server that is not there."""
    database = cases_of(product)
    asked = message(ref, authority="leicester", to_name=WHO, to_address=ADDRESS, subject=WHO, text=WHO)
    with database.transaction() as tx:
        service.put(tx, asked, PostRoom.of(Settings.model_validate(SENDS)))
    database.engine.dispose()


def tell_a_partner(officer: httpx.Client, admin: httpx.Client, url: str) -> None:
    """What a client sends, and is told by a webhook to this address."""
    client = admin.post(f"{INTAKE}/clients", json={"organisation": WHO, "scopes": partners.BOTH}).json()
    form = {"grant_type": "client_credentials"} | {name: client[name] for name in ("client_id", "client_secret")}
    token = officer.post(f"{INTAKE}/oauth/token", data=form).json()["access_token"]
    signed_in = {"Authorization": f"Bearer {token}"}
    hook = officer.put(f"{INTAKE}/partner/webhook", json={"url": url}, headers=signed_in)
    assert hook.status_code == 201, hook.text
    sent = partners.contact(WHO, narrative=WHO, complainant={"name": WHO, "role": "relative"})
    officer.post(partners.SENT, json=sent, headers=signed_in).raise_for_status()


def ask_what_cannot_be(officer: httpx.Client) -> None:
    """Addresses, searches and bodies with somebody in them, most of which are refused."""
    for path in (
        f"/{WHO}",
        f"/api/{WHO}",
        f"{INTAKE}/contacts/{WHO}",
        f"/api/cases/v1/cases?q={WHO}&cursor={WHO}",
    ):
        officer.get(path)
    officer.post(f"{INTAKE}/contacts/search", json={"text": WHO})
    officer.post(f"{INTAKE}/contacts", json=contact() | {"kind": WHO, WHO: WHO, "complainant": WHO})
    officer.post(f"{INTAKE}/contacts", content=f'{{"{WHO}": '.encode(), headers={"Idempotency-Key": WHO})
    officer.post(f"{INTAKE}/mail", content=WHO.encode())
    officer.post(f"{INTAKE}/imports", params={"name": WHO}, content=f"{WHO}\n{{".encode())
    officer.get(f"{INTAKE}/contacts", headers={"Authorization": f"Bearer {WHO}", "Cookie": WHO})


def put_mail(folder: Path) -> None:
    """One that can be read and one that cannot, as a mail program would leave them."""
    (folder / f"{WHO}.eml").write_bytes(
        mail(WHO, From=f"{WHO} <{ADDRESS}>", Subject=WHO, Message_ID=f"<{WHO}@x.org>")
    )
    (folder / f"{WHO}-2.eml").write_bytes(b"\x00\xff" + WHO.encode())


@contextmanager
def refusing(product: Product, table: str) -> Iterator[None]:
    """While the database refuses each new row of a table, and says what is in it."""
    database = cases_of(product)
    with database.engine.begin() as connection:
        connection.execute(text(REFUSE))
        on_each = f"BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"
        connection.execute(text(f"CREATE TRIGGER refuses {on_each}"))
    try:
        yield
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("DROP FUNCTION refuse CASCADE"))
        database.engine.dispose()


def cases_of(product: Product) -> Database:
    return Database(product.settings["REDRESS_CASES_DATABASE_URL"], feed_of_cases)


def outbox_was_tried(product: Product) -> bool:
    database = cases_of(product)
    with database.reading() as session:
        tried = session.execute(text("SELECT max(tries) FROM cases_outbox")).scalar_one()
    database.engine.dispose()
    return bool(tried)


def measured(by: httpx.Client, service: str) -> str:
    return by.get(f"/api/{service}/metrics").raise_for_status().text


def logged(product: Product, event: str) -> None:
    eventually(lambda: f'"{event}"' in product.log.read_text(), what=event)
