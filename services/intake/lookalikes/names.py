"""Names of people as they are compared: without titles, accents and short forms. Pure."""

from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from kernel.normal_forms import TITLES, plain

SHORT_FORMS = {
    "albert": "bert bertie",
    "alfred": "alf alfie",
    "andrew": "andy",
    "anne": "ann annie",
    "anthony": "antony tony",
    "barbara": "babs barb",
    "benjamin": "ben",
    "charles": "charlie chas",
    "daniel": "dan danny",
    "david": "dave davey",
    "dorothy": "doll dolly dot dottie",
    "edward": "ed eddie ned ted teddy",
    "eleanor": "ellie nell nellie",
    "elizabeth": "bet beth betty eliza liz lizzie",
    "florence": "flo florrie",
    "frederick": "fred freddie",
    "geoffrey": "geoff jeff jeffrey",
    "james": "jamie jim jimmy",
    "jennifer": "jen jenny",
    "john": "johnny",
    "joseph": "joe joey",
    "katherine": "catherine kate kath kathy katie cathy",
    "kenneth": "ken kenny",
    "leonard": "len lenny",
    "margaret": "madge maggie meg peggy",
    "matthew": "matt",
    "michael": "mick mike",
    "mohammed": "mohamad mohamed mohammad muhammad",
    "nicholas": "nick",
    "peter": "pete",
    "philip": "phil phillip",
    "raymond": "ray",
    "rebecca": "becky",
    "reginald": "reg reggie",
    "richard": "dick rich rick",
    "robert": "bob bobby rob robbie",
    "ronald": "ron ronnie",
    "stanley": "stan",
    "stephen": "steve steven",
    "susan": "sue susie",
    "thomas": "tom tommy",
    "victoria": "vicky",
    "william": "bill billy will willie",
    "winifred": "win winnie",
}
FORMAL = {short: name for name, shorts in SHORT_FORMS.items() for short in shorts.split()}
SLIP_FROM, SLIPS_FROM = 4, 8
"""Letters a word needs for one slip of the pen in it to be forgiven, and for two."""


class Degree(IntEnum):
    """How much two names, or two days of birth, agree."""

    OTHER = 0
    SIMILAR = 1
    SAME = 2


@dataclass(frozen=True)
class Name:
    """A person's name. `given` is empty where only one word is known.

    Attributes:
        said: as it was given, to be shown again.
        joined: everything after the given name as one word: Smith-Jones is often written Smith Jones.
    """

    said: str
    given: str
    surname: str
    joined: str


def name_of(said: str | None) -> Name | None:
    """None where nothing but a title is left."""
    if not said:
        return None
    surname, comma, others = said.partition(",")
    turned = f"{others} {surname}" if comma else said
    words = [FORMAL.get(word, word) for word in plain(turned).split() if word not in TITLES]
    if not words:
        return None
    given = words[0] if len(words) > 1 else ""
    return Name(said, given, words[-1], "".join(words[1:]) or words[-1])


def agreement(one: Name, other: Name) -> Degree:
    """Whether two names are the same; initials and slips of the pen make them similar."""
    if not (one.given and other.given):
        known = {one.given, one.surname} & {other.given, other.surname} - {""}
        return Degree.SIMILAR if any(len(word) > 1 for word in known) else Degree.OTHER
    surnames = max(
        _words(mine, theirs) for mine in {one.surname, one.joined} for theirs in {other.surname, other.joined}
    )
    straight = min(_words(one.given, other.given), surnames)
    turned = min(_words(one.given, other.surname), _words(one.surname, other.given))
    return max(straight, turned)


def _words(one: str, other: str) -> Degree:
    """A single letter is an initial: it never makes a name the same."""
    shorter = min(len(one), len(other))
    if shorter == 1:
        return Degree.SIMILAR if one[0] == other[0] else Degree.OTHER
    if one == other:
        return Degree.SAME
    forgiven = 0 if shorter < SLIP_FROM else 1 if shorter < SLIPS_FROM else 2
    return Degree.SIMILAR if OSA.distance(one, other) <= forgiven else Degree.OTHER
