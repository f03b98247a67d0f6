"""Learn what suggests what from the project's own texts; write services/intake/suggesting/weights.json.

    pip install scikit-learn
    PYTHONPATH=services python scripts/train_suggestions.py                       learn from all, write weights
    PYTHONPATH=services python scripts/train_suggestions.py --measure FOLDER      hold files out, print how it does
    PYTHONPATH=services python scripts/train_suggestions.py --measure FOLDER --failures    and all that went wrong

FOLDER has the encoders that scripts/train_encoder.py --held-out wrote. The product needs no package to add up the
weights. The same texts give the same weights.
"""

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from measured_suggestions import Labelled, measured, table
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from suggestion_texts import all_of, beside_calm, folds, labels_of, sets

from intake.suggesting.encoder import encoder_of
from intake.suggesting.features import features
from intake.suggesting.model import HUNDREDTHS, model_of, the_phrases
from intake.suggesting.reading import plain, read
from intake.suggesting.suggestions import Learned, suggest

WEIGHTS = Path(__file__).parent.parent / "services" / "intake" / "suggesting" / "weights.json"
WRITTEN_ON = date(2026, 11, 28)
"""The day that the sentences take for today."""

LEAST_SEEN = 2
"""Texts in which a feature has to stand before anything is learned of it."""
RARER = {"harm": 0.35}
RARER_OTHERWISE = 0.25
"""A feature that n texts have is weaker by n to this power: what is rare tells more."""
SMALLEST = 2
"""Hundredths below which a weight is left out of the file."""
MOST_LEARNED = {"kind": 12_000, "harm": 20_000}
MOST_OTHERWISE = 1000
"""How many weights of a label are kept: those that told most over all texts."""
FREEDOM = {"kind": 4.0, "harm": 1.2, "theme": 2.0, "function": 2.0, "thanks": 2.0, "flag": 2.0}
"""How far weights may go from nothing: the inverse of the penalty."""
FOR = {"harm": 3.0, "theme": 6.0, "function": 1.0, "thanks": 3.0, "flag": 3.0}
"""How much more a text weighs that has the label than one that has not."""


@dataclass(frozen=True)
class Example:
    """A text's features, and its labels by head; None: it says nothing of that head."""

    seen: Mapping[str, float]
    labels: Mapping[str, frozenset[str] | None]


def shown(text: str) -> Mapping[str, float]:
    words = plain(text)
    return features(read(words), the_phrases(), words.count("?")).strength


def example(line: Labelled) -> Example:
    return Example(shown(line["text"]), labels_of(line))


def with_others(lines: Sequence[Labelled]) -> Iterator[Example]:
    """Each short text before or after another that tells of no harm."""
    for text, labels in beside_calm(lines, Random(0)):
        yield Example(shown(text), dict.fromkeys(FREEDOM) | labels)


def known_features(found: Iterable[Example]) -> dict[str, int]:
    """Features that are seen often enough, with their places."""
    counts = Counter(name for one in found for name in one.seen)
    return {name: at for at, name in enumerate(sorted(n for n, count in counts.items() if count >= LEAST_SEEN))}


def matrix(found: Sequence[Example], places: Mapping[str, int]) -> csr_matrix:
    cells = [
        (row, places[name], strength)
        for row, one in enumerate(found)
        for name, strength in one.seen.items()
        if name in places
    ]
    rows, columns, strengths = zip(*cells, strict=True)
    return csr_matrix((strengths, (rows, columns)), shape=(len(found), len(places)))


def of_kinds(found: Sequence[Example], seen: csr_matrix) -> dict[str, tuple[float, Sequence[float]]]:
    """Bias and weights of each kind, of which a text has one; they weigh nearly alike, however often met."""
    kinds = [kind for one in found for kind in one.labels["kind"] or ()]
    counts = Counter(kinds)
    weights = [(len(kinds) / len(counts) / counts[kind]) ** 0.8 for kind in kinds]
    model = LogisticRegression(C=FREEDOM["kind"], max_iter=500).fit(seen, kinds, sample_weight=weights)
    return {
        kind: (bias, weights)
        for kind, bias, weights in zip(model.classes_, model.intercept_, model.coef_, strict=True)
    }


