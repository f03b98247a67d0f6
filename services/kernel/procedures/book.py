"""A council's file, and the book of all councils' procedures in force."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kernel import imported
from kernel.bank_holidays import england_and_wales
from kernel.calendar import Calendars, WorkingDays
from kernel.clocks import Limit
from kernel.errors import NotFound
from kernel.normal_forms import care_number_key
from kernel.procedures.entries import (
    LATE,
    Budget,
    Category,
    Chase,
    Code,
    Coded,
    Entry,
    Equality,
    JointBody,
    Late,
    LearningTheme,
    Letterhead,
    LimitEntry,
    Mistake,
    OutcomeName,
    PublicForm,
    RemedyLimit,
    Schedule,
    Survey,
    Team,
    Term,
    Words,
    code_mistakes,
    find,
)
from kernel.procedures.procedure import Procedure
from kernel.procedures.reader import ProcedureFileError, line_of, read
from kernel.vocabulary import Act, Classification, ClockKind, Disposition, Finding, Outcome, OwedBy


class EnquiryLimits(Entry):
    """Limits of contacts that are no complaint (yet), by what is to be done with them."""

    triage: LimitEntry
    holding: LimitEntry
    service_request: LimitEntry | None = None
    request_class: Literal[Classification.ENQUIRY, Classification.OTHER_CONTACT] = Classification.ENQUIRY


class ContributorLimit(LimitEntry):
    """The limit of what a contributor is asked for, and when they are chased."""

    chase: Chase = Chase(working_days=[-1, 1, 5, 10], source="Local practice")


class RequestLimits(Entry):
    """Limits of what a case asks of others, and of what the Ombudsman asks of the council."""

    contributor: ContributorLimit
    ombudsman: LimitEntry

    def to_limit(self, who: OwedBy) -> Limit:
        """The limit of an answer that a contributor owes, or that the council owes to the Ombudsman."""
        entry = self.contributor if who is OwedBy.CONTRIBUTOR else self.ombudsman
        limit = entry.to_limit(who, "Requests")
        return replace(limit, starts=Act.ASKED, ends=Act.ANSWERED, owed_by=who)


class InformalClass(Entry):
    """The council's own word for contacts of one class and disposition; it claims no regulation."""

    name: Words
    classification: Classification
    disposition: Disposition
    source: Words


class Law(Entry):
    """What `law/england.yaml` says: it holds for every council whose own file says nothing of it."""

    procedures: list[Procedure]
    retention: list[Schedule]
    set_aside_mail: Term
    consent: LimitEntry
    duties: LimitEntry


