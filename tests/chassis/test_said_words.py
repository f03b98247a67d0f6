"""What is typed reaches a database as letters and digits, or is refused in words."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.said.finding import SaidPart, parts_of
from chassis.said.words import EVERYWHERE, Term, in_fts5, in_tsquery, looked_for, other_ways
from kernel.errors import Unprocessable

PIECES = [
    '"',
    "*",
    "'",
    "-",
    "(",
    ")",
    ":",
    "^",
    "+",
    "&",
    "|",
    "!",
    "<->",
    "\\",
    "\0",
    "NEAR",
    "OR",
    "NOT",
    "the",
    "é",
]
SYNTAX = frozenset("\"'`*()&|!<>:\\^+-{}[]., \0\t\n")
typed = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map(" ".join)


@given(typed)
def test_nothing_that_is_typed_is_syntax(index: sqlite3.Connection, text: str) -> None:
    try:
        terms = looked_for(text)
    except Unprocessable:
        return
    words = [word for term in terms for way in term.ways for word in way]
    assert words
    assert all(word and SYNTAX.isdisjoint(word) for word in words)
    index.execute("SELECT rowid FROM said WHERE said MATCH ?", [in_fts5(terms)]).fetchall()


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE VIRTUAL TABLE said USING fts5(text, tokenize='porter unicode61')")
    return made


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param(
            "late visits", [Term((("late",),)), Term((("visits",),), unfinished=True)], id="in any order"
        ),
        pytest.param("late visits ", [Term((("late",),)), Term((("visits",),))], id="the last word is finished"),
        pytest.param(
            '"no lunch" late.', [Term((("late",),)), Term((("no", "lunch"),))], id="these stand together"
        ),
        pytest.param("O'Caller.", [Term((("ocaller",), ("o", "caller")))], id="as one word and as two"),
        pytest.param("the lunch.", [Term((("lunch",),))], id="what stands in every text finds nothing"),
        pytest.param("Zoë.", [Term((("zoe",),))], id="without accents"),
        pytest.param("ab", [Term((("ab",),))], id="too short to be unfinished"),
    ],
)
def test_what_is_looked_for(text: str, terms: list[Term]) -> None:
    assert looked_for(text) == terms


def test_how_postgresql_is_asked() -> None:
    asked = in_tsquery(looked_for('"no lunch" O\'Caller visit'))
    assert asked == "('ocaller' | 'o' <-> 'caller') & ('visit':*) & ('no' <-> 'lunch')"


@pytest.mark.parametrize("text", ["", " ", '""', '"', "-", "***", "the", "of the", '"of the"', "\0"])
def test_words_that_find_nothing_are_refused(text: str) -> None:
    with pytest.raises(Unprocessable):
        looked_for(text)


def test_what_stands_in_every_text_is_in_its_normal_form() -> None:
    assert all(word.isascii() and word.islower() for word in EVERYWHERE)


def test_the_other_ways_of_words() -> None:
    assert other_ways("Zoë O’Caller's follow-up of lunch") == "zoe ocallers followup"


def test_a_snippet_is_taken_apart_at_its_marks() -> None:
    assert parts_of("no \ue000lunch\ue001 on <b>") == [
        SaidPart(text="no ", found=False),
        SaidPart(text="lunch", found=True),
        SaidPart(text=" on <b>", found=False),
    ]
