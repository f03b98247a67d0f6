"""Which entry of the register stands for another: any mergings, undone in any order, leave no trace."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.providers.rules import Entry, group_of, kept_one, require_mergeable, require_merged, spelled
from kernel.errors import Conflict, DomainError, Unprocessable
from kernel.normal_forms import organisation_key

TODAY = date(2026, 3, 24)
NUMBERS = st.integers(1, 6)


def merged_into(register: dict[int, Entry]) -> dict[int, int]:
    return {each.number: each.merged_into for each in register.values() if each.merged_into is not None}


def tried(register: dict[int, Entry], number: int, into: int | None) -> dict[int, Entry]:
    """The register after a merging, or its undoing with None; as it was where that is refused."""
    try:
        if into is None:
            require_merged(register[number])
        else:
            require_mergeable(register, number, into, TODAY)
    except DomainError:
        return register
    entry = register[number]
    return register | {number: Entry(number, entry.name, into, entry.active_until)}


@given(st.lists(st.tuples(NUMBERS, st.none() | st.integers(1, 7))), st.sets(NUMBERS))
def test_every_entry_ends_at_one_that_stands_for_itself(
    acts: list[tuple[int, int | None]], ended: set[int]
) -> None:
    register = {
        number: Entry(number, f"Home {number}", active_until=date(2026, 1, 31) if number in ended else None)
        for number in range(1, 7)
    }
    for number, into in acts:
        before = register
        register = tried(register, number, into)
        if into is not None and register is not before:
            assert into not in ended
            assert tried(register, number, None) == before
    merged = merged_into(register)
    kept = {number: kept_one(merged, number) for number in register}
    assert not set(kept.values()) & set(merged)
    for root in set(kept.values()):
        assert group_of(merged, root) == {number for number, end in kept.items() if end == root}


REGISTER = {
    1: Entry(1, "Home A"),
    2: Entry(2, "Home B", merged_into=1),
    3: Entry(3, "Home C", active_until=date(2026, 3, 23)),
    4: Entry(4, "Home D", active_until=TODAY),
}


@pytest.mark.parametrize(
    ("number", "into", "why"),
    [
        pytest.param(1, 1, "Home A cannot be merged into itself", id="itself"),
        pytest.param(1, 9, "no such entry", id="nothing"),
        pytest.param(1, 2, "Home B is merged into Home A already", id="a circle"),
        pytest.param(4, 2, "Home B is itself merged into Home A. Merge into Home A", id="one that is merged"),
        pytest.param(2, 4, "Home B is merged into Home A. Undo that first", id="twice"),
        pytest.param(1, 3, "Home C has ended", id="one that ended yesterday"),
    ],
)
def test_what_cannot_be_merged_says_why(number: int, into: int, why: str) -> None:
    with pytest.raises((Conflict, Unprocessable), match=why):
        require_mergeable(REGISTER, number, into, TODAY)


def test_one_whose_last_day_is_today_takes_others_in() -> None:
    require_mergeable(REGISTER, 1, 4, TODAY)


@pytest.mark.parametrize("said", ["Sunny-Bank (Ltd.)", "SUNNYBANK LTD", " Sunny bank  ltd ", "Súnnybank Ltd"])
def test_capitals_blanks_and_punctuation_tell_no_names_apart(said: str) -> None:
    assert organisation_key(said) == organisation_key("Sunnybank Ltd")
    assert list(spelled("Sunnybank Ltd", [said]).values()) == ["Sunnybank Ltd"]


def test_other_words_are_another_name() -> None:
    assert organisation_key("Sunnybank") != organisation_key("Sunnybank Ltd")
    with pytest.raises(Unprocessable, match="letters or digits"):
        spelled("Sunnybank", ["…"])