class Council(Entry):
    """One council's file."""

    code: Code
    name: Words
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    demo: bool = False
    source: Words
    on_time_target: int | None = Field(
        default=None, ge=1, le=100, description="percent of answers in the council target"
    )
    letterhead: Letterhead | None = Field(default=None, description="none: letters give the reference alone")
    public_form: PublicForm | None = Field(default=None, description="none: it gives the letterhead's number")
    survey: Survey | None = Field(default=None, description="none: nobody is asked how it was handled")
    teams: list[Team]
    categories: list[Category]
    themes: list[Coded] = Field(default=[], description="what a complaint concerns, beside its categories")
    divisions: list[Coded] = Field(default=[])
    service_areas: list[Coded] = Field(default=[])
    learning_themes: list[LearningTheme] = Field(default=[])
    compliment_themes: list[Coded] = Field(default=[], description="what people thank for")
    joint_bodies: list[JointBody] = Field(default=[], description="whom complaints are answered with")
    remedies: RemedyLimit | None = Field(default=None, description="none: no remedy needs a second person")
    equality: Equality | None = None
    care_number_pattern: str | None = Field(
        default=None,
        max_length=200,
        description="regular expression for the whole of a person's number in the social-care system, in capitals "
        "and digits, without blanks and punctuation",
    )
    findings: list[Finding]
    outcomes: list[OutcomeName] = Field(default=[])
    enquiries: EnquiryLimits
    requests: RequestLimits
    consent: LimitEntry | None = Field(
        default=None, description="how long a complaint waits for the person to agree; none: the usual"
    )
    duties: LimitEntry | None = Field(
        default=None, description="by when a duty without a day of its own is owed; none: the law's default"
    )
    budgets: list[Budget] = Field(default=[], description="for what cases cost, by financial year")
    late: Late = Field(default=LATE, description="who is told when an answer is late")
    informal: list[InformalClass] = Field(default=[])
    retention: list[Schedule] = Field(default=[], description="how long records are kept; none: the usual")
    set_aside_mail: Term | None = Field(
        default=None, description="how long e-mails are kept that were set aside; none: the usual"
    )
    unfinished: Term | None = Field(
        default=None,
        description="how long contacts are kept that nobody finishes; none: until somebody discards them",
    )
    procedures: list[Procedure]

    def needs_second_person(self, pence: int) -> bool:
        """Whether a case's remedies of so much are agreed by somebody else than who recorded them."""
        return bool(self.remedies and pence > self.remedies.second_person_above_pounds * 100)

    def mistakes(self) -> Iterator[Mistake]:
        yield from code_mistakes("teams", self.teams)
        yield from code_mistakes("categories", self.categories)
        yield from code_mistakes("themes", self.themes)
        yield from code_mistakes("divisions", self.divisions)
        yield from code_mistakes("service_areas", self.service_areas)
        yield from code_mistakes("learning_themes", self.learning_themes)
        yield from code_mistakes("compliment_themes", self.compliment_themes)
        yield from code_mistakes("joint_bodies", self.joint_bodies)
        yield from code_mistakes("outcomes", self.outcomes)
        for index, body in enumerate(self.joint_bodies):
            if body.code == self.code:
                yield ("joint_bodies", index, "code"), f"{body.code} is the council itself"
        for index, team in enumerate(self.teams):
            if team.division and find(self.divisions, team.division) is None:
                yield ("teams", index, "division"), f"{team.division} is not in divisions"
            if team.service_area and find(self.service_areas, team.service_area) is None:
                yield ("teams", index, "service_area"), f"{team.service_area} is not in service_areas"
        for (_, one), (index, other) in combinations(enumerate(self.budgets), 2):
            if one.year == other.year and (both := set(one.kinds) & set(other.kinds)):
                yield ("budgets", index, "kinds"), f"{min(both)} is in another budget of {other.year}"
        if self.care_number_pattern is not None:
            try:
                re.compile(self.care_number_pattern)
            except re.error as error:
                yield ("care_number_pattern",), f"is no regular expression: {error}"
        yield from self._retention_mistakes()
        yield from self._version_mistakes()

    @property
    def set_aside_term(self) -> Term:
        """The council's own, or the usual one."""
        assert self.set_aside_mail, "the law gives every council one"
        return self.set_aside_mail

    def has_care_number(self, given: str) -> bool:
        """Whether the number of a person may be one of this council's social-care system."""
        pattern, number = self.care_number_pattern, care_number_key(given)
        return pattern is None or (number is not None and re.fullmatch(pattern, number) is not None)

    def _retention_mistakes(self) -> Iterator[Mistake]:
        """Schedules that no record falls under: a slip in a name leaves its records to another one.

        What is open is let go of by none, whatever a schedule says.
        """
        known = {procedure.id for procedure in self.procedures} | {*imported.Procedure}
        for index, schedule in enumerate(self.retention):
            for place, code in enumerate(schedule.procedures):
                if code not in known:
                    yield ("retention", index, "procedures", place), f"{code} is no procedure of the council"
            if Outcome.OPEN in schedule.outcomes:
                at = schedule.outcomes.index(Outcome.OPEN)
                yield ("retention", index, "outcomes", at), "what is open is kept until it has ended"
            if before := next((each for each in self.retention[:index] if each.covers(schedule)), None):
                yield ("retention", index), f"{before.name!r} before it leaves nothing to it"

    def _version_mistakes(self) -> Iterator[Mistake]:
        """Versions of one procedure that do not follow each other in number and in time."""
        numbered = sorted(enumerate(self.procedures), key=lambda entry: (entry[1].in_force_from, entry[0]))
        before: dict[str, tuple[int, Procedure]] = {}
        for index, later in numbered:
            if later.id in before:
                at, earlier = before[later.id]
                if later.version == earlier.version:
                    yield ("procedures", index, "version"), f"{later.id} has a version {later.version} already"
                elif later.version < earlier.version:
                    yield (
                        ("procedures", index, "version"),
                        f"{later.id}: version {later.version} begins after version {earlier.version}",
                    )
                if later.in_force_from == earlier.in_force_from:
                    yield (
                        ("procedures", index, "in_force_from"),
                        f"{later.id}: version {earlier.version} begins on the same day",
                    )
                elif earlier.in_force_until and earlier.in_force_until >= later.in_force_from:
                    yield (
                        ("procedures", at, "in_force_until"),
                        f"{later.id}: version {later.version} begins before, on {later.in_force_from}",
                    )
            before[later.id] = index, later

    def under(self, law: Law) -> "Council":
        """The council with the procedures that it has by law, after its own, and with the usual days.

        A council with social services functions has them whether it wrote them down or not (SI 2006/1738,
        SI 2009/309, SI 2012/3094); a procedure of its own replaces the one of the law with the same id wholly.
        """
        own = {procedure.id for procedure in self.procedures}
        missing = [procedure for procedure in law.procedures if procedure.id not in own]
        retention = self.retention or law.retention
        return self.model_copy(
            update={
                "procedures": [*self.procedures, *missing],
                "retention": retention,
                "set_aside_mail": self.set_aside_mail or law.set_aside_mail,
                "consent": self.consent or law.consent,
                "duties": self.duties or law.duties,
            }
        )

    def local_label(self, classification: Classification, disposition: Disposition) -> str | None:
        """The council's own word for a contact; None where it has none."""
        kinds = {(informal.classification, informal.disposition): informal.name for informal in self.informal}
        return kinds.get((classification, disposition))

    def sign_off_levels(self) -> list[str]:
        """Who signs answers off by this file: of a stage, or of a grade."""
        levels = [
            level
            for procedure in self.procedures
            for level in (
                *(stage.answered_by for stage in procedure.all_stages()),
                *(grade.sign_off for grade in procedure.grades),
            )
            if level
        ]
        return list(dict.fromkeys(levels))

    def team(self, code: str) -> Team | None:
        """The team with this code, in use or not."""
        return find(self.teams, code)

    def counted_under(self, team: str | None) -> tuple[str | None, str | None]:
        """The division and the service area that a team is counted under."""
        entry = self.team(team) if team else None
        return (entry.division, entry.service_area) if entry else (None, None)

    def category(self, code: str) -> Category | None:
        """The category with this code, in use or not."""
        return find(self.categories, code)

    def joint_body(self, code: str) -> JointBody | None:
        """The body with this code that complaints are answered with, in use or not."""
        return find(self.joint_bodies, code)

    def learning_theme(self, said: str) -> LearningTheme | None:
        """The theme with this code, in use or not; or with this name, as releases wrote it that knew no codes."""
        by_name = (theme for theme in self.learning_themes if theme.name.casefold() == said.casefold())
        return find(self.learning_themes, said) or next(by_name, None)

    def learning_action(self, theme: str, said: str) -> str | None:
        """An action as the file writes it; None for one in somebody's own words, which no event carries."""
        found = self.learning_theme(theme)
        return found.own_action(said) if found else None

    def procedure(self, procedure_id: str, version: int) -> Procedure:
        """The version a case started under, also when newer ones exist. Raises NotFound."""
        for procedure in self.procedures:
            if (procedure.id, procedure.version) == (procedure_id, version):
                return procedure
        raise NotFound(f"{self.name} has no procedure {procedure_id!r} version {version}.")

    def procedure_on(self, procedure_id: str, day: date) -> Procedure:
        """The version in force on `day` (local date of receipt). Raises NotFound."""
        found = next((p for p in self.procedures_on(day) if p.id == procedure_id), None)
        if found is None:
            raise NotFound(f"{self.name} has no procedure {procedure_id!r} on {day}.")
        return found

    def has_procedure(self, procedure_id: str, day: date) -> bool:
        """Whether a receipt on `day` can fall under it."""
        return any(procedure.id == procedure_id for procedure in self.procedures_on(day))

    def procedures_on(self, day: date) -> list[Procedure]:
        """Each procedure in the version that a receipt on `day` (local date) falls under, in the file's order."""
        latest: dict[str, Procedure] = {}
        for procedure in self.procedures:
            before = latest.get(procedure.id)
            if procedure.in_force_from <= day and (
                before is None or before.in_force_from < procedure.in_force_from
            ):
                latest[procedure.id] = procedure
        return [p for p in latest.values() if p.in_force_until is None or day <= p.in_force_until]

    def last_day_of(self, procedure: Procedure) -> date | None:
        """The last day for receipts under a version: its own, or the day before the next; None: none is known."""
        later = [
            other.in_force_from - timedelta(days=1)
            for other in self.procedures
            if other.id == procedure.id and other.in_force_from > procedure.in_force_from
        ]
        return min([*later, *([procedure.in_force_until] if procedure.in_force_until else [])], default=None)

    def enquiry_limits(self, classification: Classification, disposition: Disposition) -> list[Limit]:
        """Limits of what has no procedure: triage and holding end in a class, other enquiries in an answer.

        None where no answer is owed: it was put right at once, or nobody could be answered.

        What the Ombudsman asks is answered in its own time, which a letter's date may shorten or lengthen later.
        """
        rule = f"{self.name}: enquiries"
        if classification is Classification.OMBUDSMAN_ENQUIRY:
            return [self.requests.ombudsman.to_limit(ClockKind.OMBUDSMAN, rule)]
        match disposition:
            case Disposition.TRIAGE:
                return [_until_decided(self.enquiries.triage.to_limit(ClockKind.TRIAGE, rule))]
            case Disposition.HOLDING:
                return [_until_decided(self.enquiries.holding.to_limit(ClockKind.HOLDING, rule))]
            case Disposition.RESOLVED_ORAL | Disposition.LOGGED_CONCERN:
                return []
            case _ if self.enquiries.service_request:
                return [self.enquiries.service_request.to_limit(ClockKind.STAGE_1, rule)]
            case _:
                return []

    def duty_limit(self) -> Limit:
        """By when a duty that has no day of its own is owed, from the day on which it was asked for."""
        assert self.duties is not None, "the law has a default"
        return self.duties.to_limit("duty", f"{self.name}: duties")

    def consent_limit(self) -> Limit | None:
        """By when the person agrees to what is said for them, or it ends with a notice (SI 2009/309, reg 5)."""
        if self.consent is None:
            return None
        limit = self.consent.to_limit(ClockKind.CONSENT, f"{self.name}: consent")
        return replace(limit, ends=Act.CONSENT_SETTLED)


