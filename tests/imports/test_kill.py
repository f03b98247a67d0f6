"""Pull the plug while a file comes in, again and again: the same file completes it, and nothing is there twice."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from kernel.vocabulary import Role
from tests.support import house
from tests.support.breadth import either
from tests.support.databases import Databases
from tests.support.imports import bring_in, ended, line, ndjson
from tests.support.server import SERVICES, Product
from tests.support.waiting import eventually

pytestmark = [pytest.mark.system, pytest.mark.timeout(240)]

KILLS = either(5, 20)
LINES = 2100
IMPORTS = "/api/intake/v1/imports"
QUESTIONS: list[dict[str, Any]] = [
    {"measure": "count"},
    {"measure": "percentage", "group_by": ["outcome"], "rounding": 2},
    {"measure": "count", "unit": "issue", "group_by": ["issue.category", "issue.outcome"]},
    {"measure": "mean_working_days", "field": "working_days_to_respond", "group_by": ["team"], "rounding": 3},
    {"measure": "sum", "unit": "remedy", "field": "remedy.amount_pounds"},
    {"measure": "rate", "numerator": {"learning.theme": "training"}, "group_by": ["received_month"]},
    {"measure": "ranking", "unit": "team_involved", "group_by": ["team_involved"], "depth": 5},
]


def generated() -> list[dict[str, Any]]:
    """Lines that differ in everything that is counted."""
    some = random.Random(3)
    return [
        line(
            f"EAS-2324-{number:04}",
            received_on=f"2023-{some.randint(4, 12):02}-{some.randint(1, 28):02}",
            outcome=some.choice(["upheld", "not_upheld", "open", "withdrawn"]),
            team=some.choice(["locality", "safeguarding", "housing"]),
            contributing_teams=some.sample(["locality", "mental_health"], some.randint(0, 2)),
            issues=[
                {"category": some.choice(["delay", "other"]), "outcome": some.choice(["upheld", "not_upheld"])}
                for _ in range(some.randint(0, 3))
            ],
            stages=[
                {
                    "stage": 1,
                    "started_on": "2024-01-02",
                    "target_working_days": 20,
                    "responded_on": f"2024-01-{some.randint(2, 31):02}",
                }
            ],
            remedies=[{"kind": "payment", "amount_pounds": some.randint(0, 99999) / 100}],
            learning=[{"theme": some.choice(["training", "records"])}],
        )
        for number in range(1, LINES + 1)
    ]


def send(client: httpx.Client, content: bytes) -> str:
    started = client.post(IMPORTS, content=content, headers={"Content-Type": "application/x-ndjson"})
    assert started.status_code == 202, started.text
    return started.headers["Location"]


def cut_off(product: Product, content: bytes) -> Iterator[bytes]:
    """A file during whose sending the product dies."""
    yield content[: len(content) // 2]
    product.kill()
    yield content[len(content) // 2 :]


def figures(ask: Any) -> list[dict[str, Any]]:
    answers = []
    for question in QUESTIONS:
        answer = ask("/api/analytics/v1/figures", json={"authority": "eastmere", "year": "2023-24", **question})
        assert answer.status_code == 200, answer.text
        answers.append({name: answer.json()[name] for name in ("values", "numerator", "denominator")})
    return answers


@pytest.mark.in_turn
def test_the_same_file_completes_an_import_that_was_killed_again_and_again(tmp_path: Path) -> None:
    lines = generated()
    content = ndjson(*lines)
    moments = random.Random(11)
    product = Product(tmp_path / "data", answers=("intake",))
    address, interrupted = None, 0
    for kill in range(KILLS):
        product.start()
        with product.client("admin", "eastmere") as admin:
            if address:
                job = admin.get(address).json()
                assert job["state"] in {"interrupted", "done"}, job
                assert job["lines_done"] == job["added"] + job["unchanged"] <= LINES
                interrupted += job["state"] == "interrupted"
            if kill == 1:
                with pytest.raises(httpx.TransportError):
                    admin.post(IMPORTS, content=cut_off(product, content))
                address = None
                continue
            address = send(admin, content)
            for _ in range(moments.randint(0, 2 + kill)):  # as many answers later the power goes
                assert admin.get(address).status_code == 200
        product.kill()
    assert interrupted >= KILLS // 2
    product.answers = SERVICES

    with product, product.client("admin", "eastmere") as admin, product.client("manager", "eastmere") as manager:
        job = ended(admin, send(admin, content))
        assert (job["state"], job["rejected"], job["added"] + job["unchanged"]) == ("done", 0, LINES)
        assert not list((tmp_path / "data" / "imports").glob("*")), "files of dead jobs are left behind"
        exported = admin.get("/api/intake/v1/exports/imported").text.splitlines()
        assert [json.loads(each) for each in exported] == lines

        def counted() -> int:
            count: int = figures(manager.post)[0]["values"]
            return count

        eventually(lambda: counted() >= LINES, within=60, every=0.5, what="every line to be counted")
        after_kills = figures(manager.post)

    databases = Databases("sqlite", tmp_path)
    with house.opened(databases, tmp_path / "undisturbed") as undisturbed:
        bring_in(undisturbed, undisturbed.caller(Role.ADMIN), content)
        undisturbed.settle()
        assert figures(undisturbed.caller(Role.MANAGER).post) == after_kills
