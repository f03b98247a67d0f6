"""The people of a contact, each in a role of their own, and what is known of how to reach and help them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, StrictBool, model_validator

from kernel.calendar import FIRST_DAY, in_words, months_after
from kernel.days import ahead_mistake, past_mistake
from kernel.errors import FieldError
from kernel.imported import Disability, Ethnicity, Gender, LegalStatus
from kernel.normal_forms import name_key
from kernel.procedures import Coded, Council
from kernel.values import Body, CareNumber, Code, Email, Line, LocalDate, Phone
from kernel.vocabulary import Adjustment, AuthorityKind, Consent, PlanAppeal, PlanReview, RaisedBy, ReplyBy

OLDEST_AGE = 125
OLDEST_CHILD = {RaisedBy.YOUNG_PERSON: 25, RaisedBy.PARENT: 89}
"""Of whom a role speaks, the greatest age in years: a young person of themselves, a parent of their child."""
DRAW_ON_CARE = frozenset({RaisedBy.PERSON_THEMSELVES, RaisedBy.YOUNG_PERSON, RaisedBy.CARE_LEAVER})
SAY_FOR_WHOM = DRAW_ON_CARE | {
    RaisedBy.ADVOCATE,
    RaisedBy.MP,
    RaisedBy.COUNCILLOR,
    RaisedBy.CARE_PROVIDER,
    RaisedBy.PUBLIC_BODY,
}
"""Roles that say by themselves for whom somebody complains: for themselves, for another, for a body."""
OF_WHOEVER_DRAWS_ON_CARE = {"name", "born_on", "care_number", "demographics"}
"""What is known of the person whether or not somebody speaks for them."""
PLAN_MONTHS = 12
BEGAN = "the plan began"
PREFER_NOT_TO_SAY = "prefer_not_to_say"


class ProviderKind(StrEnum):
    CARE_HOME = "care_home"
    HOME_CARE = "home_care"
    SUPPORTED_LIVING = "supported_living"
    OTHER = "other"


class Provider(Body):
    name: Line
    kind: ProviderKind


class LegalAuthority(Body):
    """A right to speak for the person, and how it was shown.

    `evidence`: what was seen, on `seen_on`. `expires_on`: the last day on which it holds. `expiry_confirmed`: that
    it holds for more than two years was asked again, and is so.
    """

    kind: AuthorityKind
    evidence: Line | None = None
    seen_on: LocalDate | None = None
    expires_on: LocalDate | None = None
    expiry_confirmed: StrictBool = False

    @model_validator(mode="after")
    def _seen_is_something(self) -> Self:
        if (self.seen_on is None) != (self.evidence is None):
            raise ValueError("say both what was seen and when, or neither")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether it was shown, and has not run out by `day` (local date)."""
        return self.seen_on is not None and (self.expires_on is None or day <= self.expires_on)

    def day_mistakes(self, today: date) -> Iterator[FieldError]:
        """What is wrong with its days; pointers are the contact's."""
        at = "/representative/authority"
        if self.seen_on and (why := past_mistake(self.seen_on, today, FIRST_DAY, in_words(FIRST_DAY))):
            yield FieldError(f"{at}/seen_on", why)
        if self.expires_on is None:
            return
        if self.seen_on and self.expires_on < self.seen_on:
            yield FieldError(f"{at}/expires_on", "This is before it was seen.")
        elif not self.expiry_confirmed and (why := ahead_mistake(self.expires_on, today)):
            yield FieldError(f"{at}/expires_on", f"{why} Say that it holds so long, or give an earlier day.")
            yield FieldError(f"{at}/expiry_confirmed", "Does it hold so long?")


