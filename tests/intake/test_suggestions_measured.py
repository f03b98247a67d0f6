"""Suggestions on labelled texts that whoever wrote the rules did not write: see docs/suggestions.md."""

import json
from datetime import date
from pathlib import Path

import pytest

from intake.suggesting import suggest
from scripts.measured_suggestions import measured, table
from tests.support import shared

TEXTS = Path(__file__).parents[1] / "acceptance" / "data" / "texts"
LETTERS = TEXTS / "long-letters.ndjson"
"""`told`: the one sentence of harm among many courteous ones; empty: there is none."""
WRITTEN_ON = date(2026, 11, 28)


REACHED = (
    "kind, where it is offered",
    "a fitting theme among those offered",
    "no complaint theme on praise",
    "harm recall",
    "harm precision",
)
LEAST = {
    "labelled-texts": (0.94, 0.85, 0.96, 0.94, 0.51),
    "labelled-texts-2": (0.95, 0.85, 1.0, 1.0, 0.70),
    "labelled-texts-3": (0.93, 0.80, 0.98, 0.93, 0.66),
    "labelled-texts-4": (0.93, 0.84, 0.98, 1.0, 0.68),
}
"""What is reached of each set; the goals are 0.9, 0.75, 0.95, 0.98 and 0.6 (docs/suggestions.md)."""
WRONG_WAY = {"labelled-texts": 1, "labelled-texts-3": 1}
"""Thanks told as a complaint, or the other way round."""


@pytest.mark.parametrize("name", LEAST)
def test_texts_of_somebody_else_are_read_no_worse_than_before(name: str) -> None:
    lines = [json.loads(line) for line in (TEXTS / f"{name}.ndjson").read_text(encoding="utf-8").splitlines()]
    found = measured((line, suggest(line["text"], WRITTEN_ON, providers=line["provider"])) for line in lines)
    (shared.folder() / name).write_text(table(found))
    least = dict(zip(REACHED, LEAST[name], strict=True))
    assert {what: found.share(what) for what in REACHED if found.share(what) < least[what]} == {}
    assert found.wrong_way <= WRONG_WAY.get(name, 0)


@pytest.mark.in_turn
def test_one_sentence_of_harm_in_a_long_letter_is_heard_no_worse_than_before() -> None:
    letters = [json.loads(line) for line in LETTERS.read_text(encoding="utf-8").splitlines()]
    harmful = [letter for letter in letters if letter["told"]]
    calm = [letter["text"].replace(letter["told"], "") for letter in letters]
    heard = sum(suggest(letter["text"], WRITTEN_ON).harm is not None for letter in harmful)
    taken_for_it = sum(suggest(text, WRITTEN_ON).harm is not None for text in calm)
    assert (len(harmful), len(calm)) == (30, 60)
    assert heard == 30
    assert taken_for_it <= 23
