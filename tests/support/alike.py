"""Invented contacts that are known to be about the same person or not, always the same ones.

Every person is contacted about once, and most of them again: by somebody else, from another phone, with a slip in
a name, in other words. Beside them stand people who share a home, a surname, a phone or a form letter and nothing
else.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

GIVEN = {
    "Margaret": "Peggy",
    "Elizabeth": "Betty",
    "Robert": "Bob",
    "William": "Bill",
    "Dorothy": "Dot",
    "Kenneth": "Ken",
    "Winifred": "Win",
    "Edward": "Ted",
    "Katherine": "Kath",
    "Anthony": "Tony",
    "Frederick": "Fred",
    "Barbara": "Babs",
    "Thomas": "Tom",
    "Florence": "Flo",
    "Geoffrey": "Geoff",
    "Raymond": "Ray",
}
PLAIN_GIVEN = [
    "Edna",
    "Iris",
    "Olive",
    "Harold",
    "Joyce",
    "Vera",
    "Cyril",
    "Mavis",
    "Sheila",
    "Gordon",
    "Alan",
    "Joan",
]
SURNAMES = [
    first + last
    for first in ("Thistle", "Brack", "Quarr", "Elder", "Wint", "Marl", "Oaken", "Sedge", "Fenn", "Hollo", "Ald")
    for last in ("bury", "wick", "ington", "more", "combe", "sley", "stow", "thwaite")
]
HOMES = [
    "Fernlea House",
    "Larkfield Court",
    "Amberley Lodge",
    "Rookwood Home Care",
    "Mill Lane Care",
    "The Willows",
]
TEAMS = ["occupational_therapy", "locality", "hospital_enablement", "mental_health", "financial_assessment"]
SENTENCES = [
    "The {time} visit was missed on {day} and nobody telephoned to say so",
    "{Who} was left in bed until {hour} without breakfast or a drink",
    "The carers stayed for {number} minutes although the plan says an hour",
    "Tablets for {day} were still in the box when I came",
    "A bath lift was promised {number} weeks ago and has not been fitted",
    "I have rung the office {number} times and was always told to wait",
    "The invoice for {month} charges for {number} visits that never took place",
    "The social worker said in {month} that a new assessment would follow",
    "There was a fall in the {room} on {day} and no report of it was written",
    "Clothes went missing from the {room} twice since {month}",
    "The hospital sent {who} home on {day} without any package of care",
    "Nobody could tell us who is in charge while the manager is on leave",
    "The rails by the {room} came loose after {number} days",
    "The review that was due in {month} has not been arranged",
    "A stranger was sent on {day} who did not know how to use the hoist",
    "We asked for a female carer and a man came {number} times",
    "The meals are cold when they arrive at {hour}",
    "Direct payments stopped in {month} without a letter",
    "The taxi to the day centre did not come on {day}",
    "The direct line of the {time} team rings out every day after {hour}",
    "The door was left open on {day} and the heating off",
    "The letter about charges names another family and their debts",
    "The key safe code was shouted across the street on {day}",
    "The respite stay in {month} was cancelled {number} days before it began",
    "The wheelchair that came is too wide for the {room} door",
    "Calls in the {time} come {number} hours late when the rota changes",
]
DETAILS = {
    "time": ["morning", "lunch", "evening", "night"],
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "hour": ["eleven", "noon", "one", "half past ten", "nearly three"],
    "number": ["two", "three", "four", "five", "six", "nine", "eleven"],
    "month": ["January", "February", "June", "July", "October", "November"],
    "room": ["bathroom", "kitchen", "hall", "lounge", "bedroom"],
    "who": ["Mum", "Dad", "my aunt", "my husband", "my neighbour"],
}
SYNONYMS = {
    "nobody": "no one",
    "telephoned": "called",
    "promised": "agreed",
    "rung": "phoned",
    "office": "council",
    "came": "arrived",
    "without": "with no",
    "missed": "not made",
    "said": "told us",
    "carers": "care workers",
    "letter": "notice",
    "twice": "two times",
}
FORM_LETTER = (
    "I wish to make a formal complaint about the decision to close the {home} day service. I was not consulted, "
    "the equality impact was not considered, and the transport that is offered instead does not meet assessed "
    "needs. Reconsider the decision and reply within ten working days."
)
TODAY = date(2026, 3, 24)


@dataclass(frozen=True)
class Person:
    """Somebody who draws on care, and whoever calls for them."""

    number: int
    given: str
    surname: str
    born_on: date
    caller: str
    phone: str
    email: str
    home: str | None
    team: str
    said: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.given} {self.surname}"


@dataclass(frozen=True)
class Labelled:
    """A contact, how it was made, and whom it is about in truth."""

    kind: str
    person: int
    body: dict[str, Any]


def made(seed: int, people: int) -> list[Labelled]:
    """Contacts in the order in which they come in over ten months, two to three for each of so many people."""
    random = Random(seed)
    numbers = count(1)
    contacts: list[Labelled] = []

    def add(kind: str, person: Person, body: dict[str, Any]) -> None:
        contacts.append(Labelled(kind, person.number, body))

    for _ in range(people):
        person = a_person(random, next(numbers))
        add("first", person, first(person))
        for kind in random.sample(sorted(AGAIN), k=random.choice([0, 1, 1, 2])):
            add(kind, person, AGAIN[kind](random, person))
        if random.random() < 0.6:
            kind = random.choice(sorted(BESIDE))
            other = BESIDE[kind](random, person, a_person(random, next(numbers)))
            add(kind, other, first(other))
    random.shuffle(contacts)
    for day, contact in enumerate(contacts):
        on = TODAY - timedelta(days=300 - 300 * day // len(contacts))
        contact.body["received_at"] = f"{on}T10:00:00Z"
    return contacts


def a_person(random: Random, number: int) -> Person:
    surname = random.choice(SURNAMES)
    caller = f"{random.choice(PLAIN_GIVEN)} {random.choice([surname, random.choice(SURNAMES)])}"
    return Person(
        number=number,
        given=random.choice([*GIVEN, *PLAIN_GIVEN]),
        surname=surname,
        born_on=date(random.randint(1930, 1995), random.randint(1, 12), random.randint(1, 28)),
        caller=caller,
        phone=f"01632 96{random.randint(0, 9999):04}",
        email=f"{caller.replace(' ', '.').lower()}{number}@example.org",
        home=random.choice([*HOMES, None, None]),
        team=random.choice(TEAMS),
        said=tuple(filled(random, sentence) for sentence in random.sample(SENTENCES, 4)),
    )


def filled(random: Random, sentence: str) -> str:
    who = random.choice(DETAILS["who"])
    details = {name: random.choice(choices) for name, choices in DETAILS.items()}
    return sentence.format(**details | {"who": who, "Who": who[0].upper() + who[1:]})


def first(person: Person) -> dict[str, Any]:
    """How a person is contacted about when everything is known."""
    return {
        "kind": "dissatisfaction",
        "channel": "phone",
        "narrative": ". ".join(person.said) + ".",
        "complainant": {"name": person.caller, "phone": person.phone, "role": "relative"},
        "person": {"name": person.name, "born_on": person.born_on.isoformat(), "consent": "agrees"},
        "function": "adult_social_care",
        "team": person.team,
        "provider": {"name": person.home, "kind": "care_home"} if person.home else None,
    }


def retold(random: Random, whom: Person, /, caller: bool = True, **changes: Any) -> dict[str, Any]:
    """The same in other words: another order, one thing left out, one added, other expressions."""
    said = [*random.sample(whom.said, k=3), filled(random, random.choice(SENTENCES))]
    words = [SYNONYMS.get(word, word) if random.random() < 0.7 else word for word in ". ".join(said).split()]
    body = first(whom) | {"narrative": " ".join(words) + ".", **changes}
    if not caller:
        body["complainant"] = {
            "name": f"{random.choice(PLAIN_GIVEN)} {random.choice(SURNAMES)}",
            "role": "relative",
        }
    return body


def named(person: Person, name: str, born: bool = True) -> dict[str, Any]:
    return {"name": name, "born_on": person.born_on.isoformat() if born else None, "consent": "agrees"}


def slipped(random: Random, word: str) -> str:
    """A letter left out, doubled, or changed with the next."""
    at = random.randrange(1, len(word) - 1)
    return random.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def _slip(random: Random, person: Person) -> dict[str, Any]:
    name = f"{person.given} {slipped(random, person.surname)}"
    return retold(random, person, caller=False, person=named(person, name))


def _slip_and_phone(random: Random, person: Person) -> dict[str, Any]:
    name = f"{slipped(random, person.given)} {person.surname}"
    return retold(random, person, person=named(person, name, born=False))


def _short_form(random: Random, person: Person) -> dict[str, Any]:
    name = f"{GIVEN.get(person.given, person.given)} {person.surname}"
    return retold(random, person, caller=False, person=named(person, name, born=False))


def _turned(random: Random, person: Person) -> dict[str, Any]:
    return retold(random, person, caller=False, person=named(person, f"{person.surname.upper()}, {person.given}"))


def _other_phone(random: Random, person: Person) -> dict[str, Any]:
    complainant = {"name": person.caller, "phone": f"07700 900{random.randint(0, 999):03}"}
    return retold(random, person, complainant=complainant, person=named(person, person.name, born=False))


def _initial(random: Random, person: Person) -> dict[str, Any]:
    name = f"Mrs {person.given[0]} {person.surname}"
    complainant = {"name": person.caller, "email": person.email}
    return retold(random, person, complainant=complainant, person=named(person, name, born=False))


def _nobody_named(random: Random, person: Person) -> dict[str, Any]:
    text = ". ".join(person.said[:3]) + "."
    return retold(
        random, person, complainant={"anonymous": True, "anonymous_confirmed": True}, person=None, narrative=text
    )


def _sent_twice(random: Random, person: Person) -> dict[str, Any]:
    phone = "+44 " + person.phone[1:]
    return first(person) | {"channel": "web_form", "complainant": {"name": person.caller, "phone": phone}}


def _themselves(random: Random, person: Person) -> dict[str, Any]:
    complainant = {"name": f"Ms {person.name}", "role": "person_themselves"}
    themselves = {"same_as_complainant": True, "born_on": person.born_on.isoformat()}
    return retold(random, person, complainant=complainant, person=themselves)


def _wrong_birth_date(random: Random, person: Person) -> dict[str, Any]:
    born_on = person.born_on.replace(year=person.born_on.year + random.choice([-1, 1]))
    return retold(random, person, person=named(person, person.name) | {"born_on": born_on.isoformat()})


AGAIN: dict[str, Callable[[Random, Person], dict[str, Any]]] = {
    "sent twice": _sent_twice,
    "a slip in the surname, another caller": _slip,
    "a slip in the name, no birth date": _slip_and_phone,
    "a short form, another caller": _short_form,
    "surname first, another caller": _turned,
    "another phone": _other_phone,
    "an initial and an e-mail address": _initial,
    "nobody named": _nobody_named,
    "the person themselves": _themselves,
    "a slip in the birth date": _wrong_birth_date,
}


def _housemate(random: Random, person: Person, other: Person) -> Person:
    return replace(other, home=person.home, team=person.team)


def _namesake(random: Random, person: Person, other: Person) -> Person:
    return replace(other, given=person.given, surname=person.surname, team=person.team)


def _relative(random: Random, person: Person, other: Person) -> Person:
    return replace(other, surname=person.surname, team=person.team, home=person.home)


def _same_desk(random: Random, person: Person, other: Person) -> Person:
    return replace(other, caller=person.caller, phone=person.phone)


def _form_letter(random: Random, person: Person, other: Person) -> Person:
    return replace(other, said=(FORM_LETTER.format(home=random.choice(HOMES)),))


BESIDE: dict[str, Callable[[Random, Person, Person], Person]] = {
    "another resident of the home": _housemate,
    "a namesake": _namesake,
    "a relative in the same home": _relative,
    "another person, rung about from the same desk": _same_desk,
    "a form letter": _form_letter,
}
