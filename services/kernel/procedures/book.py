"""The shape of a procedure file and the book of all councils' procedures in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kernel.calendar import WorkingDays, england_and_wales
from kernel.clocks import Clock, Limit, opening_clocks
from kernel.errors import NotFound
from kernel.procedures.reader import ProcedureFileError, read
from kernel.vocabulary import Basis, Classification, ClockKind, Disposition, Finding, Function, Unit

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LimitEntry(_Entry):
    """A limit as written in a file; becomes a `kernel.clocks.Limit`."""

    name: Words
    amount: int = Field(ge=1, le=400)
    unit: Unit
    basis: Basis
    source: Words
    soon: int = Field(default=5, ge=0, le=60, description="working days before the due day")

    def to_limit(self, kind: ClockKind, rule: str, amount: int | None = None) -> Limit:
        return Limit(kind, self.name, amount or self.amount, self.unit, self.basis, self.source, self.soon, rule)


class Grade(_Entry):
    """A local risk grade; its target never follows from its colour (domain rules A10)."""

    code: Code
    name: Words
    criteria: Words
    target_days: int = Field(ge=1, le=200, description="working days")
    source: Words


class Procedure(_Entry):
    """One procedure of one council in one version."""

    id: Code
    name: Words
    summary: Words
    version: int = Field(ge=1)
    in_force_from: date
    classification: Classification
    source: Words
    limits: dict[ClockKind, LimitEntry]
    grades: list[Grade] = []

    @property
    def rule(self) -> str:
        return f"{self.name} procedure, version {self.version}"

    @model_validator(mode="after")
    def _has_opening_limits(self) -> Self:
        for kind in (ClockKind.ACKNOWLEDGE, ClockKind.STAGE_1):
            if kind not in self.limits:
                raise ValueError(f"limits has no {kind.value}")
        return self

    def grade(self, code: str) -> Grade:
        """The grade with this code. Raises NotFound."""
        for grade in self.grades:
            if grade.code == code:
                return grade
        raise NotFound(f"The {self.name} procedure has no grade {code!r}.")

    def opening_limits(self, grade: str | None = None) -> list[Limit]:
        """The limits whose clocks start at receipt; a grade sets the stage target."""
        return [
            entry.to_limit(
                kind,
                self.rule,
                self.grade(grade).target_days if grade and kind is ClockKind.STAGE_1 else None,
            )
            for kind, entry in self.limits.items()
        ]


class Team(_Entry):
    """A team that cases are allocated to, and the words that suggest it."""

    code: Code
    name: Words
    function: Function = Function.ADULT_SOCIAL_CARE
    words: list[Words] = []


class Category(_Entry):
    """What an issue is about, and the words that suggest it."""

    code: Code
    name: Words
    words: list[Words] = []


class EnquiryLimits(_Entry):
    """Limits of contacts that are no complaint (yet), by what is to be done with them."""

    triage: LimitEntry
    holding: LimitEntry
    service_request: LimitEntry | None = None


class Council(_Entry):
    """One council's file."""

    code: Code
    name: Words
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    demo: bool = False
    source: Words
    on_time_target: int | None = Field(
        default=None, ge=1, le=100, description="percent of answers in the council target"
    )
    teams: list[Team]
    categories: list[Category]
    findings: list[Finding]
    enquiries: EnquiryLimits
    procedures: list[Procedure]

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        for label, codes in (
            ("team", [team.code for team in self.teams]),
            ("category", [category.code for category in self.categories]),
            ("procedure and version", [f"{p.id} {p.version}" for p in self.procedures]),
        ):
            twice = {code for code in codes if codes.count(code) > 1}
            if twice:
                raise ValueError(f"{label} given twice: {', '.join(sorted(twice))}")
        return self

    def team(self, code: str) -> Team | None:
        return next((team for team in self.teams if team.code == code), None)

    def has_category(self, code: str) -> bool:
        return any(category.code == code for category in self.categories)

    def procedure(self, procedure_id: str, version: int) -> Procedure:
        """The version a case started under, also when newer ones exist. Raises NotFound."""
        for procedure in self.procedures:
            if (procedure.id, procedure.version) == (procedure_id, version):
                return procedure
        raise NotFound(f"{self.name} has no procedure {procedure_id!r} version {version}.")

    def procedure_on(self, procedure_id: str, day: date) -> Procedure:
        """The version in force on `day` (local date of receipt). Raises NotFound."""
        in_force = [p for p in self.procedures if p.id == procedure_id and p.in_force_from <= day]
        if not in_force:
            raise NotFound(f"{self.name} has no procedure {procedure_id!r} on {day}.")
        return max(in_force, key=lambda procedure: procedure.in_force_from)

    def enquiry_limits(self, disposition: Disposition) -> list[Limit]:
        """Limits of an enquiry: triage and holding end in a class, a service request in an answer."""
        rule = f"{self.name}: enquiries"
        match disposition:
            case Disposition.TRIAGE:
                return [self.enquiries.triage.to_limit(ClockKind.TRIAGE, rule)]
            case Disposition.HOLDING:
                return [self.enquiries.holding.to_limit(ClockKind.HOLDING, rule)]
            case Disposition.RESOLVED_ORAL:
                return []
            case _ if self.enquiries.service_request:
                return [self.enquiries.service_request.to_limit(ClockKind.STAGE_1, rule)]
            case _:
                return []


@dataclass(frozen=True)
class Books:
    """The procedures and the calendar in force: what every decision is made from."""

    councils: Mapping[str, Council]
    calendar: WorkingDays

    def council(self, authority: str) -> Council:
        """Raises NotFound for a code without a procedure file."""
        try:
            return self.councils[authority]
        except KeyError:
            raise NotFound(f"No council with the code {authority!r} has a procedure file.") from None

    def opening_clocks(
        self,
        authority: str,
        procedure: tuple[str, int] | None,
        disposition: Disposition,
        received_on: date,
        grade: str | None = None,
    ) -> list[Clock]:
        """The clocks that start at receipt: what intake previews and what cases starts are this one answer.

        Args:
            procedure: id and version; None for an enquiry, whose limits follow its disposition.
        """
        council = self.council(authority)
        limits = (
            council.procedure(*procedure).opening_limits(grade)
            if procedure
            else council.enquiry_limits(disposition)
        )
        return opening_clocks(received_on, limits, self.calendar)

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """Authority codes by reference prefix."""
        return {council.prefix: code for code, council in self.councils.items()}


def load_books(folder: Path = Path(__file__).parent) -> Books:
    """Read every council's file in `folder`. Raises ProcedureFileError naming every mistake at once."""
    councils: dict[str, Council] = {}
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            council = read(path, Council)
        except ProcedureFileError as error:
            mistakes.append(str(error))
            continue
        if council.code != path.stem:
            mistakes.append(f"{path.name}:1: code: {council.code!r} is not the name of the file")
        if any(council.prefix == other.prefix for other in councils.values()):
            mistakes.append(f"{path.name}:1: prefix: {council.prefix} belongs to another council")
        councils[council.code] = council
    if mistakes:
        raise ProcedureFileError("\n".join(mistakes))
    return Books(councils, england_and_wales())
