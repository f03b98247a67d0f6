"""What the words of a text suggest: a table of texts and what is found in them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.suggesting import Offer, Suggestions, council_words, suggest
from intake.suggesting.encoder import FIRST, LAST, LONGEST, UNKNOWN, the_encoder
from intake.suggesting.model import the_model
from intake.suggesting.reading import read

TODAY = date(2026, 11, 28)


def of(text: str) -> Suggestions:
    return suggest(text, TODAY)


def codes(found: tuple) -> list[str]:
    return [str(one.code) for one in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nobody has rung me back and I am fed up with leaving messages.", "complaint"),
        ("I wish to complain about the invoice. It is wrong and nobody answers my letters.", "complaint"),
        ("Thank you so much to the carers, they are kind, patient and wonderful.", "praise"),
        ("No complaints at all, the staff are lovely and so kind.", "praise"),
        (
            "Thank you to the carers, who are lovely and kind. However nobody rings back and the bill is wrong.",
            "both",
        ),
        ("Please could you send me a form for a blue badge? Thank you in advance.", "request"),
        ("It would be a good idea to have a bench in the garden, perhaps you could think about it.", "idea"),
    ],
)
def test_the_kind_of_a_text(text: str, kind: str) -> None:
    found = of(text).kind
    assert found is not None
    assert found.code == kind
    assert found.words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He has bruises on both arms.", "bruises"),
        ("She says she wants to die.", "wants to die"),
        ("Mum fell again and was found on the floor.", "on the floor"),
        ("A carer hit him.", "hit him"),
        ("He takes her pension off her.", "takes her pension"),
        ("She won't let my uncle have his phone or his key.", "won't"),
        ("There was bleach in his beaker.", "bleach"),
    ],
)
def test_harm_with_the_words_that_tell_of_it(text: str, words: str) -> None:
    harm = of(text).harm
    assert harm is not None
    assert words in [said.text for said in harm]


@pytest.mark.parametrize(
    "text",
    [
        "He fell behind with his rent and would like some advice.",
        "Could you send me the form for a bus pass please?",
        "Thank you for the lovely card.",
        "No bruises, no shouting, they are so gentle and kind.",
        "My record says that I was attacked. I never was, it is the wrong file.",
        "I broke my wrist in spring, it has mended, and I would like help with the garden.",
        "She bit my head off when I asked for a form.",
    ],
)
def test_no_harm_where_the_words_say_something_else(text: str) -> None:
    assert of(text).harm is None


COURTEOUS = (
    "We are writing to thank everyone at the day centre for a splendid year. Dad looks forward to every visit "
    "and comes home full of stories. The driver is always on time and helps him up the step. He has made a stool "
    "and two bird boxes, and the garden club had a prize for its beans. The dinners are hot and there is choice.",
    "The carol concert was a joy and we have told all our friends about it. We should like to know the dates for "
    "spring, and whether he could come on a Thursday too. Please pass on our kind regards to the cook, who made "
    "him a cake in the shape of a tractor.",
)


def test_one_sentence_of_harm_is_heard_in_a_long_courteous_letter() -> None:
    told = "We did notice that his wrists were bruised."
    harm = of(" ".join([COURTEOUS[0], told, COURTEOUS[1]])).harm
    assert harm is not None
    assert all(word.text in told for word in harm)
    assert of(" ".join(COURTEOUS)).harm is None


def test_sentences_are_read_in_pairs_also_where_no_stop_is_written() -> None:
    def pairs(text: str) -> list[str]:
        return [text[start:end] for start, end in read(text).pairs()]

    assert pairs("One two. Three! Four five?") == ["One two. Three", "Three! Four five"]
    assert pairs("One two.") == ["One two"]
    assert [len(pair.split()) for pair in pairs("word " * 100)] == [80, 60]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Mum's café, £20–30!", ["mum", "'", "s", "cafe", ",", "£2", "##0", "–", "30", "!"]),
        ("Undercooked\n\nunder_cooked", ["under", "##co", "##oked", "under", "_", "cooked"]),
        ("x" * 101, [UNKNOWN]),
        ("👍", [UNKNOWN]),
        ("", []),
    ],
)
def test_a_text_is_read_in_pieces_as_the_encoder_learned_them(text: str, pieces: list[str]) -> None:
    encoder = the_encoder()
    names = {place: piece for piece, place in encoder.places.items()}
    assert [names[place] for place in encoder.pieces(text)] == [FIRST, *pieces, LAST]


def test_the_encoder_reads_the_beginning_of_a_long_text() -> None:
    encoder = the_encoder()
    assert len(encoder.pieces("word " * 4000)) == LONGEST


def test_the_encoder_scores_the_labels_that_words_weigh_for() -> None:
    assert set(the_encoder().labels) == set(the_model().biases) == set(the_encoder().scores("Nobody came."))


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The carers never turned up for the tea call again.", "missed_visits"),
        ("I have left five messages and nobody has called back.", "no_contact"),
        ("The invoice is wrong, we were charged for care that we never had.", "charges"),
        ("She was rude and spoke to my mother like a child.", "staff_conduct"),
        ("The stairlift is broken and nobody has come to repair it.", "equipment_adaptations"),
        ("He was discharged from hospital with no care in place.", "hospital_discharge"),
        ("We have had six social workers in a year, another new one every time.", "change_of_worker"),
        ("My complaint was not answered, the response does not address what I said.", "complaint_handling"),
        ("No interpreter was booked although I am deaf and use sign language.", "equality_access"),
    ],
)
def test_a_theme_of_displeasure(text: str, theme: str) -> None:
    assert theme in codes(of(text).themes)


def test_thanks_have_themes_of_their_own() -> None:
    found = of("Thank you, the carers are so kind, gentle and patient, we are very grateful.")
    assert "kindness" in codes(found.compliment_themes)
    assert found.themes == ()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("I have told them time and time again.", "not_first_time"),
        ("Mum was in the home in 2019 and they were rude.", "late"),
        ("I write on behalf of my constituent.", "mp"),
    ],
)
def test_signs_that_the_form_asks_about(text: str, sign: str) -> None:
    assert sign in codes(of(text).signs)


def test_a_year_is_long_ago_once_all_of_it_is_more_than_twelve_months_back() -> None:
    assert "late" in codes(of("It happened in 2024 at the home.").signs)
    assert "late" not in codes(of("It happened in 2025 at the home.").signs)


def test_providers_that_are_known_are_found_as_they_are_named() -> None:
    found = suggest("Nobody came from LARKMOOR care today.", TODAY, providers=["Larkmoor Care", "Oak House"])
    assert [(one.code, one.words[0].text) for one in found.providers] == [("Larkmoor Care", "LARKMOOR care")]


def test_a_council_adds_words_of_its_own_and_its_categories_meet_the_themes() -> None:
    own = council_words(
        (Offer("comms", ("ring me back",), ("Communication", "No reply")), Offer("money", (), ("Charges",))),
        (Offer("ot", ("bath lift",)),),
    )
    found = suggest("Nobody would ring me back about the bath lift and the invoice is wrong.", TODAY, own)
    assert codes(found.teams) == ["ot"]
    assert [word.text for word in found.teams[0].words] == ["bath lift"]
    assert codes(found.categories)[0] == "comms"
    assert "money" in codes(found.categories)


@pytest.mark.parametrize("text", ["", "   ", "???", "👍👍🏽", "\n\n\t", "' ' '"])
def test_a_text_without_words_suggests_nothing(text: str) -> None:
    assert of(text) == Suggestions()


def test_a_text_in_another_language_suggests_what_it_can_and_no_more() -> None:
    assert of("Niech ktoś do mnie zadzwoni, proszę.").harm is None


def test_only_the_first_20_000_characters_are_read() -> None:
    long = "word " * 4000
    assert of(long + "She was hit.").harm == of(long).harm
    assert of("x" * 100_000) is not None


@pytest.mark.in_turn
@given(st.text(max_size=300))
def test_any_text_is_read_the_same_way_twice_and_words_stand_where_it_says(text: str) -> None:
    found = of(text)
    assert found == of(text)
    said = [*(found.harm or ())]
    for part in (found.functions, found.themes, found.compliment_themes, found.signs):
        said += [word for one in part for word in one.words]
    assert all(
        0 <= word.start < word.end <= len(text) and text[word.start : word.end] == word.text for word in said
    )
