"""The duties of a contact: which is which, by when each is owed, and how they go on later. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from intake.rules import Duty, owed_where_nobody_is_known
from intake.rules.cited import refused_by
from intake.rules.table import NOTICE, OMBUDSMAN, SENT_ON, TOGETHER
from intake.schemas import DECIDED_BY_OFFICER, OF_THE_CASE, Assessment, DutyRead
from kernel.clocks import due
from kernel.procedures import Books, Council
from kernel.vocabulary import Flag, LetterKind

TOLD_OF_A_MATTER = frozenset(
    {
        "notice",
        "tell",
        "ombudsman",
        "ico",
        "reopen",
        "resubmit",
        "transfer",
        "pass_on",
        "provider_consent",
        "own_case",
    }
)
"""Codes of duties that are owed for each matter that ended so: two refusals have two notices. What is owed of the
whole contact, such as telling safeguarding, is owed once however many matters ask for it."""
OF_ITS_CLASS = frozenset({"offer_discussion", "written_record"})
"""Codes of duties that a class itself asks for: another class does not."""
CONSENT = "consent"
"""Code of the duty to ask whom it is about whether they agree: it follows the law that the contact goes by."""
OWN_CASE = "own_case"
"""Code of the duty to record a matter of another law as a contact of its own: it follows the class, too."""

MET_BY_LETTER: Mapping[LetterKind, Sequence[str]] = {
    LetterKind.REFUSAL: ("notice", "ombudsman"),
    LetterKind.RESPONSE: ("short_answer",),
}
"""Codes of duties that a letter of the case meets once it has left: its template cannot leave out what they ask
for."""


def promptly_by(asked_on: date, council: Council, books: Books) -> date | None:
    """The last day of "as soon as reasonably practicable" for what is asked on a local date (day 0).

    None beyond the known calendar. The number of working days is the council's, or the law's default.
    """
    limit = council.duty_limit()
    return due(asked_on, limit, books.calendars.of(limit.working_days)).on


def carried(before: Assessment, fresh: Assessment, version: int) -> list[DutyRead]:
    """The duties of a contact that was judged anew: what was owed before is the same duty, by the day that it had.

    What nobody asked for before is a duty of its own from this version on, also where one like it was done once:
    the notice of an earlier refusal is none of a new one.

    Args:
        fresh: with the days that duties would have if all of them were new.
        version: of the contact, once it is judged anew.
    """
    there = {_what(duty): duty for duty in before.duties}
    return [_goes_on(duty, there, before.rule, version) for duty in fresh.duties]


def beside_a_decision(before: Assessment, fresh: Assessment, version: int) -> list[DutyRead]:
    """The same where the class stays what it was: it keeps its duties, and what is new beside it is owed too."""
    there = {_what(duty) for duty in before.duties}
    of_its_class = OF_ITS_CLASS if before.what == fresh.what else OF_ITS_CLASS | {OWN_CASE}
    asked = [
        duty
        for duty in fresh.duties
        if not (duty.is_of_the_case or duty.code in of_its_class or duty.row == fresh.rule)
    ]
    return [*before.duties, *(_since(duty, version) for duty in asked if _what(duty) not in there)]


def decided(
    before: Assessment,
    after: Assessment,
    of_class: Iterable[DutyRead],
    version: int,
    by: date | None,
    *,
    is_anonymous: bool,
) -> list[DutyRead]:
    """The duties of a contact whose class an officer changes.

    What was to be told of the class before is owed no more; what is told of other matters stays. A refusal owes
    its notice, by the law of its own procedure, and the way to the Ombudsman. What is not answered together any
    more owes the other body its part (SI 2009/309, reg 6(5)).

    Args:
        after: as the officer decided it, with its duties still to be found.
        of_class: what the class itself asks for, as it is now.
        by: the day by which a notice is owed.
        is_anonymous: nobody can be told.
    """
    refused = _refusal(after)
    parted = Flag.JOINT in before.flags and Flag.JOINT not in after.flags
    told = {duty.code for duty in (NOTICE, OMBUDSMAN, *(TOGETHER.duties if parted else ()))}
    there = {_what(duty): duty for duty in before.duties}
    of_its_class = OF_ITS_CLASS | OF_THE_CASE | {OWN_CASE}
    owed = [
        duty
        for duty in before.duties
        if duty.code not in of_its_class and (duty.code not in told or duty.row not in {"", before.rule})
    ]
    owed += [_goes_on(duty, there, "", version) for duty in of_class]
    asked: Sequence[Duty] = [*refused, *(SENT_ON if parted else ())]
    if is_anonymous:
        asked = owed_where_nobody_is_known(asked)
    return owed + [
        DutyRead(code=duty.code, row=DECIDED_BY_OFFICER, since=version, text=duty.text, by=by, source=duty.source)
        for duty in asked
    ]


def consent_owed(before: Sequence[DutyRead], asked: Sequence[DutyRead], version: int) -> list[DutyRead]:
    """The duties of a contact of which something is asked of its person, or nothing any more.

    Args:
        asked: what is; a duty that was owed before is the same one, by the day that it had.
    """
    there = {_what(duty): duty for duty in before}
    others = [duty for duty in before if duty.code != CONSENT]
    return others + [_goes_on(duty, there, "", version) for duty in asked]


def _refusal(after: Assessment) -> list[Duty]:
    """What an officer's refusal owes; nothing where they did not refuse it."""
    if after.refusal_reason is None:
        return []
    law = refused_by(after.classification, after.procedure, after.refusal_reason)
    return [replace(NOTICE, source=law), OMBUDSMAN]


def of_each(duty: Duty, rules: Sequence[tuple[str, Sequence[Duty]]]) -> list[tuple[Duty, str, int]]:
    """A duty as often as it is owed, each with its row and matter, and by the law of that matter.

    Args:
        rules: of each matter in its order: the row that ended it, and what it owes.
    """
    if duty.code not in TOLD_OF_A_MATTER:
        return [(duty, "", 0)]
    return [
        (theirs, _row_of(theirs, rule, duties), number)
        for number, (rule, duties) in enumerate(rules, 1)
        for theirs in duties
        if theirs == duty
    ]


def _row_of(duty: Duty, ended_by: str, duties: Sequence[Duty]) -> str:
    """The row that ended the matter, or, where another of the same code is owed of it, the one that asked."""
    alike = [other for other in duties if other.code == duty.code]
    return duty.row if len(alike) > 1 else ended_by


def _goes_on(duty: DutyRead, there: dict[tuple[str, str, int], DutyRead], rule: str, version: int) -> DutyRead:
    was = there.get(_what(duty))
    if was is None and duty.row == rule:
        was = there.get((duty.code, "", 0))  # recorded by a release that told no rows apart
    if was is None:
        return _since(duty, version)
    kept = None if duty.is_of_the_case else was.by  # the day of a clock follows the class
    return duty.known_as(was.row, was.matter, was.since).model_copy(update={"by": kept or duty.by})


def _since(duty: DutyRead, version: int) -> DutyRead:
    return duty.known_as(duty.row, duty.matter, version)


def _what(duty: DutyRead) -> tuple[str, str, int]:
    return duty.code, duty.row, duty.matter