LAW = Path(__file__).parent / "law" / "england.yaml"


def _until_decided(limit: Limit) -> Limit:
    return replace(limit, ends=Act.DECIDED)


@dataclass(frozen=True)
class Books:
    """The procedures and the calendars in force: what every decision is made from."""

    councils: Mapping[str, Council]
    calendars: Calendars

    @property
    def calendar(self) -> WorkingDays:
        """Working days by law."""
        return self.calendars.by_law

    def council(self, authority: str) -> Council:
        """Raises NotFound for a code without a procedure file."""
        try:
            return self.councils[authority]
        except KeyError:
            raise NotFound(f"No council with the code {authority!r} has a procedure file.") from None


def read_council(path: Path, law: Law) -> Council:
    """One council's file, with what the law gives it. Raises ProcedureFileError."""
    council = read(path, Council)
    if council.code != path.stem:
        line = line_of(path, "code")
        raise ProcedureFileError(f"{path.name}:{line}: code: {council.code!r} is not the name of the file")
    return council.under(law)


def check_prefix(path: Path, council: Council, others: Iterable[Council]) -> None:
    """Raises ProcedureFileError for a file whose references another council gives already."""
    if any(council.prefix == other.prefix and council.code != other.code for other in others):
        line = line_of(path, "prefix")
        raise ProcedureFileError(f"{path.name}:{line}: prefix: {council.prefix} belongs to another council")


def load_books(folder: Path = Path(__file__).parent) -> Books:
    """Read every council's file in `folder`. Raises ProcedureFileError naming every mistake at once."""
    law = read(LAW, Law)
    councils: dict[str, Council] = {}
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            council = read_council(path, law)
            check_prefix(path, council, councils.values())
        except ProcedureFileError as error:
            mistakes.append(str(error))
            continue
        councils[council.code] = council
    if mistakes:
        raise ProcedureFileError("\n".join(mistakes))
    return Books(councils, Calendars(england_and_wales(), england_and_wales()))
