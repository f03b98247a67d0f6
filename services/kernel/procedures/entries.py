"""The smallest parts of a procedure file: codes with their dates, and limits."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Annotated, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, StringConstraints, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from kernel.clocks import Limit
from kernel.lateness import Rung
from kernel.values import Email
from kernel.vocabulary import (
    Act,
    Basis,
    Classification,
    CostKind,
    Disposal,
    Function,
    HoldReason,
    Outcome,
    OwedBy,
    Unit,
    WorkingDayRule,
)

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
YearName = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-[0-9]{2}$")]
"""A financial year, April to March."""
IN_MONTHS = {Unit.MONTHS_INCLUSIVE, Unit.MONTHS_AFTER}

Mistake = tuple[tuple[int | str, ...], str]
"""What is wrong, and where: the keys that lead to it from the entry that found it."""


class Entry(BaseModel):
    """A part of a file. What no single value shows is checked in `mistakes`, and told at the key that is wrong."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def mistakes(self) -> Iterator[Mistake]:
        """What does not fit together, once every value is right by itself."""
        yield from ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        found = [
            InitErrorDetails(type=PydanticCustomError("mistake", "{said}", {"said": said}), loc=place, input=None)
            for place, said in self.mistakes()
        ]
        if found:
            # Raised as it is, a ValueError would stand at the whole entry; these keep their own keys.
            raise ValidationError.from_exception_data(type(self).__name__, found)
        return self


class Coded(Entry):
    """A code with its name, and when it is in use.

    A code is never taken out of a file: what was recorded with it keeps its name. `replaced_by` is where its work
    went.
    """

    code: Code
    name: Words
    in_use_from: date | None = None
    in_use_until: date | None = Field(default=None, description="the last day of use")
    replaced_by: Code | None = None

    @property
    def first_day(self) -> date:
        return self.in_use_from or date.min

    @property
    def last_day(self) -> date:
        return self.in_use_until or date.max

    def mistakes(self) -> Iterator[Mistake]:
        if self.last_day < self.first_day:
            yield ("in_use_until",), f"{self.in_use_until} is before in_use_from ({self.in_use_from})"
        if self.replaced_by and not self.in_use_until:
            yield ("replaced_by",), "a code that is replaced needs in_use_until, its last day of use"

    def in_use(self, day: date) -> bool:
        """Whether new records may carry the code on `day` (local date)."""
        return self.first_day <= day <= self.last_day


SomeCode = TypeVar("SomeCode", bound=Coded)


def find(codes: Sequence[SomeCode], code: str) -> SomeCode | None:
    """The entry with this code, in use or not."""
    return next((entry for entry in codes if entry.code == code), None)


def code_mistakes(key: str, codes: Sequence[Coded]) -> Iterator[Mistake]:
    """Codes in the list under `key` that stand twice, or that give their work to one that is not in it."""
    known = [entry.code for entry in codes]
    for index, entry in enumerate(codes):
        if entry.code in known[:index]:
            yield (key, index, "code"), f"{entry.code} is given twice"
        if entry.replaced_by == entry.code:
            yield (key, index, "replaced_by"), f"{entry.code} cannot replace itself"
        elif entry.replaced_by and entry.replaced_by not in known:
            yield (key, index, "replaced_by"), f"{entry.replaced_by} is not in the list"


def year_mistakes(year: str) -> Iterator[Mistake]:
    if (int(year[:4]) + 1) % 100 != int(year[-2:]):
        yield ("year",), f"{year} is no financial year"


class Team(Coded):
    """A team that cases are allocated to, where figures count it, and the words that suggest it.

    `email`: where it is asked for a contribution.
    """

    function: Function = Function.ADULT_SOCIAL_CARE
    division: Code | None = None
    service_area: Code | None = None
    words: list[Words] = []
    email: Email | None = None


class Category(Coded):
    """What an issue is about, in up to two levels, and the words that suggest it."""

    words: list[Words] = []
    subcategories: list[Coded] = []

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from code_mistakes("subcategories", self.subcategories)


