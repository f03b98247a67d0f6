"""Data that the release before kept opens after migration, and is answered as that release answered it.

Its databases were dumped with its own answers on the same day: cases worked in all their parts, refused, closed,
withdrawn, imported.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import time_machine
from anyio.from_thread import start_blocking_portal

from chassis.settings import Settings
from kernel.vocabulary import Role
from standalone import SERVICES
from standalone.compose import build_context, build_services, migrate_all
from tests.architecture.test_events import missing
from tests.support.databases import Databases
from tests.support.house import Caller, House

KEPT = Path(__file__).parent / "release_2026_11_21"
ANSWERED: dict[str, Any] = json.loads((KEPT / "answers.json").read_text())
CASES, CONTACTS = "/api/cases/v1/cases", "/api/intake/v1/contacts"

pytestmark = pytest.mark.both_databases


def restored(databases: Databases) -> dict[str, str]:
    """The databases as they were left, by the settings that name them."""
    if databases.backend == "postgresql":
        url = databases.empty()
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute((KEPT / "all.postgresql.sql").read_bytes())
        return {f"{service}_database_url": url for service in SERVICES}
    urls = {f"{service}_database_url": databases.empty() for service in SERVICES}
    for service in SERVICES:
        database = sqlite3.connect(urls[f"{service}_database_url"].removeprefix("sqlite:///"))
        database.executescript((KEPT / f"{service}.sqlite.sql").read_text())
        database.close()
    return urls


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True):
        settings = Settings.model_validate({"data_dir": tmp_path, "demo": False, **restored(databases)})
        context = build_context(settings)
        apps = build_services(context)
        migrate_all(apps)
        with start_blocking_portal() as portal:
            yield House(context, apps, portal)
        for app in apps.values():
            app.state.database.engine.dispose()


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER, subject="officer-1")


def read(officer: Caller, path: str) -> dict[str, Any]:
    answer = officer.get(path)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def differing(said: dict[str, Any], answered: dict[str, Any]) -> list[str]:
    """What is lost or read differently, but for instants: the two databases were made one after the other.

    What may be done with a case may grow, and another thing come first; one that is refused is accepted on its
    contact, not reopened; one that was held for nothing may wait for a contributor; a duty without a day has one.
    """
    undated = {f"/assessment/duties/{at}/by" for at, duty in enumerate(_duties(said)) if duty["by"] is None}
    lost = [path for path in missing(said, answered) if not (path.endswith("_at") or path in undated)]
    elsewhere = {"reopen"} if said.get("disposition") == "refused" else set()
    grown = set(said.get("actions", [])) - elsewhere <= set(answered.get("actions", []))
    held = said.get("waiting") is not None
    advice = {"/next_action", "/primary_action", *(["/actions"] if grown else [])}
    return [path for path in lost if path not in advice and (held or path != "/waiting")]


def _duties(said: dict[str, Any]) -> list[dict[str, Any]]:
    duties: list[dict[str, Any]] = said.get("assessment", {}).get("duties", [])
    return duties


def named(lesson: dict[str, Any]) -> dict[str, Any]:
    """An action with its theme in the words that the release before took instead of a code."""
    return lesson | {"theme": lesson["theme_name"]}


def test_what_was_kept_reads_as_it_did(services: House, officer: Caller) -> None:
    services.settle()
    for ref, said in ANSWERED["cases"].items():
        inside = {name: value for name, value in said.items() if name not in {"remedies", "learning"}}
        assert differing(inside, read(officer, f"{CASES}/{ref}")) == [], ref
        remedies, learning = (read(officer, f"{CASES}/{ref}/{part}")["items"] for part in ("remedies", "learning"))
        assert [remedy["kind"] for remedy in remedies] == [remedy["kind"] for remedy in said["remedies"]], ref
        assert list(missing(said["learning"], [named(lesson) for lesson in learning])) == [], ref
        assert read(officer, f"{CASES}/{ref}/timeline")["items"]
    for ref, said in ANSWERED["contacts"].items():
        assert differing(said, read(officer, f"{CONTACTS}/{ref}")) == [], ref
    for year, said in zip(("2024-25", "2025-26"), ANSWERED["figures"], strict=True):
        asked = {"authority": "eastmere", "year": year, "measure": "count"}
        asked["group_by"] = ["classification", "outcome"]
        counted = officer.post("/api/analytics/v1/figures", asked).json()["values"]
        # What waits for its class was counted as an enquiry then.
        for outcome, count in counted.pop("not_decided", {}).items():
            enquiries = counted.setdefault("enquiry", {})
            enquiries[outcome] = enquiries.get(outcome, 0) + count
        assert counted == said, year


def test_a_case_that_was_kept_goes_on(services: House, officer: Caller) -> None:
    ref, case = next((ref, case) for ref, case in ANSWERED["cases"].items() if len(case["extensions"]) == 2)
    version = {"If-Match": f'"{case["version"]}"'}
    body = {"outcome": "upheld", "reason": "The log shows it.", "decided_on": "2026-03-24"}
    changed = officer.request("PUT", f"{CASES}/{ref}/issues/2/finding", json=body, headers=version)
    assert changed.status_code == 200, changed.text
    told = read(officer, f"{CASES}/{ref}/timeline")["items"]
    reasons = [entry["detail"] for entry in told if "extended" in entry["title"]]
    assert [reason.rsplit("complainant. ")[1] for reason in reasons] == ["Another is ill.", "A witness is away."]


def test_a_contact_plan_that_was_kept_is_found(services: House, officer: Caller) -> None:
    ref, first = next(
        (ref, contact) for ref, contact in ANSWERED["contacts"].items() if contact["complainant"]["contact_plan"]
    )
    who = {"role": "relative", "name": first["complainant"]["name"], "email": "a.caller@example.org"}
    body = {"kind": "dissatisfaction", "channel": "phone", "narrative": "It happened again.", "complainant": who}
    answer = officer.post(CONTACTS, body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["complainant"]["contact_plan"]["taken_from"] == ref
