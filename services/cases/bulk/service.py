"""One act on many cases: each is changed by its own rules, or left as it is and said why.

All of them are one transaction, because the answer to an Idempotency-Key is kept in the transaction that carries
its request out: what is sent again after a crash finds all of it done, or none. What is decided of a case is
decided before anything of it is written, and what was refused is never written. The statements are as many for two
hundred cases as for one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from cases.allocation.schemas import Allocation
from cases.allocation.service import give
from cases.bulk.schemas import BulkAllocation, BulkDone, BulkItem, BulkNote, BulkOutcome, BulkTask
from cases.notes.service import write_notes
from cases.record import repository, rules, store
from cases.record.change import Asked, find_owner, require_named, require_team, save_each
from cases.record.record import CaseRecord
from cases.record.theirs import anothers, theirs_among
from cases.tables import restricted_cases
from cases.tasks import repository as tasks
from cases.tasks import service as of_tasks
from chassis import restricted
from chassis.auth import Principal
from kernel.errors import DomainError, NotFound, NotPermitted, Stale
from kernel.events import CaseAllocated, NoteAdded
from kernel.localtime import local_date
from kernel.procedures import Books
from kernel.vocabulary import Action

RESULTS = {NotFound: BulkOutcome.UNKNOWN, NotPermitted: BulkOutcome.NOT_PERMITTED, Stale: BulkOutcome.STALE}


@dataclass
class Chosen:
    """Cases that were named together, locked, and what was refused of them so far."""

    named: Sequence[str]
    cases: dict[str, CaseRecord] = field(default_factory=dict)
    refused: dict[str, DomainError] = field(default_factory=dict)

    def decide(self, act: Callable[[CaseRecord], None]) -> list[CaseRecord]:
        """Act on each case that is left. Returns those in which it was possible."""
        done = []
        for ref, case in self.cases.items():
            try:
                act(case)
            except DomainError as error:
                self.refused[ref] = error
            else:
                done.append(case)
        return done

    def told(self) -> BulkDone:
        """What became of each, once it is written."""
        items = [self._item(ref) for ref in self.named]
        return BulkDone(done=sum(item.result is BulkOutcome.DONE for item in items), items=items)

    def _item(self, ref: str) -> BulkItem:
        error = self.refused.get(ref)
        if error is None:
            return BulkItem(ref=ref, result=BulkOutcome.DONE, version=self.cases[ref].row.version)
        result = RESULTS.get(type(error), BulkOutcome.NOT_POSSIBLE)
        return BulkItem(ref=ref, result=result, because=error.detail)


def allocate(tx: Session, officer: Principal, body: BulkAllocation, now: datetime, books: Books) -> BulkDone:
    """Give cases to an officer, a team or both. Raises Unprocessable for one that cannot be given any."""
    today = local_date(now)
    taker = find_owner(tx, officer, body.owner, today) if body.owner else None
    versions = {case.ref: case.version for case in body.cases}
    asked = {ref: Asked(officer, ref, version, now, books) for ref, version in versions.items()}
    require_team(next(iter(asked.values())), body.team)
    named = restricted.named_for_each(tx, restricted_cases, officer.authority, versions) if taker else {}
    chosen = _chosen(tx, officer, list(versions), books)

    def act(case: CaseRecord) -> None:
        ref = case.row.ref
        repository.require_version(case.row, versions[ref])
        rules.require_option(case.standing, Action.ALLOCATE)
        if taker:
            require_named(taker, named[ref])
        given = body.model_dump(include={"owner", "team"}, exclude_unset=True)
        give(asked[ref], case, Allocation.model_validate({"owner": case.row.owner} | given))

    save_each(tx, officer, books, [(case, {}) for case in chosen.decide(act)], CaseAllocated, today)
    return chosen.told()


def add_notes(tx: Session, officer: Principal, body: BulkNote, now: datetime, books: Books) -> BulkDone:
    """Keep the same note with each of some cases, whatever their versions."""
    chosen = _chosen(tx, officer, body.refs, books)
    cases = list(chosen.cases.values())
    numbers = write_notes(tx, officer, [case.row.ref for case in cases], body.text, now)
    told = [(case, {"note": numbers[case.row.ref]}) for case in cases]
    save_each(tx, officer, books, told, NoteAdded, local_date(now))
    return chosen.told()


def add_tasks(tx: Session, officer: Principal, body: BulkTask, now: datetime, books: Books) -> BulkDone:
    """Ask for the same task in each of some cases, whatever their versions, each as a task of its own.

    Raises Unprocessable for a day, a team or an officer that cannot be meant.
    """
    asked = {ref: Asked(officer, ref, None, now, books) for ref in body.refs}
    of_tasks.require_possible(next(iter(asked.values())), body)
    other = body.owner if body.owner != officer.subject else None
    taker = find_owner(tx, officer, other, local_date(now)) if other else None
    named = restricted.named_for_each(tx, restricted_cases, officer.authority, asked) if taker else {}
    chosen = _chosen(tx, officer, body.refs, books)
    kept = tasks.counts(tx, officer.authority, body.refs)

    def act(case: CaseRecord) -> None:
        ref = case.row.ref
        if taker:
            require_named(taker, named[ref])
        of_tasks.add(tx, asked[ref], *kept[ref], body)

    chosen.decide(act)
    return chosen.told()


def _chosen(tx: Session, officer: Principal, refs: Sequence[str], books: Books) -> Chosen:
    """The cases that this person may change, locked in the order of their references, so that two acts on the same
    cases wait for each other and not for ever; of all others why not, as a read or a change of one would say.
    """
    chosen = Chosen(refs)
    rows = {row.ref: row for row in repository.some(tx, officer.authority, refs, locked=True)}
    hidden = restricted.hidden_among(tx, restricted_cases, officer, refs)
    theirs = theirs_among(tx, officer, rows.values())
    for ref in refs:
        if ref in hidden:
            chosen.refused[ref] = NotPermitted(restricted.SAID)
        elif ref not in rows:
            chosen.refused[ref] = repository.no_case(ref)
        elif ref not in theirs:
            chosen.refused[ref] = anothers(ref)
    left = [row for ref, row in rows.items() if ref not in chosen.refused]
    chosen.cases = {case.row.ref: case for case in store.load_all(tx, officer.authority, left, books)}
    return chosen