class JointBody(Coded):
    """A body that complaints are answered with (SI 2009/309, reg 9); `nhs`: KO41a counts its complaints.

    `also_called`: other names that people write for it, by which it is known when it is asked for something.
    `email`: where it is asked.
    """

    nhs: bool = False
    also_called: list[Words] = []
    email: Email | None = None

    @property
    def names(self) -> list[str]:
        """All by which it is known, its code too."""
        return [self.code, self.name, *self.also_called]


class LearningTheme(Coded):
    """What is learned from complaints, and the actions that usually follow.

    `effect_after_months`: so long after an action was done somebody looks whether it helped; None: nobody has to.
    """

    actions: list[Words] = []
    effect_after_months: int | None = Field(default=None, ge=1, le=36)

    def own_action(self, said: str) -> str | None:
        """One of its actions as the file writes it; None for an action in somebody's own words."""
        return next((action for action in self.actions if action.casefold() == said.strip().casefold()), None)


class OutcomeName(Coded):
    """An outcome in the council's own words."""

    code: Outcome


class AgeBand(Coded):
    """Years of age, both ends included, as a council's report counts them."""

    from_age: int = Field(ge=0, le=150)
    to_age: int | None = Field(default=None, ge=0, le=150, description="none: and all who are older")

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        if self.to_age is not None and self.to_age < self.from_age:
            yield ("to_age",), f"{self.to_age} is below {self.from_age}"

    def holds(self, age: int) -> bool:
        """Whether somebody of this age, in years, belongs to it."""
        return self.from_age <= age and (self.to_age is None or age <= self.to_age)

    def overlaps(self, other: "AgeBand") -> bool:
        """Whether somebody would belong to both on some day."""
        return (
            self.from_age <= (150 if other.to_age is None else other.to_age)
            and other.from_age <= (150 if self.to_age is None else self.to_age)
            and self.first_day <= other.last_day
            and other.first_day <= self.last_day
        )


class PeopleSupported(Entry):
    """How many people the council supported in a financial year, by the codes of its bands.

    Complaints are counted for each 1,000 of them.
    """

    year: YearName
    source: Words
    age_bands: dict[Code, PositiveInt] = {}
    ethnicities: dict[Code, PositiveInt] = {}
    support_reasons: dict[Code, PositiveInt] = {}

    def of_list(self, name: str) -> Mapping[str, int]:
        """By the codes of one of these lists."""
        people: Mapping[str, int] = getattr(self, name)
        return people

    def mistakes(self) -> Iterator[Mistake]:
        yield from year_mistakes(self.year)


class Equality(Entry):
    """The bands in which a council reports on the people with care."""

    source: Words
    age_bands: list[AgeBand] = []
    ethnicities: list[Coded] = []
    support_reasons: list[Coded] = []
    legal_statuses: list[Coded] = Field(default=[], description="as what children and care leavers are known")
    wards: list[Coded] = Field(default=[], description="where they live, with one for outside the council's area")
    supported: list[PeopleSupported] = Field(default=[], description="how many people there are of each, by year")

    def supported_in(self, year: str) -> PeopleSupported | None:
        """Those of a financial year such as 2025-26."""
        return next((people for people in self.supported if people.year == year), None)

    def mistakes(self) -> Iterator[Mistake]:
        yield from code_mistakes("age_bands", self.age_bands)
        yield from code_mistakes("ethnicities", self.ethnicities)
        yield from code_mistakes("support_reasons", self.support_reasons)
        yield from code_mistakes("legal_statuses", self.legal_statuses)
        yield from code_mistakes("wards", self.wards)
        for (_, one), (index, other) in combinations(enumerate(self.age_bands), 2):
            if one.overlaps(other):
                yield ("age_bands", index, "from_age"), f"{other.name} overlaps with {one.name}"
        for index, people in enumerate(self.supported):
            if self.supported_in(people.year) is not people:
                yield ("supported", index, "year"), f"{people.year} is given twice"
            for name in ("age_bands", "ethnicities", "support_reasons"):
                for code in people.of_list(name).keys() - {entry.code for entry in getattr(self, name)}:
                    yield ("supported", index, name, code), f"{code} is not in {name}"


