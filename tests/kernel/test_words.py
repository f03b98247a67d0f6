"""Every code has its word: a vocabulary that grows without one fails here, not on somebody's page."""

from enum import StrEnum

import pytest

from kernel import vocabulary, words
from kernel.vocabulary import Classification

VOCABULARIES = [
    kind
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]


@pytest.mark.parametrize("kind", VOCABULARIES, ids=lambda kind: kind.__name__)
def test_every_vocabulary_has_words(kind: type[StrEnum]) -> None:
    assert kind in words.WORDS


@pytest.mark.parametrize("kind", words.WORDS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_word(kind: type[StrEnum]) -> None:
    assert set(words.WORDS[kind]) == set(kind)
    assert all(word == word.strip() and word[0].isupper() for word in words.WORDS[kind].values())


def test_what_is_owed_is_said_of_every_act() -> None:
    assert set(words.TO_DO) == set(vocabulary.Act)


@pytest.mark.parametrize(
    ("classification", "said"),
    [
        (Classification.ENQUIRY, "an enquiry"),
        (Classification.STATUTORY_COMPLAINT, "a statutory complaint"),
        (Classification.OTHER_CONTACT, "other contact"),
    ],
)
def test_a_class_within_a_sentence(classification: Classification, said: str) -> None:
    assert words.with_article(classification) == said


def test_a_name_keeps_its_capitals() -> None:
    assert words.in_sentence("MP") == "MP"
    assert words.in_sentence("Partly upheld") == "partly upheld"
