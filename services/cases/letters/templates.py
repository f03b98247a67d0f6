"""The product's own templates of a case's letters. Pure but for reading their file."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from chassis.letters import templates
from kernel.procedures.entries import Entry, Words
from kernel.vocabulary import LetterKind

DEFAULTS = Path(__file__).with_name("templates") / "england.yaml"


class Template(templates.Template):
    to: Literal["complainant", "contributor"] = "complainant"


class Templates(Entry):
    source: Words
    letters: dict[LetterKind, Template]


@cache
def defaults() -> Templates:
    """The templates of every council that has none of its own."""
    return Templates.model_validate(yaml.safe_load(DEFAULTS.read_text(encoding="utf-8")))