class PlanSaid(Body):
    """How contact with somebody is limited whose contact is persistent or unreasonable, and until when.

    `review_on`: when it is to be looked at again, within twelve months of the day on which it began or was looked
    at last. `told_on`: when the person was told in writing. `reviewed_on`: when it was looked at last, and what
    came of it.
    """

    limits: Line
    review_on: LocalDate
    reason: Line | None = None
    since: LocalDate | None = None
    decided_by: Line | None = None
    told_on: LocalDate | None = None
    appeal_until: LocalDate | None = None
    appeal: PlanAppeal | None = None
    reviewed_on: LocalDate | None = None
    review: PlanReview | None = None

    @property
    def is_in_force(self) -> bool:
        return self.review is not PlanReview.ENDED

    def mistakes(self, received_on: date, today: date) -> Iterator[FieldError]:
        """What is wrong with its days, and what is missing of a decision; pointers are the plan's."""
        if self.since:
            yield from self._decision_mistakes(self.since, today)
        if (self.reviewed_on is None) != (self.review is None):
            yield FieldError("/review", "Say both when it was looked at and what came of it, or neither.")
        if self.reviewed_on and (why := past_mistake(self.reviewed_on, today, self.since or FIRST_DAY, BEGAN)):
            yield FieldError("/reviewed_on", why)
        if not self.is_in_force:
            return
        begun = self.reviewed_on or self.since
        if self.review_on < received_on and begun is None:
            yield FieldError("/review_on", "This is before the contact was received.")
        elif begun and self.review_on <= begun:
            yield FieldError("/review_on", "This is not after the plan began, or was looked at last.")
        elif begun and self.review_on > (furthest := months_after(begun, PLAN_MONTHS)):
            by = in_words(furthest)
            yield FieldError("/review_on", f"A plan is looked at again within twelve months, by {by}.")
        elif why := ahead_mistake(self.review_on, today):
            yield FieldError("/review_on", why)

    def _decision_mistakes(self, since: date, today: date) -> Iterator[FieldError]:
        if why := past_mistake(since, today, FIRST_DAY, in_words(FIRST_DAY)):
            yield FieldError("/since", why)
        if not self.reason:
            yield FieldError("/reason", "Say why contact is limited.")
        if not self.decided_by:
            yield FieldError("/decided_by", "Say who decided it.")
        if self.told_on and (why := past_mistake(self.told_on, today, since, BEGAN)):
            yield FieldError("/told_on", why)
        if self.appeal_until and (self.told_on is None or self.appeal_until < self.told_on):
            yield FieldError("/appeal_until", "They can appeal from the day on which they were told.")
        if self.appeal and self.told_on is None:
            yield FieldError("/appeal", "They can appeal once they were told.")


class ContactPlan(PlanSaid):
    """The same as it stands in a contact.

    `taken_from`: the contact of the same complainant in which it stood before; the server writes it.
    """

    taken_from: Line | None = None


