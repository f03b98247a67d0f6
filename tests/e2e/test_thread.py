"""A case with an e-mail, a letter and a call: all in one list; a word of the e-mail is found by the search."""

import re
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import expect

from kernel.localtime import local_today
from tests.e2e.screen import Opener
from tests.support import contacts, tokens
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system

MAIL = b"""From: A. Writer <writer@example.org>
To: complaints@eastmere.example
Subject: The tangerine umbrella
Message-ID: <umbrella@example.org>
Content-Type: text/plain; charset=utf-8

The umbrella was left in the rain.
"""


def case_with_mail(server: str) -> str:
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        token = client.post("/api/demo/sign-in", json={"persona": "complaints_officer"}).json()["access_token"]
        client.headers.update(tokens.bearer(token))
        ref: str = client.post("/api/intake/v1/contacts", json=contacts.statutory()).json()["ref"]
        kept = client.post("/api/intake/v1/mail", content=MAIL, headers={"Content-Type": "message/rfc822"}).json()
        client.post(f"/api/intake/v1/mail/{kept['id']}/thread", json={"ref": ref}).raise_for_status()
    return ref


@pytest.mark.in_turn
def test_what_was_written_and_said_is_one_list_and_is_found(window: Opener, server: str) -> None:
    ref, soon = case_with_mail(server), local_today() + timedelta(days=7)
    officer = window(1280, 400)
    officer.sign_in("Complaints officer")
    page = officer.page
    officer.open(f"/cases/{ref}", "Correspondence")
    thread = page.get_by_role("region", name="Correspondence")
    expect(thread).to_contain_text("The tangerine umbrella")

    thread.get_by_role("button", name="Note a call").click()
    expect(page.get_by_label("Who was on the line")).to_have_value("A Caller")
    expect(page.get_by_label("At", exact=True)).to_have_value(re.compile(r"\d\d:\d\d"))
    officer.check()
    page.get_by_label("What was said").fill("She asked when somebody will come.")
    page.get_by_label("What is to be done next").fill("Ring her back")
    page.get_by_label("By", exact=True).fill(f"{soon.day} {soon:%B} {soon.year}")
    page.get_by_role("button", name="Save the call").click()
    expect(thread).to_contain_text("A Caller rang")
    expect(page.get_by_role("region", name="Tasks")).to_contain_text("Ring her back")

    thread.get_by_role("button", name="Write it").click()
    page.wait_for_url("**/letters/*")
    officer.open(f"/cases/{ref}", "Correspondence")
    expect(thread.get_by_role("listitem")).to_have_count(3)
    expect(thread.get_by_role("listitem").filter(has_text="Draft")).to_have_count(1)
    officer.check()
    thread.get_by_label("Find in it").fill("rain")
    expect(thread.get_by_role("listitem")).to_have_count(1)

    page.get_by_role("banner").get_by_role("searchbox").fill("tangerine umbrellas")
    page.keyboard.press("Enter")
    said = page.get_by_role("region", name="What was said")
    expect(said.get_by_role("heading", name=ref)).to_be_visible()
    officer.check()
    said.get_by_role("link", name="E-mail").click()
    page.get_by_role("region", name="E-mail").wait_for()
