"""An import request that is sent twice with one key is one job."""

from pathlib import Path

import pytest

from kernel.vocabulary import Role
from tests.support import house
from tests.support.databases import Databases
from tests.support.imports import bring_in, line, ndjson

pytestmark = pytest.mark.both_databases


def test_one_key_is_one_job(databases: Databases, tmp_path: Path) -> None:
    with house.opened(databases, tmp_path / "data") as opened:
        admin = opened.caller(Role.ADMIN)
        headers = {"Content-Type": "application/x-ndjson", "Idempotency-Key": "first"}
        content = ndjson(line("EAS-2324-0001"))

        def send(body: bytes, **changed: str):
            return admin.request("POST", "/api/intake/v1/imports", content=body, headers=headers | changed)

        first, again = send(content), send(content)
        assert (first.status_code, again.status_code) == (202, 202)
        assert first.json()["job_id"] == again.json()["job_id"]
        assert len(admin.get("/api/intake/v1/imports").json()["items"]) == 1

        other = send(ndjson(line("EAS-2324-0002")))
        assert other.status_code == 422
        assert other.json()["errors"][0]["pointer"] == "/header/Idempotency-Key"

        at_once = admin.post_at_once(
            "/api/intake/v1/imports", [line("EAS-2324-0004")] * 5, headers={"Idempotency-Key": "third"}
        )
        assert {answer.status_code for answer in at_once} == {202}
        assert len({answer.json()["job_id"] for answer in at_once}) == 1

        second = send(content, **{"Idempotency-Key": "second"})
        assert second.json()["job_id"] != first.json()["job_id"]
        done = bring_in(opened, admin, ndjson(line("EAS-2324-0003")))
        assert (done["added"], done["rejected"]) == (1, 0)
