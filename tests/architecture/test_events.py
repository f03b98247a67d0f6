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


# Texts of events that are no enum of ours, and what each holds: never what somebody typed into a field for words.
OF_THE_COUNCILS_FILE = {
    *("age_band", "categories", "category", "clock", "code", "communication", "contributing_teams", "division"),
    *("flags", "grade", "kind", "level", "next_due_kind", "procedure", "rule", "scope", "service_area", "stage"),
    *("signed_off_by", "subcategory", "suggested", "team", "theme", "withdrawn_by", "praised", "method"),
    *("person_age_band", "person_disability", "person_ethnicity", "person_gender", "person_legal_status"),
    *("person_primary_support_reason", "person_ward", "primary_support_reason", "refusal_reason", "action"),
}
STANDS_FOR_SOMETHING = {
    *("authority", "by", "client", "contact_ref", "message_id", "own_number", "owner", "people", "person_ref"),
    *("reached_before", "ref", "reference", "calendar_version", "removed", "status"),
}
NAMES_OF_NO_PERSON = {
    *("answer_from", "body", "joint_with", "keys", "lead", "lead_organisation", "local_label", "name"),
    *("provider_kind", "provider_name", "source", "transfer_body", "ward"),
}


def test_every_text_of_an_event_is_decided() -> None:
    texts = {name for kind in PUBLISHED.values() for name in texts_of(kind)}
    assert texts == OF_THE_COUNCILS_FILE | STANDS_FOR_SOMETHING | NAMES_OF_NO_PERSON


def texts_of(kind: type[BaseModel]) -> Iterator[str]:
    """Names of the fields that may hold any text, those of parts included."""
    for name, field in kind.model_fields.items():
        if may_be_text(field.annotation):
            yield name
        for part in parts(field.annotation):
            yield from texts_of(part)


def may_be_text(annotation: object) -> bool:
    return annotation is str or any(may_be_text(inner) for inner in get_args(annotation))


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
