"""Small counts cannot be recovered: what is published of a year is attacked by somebody who knows all of it."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.disclosure import Interval, Policy, Protection, Sum, audit, corrections, protect
from tests.reports.attacker import attack
from tests.reports.years import Publication, complaints, report
from tests.support import shared
from tests.support.breadth import either

POLICY = Policy()


def total(whole: str, *parts: str) -> Sum:
    return Sum(whole, parts)


def by_hand(made: Publication, fixed: Collection[str], *, until_wide: bool) -> set[str]:
    """Small ones, and where one stands alone in its row or column the next smallest, until none does.

    `until_wide`: then on, the next smallest beside each that can still be told nearly enough, until none can.
    """
    sums = sorted(made.sums, key=str)
    hidden = {key for key in made.printed if POLICY.is_small(made.counts[key]) and key not in fixed}
    open_ones = {key for key in made.printed - hidden - set(fixed) if made.counts[key]}

    def hide_beside(told: Collection[str], alone: bool) -> bool:
        found = False
        for one in sums:
            cells = {*one.parts, one.whole}
            if told & cells and (not alone or len(hidden & cells) == 1) and (others := open_ones & cells):
                smallest = min(others, key=lambda key: (made.counts[key], key))
                hidden.add(smallest)
                open_ones.remove(smallest)
                found = True
        return found

    while hide_beside(hidden, alone=True):
        pass
    while until_wide:
        learned = audit(made.counts, sums, hidden, POLICY, fixed, made.printed | set(fixed))
        narrow = {key for key, (low, high) in learned.items() if high is not None and high - low < POLICY.width}
        if not hide_beside(narrow, alone=False):
            break
    return hidden


@dataclass(frozen=True)
class Before:
    """What an earlier publication shows and hides."""

    shown: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()


def attacked(made: Publication, hidden: Collection[str], before: Before) -> dict[str, tuple[int, int]]:
    """What the attacker learns of every hidden count, and of every small one that nobody prints."""
    marked = before.marked.union(made.printed.intersection(hidden)) - before.shown - (made.printed - set(hidden))
    shown = {key: made.counts[key] for key in (made.printed | before.shown) - marked}
    unprinted = made.counts.keys() - shown.keys() - marked
    small = {key for key in unprinted if POLICY.is_small(made.counts[key])}
    return attack(shown, marked, unprinted, sorted(made.sums, key=str), marked | small)


def next_year(before: Publication, again: Publication, now: Publication) -> Publication:
    """A report prints last year's numbers again, other tables of them and both years together, beside its own."""
    made = again | now
    made.counts["both years"] = made.counts["2024"] + made.counts["2025"]
    made.printed.add("both years")
    made.tables.append(("2024", "2025", "both years"))
    sums = made.sums | before.sums | {total("both years", "2024", "2025")}
    return Publication(made.counts | before.counts, sums, made.printed, made.tables)


def published(made: Publication, before: Before) -> tuple[Publication, Protection]:
    """What is left to print, when tables that cannot be protected are left out."""
    protection = protect(
        made.counts,
        sorted(made.sums, key=str),
        POLICY,
        known=before.shown,
        printed=made.printed | before.shown,
        marked=before.marked - made.printed,
    )
    left = [table for table in made.tables if not protection.unprotected.intersection(table)]
    printed = {key for table in left for key in table}
    return Publication(made.counts, made.sums, printed, left), protection


