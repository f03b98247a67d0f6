"""What the text of a cell is taken for; what could be two things, or none, is refused with a reason."""

from datetime import date

import pytest

from intake.imports.cells import CellError, DateOrder, day, read
from intake.imports.fields import FIELDS

DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("2024-04-03", DAY),
        ("2024-04-03", MONTH),
        ("2024-04-03 00:00:00", DAY),
        ("2024-04-03T14:30", DAY),
        ("03/04/2024", DAY),
        ("3/4/24", DAY),
        ("3.4.2024", DAY),
        ("03-04-2024 14:30", DAY),
        ("03/04/2024 2:30 PM", DAY),
        ("04/03/2024", MONTH),
        ("4/3/24", MONTH),
        ("3 April 2024", DAY),
        ("3rd April, 2024", MONTH),
        ("03-Apr-24", DAY),
        ("3 apr 2024", DAY),
    ],
)
def test_a_day(text: str, order: DateOrder) -> None:
    assert day(text, order) == date(2024, 4, 3)


def test_september_has_two_short_forms() -> None:
    assert day("3 Sept 2024", DAY) == day("3 Sep 2024", DAY) == date(2024, 9, 3)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        pytest.param("31/02/2024", DAY, id="no such day"),
        pytest.param("29 February 2023", DAY, id="no leap year"),
        pytest.param("04/13/2024", DAY, id="American"),
        pytest.param("13/04/2024", MONTH, id="not American"),
        pytest.param("2024-04-03T23:30:00Z", DAY, id="another day here, perhaps"),
        pytest.param("45385", DAY, id="a number that was formatted as one"),
        pytest.param("April 2024", DAY, id="a month"),
        pytest.param("3/4", DAY, id="no year"),
        pytest.param("soon", DAY, id="a word"),
    ],
)
def test_no_day(text: str, order: DateOrder) -> None:
    with pytest.raises(CellError, match="is not a date such as"):
        day(text, order)


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("team", "Locality", "Locality"),
        ("contributing_teams", "North; South;", ["North", "South"]),
        ("outcome", "Partially upheld", "partially_upheld"),
        ("outcome", "NOT UPHELD", "not_upheld"),
        ("person.age", "84", 84),
        ("costs_pounds", "£1,250", 1250),
        ("costs_pounds", "1250.50", 1250.5),
        ("advocacy.offered", "Yes", True),
        ("advocacy.offered", "n", False),
    ],
)
def test_a_value(path: str, text: str, value: object) -> None:
    assert read(FIELDS[path], text, DAY) == value


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        ("outcome", "Won", "'Won' is none of upheld, partially_upheld"),
        ("person.age", "84 and a half", "is not a whole number"),
        ("costs_pounds", "about £50", "is not an amount in pounds"),
        ("costs_pounds", "-5", "is not an amount in pounds"),
        ("advocacy.offered", "perhaps", "is neither yes nor no"),
        ("joint_with", " ; ;", "has no text in it"),
        ("outcome", "x" * 100, f"'{'x' * 59}…' is none of"),
    ],
)
def test_no_value(path: str, text: str, why: str) -> None:
    with pytest.raises(CellError) as refused:
        read(FIELDS[path], text, DAY)
    assert why in str(refused.value)
