"""What gives somebody away in an example of a case, by its form."""

import pytest

from analytics.reports.anonymous import gives_away, names_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It came as EAS-2526-0168.", ("EAS-2526-0168", "a reference")),
        ("She wrote from mary@example.org about it.", ("mary@example.org", "an e-mail address")),
        ("He fell on 12 March.", ("12 March", "a day")),
        ("He fell on the 3rd of May 2025.", ("3rd of May", "a day")),
        ("It was March 12th.", ("March 12th", "a day")),
        ("It was 12/03/2025.", ("12/03/2025", "a day")),
        ("She lives in AB1 2CD.", ("AB1 2CD", "a postcode")),
        ("She lives at 14a Mill Lane.", ("14a Mill Lane", "an address")),
        ("Ring 01632 960123.", ("01632 960123", "a telephone or other long number")),
        ("It is 943 476 5919.", ("943 476 5919", "a telephone or other long number")),
    ],
)
def test_what_is_never_part_of_an_example(text: str, found: tuple[str, str]) -> None:
    assert list(gives_away(text)) == [found]


def test_an_example_by_which_nobody_is_known() -> None:
    text = (
        "A daughter told us that her mother's carers came late for weeks. In May 2025 we met the agency.\n"
        "What was put right: The Council's team said sorry, and the NHS paid. We wrote to the Ombudsman.\n"
        "What was learned: Rotas are looked at each Monday by Adult Social Care in Anytown."
    )
    assert list(gives_away(text)) == []
    assert names_in(text, {"Anytown"}) == []


def test_what_looks_like_a_name() -> None:
    text = "Mrs Bloggs rang. We told Jo Bloggs’s son, and Jo Bloggs’s son told Sunny Court. Dr. Doe came."
    assert names_in(text, frozenset()) == ["Mrs Bloggs", "Jo Bloggs’s", "Sunny Court", "Dr. Doe"]
    assert names_in(text, {"Sunny", "Court"}) == ["Mrs Bloggs", "Jo Bloggs’s", "Dr. Doe"]
