"""What a sentence encoder makes of a text: a score for each label, which stands beside that of its words. Pure but
for reading its file.

`encoder.onnx` is written by scripts/train_encoder.py: a small language model, which reads words in their order. It
carries its vocabulary and the labels of its scores, so that the three cannot disagree.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from intake.suggesting.model import Label

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

LONGEST = 256
"""Pieces that are read of a text, with the marks of its beginning and its end."""
LONGEST_WORD = 100
FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_ASCII_SYMBOLS = frozenset("$+<=>^`|~")


@dataclass(frozen=True)
class Encoder:
    """A model with the places of the pieces that it knows, and the labels that it scores, in its order."""

    session: "InferenceSession"
    places: Mapping[str, int]
    labels: Sequence[Label]

    def scores(self, text: str) -> dict[Label, float]:
        """The score of every label: log odds, or within `kind` logits of a softmax.

        One text at a time: how finely numbers are rounded depends on all that are read together.
        """
        import numpy  # it takes a tenth of a second, and most processes never need it

        ids = numpy.array([self.pieces(text)], dtype=numpy.int64)
        ((scores,),) = self.session.run(None, {"ids": ids, "mask": numpy.ones_like(ids)})
        return dict(zip(self.labels, map(float, scores), strict=True))

    def pieces(self, text: str) -> list[int]:
        """The places of a text's words, or of the longest pieces of those that the vocabulary does not have."""
        found = [self.places[FIRST]]
        for word in words_of(text):
            found += self._of_word(word) if len(word) <= LONGEST_WORD else [self.places[UNKNOWN]]
            if len(found) >= LONGEST - 1:
                break
        return [*found[: LONGEST - 1], self.places[LAST]]

    def _of_word(self, word: str) -> list[int]:
        found: list[int] = []
        at = 0
        while at < len(word):
            begin = "##" if at else ""
            end = next((end for end in range(len(word), at, -1) if begin + word[at:end] in self.places), None)
            if end is None:
                return [self.places[UNKNOWN]]
            found.append(self.places[begin + word[at:end]])
            at = end
        return found


def words_of(text: str) -> Iterator[str]:
    """Words in lower case and without accents; each mark of punctuation is a word."""
    apart = []
    for char in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(char)
        if category.startswith("P") or char in _ASCII_SYMBOLS:
            apart.append(f" {char} ")
        elif char.isspace():
            apart.append(" ")
        elif category != "Mn" and not category.startswith("C"):
            apart.append(char)
    yield from "".join(apart).split()


@cache
def the_encoder() -> Encoder:
    """The product's own, read when it is first asked."""
    return encoder_of(files(__package__).joinpath("encoder.onnx").read_bytes())


def encoder_of(written: bytes) -> Encoder:
    """What a file says."""
    import onnxruntime  # as numpy above

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # a request has no more than its own thread
    session = onnxruntime.InferenceSession(written, options, providers=["CPUExecutionProvider"])
    said = session.get_modelmeta().custom_metadata_map
    vocabulary, labels = json.loads(said["vocabulary"]), json.loads(said["labels"])
    places = {piece: place for place, piece in enumerate(vocabulary)}
    return Encoder(session, places, [(head, name) for head, name in labels])
