"""The same name, number or address, however it is written, has one normal form; another one has another."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.normal_forms import digits_of, email, email_key, name_key, phone_key, phone_keys, plain, seen

WAYS_OF_WRITING = (
    "{0}{1}",
    "{0} {1}",
    "{0}-{1}",
    "({0}) {1}",
    "{0}.{1}",
    "+44 {2}{1}",
    "+44{2}{1}",
    "+44 (0){2} {1}",
    "0044 {2} {1}",
    "44 {2} {1}",
    "Tel: {0} {1}",
    "{0} {1} ext 12",
    "{0}{1}x12",
    "{0} {1} (after six)",
    "{0}\N{NO-BREAK SPACE}{1}",
    "18001 {0} {1}",
)
# Ofcom gives out none of these: they are for plays, and for tests.
areas = st.sampled_from(["01632", "07700", "0116", "020"])


@given(areas, st.integers(100_000, 999_999), st.sampled_from(WAYS_OF_WRITING))
def test_a_number_is_one_number_however_it_is_written(area: str, rest: int, way: str) -> None:
    number = {"01632": f"{rest}", "07700": f"{rest}", "0116": f"4{rest}", "020": f"79{rest}"}[area]
    assert phone_key(way.format(area, number, area[1:])) == area + number


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_two_numbers_are_two(one: int, other: int) -> None:
    keys = {phone_key(f"01632 {number:06}") for number in (one, other)}
    assert len(keys) == len({one, other})


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("+33 1 23 45 67 89", ["33123456789"]),
        ("07700 900741 or 01632 960001", ["07700900741", "01632960001"]),
        ("０１６３２ ９６０００１", ["01632960001"]),
        ("4432", ["4432"]),
        ("0800 1111", ["08001111"]),
        ("LE1 4AB", []),
        ("SW1A 2AA", []),
        ("caller@example.org", []),
        ("ask at reception", []),
        ("12", []),
        ("1" * 25, []),
        ("", []),
    ],
)
def test_what_is_a_number(written: str, keys: list[str]) -> None:
    assert list(phone_keys(written)) == keys


WAYS_OF_NAMING = (
    "{0} {1}",
    "{1}, {0}",
    "{1} {0}",
    "Ms {0} {1}",
    "{0}  {1}",
    " {0}\N{NO-BREAK SPACE}{1} ",
)
words = st.text(string.ascii_letters, min_size=2, max_size=12)


@given(words, words, st.sampled_from(WAYS_OF_NAMING))
def test_a_name_is_one_name_however_it_is_written(given_name: str, surname: str, way: str) -> None:
    said = way.format(given_name.upper(), surname.lower())
    assert name_key(said) == name_key(f"{given_name} {surname}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Test O’Caller", "test o'caller"),
        ("Test O'Caller", "Test O Caller"),
        ("Test O`Caller", "Test OCALLER"),
        ("Test Caller-Speaker", "Test Caller Speaker"),
        ("Test Caller‑Speaker", "Caller-Speaker, Test"),
        ("Tést Çaller", "Test Caller"),
        ("Łest Øaller", "Lest Oaller"),
        ("Straße", "STRASSE"),
        ("Dr. T. Caller", "T Caller"),
        ("محمّد", "محمد"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Test Caller", "Rest Caller"), ("राम", "राज"), ("王小明", "王小红"), ("Ms", "Mr"), ("A", "B")],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("nothing", [None, "", "—", "!?"])
def test_no_letters_are_no_name(nothing: str | None) -> None:
    assert name_key(nothing) is None


@pytest.mark.parametrize(
    "written",
    [
        "caller@example.org",
        "caller@EXAMPLE.org",
        "mailto:caller@example.org",
        "<caller@example.org>",
        "Test Caller <caller@example.org>",
        "caller @ example.org",
        "caller@example.org.",
        "caller@example.org;",
    ],
)
def test_an_address_is_taken_as_mail_systems_do(written: str) -> None:
    assert email(written) == "caller@example.org"


def test_an_address_is_compared_without_capitals() -> None:
    assert email_key("Caller@Example.Org") == email_key("caller@example.org") == "caller@example.org"


@pytest.mark.parametrize(
    "written",
    [
        "caller@@example.org",
        "caller@example,org",
        "caller@example",
        "caller",
        "@example.org",
        "caller@",
        "test caller@example.org",
        "caller@example.org, other@example.org",
        "caller@example.org other@example.org",
        "caller@localhost",
        "caller@-example.org",
        "a" * 65 + "@example.org",
    ],
)
def test_what_reaches_nobody_is_no_address(written: str) -> None:
    assert email_key(written) is None
    with pytest.raises(ValueError, match=r"name@example\.org"):
        email(written)


@given(st.text(max_size=40))
def test_a_normal_form_is_its_own(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert seen(seen(text)) == seen(text)


def test_what_nobody_sees_goes_and_words_keep_their_joiners() -> None:
    assert seen("one\x0ctwo\N{LINE SEPARATOR}three") == "one\ntwo\nthree"
    assert seen("\N{ZERO WIDTH NO-BREAK SPACE}Cal\N{SOFT HYPHEN}ler\N{ZERO WIDTH SPACE}") == "Caller"
    joined = "می\N{ZERO WIDTH NON-JOINER}خواهم"
    assert seen(joined) == joined


@given(st.from_regex(r"0[1-9][0-9]{2,4} ?[0-9]{3,6}( ?[0-9]{3,4})?", fullmatch=True))
def test_a_number_alone_is_found_as_it_is_within_a_text(number: str) -> None:
    if len(digits_of(number)) in {10, 11}:
        assert phone_keys(number) == phone_keys(f"Tel: {number}") == (digits_of(number),)
