"""Groups of fewer than five people are not shown to whoever may not count people by what they are. No database."""

import random
from typing import Any

import pytest

from analytics.disclosure import Sum
from analytics.figures.answer import Tally, answer
from analytics.figures.question import Question, understand
from analytics.figures.small import require_groups_alone, require_no_reference, without_small
from kernel.errors import NotPermitted
from tests.reports.attacker import attack

COUNT = {"authority": "eastmere", "year": "2025-26", "measure": "count"}


def asked(**parts: Any) -> Any:
    return understand(Question.model_validate(COUNT | parts))


def shown(counts: dict[tuple[str, ...], int], **parts: Any) -> Any:
    question = asked(**parts)
    tallies = [Tally(values, units, units // 2, 0, 0) for values, units in counts.items()]
    return without_small(question, answer(question, tallies, []), tallies)


@pytest.mark.parametrize(
    ("counts", "left"),
    [
        pytest.param({"a": 9, "b": 7}, {"a": 9, "b": 7}, id="none is small"),
        pytest.param({"a": 9, "b": 4, "c": 3}, {"a": 9, "b": None, "c": None}, id="two hide each other"),
        pytest.param({"a": 9, "b": 4, "c": 1}, dict.fromkeys("abc"), id="two that are five together need a third"),
        pytest.param({"a": 9, "b": 7, "c": 4}, {"a": 9, "b": None, "c": None}, id="the next hides one alone"),
        pytest.param({"a": 4}, {"a": None}, id="only one"),
        pytest.param({}, {}, id="nobody"),
    ],
)
def test_small_groups(counts: dict[str, int], left: dict[str, Any]) -> None:
    found = shown({(key,): count for key, count in counts.items()}, group_by=["person.ethnicity"])
    assert found.values == found.numerator == left


def test_a_cell_is_not_given_away_by_its_row_or_column() -> None:
    counts = {("a", "x"): 2, ("a", "y"): 9, ("b", "x"): 8, ("b", "y"): 7, ("c", "x"): 30, ("c", "y"): 40}
    found = shown(counts, group_by=["team", "person.ethnicity"])
    for line in [found.values[team].values() for team in "abc"] + [
        [found.values[team][kind] for team in "abc"] for kind in "xy"
    ]:
        assert list(line).count(None) != 1
    assert found.values["c"] == {"x": 30, "y": 40}


@pytest.mark.parametrize("seed", range(6))
def test_nobody_works_a_small_group_out_from_totals(seed: int) -> None:
    """Who also asks for the totals by each field knows no hidden group within five."""
    draw = random.Random(seed)
    cells = {(age, outcome): draw.choice([1, 3, 6, 9, 14, 20]) for age in "abcdef" for outcome in "uvwx"}
    by_age = {age: sum(cells[age, outcome] for outcome in "uvwx") for age in "abcdef"}
    by_outcome = {outcome: sum(cells[age, outcome] for age in "abcdef") for outcome in "uvwx"}
    table = shown(cells, group_by=["person.age_band", "outcome"]).values
    ages = shown({(age,): n for age, n in by_age.items()}, group_by=["person.age_band"]).values
    said = {str(keys): table[keys[0]][keys[1]] for keys in cells} | ages | by_outcome
    marked = {key for key, number in said.items() if number is None}
    sums = [Sum(age, tuple(str((age, outcome)) for outcome in "uvwx")) for age in "abcdef"]
    sums += [Sum(outcome, tuple(str((age, outcome)) for age in "abcdef")) for outcome in "uvwx"]
    learned = attack({key: n for key, n in said.items() if n is not None}, marked, [], sums, marked)
    assert marked
    assert [key for key, (low, high) in learned.items() if high - low < 5] == []


def test_other_groups_stay_small() -> None:
    assert shown({("a",): 1, ("b",): 9}, group_by=["team"]).values == {"a": 1, "b": 9}


def test_a_ranking_leaves_small_groups_out() -> None:
    found = shown({("a",): 9, ("b",): 4, ("c",): 3}, measure="ranking", group_by=["person.ward"], depth=5)
    assert found.values == [["a"]]


@pytest.mark.parametrize(
    "parts",
    [
        {"filters": {"person.ethnicity": "white"}},
        {"measure": "rate", "numerator": {"person.age": {"min": 80}}},
        {"measure": "mean_working_days", "field": "person.age"},
        {"group_by": ["person.ward"], "filters": {"person.ward": {"not": "North"}}},
        {"group_by": ["person.ward"], "filters": {"channel": "email"}},
        {"group_by": ["person.ward"], "year": None, "from": "2025-04-01", "to": "2025-06-30"},
        {"group_by": ["person.ward"], "value_groups": {"person.ward": {"Middle": ["North", "South"]}}},
        {"group_by": ["person.ward"], "measure": "rate", "numerator": {"outcome": "upheld"}},
        {"group_by": ["person.ward"], "cohort": "answered"},
    ],
)
def test_people_are_not_picked_out(parts: dict[str, Any]) -> None:
    with pytest.raises(NotPermitted):
        require_groups_alone(asked(**parts))


@pytest.mark.parametrize("field", ["ref", "person.person_ref"])
def test_no_question_leads_to_one_case_or_person(field: str) -> None:
    for parts in ({"group_by": [field]}, {"filters": {field: "a"}}):
        with pytest.raises(NotPermitted):
            require_no_reference(asked(**parts))
