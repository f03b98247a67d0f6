"""Suggestions on labelled texts that whoever wrote the rules did not write: see docs/suggestions.md."""

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from intake.suggesting import suggest
from scripts.measured_suggestions import measured, table

TEXTS = Path(__file__).parents[1] / "acceptance" / "data" / "labelled-texts.ndjson"
WRITTEN_ON = date(2026, 11, 28)


def test_the_goals_are_met_on_texts_of_somebody_else(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    found = measured((line, suggest(line["text"], WRITTEN_ON, providers=line["provider"])) for line in lines)
    with capsys.disabled():
        sys.stdout.write(table(found) + "\n")
    reached = {
        "kind, where it is offered": 0.90,
        "harm recall": 0.98,
        "harm precision": 0.60,
        "a fitting theme among those offered": 0.75,
        "no complaint theme on praise": 0.95,
    }
    assert {name: found.share(name) for name, goal in reached.items() if found.share(name) < goal} == {}
    assert found.wrong_way == 0