def of_labels(head: str, found: Sequence[Example], seen: csr_matrix) -> dict[str, tuple[float, Sequence[float]]]:
    """Bias and weights of each label of a head, of which a text may have several or none."""
    told = [at for at, one in enumerate(found) if one.labels[head] is not None]
    labels = sorted({label for at in told for label in found[at].labels[head] or ()})
    learned = {}
    for label in labels:
        has = [label in (found[at].labels[head] or ()) for at in told]
        model = LogisticRegression(
            C=FREEDOM[head], solver="liblinear", random_state=0, class_weight={False: 1.0, True: FOR[head]}
        ).fit(seen[told], has)
        learned[label] = (model.intercept_[0], model.coef_[0])
    return learned


def trained(lines: Sequence[Labelled]) -> dict[str, Any]:
    """The file of weights for these texts."""
    alone = [example(line) for line in lines]
    found = [*alone, *with_others(lines)]
    places = known_features(alone)
    as_found = matrix(found, places)
    met = (as_found[: len(alone)] > 0).sum(axis=0).A1.astype(float)
    names = list(places)
    heads: dict[str, dict[str, Any]] = {}
    for head in FREEDOM:
        strengths = met ** -RARER.get(head, RARER_OTHERWISE)
        seen = csr_matrix(as_found @ diags(strengths))
        learned = of_kinds(alone, seen[: len(alone)]) if head == "kind" else of_labels(head, found, seen)
        most = MOST_LEARNED.get(head, MOST_OTHERWISE)
        for label, (bias, weights) in learned.items():
            adds = [float(weight) for weight in weights * strengths]
            telling = [round(abs(weight) * math.sqrt(texts), 6) for weight, texts in zip(adds, met, strict=True)]
            kept = sorted(range(len(names)), key=lambda place: (-telling[place], place))[:most]
            heads.setdefault(head, {})[str(label)] = {
                "bias": round(float(bias) * HUNDREDTHS),
                "weights": {
                    place: round(adds[place] * HUNDREDTHS)
                    for place in sorted(kept)
                    if abs(adds[place]) * HUNDREDTHS >= SMALLEST
                },
            }
    return compact(names, heads)


def compact(names: Sequence[str], heads: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Weights by the places of the features that bear any."""
    used = sorted({place for labels in heads.values() for one in labels.values() for place in one["weights"]})
    new = {place: at for at, place in enumerate(used)}
    return {
        "features": [names[place] for place in used],
        "heads": {
            head: {
                label: {
                    "bias": one["bias"],
                    "places": [new[place] for place in one["weights"]],
                    "weights": list(one["weights"].values()),
                }
                for label, one in labels.items()
            }
            for head, labels in heads.items()
        },
    }


def held_out(encoders: Path) -> Iterator[tuple[Labelled, Learned]]:
    """Each text of the fifths that have an encoder, with what was learned without those written with it."""
    for fold, (others, lines) in enumerate(folds()):
        encoder = encoders / f"encoder-{fold}.onnx"
        if not encoder.exists():
            continue
        learned = Learned(model_of(trained(others)), encoder_of(encoder.read_bytes()))
        for line in lines:
            yield line, learned


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--measure", type=Path, metavar="FOLDER", help="print how well held-out texts are told")
    parser.add_argument("--failures", action="store_true", help="and those that were told wrongly")
    arguments = parser.parse_args()
    if arguments.measure:
        told = [
            (line, suggest(line["text"], WRITTEN_ON, providers=line["provider"], learned=learned))
            for line, learned in held_out(arguments.measure)
        ]
        print(table(measured(told), with_failures=arguments.failures))
        return 0
    written = json.dumps(trained(all_of(sets())), ensure_ascii=False, separators=(",", ":"))
    WEIGHTS.write_text(written + "\n", encoding="utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