class Extension(Entry):
    """How far a limit may be extended.

    Attributes:
        to: the longest total, in the limit's own unit, counted from the original start; None: no ceiling.
        usual: the total that its source allows without good reason; a good reason leads beyond it, up to `to`.
        agreement: the person has to agree before the limit expires (SI 2009/309, reg 14(3)(b)).
    """

    to: int | None = Field(default=None, ge=1, le=400)
    usual: int | None = Field(default=None, ge=1, le=400, description="the total without good reason")
    agreement: bool = False
    source: Words


class SignedFirst(Entry):
    """The answer is signed before it is sent; `second_person`: by somebody else than who prepared it."""

    second_person: bool = False
    source: Words


class RemedyLimit(Entry):
    """A remedy with which a case has more than so many pounds is agreed by somebody else than who recorded it."""

    second_person_above_pounds: int = Field(ge=1, le=1_000_000)
    source: Words


class SentBetween(Entry):
    """Hours of a council's working days, in local time: from the first one on, and before the last."""

    from_hour: int = Field(ge=0, le=23)
    to_hour: int = Field(ge=1, le=24)

    def mistakes(self) -> Iterator[Mistake]:
        if self.to_hour <= self.from_hour:
            yield ("to_hour",), f"{self.to_hour} does not lie after {self.from_hour}"


class Chase(Entry):
    """On which working days from the day that an answer is due a contributor is chased; negative: before it."""

    working_days: list[Annotated[int, Field(ge=-60, le=60)]] = Field(min_length=1, max_length=10)
    sent_between: SentBetween | None = Field(
        default=None,
        description="the hours in which it is sent by itself, to whose address is known; none: somebody does it",
    )
    source: Words

    def mistakes(self) -> Iterator[Mistake]:
        for index, (before, day) in enumerate(pairwise(self.working_days), 1):
            if day <= before:
                yield ("working_days", index), f"{day} does not lie after {before}"


class LateStep(Entry):
    """Who is told so many working days after an answer was due."""

    working_days: int = Field(ge=1, le=120)
    tell: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)] = Field(
        description="a level as the council calls it"
    )


class Letterhead(Entry):
    """How people reach those who deal with complaints, as letters tell it."""

    email: Words
    phone: Words | None = None
    website: Words | None = None
    address: list[Words] = Field(default=[], max_length=8)
    source: Words


class PublicForm(Entry):
    """What the form for the public says of whom to phone, beside the letterhead's own number.

    `safeguarding_phone`: for who fears for somebody. `hours`: when somebody answers.
    """

    safeguarding_phone: Words
    hours: Words | None = None
    source: Words


class Survey(Entry):
    """How people are asked how their complaint was handled.

    `after_days`: working days after the answer or the end, from which they may be asked. `address`: of the page
    that they answer on, as they reach it; a letter puts the secret of its link behind it.
    """

    after_days: int = Field(ge=0, le=260)
    address: Annotated[str, StringConstraints(pattern=r"^https?://[^\s#]+/survey$", max_length=300)]
    source: Words


class Schedule(Entry):
    """For how long records of some kinds are kept, and what becomes of them then.

    Counted from the day on which the case was closed, or else from receipt of what opened none. Empty lists are of
    every kind; the first schedule that a record falls under is its own.
    """

    name: Words
    classifications: list[Classification] = []
    procedures: list[Code] = []
    outcomes: list[Outcome] = []
    years: int = Field(ge=1, le=100)
    then: Disposal
    source: Words

    @property
    def is_of_everything(self) -> bool:
        return not any(self._limits)

    def covers(self, other: "Schedule") -> bool:
        """Whether every record of the other one falls under this one."""
        return all(
            not own or (named and set(named) <= set(own))
            for own, named in zip(self._limits, other._limits, strict=True)
        )

    @property
    def _limits(self) -> tuple[Sequence[str], ...]:
        return self.classifications, self.procedures, self.outcomes


class Term(Entry):
    """For how long something is kept that belongs to no contact, counted from when it was put where it lies."""

    months: int = Field(ge=1, le=120)
    source: Words


class Budget(Entry):
    """What a council means to spend in a financial year (April to March) on some kinds of cost together."""

    year: YearName
    name: Words
    kinds: list[CostKind] = Field(min_length=1)
    pounds: int = Field(ge=0, le=10_000_000)
    source: Words

    @property
    def first_year(self) -> int:
        """The calendar year in which it begins."""
        return int(self.year[:4])

    def mistakes(self) -> Iterator[Mistake]:
        yield from year_mistakes(self.year)
        if len(set(self.kinds)) < len(self.kinds):
            yield ("kinds",), "a kind of cost is given twice"


