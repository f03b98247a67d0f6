"""The import: a batch of lines at a time, each batch committed with the job's progress."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from operator import itemgetter
from typing import IO, Any

from sqlmodel import Session

from intake.assessment import IMPORTED, TITLES
from intake.imports import repository
from intake.imports.lines import LineError, RawLine, ReadLine, raw_lines, read_line, unknown_codes
from intake.lookalikes.repository import add_keys
from intake.lookalikes.service import keys_for
from intake.lookalikes.traits import traits_of
from intake.models import ImportJobRow
from intake.repository import take_turn
from intake.schemas import Assessment, ContactFacts, ReasonRead
from kernel import feed
from kernel.events import CaseImported
from kernel.imported import CaseLine
from kernel.localtime import LONDON, financial_year
from kernel.procedures import Council
from kernel.vocabulary import Disposition

BATCH = 1000
"""Lines a transaction: what `lines_done` counts is on disk."""
Told = tuple[int, str | None, bool, str]
"""Of a line: its number, its reference if it could be read, whether it is refused, and why."""
MOST_REMARKS = 10_000
"""Remarks kept of one file; more are counted only."""


@dataclass
class Progress:
    """What a job has come across so far, beside what is committed."""

    remarks: int = 0
    told: set[tuple[str, str]] = field(default_factory=set)


def batches(file: IO[bytes]) -> Iterator[list[RawLine]]:
    """A file's lines by the batch; an empty file gives none."""
    batch: list[RawLine] = []
    for raw in raw_lines(file):
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
    told: list[Told] = []
    good: dict[str, ReadLine] = {}
    read: list[tuple[int, ReadLine]] = []
    for raw in batch:
        if raw.content is not None and not raw.content.strip():
            continue
        job.lines_done += 1
        try:
            read.append((raw.number, read_line(raw, job.authority, today)))
        except LineError as error:
            job.rejected += 1
            told.append((raw.number, None, True, str(error)))
    take_turn(tx, job.authority, {_year(line.case) for _, line in read})
    known = repository.known_hashes(tx, job.authority, [line.case.ref for _, line in read])
    for number, line in read:
        ref = line.case.ref
        there = good[ref].digest if ref in good else known.get(ref, "")
        if there == line.digest:
            job.unchanged += 1
        elif there == "":
            good[ref] = line
            job.added += 1
            for code in unknown_codes(line.case, council):
                if code not in progress.told:
                    progress.told.add(code)
                    job.warnings += 1
                    reason = f"{code[0]}: {council.name} does not know {code[1]!r}; kept as it is"
                    told.append((number, ref, False, reason))
        else:
            job.rejected += 1
            told.append((number, ref, True, f"ref: {ref} is there already with other content"))
    contacts = [_contact(line, job, now) for line in good.values()]
    repository.add_contacts(tx, contacts)
    add_keys(tx, [key for contact in contacts for key in _keys(contact, today)])
    for line in good.values():
        feed.append(tx, _event(line.case))
    repository.add_remarks(tx, _remarks(job, told, progress))
    job.bytes_done = batch[-1].end
    job.touched_at = now
    repository.add_job(tx, job)


def _remarks(job: ImportJobRow, told: Sequence[Told], progress: Progress) -> list[dict[str, Any]]:
    """What was said of a batch, in the order of the file, as far as there is room."""
    first = progress.remarks + 1
    progress.remarks += len(told)
    return [
        {
            "authority": job.authority,
            "job_id": job.job_id,
            "number": number,
            "line": line,
            "ref": ref,
            "is_error": is_error,
            "reason": reason,
        }
        for number, (line, ref, is_error, reason) in enumerate(sorted(told, key=itemgetter(0)), first)
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
