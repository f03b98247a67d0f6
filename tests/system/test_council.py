"""A council comes to a running server and its worker, which are processes of their own."""

from pathlib import Path

import pytest

from tests.support import contacts
from tests.support.councils import NORTHBROOK
from tests.support.server import Product
from tests.support.waiting import eventually


@pytest.mark.in_turn
def test_both_processes_take_it_in(product: Product, tmp_path: Path) -> None:
    file = tmp_path / "northbrook.yaml"
    file.write_text(NORTHBROOK, encoding="utf-8")
    with product.client("complaints_officer", "leicester") as officer:  # the server has looked by then
        assert officer.get("/api/intake/v1/me").status_code == 200
    added = product.command("council", "add", str(file))
    assert added.returncode == 0, added.stderr

    with product.client("complaints_officer", "northbrook") as officer:
        eventually(lambda: officer.get("/api/intake/v1/me").status_code == 200, what="the server")
        answer = officer.post("/api/intake/v1/contacts", json=contacts.statutory(team="adults"))
        assert answer.status_code == 201, answer.text
        ref = answer.json()["ref"]
        eventually(lambda: officer.get(f"/api/cases/v1/cases/{ref}").status_code == 200, what="the worker")
