"""The templates of a contact's letters. Pure but for reading their file."""

from functools import cache
from pathlib import Path

import yaml

from chassis.letters.templates import Template
from intake.letters.rules import ContactLetterKind
from kernel.procedures.entries import Entry, Words

DEFAULTS = Path(__file__).with_name("templates") / "england.yaml"


class Templates(Entry):
    source: Words
    letters: dict[ContactLetterKind, Template]


@cache
def defaults() -> Templates:
    return Templates.model_validate(yaml.safe_load(DEFAULTS.read_text(encoding="utf-8")))
