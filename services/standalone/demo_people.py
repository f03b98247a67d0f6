"""The people of the demonstration: how they are called, related and how old they are, as fits what they tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from standalone.demo_council import Story, Whom

INITIALS = "ABCDEFGHJKLMNOPRSTVW"
WOMAN, MAN = ("Mrs", "Ms"), ("Mr",)
OF_THE_OLD: Mapping[str, Sequence[str]] = {"Son": MAN, "Daughter": WOMAN}
OF_THE_YOUNG: Mapping[str, Sequence[str]] = {"Mother": WOMAN, "Father": MAN}
OF_ALL: Mapping[str, Sequence[str]] = {"Brother": MAN, "Sister": WOMAN}
HAS_GROWN_CHILDREN = 55
"""Years of age from which a son or a daughter speaks for somebody; a parent does before that."""
GENDERS = {Whom.HER: "female", Whom.HIM: "male"}
MEMBERS: Mapping[str, str] = {"mp": "{} MP", "councillor": "Cllr {}"}
ETHNICITIES = {"white_british": 56, "asian_indian": 14, "asian_pakistani": 9, "black_caribbean": 6, None: 15}
"""Of so many people in a hundred it is known that they are that; None: nobody asked."""
SUPPORT = {"physical_support": 45, "learning_disability": 20, "memory_and_cognition": 15, "mental_health": 20}
"""The same of what adults are mostly supported with."""


@dataclass(frozen=True)
class People:
    """Who makes a contact, and about whom. `person` is None where it is about nobody alone."""

    caller: str
    role: str
    relationship: str | None
    person: str | None = None
    age: int = 0
    gender: str | None = None


def people_of(random: Random, story: Story, *, child: bool) -> People:
    """Whoever tells a story, and whom it is about."""
    gender = GENDERS[story.whom] if story.whom in GENDERS else random.choice(["female", "female", "male"])
    surname = random.choice(INITIALS)
    if child:
        name = f"{random.choice(INITIALS)} {surname}"
        return People(name, "person_themselves", None, name, random.randint(13, 16), gender)
    age = random.randint(24, 93)
    initial, another = random.sample(INITIALS, 2)
    person = f"{random.choice(WOMAN if gender == 'female' else MAN)} {initial} {surname}"
    if story.whom is Whom.ME or (story.whom is None and random.random() < 0.4):
        return People(person, "person_themselves", None, person, age, gender)
    relations = {**(OF_THE_OLD if age >= HAS_GROWN_CHILDREN else OF_THE_YOUNG), **OF_ALL}
    relations |= {"Husband": MAN} if gender == "female" else {"Wife": WOMAN}
    relationship = random.choice([*relations])
    caller = f"{random.choice(relations[relationship])} {another} {surname}"
    return People(caller, "relative", relationship, person, age, gender)


def member(random: Random) -> People:
    """An MP or a councillor, who asks for nobody alone."""
    role = random.choice(["mp", "councillor", "councillor"])
    name = f"{random.choice(INITIALS)} {random.choice(INITIALS)}"
    return People(MEMBERS[role].format(name), role, None)


def demographics(random: Random, people: People, *, child: bool) -> dict[str, str | None]:
    return {
        "ethnicity": random.choices([*ETHNICITIES], [*ETHNICITIES.values()])[0],
        "gender": people.gender,
        "primary_support_reason": None if child else random.choices([*SUPPORT], [*SUPPORT.values()])[0],
    }
