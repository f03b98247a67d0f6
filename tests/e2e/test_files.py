"""Files of a contact in a browser: added, saved, and the same on the case."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.screen import Opener
from tests.support import contacts
from tests.support.files import PDF
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system


@pytest.fixture
def ref(server: str) -> str:
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        answer = client.post("/api/demo/sign-in", json={"persona": "contact_centre"})
        token = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        contact = client.post("/api/intake/v1/contacts", json=contacts.statutory(), headers=token)
        return str(contact.raise_for_status().json()["ref"])


@pytest.mark.in_turn
def test_files_are_added_and_saved(window: Opener, ref: str, tmp_path: Path) -> None:
    officer = window(1280, 400)
    officer.sign_in("Complaints officer")
    officer.open(f"/contacts/{ref}", "Files")
    files = officer.page.get_by_role("region", name="Files")
    files.get_by_label("Add files").set_input_files(
        {"name": "Letter of the family, 12 March.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    save = files.get_by_role("button", name="Save Letter of the family, 12 March.pdf")
    expect(save).to_be_visible()
    officer.check()
    with officer.page.expect_download() as saved:
        save.click()
    saved.value.save_as(tmp_path / "saved.pdf")
    assert saved.value.suggested_filename == "Letter of the family, 12 March.pdf"
    assert (tmp_path / "saved.pdf").read_bytes() == PDF
    officer.open(f"/cases/{ref}", "Files")
    expect(save).to_be_visible()
    officer.check()
