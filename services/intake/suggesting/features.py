"""What a text shows of itself: words, pairs of words, phrases and how it is put; each with its place. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from intake.suggesting.phrases import Hit, Phrases
from intake.suggesting.reading import Reading, Word, among

KIN = among(
    "mum mam mom mother dad father nan nana gran grandma grandad granddad grandmother grandfather "
    "husband wife son daughter brother sister aunt auntie uncle nephew niece kids children child baby "
    "boy lad girl cousin partner grandson granddaughter parents"
)
STAFF = among(
    "carer carers worker staff nurse nurses ot social manager team lady man gentleman chap woman girls "
    "officer driver assessor agency"
)
TIMES = among(
    "day days week weeks month months year years hour hours minute minutes morning afternoon evening "
    "night monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december summer spring autumn winter easter christmas"
)
THEY = among("he she they him her them his their theyre")
TURNS = among("but however although though except unfortunately sadly pity shame")
ASKING = among("can could is are am do does did do have has will would should may shall any")
WHICH = among("who what when where which why how whose")
PLEASE = among("please pls plz kindly")

GOOD = ("tone.good", "kind.good", "kind.fault", "kind.thanks")
BAD = ("tone.bad", "kind.complain", "kind.still_waiting")
LONGER_WINS = frozenset({"kind", "tone", "thanks", "ask"})
HARM = "harm"
OF_HARM = frozenset({HARM, "safe"})
IDIOM = "safe.idiom"
SURE = "harm.sure"
THING = "thing."
NEAR = 5
"""Words within which two things speak together: a limb and a colour, a meal and a "not"."""

WORD, PAIR, PHRASE, CONCEPT, SPOKEN = 1.2, 1.0, 1.0, 1.0, 1.0
"""How much one of each weighs before anything is learned."""

Span = tuple[int, int]
"""Words from, up to (half open)."""


@dataclass
class Features:
    """What is seen in a text: how strong, and the words that show it."""

    strength: dict[str, float] = field(default_factory=dict)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    hits: Sequence[Hit] = ()

    def see(self, name: str, strength: float, span: Span | None = None) -> None:
        self.strength[name] = strength
        if span:
            self.spans.setdefault(name, []).append(span)


def features(reading: Reading, phrases: Phrases, asked: int) -> Features:
    """What the reading shows. `asked`: how many question marks there are."""
    words = reading.words
    found = _standing(phrases.found_in(words))
    seen = Features(hits=[hit for hit in found if not _is_thing(hit)])
    kinds = [_kind_of(word.text) for word in words]
    for at, (kind, word) in enumerate(zip(kinds, words, strict=True)):
        seen.see(f"w {kind}", WORD, (at, at + 1))
        if word.negated:
            seen.see(f"not {kind}", WORD, (at, at + 1))
    for at in range(len(kinds) - 1):
        seen.see(f"{kinds[at]} {kinds[at + 1]}", PAIR, (at, at + 2))
    _phrases(seen, words, reading.sentences - 1)
    _things(seen, words, [hit for hit in found if _is_thing(hit)])
    _manner(seen, reading, asked)
    return seen


def _phrases(seen: Features, words: Sequence[Word], last: int) -> None:
    turn = next((at for at, word in enumerate(words) if word.text in TURNS), len(words))
    counts: dict[str, int] = {}
    for hit in seen.hits:
        concept, span = ("!" if hit.negated else "") + hit.phrase.concept, (hit.first, hit.end)
        seen.see(f"p {concept}:{hit.phrase.written}", PHRASE, span)
        sentence = words[hit.first].sentence
        places = [f"c {concept}"]
        if sentence == 0:
            places.append(f"c0 {concept}")
        if sentence == last:
            places.append(f"cz {concept}")
        if hit.first > turn:
            places.append(f"cb {concept}")
        for place in places:
            counts[place] = counts.get(place, 0) + 1
            seen.see(place, CONCEPT * min(1.5, 0.5 + 0.25 * counts[place]), span)


def _things(seen: Features, words: Sequence[Word], things: Sequence[Hit]) -> None:
    """What is spoken of, and which two things near each other in a sentence: what no phrase foresaw is told so."""
    for at, hit in enumerate(things):
        name = hit.phrase.concept.removeprefix(THING)
        seen.see(f"t {name}", SPOKEN, (hit.first, hit.end))
        if hit.negated:
            seen.see(f"!t {name}", SPOKEN, (hit.first, hit.end))
        for other in islice(things, at + 1, None):
            if other.first > hit.first + NEAR or words[other.first].sentence != words[hit.first].sentence:
                break
            others = other.phrase.concept.removeprefix(THING)
            if others != name and other.first > hit.first:
                seen.see(f"t {min(name, others)} {max(name, others)}", SPOKEN, (hit.first, other.end))


def _is_thing(hit: Hit) -> bool:
    return hit.phrase.concept.startswith(THING)


def _manner(seen: Features, reading: Reading, asked: int) -> None:
    """How it is put: questions, pleas, what stands first, and whether good or bad is said at all."""
    firsts: dict[int, str] = {}
    for word in reading.words:
        firsts.setdefault(word.sentence, word.text)
    for name, begins in (("asks", ASKING), ("which", WHICH), ("please", PLEASE)):
        if any(first in begins for first in firsts.values()):
            seen.see(f"m {name}", 1)
        if firsts.get(0) in begins:
            seen.see(f"m0 {name}", 1)
    if firsts:
        seen.see(f"m0 {firsts[0]}", 0.7)
    sentences = max(1, reading.sentences)
    seen.see("m questions", 2 * min(1.0, asked / sentences))
    seen.see("m sentences", min(sentences, 6) / 6)
    seen.see("m words", min(len(reading.words), 100) / 100)
    good = sum(not hit.negated and hit.phrase.concept in GOOD for hit in seen.hits)
    bad = sum(hit.phrase.concept in BAD for hit in seen.hits)
    seen.see("m good-bad", max(-4, min(4, good - bad)) / 2)
    for name, holds in (
        ("no good", good == 0),
        ("no bad", bad == 0),
        ("neither", good == 0 and bad == 0),
        ("good and bad", good > 0 and bad > 0),
    ):
        if holds:
            seen.see(f"m {name}", 1)


def _kind_of(word: str) -> str:
    """The word, or what it is one of: words of kin, staff, times and numbers speak alike."""
    if word[0] == "£":
        return "£"
    if word[0].isdigit():
        return "#"
    for name, members in (("KIN", KIN), ("STAFF", STAFF), ("TIME", TIMES), ("THEY", THEY)):
        if word in members:
            return name
    return word


def _standing(found: Sequence[Hit]) -> list[Hit]:
    """Those that nothing longer says otherwise: "fell behind" is no fall, "thank you in advance" no thanks."""
    rivals: dict[str, dict[int, list[Hit]]] = {}
    for hit in found:
        family = _family(hit)
        if family and (family != HARM or hit.phrase.concept == IDIOM):
            over = rivals.setdefault(family, {})
            for at in range(hit.first, hit.end):
                over.setdefault(at, []).append(hit)
    return [
        hit
        for hit in found
        if not any(_hides(other, hit) for other in rivals.get(_family(hit), {}).get(hit.first, ()))
    ]


def _family(hit: Hit) -> str:
    family = hit.phrase.concept.partition(".")[0]
    return "tone" if family in LONGER_WINS else HARM if family in OF_HARM else ""


def _hides(other: Hit, hit: Hit) -> bool:
    """Whether the other covers all of it and means something else; an idiom wins also where it is no longer."""
    if other.first > hit.first or other.end < hit.end or other.phrase.concept == hit.phrase.concept:
        return False
    if other.phrase.concept == IDIOM:
        return not hit.phrase.concept.startswith("safe.")
    return other.end - other.first > hit.end - hit.first
