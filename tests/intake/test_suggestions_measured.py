"""Suggestions on labelled texts that whoever wrote the rules did not write: see docs/suggestions.md."""

import json
from datetime import date
from pathlib import Path

import pytest

from intake.suggesting import suggest
from scripts.measured_suggestions import measured, table
from tests.support import shared

TEXTS = Path(__file__).parents[1] / "acceptance" / "data" / "texts" / "labelled-texts.ndjson"
LETTERS = TEXTS.with_name("long-letters.ndjson")
"""`told`: the one sentence of harm among many courteous ones; empty: there is none."""
WRITTEN_ON = date(2026, 11, 28)


LEAST = {
    "kind, where it is offered": 0.94,
    "a fitting theme among those offered": 0.84,
    "no complaint theme on praise": 0.95,
}
NOT_REACHED_YET = {"kind is offered": 0.79, "harm recall": 0.94, "harm precision": 0.49}
"""What is reached of goals that are higher (docs/suggestions.md). Recall of harm only ever rises."""


def test_texts_of_somebody_else_are_read_no_worse_than_before() -> None:
    lines = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    found = measured((line, suggest(line["text"], WRITTEN_ON, providers=line["provider"])) for line in lines)
    (shared.folder() / "suggestions").write_text(table(found))
    reached = LEAST | NOT_REACHED_YET
    assert {name: found.share(name) for name, least in reached.items() if found.share(name) < least} == {}
    assert found.wrong_way == 0, "thanks told as a complaint, or the other way round"


@pytest.mark.in_turn
def test_one_sentence_of_harm_in_a_long_letter_is_heard_no_worse_than_before() -> None:
    letters = [json.loads(line) for line in LETTERS.read_text(encoding="utf-8").splitlines()]
    harmful = [letter for letter in letters if letter["told"]]
    calm = [letter["text"].replace(letter["told"], "") for letter in letters]
    heard = sum(suggest(letter["text"], WRITTEN_ON).harm is not None for letter in harmful)
    taken_for_it = sum(suggest(text, WRITTEN_ON).harm is not None for text in calm)
    assert (len(harmful), len(calm)) == (30, 60)
    assert heard >= 28
    assert taken_for_it <= 24
