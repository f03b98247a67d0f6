"""A question's providers under the names that the register has for them, under which cases are counted."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import Session

from analytics import naming
from analytics.figures.question import Question
from kernel.normal_forms import organisation_key

PROVIDER = "provider.name"
ASKED = ("filters", "numerator", "versus", "value_groups")
"""Where a question names providers."""


def as_registered(session: Session, question: Question) -> Question:
    """The question with every name of a provider as the register has it now; one that it does not know stays.

    So a merged provider's old name, and any other spelling, find what the name that it goes under finds.
    """
    asked = {part: given for part in ASKED if (given := getattr(question, part)) and PROVIDER in given}
    keys = {
        name: key
        for given in asked.values()
        for name in _texts(given[PROVIDER])
        if (key := organisation_key(name))
    }
    if not keys:
        return question
    registered = naming.names(session, question.authority, set(keys.values()))
    names = {name: registered.get(key, name) for name, key in keys.items()}
    changed = {part: {**given, PROVIDER: _renamed(given[PROVIDER], names)} for part, given in asked.items()}
    return question.model_copy(update=changed)


def _texts(said: Any) -> Iterator[str]:
    """Every text in a value, a list, or what stands under operators or labels."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, list | dict):
        for each in said.values() if isinstance(said, dict) else said:
            yield from _texts(each)


def _renamed(said: Any, names: Mapping[str, str]) -> Any:
    if isinstance(said, str):
        return names.get(said, said)
    if isinstance(said, list):
        return [_renamed(each, names) for each in said]
    return {key: _renamed(each, names) for key, each in said.items()} if isinstance(said, dict) else said
