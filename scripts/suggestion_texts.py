"""The project's own labelled texts (scripts/suggestions/*.ndjson), as what learns from them reads them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from measured_suggestions import SIGNS, Labelled

SENTENCES = Path(__file__).parent / "suggestions"
FOLDS = 5
SHORT = 45
"""Words of a text up to which harm is learned from it beside another text too."""


def sets() -> list[list[Labelled]]:
    """The texts by file; those of a file were written together."""
    return [
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted(SENTENCES.glob("*.ndjson"))
    ]


def all_of(found: Iterable[Sequence[Labelled]]) -> list[Labelled]:
    return [line for lines in found for line in lines]


def folds() -> Iterator[tuple[list[Labelled], list[Labelled]]]:
    """Each fifth of the files: the texts of all others, to learn from, and its own, to measure."""
    found = sets()
    for fold in range(FOLDS):
        yield all_of(lines for at, lines in enumerate(found) if at % FOLDS != fold), all_of(found[fold::FOLDS])


def labels_of(line: Labelled) -> Mapping[str, frozenset[str] | None]:
    """A text's labels by head; None: it says nothing of that head."""
    displeased, thankful = line["kind"] in {"complaint", "both"}, line["kind"] in {"praise", "both"}
    return {
        "kind": frozenset({line["kind"]}),
        "harm": of_harm(line),
        "theme": frozenset(line["themes"]) if displeased else None,
        "thanks": frozenset(line["compliment_themes"]) if thankful else None,
        "function": frozenset(line["function"]) - {"unknown"},
        "flag": frozenset(name for name in SIGNS if line[name]),
    }


def of_harm(line: Labelled) -> frozenset[str]:
    return frozenset({"harm"} if line["harm"] else ())


def beside_calm(lines: Sequence[Labelled], chance: Random) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each short text before or after another that tells of no harm, as one sentence of many may tell of it."""
    short = [line for line in lines if len(line["text"].split()) <= SHORT]
    calm = [line["text"] for line in short if not line["harm"]]
    for line in short:
        both = [line["text"], chance.choice(calm)]
        chance.shuffle(both)
        yield " ".join(both), {"harm": of_harm(line)}
