"""The import: a batch of lines at a time, each batch committed with the job's progress."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlmodel import Session

from chassis import feed
from intake.assessment import IMPORTED, TITLES
from intake.imports import repository
from intake.imports.lines import LineError, RawLine, ReadLine, read_line, unknown_codes
from intake.lookalikes.repository import add_keys
from intake.lookalikes.service import keys_for
from intake.lookalikes.traits import traits_of
from intake.models import ImportJobRow
from intake.repository import take_turn
from intake.schemas import Assessment, ContactFacts, ReasonRead
from kernel.events import CaseImported
from kernel.imported import CaseLine
from kernel.localtime import LONDON, financial_year
from kernel.procedures import Council
from kernel.vocabulary import Disposition

BATCH = 1000
"""Lines a transaction: what `lines_done` counts is on disk."""
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
        told: codes that the council's file does not know, as far as they have been told.
    """

    remarks: int = 0
    told: set[tuple[str, str]] = field(default_factory=set)


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
    read, refused = read_lines(lines, job.authority, today)
    take_turn(tx, job.authority, {_year(each.line.case) for each in read})
    known = repository.known_hashes(tx, job.authority, [each.line.case.ref for each in read])
    found = sort_out(read, known, progress, council)
    contacts = [_contact(each.line, job, now) for each in found.new.values()]
    repository.add_contacts(tx, contacts)
    add_keys(tx, [key for contact in contacts for key in _keys(contact, today)])
    for each in found.new.values():
        feed.append(tx, _event(each.line.case))
    told = refused + found.told
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


def read_lines(lines: Iterable[RawLine], authority: str, today: date) -> tuple[list[Read], list[Told]]:
    """Lines that can come in as far as they themselves say, and what is wrong with the others."""
    read: list[Read] = []
    refused: list[Told] = []
    for raw in lines:
        try:
            read.append(Read(raw, read_line(raw, authority, today)))
        except LineError as error:
            refused.append(Told(raw.number, None, True, error))
    return read, refused


def sort_out(
    read: Iterable[Read], known: Mapping[str, str | None], progress: Progress, council: Council
) -> Sorted:
    """Which of a batch's good lines are new, there already, or in the way of what is there.

    Args:
        known: hashes of the references that are there; None for a contact that was recorded here.
    """
    found = Sorted()
    for each in read:
        raw, line = each
        ref = line.case.ref
        there = found.new[ref].line.digest if ref in found.new else known.get(ref, "")
        if there == line.digest:
            found.unchanged += 1
        elif there == "":
            found.new[ref] = each
            for code in unknown_codes(line.case, council):
                if code not in progress.told:
                    progress.told.add(code)
                    why = raw.fault(code[0], f"{council.name} does not know {code[1]!r}; kept as it is")
                    found.told.append(Told(raw.number, ref, False, LineError(why)))
        else:
            found.rejected += 1
            why = raw.fault("ref", f"{ref} is there already with other content")
            found.told.append(Told(raw.number, ref, True, LineError(why)))
    return found


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


def _contact(line: ReadLine, job: ImportJobRow, now: datetime) -> dict[str, Any]:
    case = line.case
    return {
        "authority": case.authority,
        "ref": case.ref,
        "year": _year(case),
        "number": int(case.ref[9:]),
        "sequence": 1,
        # The time of day is not recorded; midday is on this date in every season.
        "received_at": datetime.combine(case.received_on, time(12), LONDON),
        "received_on": case.received_on,
        "recorded_at": now,
        "recorded_by": job.started_by,
        "classification": case.classification.value,
        "title": _title(case),
        "complainant_name": None,
        "complainant_phone": None,
        "person_name": None,
        "body": _body(case),
        "assessment": _assessment(case),
        "line": dict(line.given),
        "line_hash": line.digest,
    }


def _keys(contact: Mapping[str, Any], today: date) -> list[dict[str, Any]]:
    traits = traits_of(contact["body"], contact["line"])
    return keys_for(contact["authority"], contact["ref"], contact["received_on"], traits, today)


def _year(case: CaseLine) -> int:
    """The year whose numbers a reference uses up: the one that it names, whenever the contact came."""
    first, second = int(case.ref[4:6]), int(case.ref[6:8])
    return 2000 + first if (first + 1) % 100 == second else financial_year(case.received_on)


def _title(case: CaseLine) -> str:
    words = case.narrative or case.local_label or TITLES[case.classification]
    return words.strip().splitlines()[0][:80] if words.strip() else TITLES[case.classification]


def _body(case: CaseLine) -> dict[str, Any]:
    facts = ContactFacts.model_validate({"channel": case.channel, "complainant": {"role": case.raised_by}})
    return facts.model_dump(mode="json") | {"narrative": case.narrative}


def _assessment(case: CaseLine) -> dict[str, Any]:
    return Assessment(
        classification=case.classification,
        disposition=Disposition.ACCEPTED,
        procedure=case.procedure,
        procedure_name=None,
        procedure_version=None,
        rule=IMPORTED,
        title=case.local_label or TITLES[case.classification],
        summary="Imported as the council recorded it",
        reasons=[ReasonRead(rule=IMPORTED, text="Imported as the council recorded it.", source="the import file")],
        questions=[],
        duties=[],
        flags=[],
        redirected_to=case.redirected_to,
        received_on=case.received_on,
        clocks=[],
    ).model_dump(mode="json")


def _event(case: CaseLine) -> CaseImported:
    return CaseImported(
        authority=case.authority, ref=case.ref, sequence=1, occurred_on=case.received_on, record=case.coded()
    )