@pytest.mark.parametrize("batch", range(either(3, 10)))
def test_no_hidden_count_of_random_years_can_be_recovered(batch: int) -> None:
    for number in range(batch * 20, batch * 20 + 20):
        draw = random.Random(number)
        last, this = (complaints(draw, draw.randint(20, 400)) for _ in range(2))
        first, protected = published(report("2024", last, draw, pairs=1), Before())
        before = Before(first.printed - protected.hidden, first.printed & protected.hidden)
        both = next_year(first, report("2024", last, draw, pairs=1), report("2025", this, draw, pairs=2))
        second, protection = published(both, before)
        learned = attacked(second, protection.hidden, before)
        ends = [high - low for key, (low, high) in learned.items() if key not in protection.unprotected]
        hand = by_hand(both, before.shown, until_wide=False)
        safe_hand = by_hand(both, before.shown, until_wide=True)
        ends_by_hand = [high - low for low, high in attacked(both, hand, before).values()]
        besides, besides_by_hand = protection.secondary.keys(), safe_hand - protection.primary
        told = {
            "tables": len(both.tables),
            "left out": len(both.tables) - len(second.tables),
            "cells": len(both.printed),
            "hidden": len(protection.hidden & both.printed),
            "recovered": ends.count(0),
            "given away before": len(protection.unprotected),
            "narrow": sum(wide < POLICY.width for wide in ends),
            "secondary": len(besides),
            "units": sum(both.counts[key] for key in besides),
            "secondary by hand": len(besides_by_hand),
            "units by hand": sum(both.counts[key] for key in besides_by_hand),
            "recovered by hand": ends_by_hand.count(0),
            "narrow by hand": sum(wide < POLICY.width for wide in ends_by_hand),
        }
        with (shared.folder() / "attacks").open("a") as log:
            log.write(json.dumps(told) + "\n")
        assert not told["recovered"]
        assert not told["narrow"]


# Worked examples: the traps that tables by hand fall into.


def hides(counts: dict[str, int], *sums: Sum, **more: Collection[str]) -> set[str]:
    """What is hidden; every hidden count is as wide as it has to be."""
    protection = protect(counts, sums, POLICY, **more)
    found = audit(counts, sums, protection.hidden, POLICY, more.get("known", ()), more.get("printed"))
    for key, (low, high) in found.items():
        assert low <= counts[key] <= (counts[key] if high is None else high)
        assert key in protection.unprotected or high is None or high - low >= POLICY.width, (key, low, high)
    return set(protection.hidden)


def test_the_solver_prints_nothing_between_the_lines_of_the_log() -> None:
    solving = "import numpy; from analytics.disclosure.linked import solver; solver(numpy.ones((1, 2))).run()"
    path = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    printed = subprocess.run([sys.executable, "-c", solving], env=path, capture_output=True, text=True, check=True)
    assert printed.stdout + printed.stderr == ""


def test_a_lone_small_count_takes_the_cheapest_other_one_with_it() -> None:
    assert hides({"all": 60, "a": 3, "b": 17, "c": 40}, total("all", "a", "b", "c")) == {"a", "b"}


def test_two_small_counts_of_a_small_rest_are_not_enough() -> None:
    # 2 of a and b together: both would be 1.
    assert hides({"all": 42, "a": 1, "b": 1, "c": 40}, total("all", "a", "b", "c")) == {"a", "b", "c"}


def test_a_small_total_goes_with_its_parts() -> None:
    assert hides({"all": 4, "a": 3, "b": 1, "c": 0}, total("all", "a", "b", "c")) == {"all", "a", "b"}


def test_noughts_stay_and_are_known() -> None:
    counts = {"all": 30, "a": 2, "none": 0, "c": 28}
    assert hides(counts, total("all", "a", "none", "c")) == {"a", "c"}


def test_noughts_are_hidden_if_the_policy_says_so() -> None:
    counts = {"all": 30, "none": 0, "c": 30}
    sums = [total("all", "none", "c")]
    protection = protect(counts, sums, Policy(hide_zeros=True))
    assert protection.primary == {"none"}
    assert protection.secondary == {"c": ("none",)}
    assert not protect(counts, sums, POLICY).hidden


def test_the_rest_of_a_share_is_protected_though_nobody_prints_it() -> None:
    # 38 of 40 upheld: 2 were not.
    counts = {"all": 40, "upheld": 38, "not upheld": 2}
    found = hides(counts, total("all", "upheld", "not upheld"), printed={"all", "upheld"})
    assert found & {"all", "upheld"}


