"""Templates and what is put into them: pure."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.letters.facts import Facts, IssueSaid
from cases.letters.saying import WORDS, said
from cases.letters.templates import defaults
from chassis.letters.blocks import BlockKind, blocks
from chassis.letters.correspondent import Correspondent
from chassis.letters.templates import WORD, Missing, Nothing, fill, words_in
from kernel.vocabulary import Classification, Finding, LetterKind, Outcome
from tests.support.books import books

BARE = Facts(
    council=books().council("eastmere"),
    ref="EAS-2526-0001",
    today=date(2026, 3, 24),
    to=Correspondent(),
    officer="An Officer",
    classification=Classification.STATUTORY_COMPLAINT,
    received_on=date(2026, 3, 2),
)


HOSPITAL, PROVIDER = "Eastmere Hospitals NHS Trust", "the provider"


def issue(number: int, finding: Finding, whose: str | None) -> IssueSaid:
    return IssueSaid(number, "Sent home too early.", "quality", finding, "The notes show it.", whose)


@pytest.mark.parametrize(
    ("at_fault", "others", "whose"),
    [
        pytest.param([HOSPITAL], [PROVIDER], HOSPITAL, id="the hospital alone"),
        pytest.param([PROVIDER, PROVIDER], [None], PROVIDER, id="the provider"),
        pytest.param([PROVIDER, HOSPITAL], [], f"{PROVIDER} and {HOSPITAL}", id="both"),
    ],
)
def test_fault_is_told_of_whoever_did_it(at_fault: list[str], others: list[str | None], whose: str) -> None:
    issues = [
        *(issue(number, Finding.PARTIALLY_UPHELD, by) for number, by in enumerate(at_fault, 1)),
        *(issue(number, Finding.NOT_UPHELD, by) for number, by in enumerate(others, 8)),
    ]
    facts = replace(BARE, outcome=Outcome.UPHELD_NOT_COUNCIL, issues=issues)
    assert said(facts)["outcome"] == (f"We found fault with what {whose} did. We are sorry for what went wrong.")


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_has_words_and_uses_known_ones(kind: LetterKind) -> None:
    template = defaults().letters[kind]
    for text in filter(None, [template.subject, template.text, template.easy_read]):
        assert set(words_in(text)) <= set(WORDS)
        assert "((" not in WORD.sub("", text), "a bracket that is not closed"


@pytest.mark.parametrize("kind", LetterKind)
def test_of_a_bare_case_each_word_that_is_left_says_why(kind: LetterKind) -> None:
    filled = fill(defaults().letters[kind].text, said(BARE))
    assert set(words_in(filled.text)) == set(filled.missing)
    assert all(filled.missing.values())


def test_a_line_with_nothing_to_say_goes_and_its_heading_with_it() -> None:
    text = "# First\n((none))\n\n# Second\nStays ((word)).\n((none)) and ((word))\n"
    filled = fill(text, {"none": Nothing(), "word": "here"})
    assert filled.text == "# Second\nStays here.\n"


@given(st.text(max_size=200))
def test_what_a_person_wrote_is_never_read_as_a_word(written: str) -> None:
    filled = fill("Before ((word)) after", {"word": written, "other": Missing("x")})
    assert words_in(filled.text) == []
    assert filled.used["word"] == written


@given(st.text(max_size=300))
def test_any_text_has_blocks_with_lines(text: str) -> None:
    for block in blocks(text):
        assert block.lines
        if block.kind in {BlockKind.HEADING, BlockKind.SUBHEADING}:
            assert len(block.lines) == 1
