"""How a case's events are told in sentences; each room says its own in its `words`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from cases.record.models import ExtensionRow, HoldRow, RequestRow
from kernel.calendar_changes import Change
from kernel.errors import NotFound
from kernel.events import CaseEvent, CaseState, ClockMoved, PartEvent
from kernel.procedures import Council, Procedure

SomeRow = TypeVar("SomeRow", ExtensionRow, HoldRow, RequestRow)


class Said(NamedTuple):
    """What a timeline shows of one event."""

    title: str
    detail: str | None = None


@dataclass(frozen=True)
class Texts:
    """Names and free text that belong to a case's events; they are kept apart from them, in this service's rows.

    Attributes:
        names: of officers, by subject.
        requests: by the code of their clock.
    """

    council: Council
    names: Mapping[str, str]
    notes: Mapping[int, str]
    extensions: Mapping[int, ExtensionRow]
    holds: Mapping[int, HoldRow]
    requests: Mapping[str, RequestRow]
    changes: Mapping[int, Change]

    def note(self, number: int | None) -> str | None:
        return self.notes.get(number) if number is not None else None

    def procedure(self, case: CaseState) -> Procedure | None:
        """None too for one that the council's file has lost: what happened is told all the same."""
        if case.procedure is None or case.procedure_version is None:
            return None
        try:
            return self.council.procedure(case.procedure, case.procedure_version)
        except NotFound:
            return None

    def clock_name(self, kind: str, case: CaseState) -> str:
        procedure = self.procedure(case)
        entry = procedure.limit(kind) if procedure else None
        return entry.name if entry else kind.replace("_", " ").capitalize()

    def moves(self, moved: Sequence[ClockMoved], case: CaseState) -> list[str]:
        """One sentence for every date that moved."""
        return [
            f"{self.clock_name(move.kind, case)} moved from {day(move.before)} to {day(move.after)}."
            for move in moved
            if move.before and move.after
        ]


CHANGED_HANDS = "It is for somebody else now."
NOT_SHOWN = "not shown to your role"


def without_words(texts: Texts) -> Texts:
    """The same without what anybody wrote."""
    return replace(
        texts,
        notes={},
        extensions={n: _blank(row, "reason") for n, row in texts.extensions.items()},
        holds={n: _blank(row, "waiting_on") for n, row in texts.holds.items()},
        requests={kind: _blank(row, "asked_of", "what") for kind, row in texts.requests.items()},
    )


def _blank(row: SomeRow, *fields: str) -> SomeRow:
    return type(row)(**row.model_dump() | dict.fromkeys(fields, NOT_SHOWN))


Sentence = Callable[[Any, Texts], Said]
Sentences = Mapping[type[CaseEvent | PartEvent], Sentence]


def sentences(*some: str | None) -> str | None:
    """Sentences as one text; None when there are none. What somebody wrote ends as one before the next begins."""
    said = [sentence for sentence in some if sentence]
    ended = [each if each.endswith((".", "!", "?", ":")) else f"{each}." for each in said[:-1]]
    return " ".join([*ended, *said[-1:]]) or None


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