def test_tables_that_share_a_margin_are_one_system() -> None:
    # Teams by two things. What is hidden in one table must not be computed through the other.
    counts = {"all": 60, "north": 20, "south": 40, "upheld": 30, "not": 30, "written": 33, "spoken": 27}
    cells = {"north upheld": 3, "north not": 17, "south upheld": 27, "south not": 13}
    cells |= {"north written": 12, "north spoken": 8, "south written": 21, "south spoken": 19}
    sums = [total("all", "north", "south"), total("all", "upheld", "not"), total("all", "written", "spoken")]
    for pair in (("upheld", "not"), ("written", "spoken")):
        sums += [total(team, *(f"{team} {one}" for one in pair)) for team in ("north", "south")]
        sums += [total(one, f"north {one}", f"south {one}") for one in pair]
    found = hides(counts | cells, *sums)
    assert found == {"north upheld", "north not", "south upheld", "south not"}


def test_groups_of_groups_hold_together() -> None:
    counts = {"all": 100, "care": 43, "home": 57, "a": 3, "b": 40, "c": 26, "d": 31}
    sums = [total("all", "care", "home"), total("care", "a", "b"), total("home", "c", "d")]
    sums.append(total("all", "a", "b", "c", "d"))
    assert hides(counts, *sums) == {"a", "b"}


def test_what_was_published_stays_and_the_rest_is_protected_around_it() -> None:
    counts = {"all": 60, "a": 3, "b": 4, "c": 17, "d": 36}
    protection = protect(counts, [total("all", *"abcd")], POLICY, known={"a", "c"})
    assert protection.already_out == {"a"}
    assert protection.primary == {"b"}
    assert set(protection.secondary) == {"d"}


def test_what_an_earlier_report_hides_stays_unknown() -> None:
    # Its mark says: not none. As one that nobody prints, a could be 0 and be 5 apart from it.
    counts = {"all": 6, "a": 3, "b": 3}
    sums = [total("all", "a", "b")]
    assert not protect(counts, sums, POLICY, known={"all"}, printed=set()).unprotected
    assert protect(counts, sums, POLICY, known={"all"}, printed=set(), marked={"a", "b"}).unprotected == {"a", "b"}


def test_what_is_given_away_by_what_stays_is_named() -> None:
    counts = {"all": 60, "a": 3, "b": 57}
    protection = protect(counts, [total("all", "a", "b")], POLICY, known={"all", "b"})
    assert protection.unprotected == {"a"}


def test_a_small_correction_is_not_told() -> None:
    # 12 of a were published, and 14 now: whoever has both reports would know of two.
    counts = {"all": 62, "a": 14, "b": 48, "all before": 60, "a before": 12}
    differences, more = corrections({"all": "all before", "a": "a before"}, counts)
    sums = [total("all", "a", "b"), total("all before", "a before", "b"), *more]
    known = {"all before", "a before", "b"}
    printed = known | {"all", "a"}
    assert hides(counts | differences, *sums, known=known, printed=printed) - differences.keys() == {"all", "a"}


def test_a_large_correction_is_shown() -> None:
    counts = {"a": 20, "a before": 12, "b": 3, "b before": 11}
    differences, more = corrections({"a": "a before", "b": "b before"}, counts)
    found = hides(counts | differences, *more, known={"a before", "b before"}, printed=counts.keys())
    assert found == {"b"}


def test_a_table_that_the_council_opens_stays_open() -> None:
    assert hides({"all": 60, "a": 3, "b": 57}, total("all", "a", "b"), may_stay={"all", "a", "b"}) == set()


def test_an_officer_sees_which_small_count_a_number_would_give_away() -> None:
    counts = {"all": 60, "a": 3, "b": 17, "c": 40}
    assert protect(counts, [total("all", "a", "b", "c")], POLICY).secondary == {"b": ("a",)}


def test_the_audit_says_between_what_a_hidden_count_lies() -> None:
    counts = {"all": 60, "a": 3, "b": 17, "c": 40}
    sums = [total("all", "a", "b", "c")]
    assert audit(counts, sums, {"a", "b"}, POLICY) == {"a": Interval(1, 19), "b": Interval(1, 19)}
    assert audit(counts, sums, {"a"}, POLICY) == {"a": Interval(3, 3)}
    assert audit(counts, sums, {"a", "all"}, POLICY)["a"] == Interval(1, None)


