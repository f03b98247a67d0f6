"""Weights that were learned, and what they say of what a text shows. Pure but for reading its two files once.

`weights.json` is written by scripts/train_suggestions.py: `features` by their place, and for each head and label a
`bias` and pairs of place and weight, in hundredths.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from intake.suggesting.features import Features, Span
from intake.suggesting.phrases import Phrases, phrases_of

HUNDREDTHS = 100
TELLING = 0.4
"""Of what the strongest words say, from where others are named beside them."""
Label = tuple[str, str]
"""A head (kind, harm, theme …) and one of its labels."""


@dataclass(frozen=True)
class Model:
    """Linear scores of labels; `weights`: what each feature adds to which; `of_label`: the same, by label."""

    biases: Mapping[Label, float]
    weights: Mapping[str, list[tuple[Label, float]]]
    of_label: Mapping[Label, Mapping[str, float]]

    def scores(self, seen: Features) -> dict[Label, float]:
        """The score of every label: log odds, or within `kind` logits of a softmax."""
        scores = dict(self.biases)
        for name, strength in seen.strength.items():
            for label, weight in self.weights.get(name, ()):
                scores[label] += weight * strength
        return scores

    def score(self, seen: Features, label: Label) -> float:
        """The score of one label, at a fraction of the cost of all."""
        learned = self.of_label[label]
        return self.biases[label] + sum(
            learned[name] * strength for name, strength in seen.strength.items() if name in learned
        )

    def reasons(self, seen: Features, label: Label, most: int = 3) -> list[Span]:
        """The words that spoke most for a label, strongest first; none overlaps a stronger one."""
        spoke: dict[Span, float] = {}
        learned = self.of_label[label]
        for name, spans in seen.spans.items():
            weight = learned.get(name, 0.0)
            if weight > 0:
                for span in spans:
                    spoke[span] = spoke.get(span, 0) + weight * seen.strength[name] / len(spans)
        chosen: list[Span] = []
        least = max(spoke.values(), default=0) * TELLING
        for span in sorted(spoke, key=lambda one: (-spoke[one], one)):
            if spoke[span] >= least and all(span[1] <= other[0] or other[1] <= span[0] for other in chosen):
                chosen.append(span)
            if len(chosen) == most:
                break
        return chosen


def probability(score: float) -> float:
    """Of a label that stands by itself."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def shares(scores: Mapping[str, float]) -> dict[str, float]:
    """Of labels of which one holds; they add up to 1."""
    highest = max(scores.values())
    powers = {label: math.exp(score - highest) for label, score in scores.items()}
    whole = sum(powers.values())
    return {label: power / whole for label, power in powers.items()}


def model_of(written: Mapping[str, Any]) -> Model:
    """What a file of weights says."""
    weights: dict[str, list[tuple[Label, float]]] = {}
    biases: dict[Label, float] = {}
    for head, labels in written["heads"].items():
        for name, learned in labels.items():
            biases[head, name] = learned["bias"] / HUNDREDTHS
            for place, weight in zip(learned["places"], learned["weights"], strict=True):
                weights.setdefault(written["features"][place], []).append(((head, name), weight / HUNDREDTHS))
    of_label: dict[Label, dict[str, float]] = {label: {} for label in biases}
    for name, adds in weights.items():
        for label, weight in adds:
            of_label[label][name] = weight
    return Model(biases, weights, of_label)


@cache
def the_phrases() -> Phrases:
    return phrases_of(files(__package__).joinpath("phrases.txt").read_text(encoding="utf-8"))


@cache
def the_model() -> Model:
    return model_of(json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8")))