def plan_in_force(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The plan that a contact carries, as it is kept; empty where it has none, or that has ended."""
    plan = (body.get("complainant") or {}).get("contact_plan") or {}
    return {} if plan.get("review") == PlanReview.ENDED else plan


class _Party(Body):
    name: Line | None = None
    phone: Phone | None = None
    email: Email | None = None
    address: Line | None = None


class Complainant(_Party):
    """Who is contacting the council. All of it may be unknown; anonymous is said, never assumed.

    `anonymous_confirmed`: they were told that nobody can be answered, and said again that they want it so.
    `own_grievance`: of a carer or relative, about how they were treated themselves. `contact_note`: how and when
    to reach them, and what is not safe.
    """

    role: RaisedBy | None = None
    relationship: Line | None = None
    anonymous: StrictBool = False
    anonymous_confirmed: StrictBool = False
    own_grievance: StrictBool = False
    language: Line | None = Field(default=None, description="if it is not English")
    contact_note: Line | None = None
    contact_plan: ContactPlan | None = None


class _OftenTheComplainant(_Party):
    """Somebody who may be the complainant too, and then has no name of their own here."""

    same_as_complainant: StrictBool = False
    organisation: Line | None = None

    @model_validator(mode="after")
    def _has_one_name(self) -> Self:
        if self.same_as_complainant and (self.name or self.phone or self.email or self.address):
            raise ValueError("somebody who is the complainant has no name or address of their own here")
        return self


class Representative(_OftenTheComplainant):
    """Who speaks for the person with care (SI 2009/309, reg 5(2))."""

    relationship: Line | None = None
    authority: LegalAuthority | None = None


class Advocate(_OftenTheComplainant):
    """Who supports the person or the complainant to make the complaint."""


class Advocacy(Body):
    """Whether an advocate was offered, and whether the offer was taken up."""

    offered: StrictBool | None = None
    taken_up: StrictBool | None = None

    @model_validator(mode="after")
    def _was_offered(self) -> Self:
        if self.taken_up and not self.offered:
            raise ValueError("what was taken up was offered")
        return self


Unsaid = Annotated[str, Field(pattern=f"^{PREFER_NOT_TO_SAY}$")]


class Demographics(Body):
    """Of the person with care, by the council's own bands; each may be `prefer_not_to_say`.

    `age_band`: only where the date of birth is not known. `ward`: from before wards had codes, as it was typed.
    """

    ethnicity: Code | None = Field(default=None, description="a code of the council's file")
    gender: Gender | Unsaid | None = None
    disability: Disability | Unsaid | None = None
    primary_support_reason: Code | None = Field(default=None, description="a code of the council's file")
    legal_status: Code | None = Field(default=None, description="a code of the council's file")
    age_band: Code | None = Field(default=None, description="a code of the council's file")
    ward: Line | None = Field(default=None, description="a code of the council's file")


class Person(Body):
    """The person who draws on care, when it is not only the complainant.

    `best_interests`: the council is satisfied that whoever speaks for somebody who cannot, or for a child, acts in
    them; `reasonable_grounds`: for doing so instead of the child (SI 2009/309, reg 5).
    """

    name: Line | None = None
    born_on: LocalDate | None = None
    care_number: CareNumber | None = Field(
        default=None, description="their number in the council's social-care system"
    )
    same_as_complainant: StrictBool = False
    consent: Consent | None = None
    lacks_capacity: StrictBool = False
    best_interests: StrictBool | None = None
    reasonable_grounds: StrictBool | None = None
    has_died: StrictBool = False
    demographics: Demographics | None = None


class People(Body):
    """Everybody in a contact, and how to reach and help them: what may be learned, or change, later on."""

    complainant: Complainant = Complainant()
    person: Person | None = None
    representative: Representative | None = None
    advocate: Advocate | None = None
    advocacy: Advocacy = Advocacy()
    reply_by: ReplyBy | None = None
    adjustments: list[Adjustment] = Field(default=[], max_length=10)
    adjustment_note: Line | None = None

    @property
    def speaks_for_another(self) -> bool:
        """Whether somebody else than the complainant draws on the care.

        An advocate speaks for somebody also before it is said for whom. Who draws on care themselves does so once
        another one is named, or was asked: a date of birth is their own.
        """
        role, person = self.complainant.role, self.person
        if person is None:
            return role is RaisedBy.ADVOCATE
        if person.same_as_complainant:
            return False
        if role not in DRAW_ON_CARE:
            return True
        asked = person.model_dump(exclude=OF_WHOEVER_DRAWS_ON_CARE, exclude_defaults=True)
        return bool(asked) or name_key(person.name) not in {None, name_key(self.complainant.name)}

    @property
    def leaves_open_for_whom(self) -> bool:
        """Whether they may complain for somebody else, and nobody said yet whether they do."""
        says = self.complainant.own_grievance or self.complainant.role in {None, *SAY_FOR_WHOM}
        return self.person is None and not says

    def consent_on(self, day: date) -> Consent | None:
        """Whether the person agrees: a written consent that was seen counts until it runs out."""
        authority = self.representative.authority if self.representative else None
        if authority and authority.kind is AuthorityKind.WRITTEN_CONSENT:
            return Consent.AGREES if authority.holds_on(day) else Consent.NOT_ASKED
        return self.person.consent if self.person else None

    def mistakes(self, council: Council, received_on: date, today: date) -> Iterator[FieldError]:
        """What is wrong with dates, and with codes by the council's file; pointers are the contact's."""
        if self.complainant.anonymous and (
            self.complainant.name or self.complainant.email or self.complainant.phone
        ):
            yield FieldError(
                "/complainant/anonymous", "An anonymous contact has no name, phone or e-mail: choose one."
            )
        authority = self.representative.authority if self.representative else None
        if authority:
            yield from authority.day_mistakes(today)
        plan = self.complainant.contact_plan
        if plan and not plan.taken_from:
            for wrong in plan.mistakes(received_on, today):
                yield FieldError(f"/complainant/contact_plan{wrong.pointer}", wrong.detail)
        if self.person and self.person.same_as_complainant and self.person.has_died:
            yield FieldError(
                "/person/has_died", "Whoever complains of their own care is alive: is it somebody else?"
            )
        if self.person and self.person.born_on:
            yield from _birthday_mistakes(self.person.born_on, today)
            yield from self._age_mistakes(self.person, self.person.born_on, received_on)
        if self.person and self.person.care_number and not council.has_care_number(self.person.care_number):
            yield FieldError(
                "/person/care_number",
                f"No number of {council.name}’s social-care system looks like this. Check it, or leave it empty.",
            )
        if self.person and self.person.demographics:
            yield from _code_mistakes(self.person.demographics, council)

    def _age_mistakes(self, person: Person, born_on: date, received_on: date) -> Iterator[FieldError]:
        """A date of birth that cannot be of whom the complainant's role speaks."""
        role = self.complainant.role
        speaks_of = self.speaks_for_another is not (role is RaisedBy.YOUNG_PERSON)
        oldest = OLDEST_CHILD.get(role) if role and speaks_of else None
        if oldest and months_after(born_on, 12 * (oldest + 1)) <= received_on:
            whom = "A young person" if role is RaisedBy.YOUNG_PERSON else "A parent's child"
            yield FieldError("/person/born_on", f"{whom} is not older than {oldest}: is this the date of birth?")
            yield FieldError("/complainant/role", "Or is this not who they are?")


def _birthday_mistakes(born_on: date, today: date) -> Iterator[FieldError]:
    if born_on > today:
        yield FieldError("/person/born_on", "This is in the future.")
    elif today.year - born_on.year > OLDEST_AGE:
        yield FieldError("/person/born_on", f"Nobody is older than {OLDEST_AGE}.")


def bands(council: Council) -> dict[str, dict[str, str]]:
    """The names of a council's codes for each demographic field; the import format's where it lists none."""
    equality = council.equality
    own: dict[str, Sequence[Coded]] = {
        "ethnicity": equality.ethnicities if equality else [],
        "primary_support_reason": equality.support_reasons if equality else [],
        "legal_status": equality.legal_statuses if equality else [],
        "age_band": equality.age_bands if equality else [],
        "ward": equality.wards if equality else [],
    }
    named = {field: {entry.code: entry.name for entry in entries} for field, entries in own.items()}
    for field, codes in (("ethnicity", Ethnicity), ("legal_status", LegalStatus)):
        named[field] = named[field] or {code.value: _readable(code) for code in codes}
    return named


def _readable(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _code_mistakes(given: Demographics, council: Council) -> Iterator[FieldError]:
    for field, known in bands(council).items():
        code = getattr(given, field)
        if code not in {None, PREFER_NOT_TO_SAY, *known}:
            yield FieldError(f"/person/demographics/{field}", f"{council.name} has no {field} {code!r}.")


def age_band(council: Council, age: int, on: date) -> str | None:
    """The council's band for an age in years; None where its report has none."""
    found = council.equality.age_bands if council.equality else []
    return next((band.code for band in found if band.in_use(on) and band.holds(age)), None)
