"""How likely an answer is late, from the times that like cases took."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.survival import FEWEST, curve

COUNTS = st.dictionaries(st.integers(0, 120), st.integers(1, 9), max_size=20)


def test_without_open_cases_it_is_the_share_that_took_longer() -> None:
    answered = {5: 4, 10: 3, 20: 2, 40: 1}
    assert curve(answered, {}).after(10) == pytest.approx(0.3)
    assert curve(answered, {}).chance_late(1, 10) == pytest.approx(0.3)


def test_a_case_that_is_open_already_is_like_those_that_took_as_long() -> None:
    """Of the six that were not answered by day 9, three took longer than 10 days."""
    assert curve({5: 4, 10: 3, 20: 2, 40: 1}, {}).chance_late(10, 10) == pytest.approx(0.5)


def test_open_cases_count_as_far_as_they_came() -> None:
    """Kaplan and Meier by hand: 8/10 are left after day 2; two go on without an answer at 3; then 4/6 of these."""
    of_ten = curve({2: 2, 4: 2, 6: 4}, {3: 2})
    assert of_ten.after(2) == pytest.approx(0.8)
    assert of_ten.after(4) == pytest.approx(0.8 * 4 / 6)


def test_of_few_nothing_is_said() -> None:
    assert curve({3: FEWEST - 1}, {3: 50}).chance_late(1, 10) is None


def test_beyond_the_longest_nothing_is_said() -> None:
    assert curve({3: FEWEST}, {}).chance_late(9, 20) is None


@given(COUNTS, COUNTS, st.integers(1, 130), st.integers(0, 60))
def test_it_is_a_chance_and_later_dates_are_safer(
    answered: dict[int, int], open_so_far: dict[int, int], age: int, more: int
) -> None:
    found = curve(answered, open_so_far)
    sooner, later = found.chance_late(age, age + more), found.chance_late(age, age + more + 1)
    if sooner is not None and later is not None:
        assert 0 <= later <= sooner <= 1
