"""The same count is known wherever it is printed, and what adds up to what follows from what is counted."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.figures.question import Measure, Question
from analytics.reports import repository
from analytics.reports.counts import Condition, Count, Counts, group_conditions, matching, population
from tests.reports.invented import THIS, Council, cases

YEAR = {"authority": "eastmere", "year": "2026-27", "measure": Measure.COUNT}
TEAMS = st.sampled_from("abcdef")
STATUTORY = {"classification": "statutory_complaint"}


def count(**asked: Any) -> Count:
    return population(Question.model_validate(YEAR | asked))


def test_a_group_of_one_table_is_the_whole_of_another() -> None:
    kinds = Question.model_validate(YEAR | {"group_by": ["classification"]})
    group = population(kinds).where(group_conditions(kinds, 0, "statutory_complaint"))
    assert group.key == count(filters=STATUTORY).key


def test_a_numerator_is_a_population_too() -> None:
    rate = YEAR | {"measure": "rate", "filters": STATUTORY, "numerator": {"outcome": ["upheld"]}}
    assert matching(Question.model_validate(rate)).key == count(filters=STATUTORY | {"outcome": "upheld"}).key


def test_a_band_is_what_a_filter_between_two_days_is() -> None:
    bands = {"working_days_to_close": [["within 20", 0, 20], ["over 20", 21, None]]}
    banded = Question.model_validate(YEAR | {"group_by": ["working_days_to_close"], "bands": bands})
    within = population(banded).where(group_conditions(banded, 0, "within 20"))
    assert within.key == count(filters={"working_days_to_close": {"max": 20}}).key


def test_a_key_can_be_read_again() -> None:
    one = count(filters=STATUTORY | {"working_days_to_close": {"min": 3, "max": 20}, "issues.theme": "delay"})
    assert Count.of(one.key) == one


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        pytest.param(
            count(filters={"outcome": ["upheld", "partially_upheld"]}),
            [count(filters={"outcome": "upheld"}), count(filters={"outcome": "partially_upheld"})],
            id="values of one field",
        ),
        pytest.param(
            count(),
            [
                count(year=None, **{"from": first, "to": last})
                for first, last in (
                    ("2026-04-01", "2026-06-30"),
                    ("2026-07-01", "2026-09-30"),
                    ("2026-10-01", "2026-12-31"),
                    ("2027-01-01", "2027-03-31"),
                )
            ],
            id="four quarters of a year",
        ),
        pytest.param(
            count(filters={"working_days_to_close": {"max": 20}}),
            [
                count(filters={"working_days_to_close": {"max": 10}}),
                count(filters={"working_days_to_close": {"min": 11, "max": 20}}),
            ],
            id="two stretches of days",
        ),
    ],
)
def test_parts_of_a_whole_add_up_without_anybody_saying_so(whole: Count, parts: list[Count]) -> None:
    counts = Counts()
    for number, part in enumerate(parts, 3):
        counts.add(part, number)
    counts.add(whole, sum(range(3, 3 + len(parts))))
    [found] = counts.linked()
    assert (found.whole, set(found.parts)) == (whole.key, {part.key for part in parts})


@pytest.mark.parametrize(
    ("part", "rest"),
    [
        pytest.param({"procedure": {"not": "children_statutory"}}, {"procedure": "children_statutory"}, id="not"),
        pytest.param(
            {"working_days_to_respond": {"exists": True}},
            {"working_days_to_respond": {"exists": False}},
            id="exists",
        ),
        pytest.param({"outcome": ["upheld"]}, {"outcome": {"not": "upheld"}}, id="one of several values"),
    ],
)
def test_what_is_left_of_a_whole_is_a_count(part: dict[str, Any], rest: dict[str, Any]) -> None:
    counts = Counts()
    whole = counts.add(count(filters=STATUTORY), 134)
    one = counts.add(count(filters=STATUTORY | part), 132)
    [found] = counts.linked()
    assert (found.whole, set(found.parts)) == (whole, {one, count(filters=STATUTORY | rest).key})
    assert counts.values[count(filters=STATUTORY | rest).key] == 2


def test_a_class_that_goes_by_one_procedure_is_that_procedure() -> None:
    kinds = {("statutory_complaint", "adult_statutory", "upheld"), ("corporate_complaint", "corporate", "upheld")}
    counts = Counts(kinds=frozenset((*kind, "accepted") for kind in kinds))
    by_class = counts.add(count(filters=STATUTORY), 7)
    by_procedure = counts.add(count(filters={"procedure": "adult_statutory"}), 7)
    [found] = counts.linked()
    assert {found.whole, *found.parts} == {by_class, by_procedure}


def test_groups_that_come_to_as_many_as_the_whole_are_all_of_it() -> None:
    counts = Counts()
    whole = counts.add(count(), 66)
    parts = [counts.add(count(filters={"outcome": name}), n) for name, n in (("upheld", 64), ("withdrawn", 2))]
    assert [(found.whole, set(found.parts)) for found in counts.linked()] == [(whole, set(parts))]


@pytest.mark.parametrize(
    ("part", "rest"),
    [({"max": 10}, {"min": 11, "max": 20}), ({"min": 12, "max": 20}, {"min": 3, "max": 11})],
    ids=["from its beginning", "to its end"],
)
def test_what_is_left_of_a_stretch_is_one(part: dict[str, int], rest: dict[str, int]) -> None:
    """So an earlier year’s months beside the whole of it tell the months after them."""
    counts = Counts()
    low = {} if "min" not in rest or rest["max"] == 20 else {"min": 3}
    whole = counts.add(count(filters={"working_days_to_close": {"max": 20} | low}), 8)
    one = counts.add(count(filters={"working_days_to_close": part}), 5)
    left = count(filters={"working_days_to_close": rest}).key
    assert [(found.whole, set(found.parts)) for found in counts.linked()] == [(whole, {one, left})]
    assert counts.values[left] == 3


def test_a_gap_is_counted_too() -> None:
    counts = Counts()
    counts.add(count(filters={"working_days_to_close": {"max": 20}}), 8)
    counts.add(count(filters={"working_days_to_close": {"max": 10}}), 3)
    counts.add(count(filters={"working_days_to_close": {"min": 12, "max": 20}}), 4)
    for found in counts.linked():
        assert counts.values[found.whole] == sum(counts.values[part] for part in found.parts)
    assert counts.values[count(filters={"working_days_to_close": {"min": 11, "max": 20}}).key] == 5


def test_values_that_do_not_occur_are_no_gap() -> None:
    counts = Counts()
    channels = [Condition("channel", frozenset({name})) for name in ("email", "web_form")]
    counts.divide(count(), [(channels[0], 41), (channels[1], 18)])
    counts.add(count(filters={"channel": ["web_form", "contact_centre"]}), 18)
    wholes = {found.whole: found.parts for found in counts.linked()}
    assert wholes[count(filters={"channel": ["web_form", "contact_centre"]}).key] == (
        count(filters={"channel": "web_form"}).key,
    )


def test_two_numbers_for_one_count_are_a_contradiction() -> None:
    counts = Counts()
    counts.add(count(), 57)
    counts.add(count(), 56)
    assert counts.contradictions == [(count().key, 57, 56)]


@given(st.lists(TEAMS, min_size=1, max_size=60), st.sets(TEAMS, min_size=1))
def test_whatever_is_linked_holds(values: list[str], asked: set[str]) -> None:
    """Over any records: every sum that follows from what is counted is true of the counts."""
    counts = Counts()
    tally = {value: values.count(value) for value in set(values)}
    counts.divide(count(), [(Condition("team", frozenset({value})), n) for value, n in sorted(tally.items())])
    counts.add(count(filters={"team": sorted(asked)}), sum(tally.get(value, 0) for value in asked))
    for found in counts.linked():
        assert counts.values[found.whole] == sum(counts.values[part] for part in found.parts)


def test_the_kinds_of_a_year_are_those_of_its_cases() -> None:
    invented = cases(Random(1), 200)
    found = repository.kinds(Council(invented).session, "eastmere", THIS.since, THIS.to)
    assert found == {
        (
            case["classification"],
            case["procedure"] or "not_recorded",
            case["outcome"] or "not_recorded",
            case["disposition"],
        )
        for case in invented
        if THIS.since <= case["received_on"] <= THIS.to
    }
