"""The partners' page: every command on it works as it stands."""

import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from standardwebhooks import Webhook

from tests.support import tokens
from tests.support.server import Product
from tests.support.waiting import eventually

GUIDE = Path(__file__).parents[2] / "docs" / "partners.md"
pytestmark = pytest.mark.system


@pytest.mark.in_turn
def test_every_command_of_the_guide_works(product: Product, tmp_path: Path) -> None:
    commands = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(commands) == 14
    admin, officer = (
        tokens.signed(tokens.own_key(product.data), roles=[role], authority="eastmere")
        for role in ("admin", "complaints_officer")
    )
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\necho\n".join(commands)],
        cwd=tmp_path,
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "TZ": "Europe/London",
            "REDRESS": product.url,
            "ADMIN_TOKEN": admin,
            "OFFICER_TOKEN": officer,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    one, several, file, shared, events, nothing_new, bulk, sent_on, received, owed = (
        json.loads(line) for line in re.sub(r"\}\{", "}\n{", ran.stdout).split("\n") if line
    )
    assert one["partner_reference"] == "T-1001"
    assert [item["ref"] for item in several["items"]] == [one["ref"]]
    assert (file["name"], shared["items"]) == ("Ward diary.txt", [file])
    assert [(event["kind"], event["ref"]) for event in events["items"]] == [("received", one["ref"])]
    assert nothing_new == {"items": [], "last": 1}
    secret = json.loads((tmp_path / "webhook.json").read_text())["secret"]
    body = '{"type": "contact.received"}'
    signed = Webhook(secret).sign("msg_1", datetime.fromtimestamp(1774346400, UTC), body)
    assert (tmp_path / "signature.txt").read_text().strip() == signed.removeprefix("v1,")
    assert (bulk["added"], bulk["rejected"]) == (2, 0)
    assert (sent_on["narrative"], sent_on["received_on"]) == ("The ward sent me home without my medicines.", None)
    assert (received["received_on"], received["partner_reference"]) == (received["sent_on"], "C-77")
    assert owed == {"items": [], "next_cursor": None}

    token = json.loads((tmp_path / "token.json").read_text())["access_token"]
    with httpx.Client(base_url=product.url, headers=tokens.bearer(token)) as partner:
        path = f"/api/intake/v1/partner/contacts/{one['ref']}"
        eventually(lambda: partner.get(path).json()["status"] == "open", what="the case, told to the partner")