# What holds of every table.

calmly = settings(max_examples=50, deadline=None)

tables = st.tuples(st.integers(2, 3), st.integers(2, 3)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 12), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def crossed(cells: list[list[int]]) -> tuple[dict[str, int], list[Sum]]:
    """A table with its totals."""
    rows, columns = range(len(cells)), range(len(cells[0]))
    counts = {f"{row}{column}": cells[row][column] for row, column in product(rows, columns)}
    counts |= {f"{row}+": sum(cells[row]) for row in rows}
    counts |= {f"+{column}": sum(cells[row][column] for row in rows) for column in columns}
    counts["++"] = sum(map(sum, cells))
    sums = [Sum(f"{row}+", tuple(f"{row}{column}" for column in columns)) for row in rows]
    sums += [Sum(f"+{column}", tuple(f"{row}{column}" for row in rows)) for column in columns]
    return counts, [*sums, Sum("++", tuple(f"{row}+" for row in rows)), Sum("++", tuple(f"+{c}" for c in columns))]


def alike(counts: Mapping[str, int], hidden: Collection[str]) -> Iterator[tuple[int, ...]]:
    """Every table of two by two that would have been published alike, no cell further than 5 from the true one."""
    choices = [
        range(max(1, counts[key] - 5), counts[key] + 6) if key in hidden else [counts[key]]
        for key in ("00", "01", "10", "11")
    ]
    fixed = [None if key in hidden else count for key, count in counts.items()]
    for a, b, c, d in product(*choices):
        table = (a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d)
        if all(shown is None or shown == number for shown, number in zip(fixed, table, strict=True)):
            yield table


@calmly
@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2))
def test_trying_every_table_finds_no_hidden_count(cells: list[list[int]]) -> None:
    counts, sums = crossed(cells)
    hidden = protect(counts, sums, POLICY).hidden
    for key, tried in zip(counts, zip(*alike(counts, hidden), strict=True), strict=True):
        assert key not in hidden or max(tried) - min(tried) >= POLICY.width


@calmly
@given(tables)
def test_what_holds_of_every_protection(cells: list[list[int]]) -> None:
    counts, sums = crossed(cells)
    protection = protect(counts, sums, POLICY)
    small = {key for key, count in counts.items() if 0 < count < 5}
    assert protection.primary == small
    assert bool(protection.hidden) == bool(small)
    assert not protection.secondary.keys() & small
    assert all(counts[key] for key in protection.hidden)
    assert all(reasons and small.issuperset(reasons) for reasons in protection.secondary.values())
    assert not protection.unprotected
    assert not protection.already_out


@calmly
@given(tables, st.randoms())
def test_the_order_of_what_is_given_changes_nothing(cells: list[list[int]], draw: random.Random) -> None:
    counts, sums = crossed(cells)
    keys, shuffled = list(counts), [Sum(one.whole, tuple(draw.sample(one.parts, len(one.parts)))) for one in sums]
    draw.shuffle(keys)
    draw.shuffle(shuffled)
    again = protect({key: counts[key] for key in keys}, shuffled, POLICY)
    assert again == protect(counts, sums, POLICY)


@calmly
@given(tables)
def test_all_that_is_hidden_is_needed(cells: list[list[int]]) -> None:
    counts, sums = crossed(cells)
    protection = protect(counts, sums, POLICY)
    for key in protection.secondary:
        found = audit(counts, sums, protection.hidden - {key}, POLICY)
        assert any(high is not None and high - low < POLICY.width for low, high in found.values())


@calmly
@given(tables, st.data())
def test_what_is_out_stays(cells: list[list[int]], data: st.DataObject) -> None:
    counts, sums = crossed(cells)
    known = data.draw(st.sets(st.sampled_from(sorted(counts)), max_size=2))
    protection = protect(counts, sums, POLICY, known=known)
    assert not protection.hidden & known
    assert protection.already_out == {key for key in known if 0 < counts[key] < 5}
    found = audit(counts, sums, protection.hidden, POLICY, known)
    assert {
        key for key, (low, high) in found.items() if high is not None and high - low < 5
    } == protection.unprotected
