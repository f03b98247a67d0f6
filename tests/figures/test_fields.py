"""What a question may name, as it is told to whoever helps to ask: the list that refuses unknown names."""

from pathlib import Path
from typing import Any

import pytest

from analytics.figures import service
from analytics.figures.fields import FIELDS, CountedUnit, Kind
from analytics.figures.question import MEANS, PERCENTILES, Measure, Question, understand
from analytics.figures.schemas import MeasureParts
from kernel.errors import Unprocessable
from kernel.vocabulary import Role
from tests.support import house
from tests.support.databases import Databases

PARTS = service.parts()
NUMERATOR = {"outcome": "upheld"}


def refused(**asked: Any) -> set[str]:
    """Pointers of what is wrong with a question."""
    try:
        understand(Question.model_validate({"authority": "eastmere", "year": "2023-24", **asked}))
    except Unprocessable as error:
        return {wrong.pointer for wrong in error.errors}
    return set()


def test_every_unit_is_told_with_its_own_fields_and_those_of_its_case() -> None:
    told = {unit.unit: {field.path: field.kind for field in unit.fields} for unit in PARTS.units}
    assert set(told) == set(CountedUnit)
    assert told[CountedUnit.CASE]["person.age"] is Kind.NUMBER
    assert "issue.category" not in told[CountedUnit.CASE]
    assert told[CountedUnit.ISSUE]["issue.category"] is Kind.TEXT
    assert told[CountedUnit.ISSUE].items() > told[CountedUnit.CASE].items()
    assert told == {unit: {path: field.kind for path, field in FIELDS[unit].items()} for unit in CountedUnit}


@pytest.mark.parametrize("unit", PARTS.units, ids=lambda unit: unit.unit.value)
def test_a_field_is_told_as_groupable_where_it_can_be_grouped_by(unit: Any) -> None:
    accepted = {
        field.path for field in unit.fields if not refused(measure="count", unit=unit.unit, group_by=[field.path])
    }
    assert accepted == {field.path for field in unit.fields if field.groupable}


@pytest.mark.parametrize("path", PARTS.existence)
def test_of_a_list_one_can_ask_whether_it_is_there(path: str) -> None:
    assert refused(measure="count", filters={path: {"exists": True}}) == set()
    assert refused(measure="count", filters={path: "something"}) == {f"/filters/{path}"}


@pytest.mark.parametrize("told", PARTS.measures, ids=lambda told: told.measure.value)
def test_a_measure_is_answered_with_what_it_is_told_to_need_and_not_without(told: MeasureParts) -> None:
    needed: dict[str, Any] = {}
    if told.needs_numerator:
        needed["numerator"] = NUMERATOR
    if told.needs_versus:
        needed["versus"] = NUMERATOR
    if told.field_kinds:
        needed["field"] = next(
            path for path, field in FIELDS[CountedUnit.CASE].items() if field.kind in told.field_kinds
        )
    if told.least_groups:
        needed["group_by"] = ["outcome"]
    assert refused(measure=told.measure, **needed) == set()
    for name in needed:
        without = {key: value for key, value in needed.items() if key != name}
        assert refused(measure=told.measure, **without) == {f"/{name}"}
    groups = ["outcome", "channel"]
    assert bool(refused(measure=told.measure, **needed | {"group_by": groups})) == (told.most_groups < len(groups))


def test_only_fields_of_the_kinds_that_are_told_are_measured() -> None:
    kinds = {told.measure: set(told.field_kinds) for told in PARTS.measures if told.field_kinds}
    assert set(kinds) == {Measure.SUM, *MEANS, *PERCENTILES}
    for measure, wanted in kinds.items():
        for path, field in FIELDS[CountedUnit.CASE].items():
            fits = field.kind in wanted and field.part is None
            assert (refused(measure=measure, field=path) == set()) is fits, path


def test_those_who_may_read_figures_are_told(databases: Databases, tmp_path: Path) -> None:
    with house.opened(databases, tmp_path / "data") as opened:
        told = opened.caller(Role.AUDITOR).get("/api/analytics/v1/figures/fields")
        partner = opened.caller(Role.PARTNER).get("/api/analytics/v1/figures/fields")
    assert told.json() == PARTS.model_dump(mode="json")
    assert partner.status_code == 403
