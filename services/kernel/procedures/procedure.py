"""A procedure: its stages, the limits of each, and the ways from one to the next."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import Field

from kernel.clocks import Limit
from kernel.errors import NotFound
from kernel.procedures.entries import Code, Entry, Extension, LimitEntry, Mistake, SignedFirst, Words
from kernel.procedures.grading import Grade, Grading
from kernel.vocabulary import Act, Classification, ClockKind, OwedBy, StageRole, Unit

WHOLE_CASE = 0
"""The stage number of clocks that belong to the whole case."""
FIRST_STAGE = 1

USUAL_ACTS = {Act.RECEIVED, Act.ACKNOWLEDGED, Act.RESPONDED, Act.RESPONSE_RECEIVED, Act.NEXT_REQUESTED}
"""What can be recorded in any stage; everything else is a step that a limit of the stage has to name."""
OF_REQUESTS = {Act.DECIDED, Act.ASKED, Act.ANSWERED, Act.CONSENT_SETTLED, Act.HOLDING_REPLY}
"""What happens to enquiries, requests and people, and never starts or ends a limit of a stage."""
OF_EVERY_COUNCIL = {ClockKind.PROMISED, ClockKind.TRIAGE, ClockKind.HOLDING, ClockKind.CONSENT}
"""Clocks that every case or enquiry has by itself."""


class When(StrEnum):
    """When a case may go on to a further stage."""

    ANSWERED = "answered"
    LIMIT_PASSED = "limit_passed"
    AGREED = "agreed"


class Transition(Entry):
    """A way to a further stage, and when it is open: any of `when` is enough."""

    to: Code
    when: list[When] = Field(min_length=1)
    source: Words


class Plan(Entry):
    """What the council agrees with the complainant before it looks into the complaint, and what stands in it."""

    name: Words
    parts: list[Words] = Field(min_length=1)
    source: Words


class SecondPerson(Entry):
    """Something that needs somebody else than who did the rest."""

    source: Words


@dataclass(frozen=True)
class SignOff:
    """Who signs an answer: the level as its file writes it, and whether it has to, before the answer is sent."""

    level: str
    first: SignedFirst | None


OF_ANY_STAGE = frozenset({StageRole.ADVOCATE, StageRole.MEDIATOR})
"""Whom a stage may have whatever its procedure says."""


class Appoints(Entry):
    """Whom the council appoints for a stage: one for each time that a role stands here."""

    roles: list[StageRole] = Field(min_length=1)
    source: Words

    def mistakes(self) -> Iterator[Mistake]:
        for place, role in enumerate(self.roles):
            if role in OF_ANY_STAGE:
                yield ("roles", place), "any stage may have one, and none has to"


class StageEntry(Entry):
    """One stage or level of a procedure. Its limits start with acts of this stage.

    Attributes:
        signed_first: no answer is sent before the level of `answered_by` signed it; None: it may be.
        by_another: who dealt with an earlier stage does not deal with this one; None: they may.
        appoints: who takes part besides who owns the case; None: nobody has to.
    """

    code: Code
    name: Words
    answered_by: Words | None = None
    signed_first: SignedFirst | None = None
    by_another: SecondPerson | None = None
    appoints: Appoints | None = None
    source: Words
    limits: dict[Code, LimitEntry] = Field(default={})
    then: list[Transition] = Field(default=[])

    def mistakes(self) -> Iterator[Mistake]:
        done = {Act.RECEIVED, Act.RESPONDED, Act.RESPONSE_RECEIVED}  # of every stage, with a limit or without
        for kind, entry in self.limits.items():
            at = ("limits", kind)
            if entry.starts in OF_REQUESTS or entry.starts is Act.NEXT_REQUESTED:
                yield (*at, "starts"), f"nothing in a stage starts with {entry.starts}"
            elif entry.starts not in done:
                yield (*at, "starts"), f"no limit above it ends with {entry.starts}"
            if entry.ends in OF_REQUESTS or entry.ends is Act.RECEIVED:
                yield (*at, "ends"), f"nothing in a stage ends with {entry.ends}"
            if entry.owed_by is OwedBy.CONTRIBUTOR:
                yield (*at, "owed_by"), "what contributors owe stands under requests"
            elif (entry.owed_by is OwedBy.COMPLAINANT) != (entry.ends is Act.NEXT_REQUESTED):
                yield (*at, "owed_by"), f"{OwedBy.COMPLAINANT} and ends: {Act.NEXT_REQUESTED} go together"
            elif entry.ends is Act.NEXT_REQUESTED and not self.then:
                yield (*at, "ends"), "no next stage can be asked for: the stage has no then"
            done.add(entry.ends)
        if self.signed_first and self.answered_by is None:
            yield ("signed_first",), "answered_by does not say by which level"

    def steps(self) -> list[Act]:
        """What the council does in this stage besides acknowledging and answering, in the order of the file."""
        return list(dict.fromkeys(entry.ends for entry in self.limits.values() if entry.ends not in USUAL_ACTS))

    def answer_kind(self) -> str | None:
        """The clock by which this stage's answer is owed; None where only the case's limits hold."""
        return next((kind for kind, entry in self.limits.items() if entry.ends is Act.RESPONDED), None)

    def request_window(self) -> str | None:
        """The clock within which the complainant asks for the next stage; None where there is none."""
        return next((kind for kind, entry in self.limits.items() if entry.owed_by is OwedBy.COMPLAINANT), None)


class Procedure(Entry):
    """One procedure of one council in one version.

    Attributes:
        limits: of the whole case, whatever its stage.
        stages: in the order in which a case may pass them; the first begins with the receipt.
        reopening: what begins when a case that was answered is taken up again; None: see `taken_up_as`.
        grading: how a grade is found; there are none without it.
        plan: what is agreed with the complainant first; None: the procedure asks for no more than the law does.
        closed_by_another: who owns a case, or found on it, does not end it; None: they may.
    """

    id: Code
    name: Words
    summary: Words
    version: int = Field(ge=1)
    in_force_from: date
    in_force_until: date | None = Field(default=None, description="the last day for receipts under it")
    classification: Classification
    source: Words
    limits: dict[Code, LimitEntry] = Field(default={})
    stages: list[StageEntry] = Field(min_length=1)
    reopening: StageEntry | None = None
    grades: list[Grade] = Field(default=[])
    grading: Grading | None = None
    plan: Plan | None = None
    closed_by_another: SecondPerson | None = None

    @property
    def rule(self) -> str:
        return f"{self.name} procedure, version {self.version}"

    @property
    def taken_up_as(self) -> str | None:
        """The stage that begins when an answered case is taken up again; None: what follows is a further stage, or
        the Ombudsman's.

        A complaint by Regulations that has one stage goes through it anew, where the file says nothing else: what
        was looked into need not be again, and may be (SI 2009/309, reg 8(1)(e)).
        """
        if self.reopening:
            return self.reopening.code
        is_once = self.classification is Classification.STATUTORY_COMPLAINT and len(self.stages) == 1
        return self.stages[0].code if is_once else None

    def mistakes(self) -> Iterator[Mistake]:
        if self.in_force_until and self.in_force_until < self.in_force_from:
            yield ("in_force_until",), f"{self.in_force_until} is before in_force_from ({self.in_force_from})"
        yield from self._limit_mistakes()
        yield from self._grade_mistakes()
        yield from _transition_mistakes(self.stages, self.reopening)

    def _limit_mistakes(self) -> Iterator[Mistake]:
        acknowledge = self.stages[0].limits.get(ClockKind.ACKNOWLEDGE)
        if acknowledge is None:
            yield ("stages", 0, "limits"), f"the first stage has no {ClockKind.ACKNOWLEDGE}"
        elif acknowledge.ends is not Act.ACKNOWLEDGED:
            yield (
                ("stages", 0, "limits", ClockKind.ACKNOWLEDGE.value, "ends"),
                f"{ClockKind.ACKNOWLEDGE} ends with {Act.ACKNOWLEDGED}",
            )
        if self.stages[0].answer_kind() is None and not self.limits:
            yield ("stages", 0, "limits"), "neither the first stage nor the whole case has a limit for the answer"
        for kind, entry in self.limits.items():
            if (entry.starts, entry.ends, entry.owed_by) != (Act.RECEIVED, Act.RESPONDED, OwedBy.COUNCIL):
                yield ("limits", kind), "a limit of the whole case runs from receipt to the council's answer"
        seen: set[str] = set()
        for place, limits in self._places():
            for kind in limits:
                if kind in OF_EVERY_COUNCIL:
                    yield (*place, kind), "every council has this clock by itself"
                elif kind in seen:
                    yield (*place, kind), f"{kind} is the clock of another limit of this procedure"
                seen.add(kind)

    def _grade_mistakes(self) -> Iterator[Mistake]:
        if not self.grades:
            if self.grading:
                yield ("grading",), "there are no grades"
            return
        if self.grading is None:
            yield ("grades",), "grading does not say how they are found"
        else:
            yield from self.grading.grade_mistakes(self.grades)
        kind = self.stages[0].answer_kind()
        if kind is None:
            yield ("grades",), "the first stage has no target that they could set"
            return
        target = self.stages[0].limits[kind]
        if target.unit is not Unit.WORKING_DAYS:
            yield ("grades",), f"they set working days, but the target {kind} is in {target.unit}"
        longest = (target.extension.to or target.extension.usual) if target.extension else None
        for index, grade in enumerate(self.grades):
            if grade.code in [other.code for other in self.grades[:index]]:
                yield ("grades", index, "code"), f"{grade.code} is given twice"
            if longest is not None and not grade.extension and longest <= grade.target_days:
                yield (
                    ("grades", index, "target_days"),
                    f"the extension of {kind} to {longest} is no longer than {grade.target_days}: "
                    "give this grade its own",
                )

    def _places(self) -> Iterator[tuple[tuple[int | str, ...], Mapping[str, LimitEntry]]]:
        yield ("limits",), self.limits
        for index, stage in enumerate(self.stages):
            yield ("stages", index, "limits"), stage.limits
        if self.reopening:
            yield ("reopening", "limits"), self.reopening.limits

    def grade(self, code: str) -> Grade:
        """The grade with this code. Raises NotFound."""
        for grade in self.grades:
            if grade.code == code:
                return grade
        raise NotFound(f"The {self.name} procedure has no grade {code!r}.")

    def find_stage(self, code: str) -> StageEntry | None:
        """The stage with this code, the reopening too."""
        return next((stage for stage in self.all_stages() if stage.code == code), None)

    def stage(self, code: str) -> StageEntry:
        """The stage with this code. Raises NotFound."""
        found = self.find_stage(code)
        if found is None:
            raise NotFound(f"The {self.name} procedure has no stage {code!r}.")
        return found

    def all_stages(self) -> list[StageEntry]:
        """The stages in their order, the reopening last."""
        return [*self.stages, *([self.reopening] if self.reopening else [])]

    def stage_limits(self, code: str, grade: str | None = None) -> list[Limit]:
        """The limits of one stage; a grade sets the answer target of the first."""
        stage = self.stage(code)
        graded = stage.answer_kind() if grade and stage is self.stages[0] else None
        return [
            entry.to_limit(kind, self.rule, self.grade(grade).target_days if grade and kind == graded else None)
            for kind, entry in stage.limits.items()
        ]

    def sign_off(self, code: str, grade: str | None = None) -> SignOff | None:
        """Who signs the answer of a stage; a grade says it for the first. None where the file names nobody."""
        stage = self.find_stage(code)
        graded = self.grade(grade) if grade and stage is self.stages[0] else None
        if graded and graded.sign_off:
            return SignOff(graded.sign_off, graded.signed_first)
        return SignOff(stage.answered_by, stage.signed_first) if stage and stage.answered_by else None

    def case_limits(self) -> list[Limit]:
        """The limits of the whole case."""
        return [entry.to_limit(kind, self.rule) for kind, entry in self.limits.items()]

    def extension(self, kind: str, grade: str | None = None) -> Extension | None:
        """How far the clock `kind` may be extended; None: it may not."""
        if grade and kind == self.stages[0].answer_kind():
            return self.grade(grade).extension or self.stages[0].limits[kind].extension
        entry = self.limit(kind)
        return entry.extension if entry else None

    def limit(self, kind: str) -> LimitEntry | None:
        """The limit whose clock has this code. A case that is taken up again and again numbers its clocks."""
        limits = {code: entry for _, there in self._places() for code, entry in there.items()}
        return limits.get(kind) or limits.get(re.sub(r"_\d+$", "", kind))


def _transition_mistakes(stages: Sequence[StageEntry], reopening: StageEntry | None) -> Iterator[Mistake]:
    """Ways to a stage that is not there, ways back to where a case came from, and stages that none leads to."""
    codes = [stage.code for stage in stages]
    for index, code in enumerate(codes):
        if code in codes[:index]:
            yield ("stages", index, "code"), f"{code} is given twice"
    if reopening and reopening.code in codes:
        yield ("reopening", "code"), f"{reopening.code} is a stage already"
    if len(set(codes)) < len(codes):
        return
    for index, stage in enumerate(stages):
        for way, transition in enumerate(stage.then):
            place = ("stages", index, "then", way, "to")
            if transition.to not in codes:
                yield place, f"there is no stage {transition.to}"
            elif codes.index(transition.to) <= index and (loop := _path(stages, transition.to, stage.code)):
                yield place, f"the stages go in a loop: {' -> '.join([stage.code, *loop])}"
    for way, transition in enumerate(reopening.then if reopening else []):
        if transition.to not in codes:
            yield ("reopening", "then", way, "to"), f"there is no stage {transition.to}"
    for index, code in enumerate(codes[1:], 1):
        if not _path(stages, codes[0], code):
            yield ("stages", index, "code"), f"no stage leads to {code}"


def _path(stages: Sequence[StageEntry], start: str, end: str) -> list[str]:
    """The codes of the stages on a way from `start` to `end`, both included; empty when there is none."""
    ways = {stage.code: [way.to for way in stage.then] for stage in stages}
    paths = [[start]]
    passed: set[str] = set()
    while paths:
        path = paths.pop(0)
        if path[-1] == end:
            return path
        if path[-1] not in passed:
            passed.add(path[-1])
            paths += [[*path, code] for code in ways.get(path[-1], [])]
    return []
