"""The import: a batch of lines at a time, each batch committed with the job's progress."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlmodel import Session

from intake.assessment import IMPORTED
from intake.care_numbers import refs_of
from intake.imports import repository
from intake.imports.lines import Fault, Kept, LineError, RawLine, ReadLine, read_line, unknown_codes
from intake.judge import Judged
from intake.models import ImportJobRow
from intake.repository import take_turn
from intake.schemas import Assessment, ContactFacts, ReasonRead
from intake.store import store
from kernel.imported import CaseLine
from kernel.localtime import LONDON, financial_year
from kernel.procedures import Council
from kernel.vocabulary import Disposition
from kernel.words import CLASSIFICATIONS

BATCH = 250
"""Lines a transaction: what `lines_done` counts is on disk. On SQLite whoever writes waits for it to end."""
MOST_REMARKS = 10_000
"""Remarks kept of one file; more are counted only."""


class Told(NamedTuple):
    """What was said of a line: its reference if it could be read, whether it is refused, and why."""

    line: int
    ref: str | None
    is_error: bool
    why: LineError


class Read(NamedTuple):
    """A line that can come in, and where it came from."""

    raw: RawLine
    line: ReadLine


@dataclass
class Progress:
    """What a job has come across so far, beside what is committed.

    Attributes:
        notes: of the file, still to be told with its first lines.
        told: codes that the council's file does not know, as far as they have been told.
        numbers: from which number of this file a reference was made that is kept without one.
    """

    notes: list[Told] = field(default_factory=list)
    remarks: int = 0
    told: set[tuple[str, str]] = field(default_factory=set)
    numbers: dict[str, str | None] = field(default_factory=dict)


@dataclass
class Sorted:
    """A batch's lines by their fate."""

    new: dict[str, Read] = field(default_factory=dict)
    unchanged: int = 0
    rejected: int = 0
    told: list[Told] = field(default_factory=list)


def batches(lines: Iterable[RawLine]) -> Iterator[list[RawLine]]:
    """Lines by the batch; no lines give none."""
    batch: list[RawLine] = []
    for raw in lines:
        batch.append(raw)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def noted(notes: Iterable[str]) -> list[Told]:
    """What is said of a file as a whole, as of its first line."""
    return [Told(1, None, False, LineError(Fault("", None, note))) for note in notes]


def bring_in(
    tx: Session,
    job: ImportJobRow,
    batch: Sequence[RawLine],
    progress: Progress,
    council: Council,
    now: datetime,
    today: date,
) -> None:
    """Store the good lines of a batch as history, say what is wrong with the others, and count both."""
    lines = [raw for raw in batch if not is_blank(raw)]
    read, refused = read_lines(lines, council, today)
    read = under_numbers(read, refs_of(tx, council.code, [each.line.given for each in read]))
    take_turn(tx, job.authority, {_year(each.line.case) for each in read})
    known = repository.kept_lines(tx, job.authority, [each.line.case.ref for each in read])
    found = sort_out(read, known, progress, council)
    store(tx, council, [_judged(each.line, job) for each in found.new.values()], now)
    told = progress.notes + refused + found.told
    progress.notes = []
    repository.add_remarks(tx, _remarks(job, told, progress))
    job.lines_done += len(lines)
    job.added += len(found.new)
    job.unchanged += found.unchanged
    job.rejected += len(refused) + found.rejected
    job.warnings += sum(not each.is_error for each in told)
    job.bytes_done = batch[-1].end
    job.touched_at = now
    repository.add_job(tx, job)


def is_blank(raw: RawLine) -> bool:
    """A line without anything on it is not counted."""
    return raw.content is not None and not raw.content.strip()


def read_lines(lines: Iterable[RawLine], council: Council, today: date) -> tuple[list[Read], list[Told]]:
    """Lines that can come in as far as they themselves say, and what is wrong with the others."""
    read: list[Read] = []
    refused: list[Told] = []
    for raw in lines:
        try:
            line = read_line(raw, council.code, today)
            number = line.case.person.care_number if line.case.person else None
            if number and not council.has_care_number(number):
                raise LineError(raw.fault("person.care_number", "no number of the council's social-care system"))
            read.append(Read(raw, line))
        except LineError as error:
            refused.append(Told(raw.number, None, True, error))
    return read, refused


def under_numbers(read: Sequence[Read], refs: Sequence[str | None]) -> list[Read]:
    """Lines that give the number of a person under what stands for it; `refs`: None for one that gives none."""
    return [
        Read(each.raw, each.line.of_person(ref)) if ref else each for each, ref in zip(read, refs, strict=True)
    ]


