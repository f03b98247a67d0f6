"""Published events: one committed sample of each is understood for ever."""

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from kernel.events import EVENT_TYPES

SAMPLES = Path(__file__).parent / "event_samples"

# Abstract forms such as CaseEvent only say what several events have in common.
PUBLISHED = {name: kind for name, kind in EVENT_TYPES.items() if not kind.__subclasses__()}


def sample(name: str) -> dict:
    return json.loads((SAMPLES / f"{name}.json").read_text())


def test_each_version_has_one_sample() -> None:
    """A sample is never removed, even when its version is no longer sent: feeds keep it."""
    assert {path.stem for path in SAMPLES.glob("*.json")} == set(PUBLISHED)


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_sample_is_still_understood(name: str) -> None:
    event = PUBLISHED[name].model_validate(sample(name))
    lost = list(missing(sample(name), event.model_dump(mode="json")))
    assert not lost, "fields of the sample that were lost or read differently"


def missing(said: object, read: object, path: str = "") -> Iterator[str]:
    """Where `read` lacks something that `said` has; fields that were added since are welcome."""
    if isinstance(said, dict) and isinstance(read, dict):
        for key, value in said.items():
            yield from missing(value, read.get(key), f"{path}/{key}")
    elif isinstance(said, list) and isinstance(read, list) and len(said) == len(read):
        for index, pair in enumerate(zip(said, read, strict=True)):
            yield from missing(*pair, f"{path}/{index}")
    elif said != read:
        yield path


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_type_name_ends_in_its_version(name: str) -> None:
    assert name.rsplit(".v", 1)[1] == str(PUBLISHED[name].VERSION)


# Who a person is, how to reach them, what they wrote: these stay in ordinary rows that can be anonymised.
PERSONAL = {"name", "phone", "email", "address", "born_on", "narrative", "description", "title", "text", "reason"}
ABOUT_NOBODY = {"provider/name": "a business that gives care", "change/name": "a bank holiday or a closure"}


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_events_carry_no_personal_data(name: str) -> None:
    personal = [path for path in fields(PUBLISHED[name]) if path.rsplit("/")[-1] in PERSONAL]
    assert not [path for path in personal if not path.endswith(tuple(ABOUT_NOBODY))]


def fields(kind: type[BaseModel], path: str = "") -> Iterator[str]:
    """The path of every field, those of parts included; a code of a list can hold nothing personal."""
    for name, field in kind.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Enum):
            continue
        yield f"{path}/{name}"
        for part in parts(field.annotation):
            yield from fields(part, f"{path}/{name}")


def parts(annotation: object) -> Iterator[type[BaseModel]]:
    """The models within an annotation, such as those of `list[Issue] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)
