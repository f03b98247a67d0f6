"""What an import of a file would do, by the same steps, without storing anything."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from chassis.db import Database
from intake.care_numbers import known_refs_of
from intake.imports import repository, service
from intake.imports.lines import Kept, RawLine, readable
from intake.imports.reading import Opened
from intake.imports.schemas import DryRun, LineProblem, LineStored
from intake.imports.service import Progress, Told
from intake.imports.sheets import runs
from kernel.procedures import Council

MOST_PROBLEMS = 20
MOST_ROWS_NAMED = 100
FIRST_LINES = 3
MOST_REFUSED = 5_000
"""Lines, after which nobody learns more from the rest of a file."""


class Trial:
    """A file that is read as an import would read it, batch by batch."""

    def __init__(self, database: Database, opened: Opened, council: Council, today: date) -> None:
        notes = [LineProblem(line=1, column=None, field=None, reason=note) for note in opened.notes]
        self.result = DryRun(
            lines=0,
            added=0,
            unchanged=0,
            rejected=0,
            warnings=len(notes),
            errors=[],
            told=notes,
            first=[],
            unused_columns=[readable(name) for name in opened.unused],
            beforehand=[],
            stopped_at=None,
        )
        self._of_file = list(_of_file(opened))
        self._refused: list[int] = []
        self.result.beforehand = self._beforehand()
        self._database = database
        self._council = council
        self._today = today
        self._progress = Progress()
        self._last = 0
        # What an import would have stored by then; of each line only what tells it from others.
        self._earlier: dict[str, Kept] = {}

    def is_enough(self) -> bool:
        """So many lines are refused that the rest is not looked at, which the result then says."""
        if self.result.rejected < MOST_REFUSED:
            return False
        self.result.stopped_at = self._last
        self.result.beforehand = [
            f"So many rows are refused that nothing after row {self._last:,} was looked at.",
            *self.result.beforehand,
        ]
        return True

    def read(self, batch: Sequence[RawLine]) -> None:
        """Count what would become of a batch; it blocks."""
        result = self.result
        lines = [raw for raw in batch if not service.is_blank(raw)]
        self._last = batch[-1].number
        read, refused = service.read_lines(lines, self._council, self._today)
        refs = [each.line.case.ref for each in read]
        given = [each.line.given for each in read]
        with self._database.reading(self._council.code) as session:
            read = service.under_numbers(read, known_refs_of(session, self._council.code, given))
            known = repository.kept_lines(session, self._council.code, refs)
        known |= {ref: self._earlier[ref] for ref in refs if ref in self._earlier}
        found = service.sort_out(read, known, self._progress, self._council)
        self._earlier |= {ref: each.line.kept for ref, each in found.new.items()}
        told = sorted(refused + found.told, key=lambda each: each.line)
        result.lines += len(lines)
        result.added += len(found.new)
        result.unchanged += found.unchanged
        result.rejected += len(refused) + found.rejected
        result.warnings += sum(not each.is_error for each in told)
        _add(result.errors, (each for each in told if each.is_error))
        _add(result.told, (each for each in told if not each.is_error))
        self._refused += [each.line for each in told if each.is_error][: MOST_ROWS_NAMED - len(self._refused)]
        result.beforehand = self._beforehand()
        for raw, line in list(found.new.values())[: FIRST_LINES - len(result.first)]:
            result.first.append(LineStored(line=raw.number, record=dict(line.given)))

    def _beforehand(self) -> list[str]:
        more = self.result.rejected - len(self._refused)
        rows = ", ".join(runs(self._refused)) + (f" and {more:,} more" if more else "")
        return [*self._of_file, f"Refused, by row number: {rows}."] if self._refused else self._of_file


def _of_file(opened: Opened) -> Iterator[str]:
    """What is not read of a file, and what is noted of it."""
    if opened.left_out:
        yield readable(f"Sheets that are not read: {', '.join(opened.left_out)}.")
    if opened.unused:
        yield readable(f"Columns that are not read: {', '.join(opened.unused)}.")
    yield from map(readable, opened.notes)


def _add(problems: list[LineProblem], told: Iterable[Told]) -> None:
    """As many as there is room for."""
    for each in told:
        for fault in each.why.faults[: MOST_PROBLEMS - len(problems)]:
            where, reason = readable(fault.field) or None, readable(fault.detail)
            problems.append(LineProblem(line=each.line, column=fault.column, field=where, reason=reason))
