"""Complaints for each 1,000 people supported, and between what their number lies by chance."""

import pytest

from analytics.reports.document import Value
from analytics.reports.supported import beside, likely


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.69), (1, 0.03, 5.57), (10, 4.80, 18.39), (26, 16.98, 38.10), (100, 81.36, 121.63)],
)
def test_the_ends_are_those_of_the_exact_interval(count: int, low: float, high: float) -> None:
    """Garwood's of 1936, by the chi-squared distribution, to a tenth of a complaint."""
    assert likely(count) == pytest.approx((low, high), abs=0.1)


@pytest.mark.parametrize(
    ("count", "people", "is_known", "says"),
    [
        pytest.param(26, 2476, True, ["2,476", "10.5", "6.9 and 15.4"], id="enough"),
        pytest.param(9, 2476, True, ["2,476", "[z]", "too few to say"], id="too few"),
        pytest.param(26, None, True, ["[z]", "[z]", "[z]"], id="nobody knows how many people"),
        pytest.param(26, 127, False, ["127", "[z]", "[z]"], id="nobody knows what they are"),
        pytest.param(26, 13, True, ["13", "2,000.0", "1,306.1 and 2,930.6"], id="more complaints than people"),
    ],
)
def test_what_stands_beside_a_count(count: int, people: int | None, is_known: bool, says: list[str]) -> None:
    made = beside(Value(value=count, counts=("all",)), people, is_known=is_known)
    assert [value.text for value in made] == says
    assert [value.counts for value in made] == [(), ("all",), ("all",)], "they are hidden with the count"