class Late(Entry):
    """Who is told when an answer is late, step by step."""

    steps: list[LateStep] = Field(min_length=1, max_length=10)
    source: Words

    def mistakes(self) -> Iterator[Mistake]:
        for index, (before, step) in enumerate(pairwise(self.steps), 1):
            if step.working_days <= before.working_days:
                said = f"{step.working_days} does not lie after {before.working_days}"
                yield ("steps", index, "working_days"), said
            if step.tell in [earlier.tell for earlier in self.steps[:index]]:
                yield ("steps", index, "tell"), f"{step.tell} is told already"

    @property
    def ladder(self) -> list[Rung]:
        return [Rung(step.working_days, step.tell) for step in self.steps]


LATE = Late(
    steps=[
        LateStep(working_days=1, tell="Team manager"),
        LateStep(working_days=5, tell="Head of service"),
        LateStep(working_days=10, tell="Director"),
    ],
    source="Local practice",
)
"""For a council whose file says nothing of it."""


def extension_mistakes(extension: Extension, amount: int) -> Iterator[Mistake]:
    """An extension that would not lengthen a limit of `amount`."""
    if extension.to is not None and extension.to <= amount:
        yield ("extension", "to"), f"{extension.to} is no longer than {amount}, which it extends"
    if extension.usual is not None and extension.usual <= amount:
        yield ("extension", "usual"), f"{extension.usual} is no longer than {amount}, which it extends"
    if extension.to is not None and extension.usual is not None and extension.usual >= extension.to:
        yield (
            ("extension", "usual"),
            f"no good reason leads beyond {extension.usual}: the longest is {extension.to}",
        )


class LimitEntry(Entry):
    """A limit as written in a file; becomes a `kernel.clocks.Limit`. Its key is the code of its clock."""

    name: Words
    amount: int = Field(ge=1, le=400)
    unit: Unit
    basis: Basis
    source: Words
    soon: int = Field(default=5, ge=0, le=60, description="working days before the due day")
    starts: Act = Act.RECEIVED
    ends: Act = Act.RESPONDED
    owed_by: OwedBy = OwedBy.COUNCIL
    working_days: WorkingDayRule | None = None
    pauses_for: list[HoldReason] = []
    extension: Extension | None = None

    def mistakes(self) -> Iterator[Mistake]:
        local = self.basis is Basis.LOCAL
        if self.unit is Unit.AGREED_DATE:
            yield ("unit",), "an agreed date is given, not counted"
        if self.basis is Basis.PROMISED:
            yield ("basis",), "a promise is made to one person; it is no limit of a procedure"
        if self.pauses_for and not local:
            yield ("pauses_for",), "nothing stops a limit that is not the council's own"
        elif self.pauses_for and self.unit is not Unit.WORKING_DAYS:
            yield ("pauses_for",), "only a limit in working days can wait"
        if self.working_days and self.unit is not Unit.WORKING_DAYS:
            yield ("working_days",), f"this limit is counted in {self.unit}"
        elif self.working_days is WorkingDayRule.COUNCIL and not local:
            yield ("working_days",), "the council's closures count for its own targets only"
        if self.extension and (self.extension.to or self.extension.usual) and self.unit in IN_MONTHS:
            number = "to" if self.extension.to else "usual"
            yield ("extension", number), "a limit in months is extended to a day that is agreed, not to a number"
        elif self.extension:
            yield from extension_mistakes(self.extension, self.amount)

    def to_limit(self, kind: str, rule: str, amount: int | None = None) -> Limit:
        """Closures of the council count in its own targets unless the file says otherwise."""
        local = self.basis is Basis.LOCAL
        own = WorkingDayRule.COUNCIL if local else WorkingDayRule.ENGLAND_AND_WALES
        return Limit(
            kind,
            self.name,
            amount or self.amount,
            self.unit,
            self.basis,
            self.source,
            self.soon,
            rule,
            self.starts,
            self.ends,
            self.owed_by,
            self.working_days or own,
            tuple(self.pauses_for),
        )