def sort_out(read: Iterable[Read], known: Mapping[str, Kept], progress: Progress, council: Council) -> Sorted:
    """Which of a batch's good lines are new, there already, or in the way of what is there."""
    found = Sorted()
    for each in read:
        raw, line = each
        ref = line.case.ref
        there = found.new[ref].line.kept if ref in found.new else known.get(ref)
        if there is None:
            found.new[ref] = each
            for code in unknown_codes(line.case, council):
                if code not in progress.told:
                    progress.told.add(code)
                    why = raw.fault(code[0], f"{council.name} does not know {code[1]!r}; kept as it is")
                    found.told.append(Told(raw.number, ref, False, LineError(why)))
        elif there.is_destroyed:
            found.rejected += 1
            why = raw.fault("ref", f"{ref} was destroyed as its schedule says, and does not come back")
            found.told.append(Told(raw.number, ref, True, LineError(why)))
        elif there.is_leaving:
            found.rejected += 1
            why = raw.fault("ref", f"{ref} came by an import that is being undone: send the file again in a while")
            found.told.append(Told(raw.number, ref, True, LineError(why)))
        elif there.digest == line.digest or _came_before_numbers(line, there, progress):
            found.unchanged += 1
        else:
            found.rejected += 1
            why = raw.fault("ref", _in_the_way(line.case, there.own_number or progress.numbers.get(ref)))
            found.told.append(Told(raw.number, ref, True, LineError(why)))
    return found


def _came_before_numbers(line: ReadLine, there: Kept, progress: Progress) -> bool:
    """Whether what is there is this very line, kept when lines did not say their number; it is the first one's."""
    if not line.is_kept_without_number(there):
        return False
    own = line.case.own_number
    return progress.numbers.setdefault(line.case.ref, own) == own


def _in_the_way(case: CaseLine, earlier: str | None) -> str:
    if case.own_number and earlier and case.own_number != earlier:
        return f"{case.ref} was made from {earlier!r} already; {case.own_number!r} gives the same reference"
    return f"{case.ref} is there already with other content"


def _remarks(job: ImportJobRow, told: Sequence[Told], progress: Progress) -> list[dict[str, Any]]:
    """What was said of a batch, in the order of the file, as far as there is room."""
    first = progress.remarks + 1
    progress.remarks += len(told)
    return [
        {
            "authority": job.authority,
            "job_id": job.job_id,
            "number": number,
            "line": each.line,
            "ref": each.ref,
            "is_error": each.is_error,
            "reason": str(each.why),
        }
        for number, each in enumerate(sorted(told, key=lambda told: told.line), first)
        if number <= MOST_REMARKS
    ]


def _judged(line: ReadLine, job: ImportJobRow) -> Judged:
    """A line as history: of the class that it says, and no rule is run."""
    case = line.case
    return Judged(
        said=ContactFacts.model_validate({"channel": case.channel, "complainant": {"role": case.raised_by}}),
        title=_title(case),
        assessment=_assessment(case),
        # The time of day is not recorded; midday is on this date in every season.
        received_at=datetime.combine(case.received_on, time(12), LONDON),
        received_on=case.received_on,
        recorded_by=job.started_by,
        by=None,
        year=_year(case),
        number=int(case.ref[9:]),
        ref=case.ref,
        narrative=case.narrative,
        line=line.given,
        line_hash=line.digest,
        record=case.coded(),
        import_job=job.job_id,
    )


def _year(case: CaseLine) -> int:
    """The year whose numbers a reference uses up: the one that it names, whenever the contact came."""
    first, second = int(case.ref[4:6]), int(case.ref[6:8])
    return 2000 + first if (first + 1) % 100 == second else financial_year(case.received_on)


def _title(case: CaseLine) -> str:
    words = case.narrative or case.local_label or CLASSIFICATIONS[case.classification]
    return words.strip().splitlines()[0][:80] if words.strip() else CLASSIFICATIONS[case.classification]


def _assessment(case: CaseLine) -> Assessment:
    return Assessment(
        classification=case.classification,
        disposition=Disposition.ACCEPTED,
        procedure=case.procedure,
        procedure_name=None,
        procedure_version=None,
        rule=IMPORTED,
        title=case.local_label or CLASSIFICATIONS[case.classification],
        summary="Imported as the council recorded it",
        reasons=[ReasonRead(rule=IMPORTED, text="Imported as the council recorded it.", source="the import file")],
        questions=[],
        duties=[],
        flags=[],
        redirected_to=case.redirected_to,
        received_on=case.received_on,
        clocks=[],
    )
