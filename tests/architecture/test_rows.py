"""Rows are made by the thousand; what they begin with must not be worked out for each."""

import pytest
from sqlmodel import SQLModel

import analytics.models
import cases.models
import intake.models
from chassis.rows import ServiceTable

SERVICES = [each.__name__.split(".")[0] for each in (analytics.models, cases.models, intake.models)]


def tables(kind: type[SQLModel]) -> list[type[SQLModel]]:
    """Every table that is declared below a class."""
    return [
        found
        for below in kind.__subclasses__()
        for found in [*([below] if hasattr(below, "__table__") else []), *tables(below)]
    ]


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_row_begins_with_is_a_value(service: str) -> None:
    theirs = [kind for kind in tables(SQLModel) if kind.__module__.startswith(f"{service}.")]
    made = [
        f"{kind.__name__}.{name}"
        for kind in theirs
        for name, field in kind.model_fields.items()
        if field.default_factory is not None
    ]
    assert theirs
    assert made == []
    assert [kind.__name__ for kind in theirs if not issubclass(kind, ServiceTable)] == []
