"""Bringing files in through the interface, and waiting for their jobs."""

import json
from collections.abc import Mapping
from typing import Any

import httpx

from tests.support.house import Caller, House
from tests.support.waiting import eventually


def line(ref: str = "EAS-2324-0001", **fields: Any) -> dict[str, Any]:
    """The least that a line must say, and whatever else is given."""
    return {
        "ref": ref,
        "authority": "eastmere",
        "classification": "statutory_complaint",
        "received_on": "2023-05-02",
        **fields,
    }


def ndjson(*lines: Mapping[str, Any]) -> bytes:
    return "".join(json.dumps(each) + "\n" for each in lines).encode()


def bring_in(opened: House, admin: Caller, content: bytes) -> dict[str, Any]:
    """Send a file and wait until its job has ended. Followers are left to the caller."""
    started = admin.request(
        "POST", "/api/intake/v1/imports", content=content, headers={"Content-Type": "application/x-ndjson"}
    )
    assert started.status_code == 202, started.text
    return ended(admin, started.headers["Location"])


def ended(admin: Caller | httpx.Client, address: str, within: float = 60.0) -> dict[str, Any]:
    """Wait until a job is no longer running."""

    def job() -> dict[str, Any]:
        read: dict[str, Any] = admin.get(address).json()
        return read if read["state"] != "running" else {}

    return eventually(job, within, what=f"the end of {address}")


def remarks(admin: Caller, job: Mapping[str, Any]) -> list[tuple[int, str]]:
    """What was said of a job's lines: (line, reason)."""
    answer = admin.get(f"/api/intake/v1/imports/{job['job_id']}/remarks", params={"limit": 100}).json()
    return [(remark["line"], remark["reason"]) for remark in answer["items"]]
