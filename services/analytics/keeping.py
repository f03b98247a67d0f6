"""Facts of a batch of events: read together, changed in the events' order, written together."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session

from analytics import facts, naming, repository
from analytics.facts import Facts, Part, Values, kept
from analytics.models import CaseFact
from chassis.rows import beginning
from kernel.events import ContactAnonymised

SEQUENCES: Mapping[Part, str] = {Part.CONTACT: "contact_sequence", Part.CASE: "case_sequence"}
"""The parts that make a case, whose sequences are its columns; those of further parts have a table."""


class Batch:
    """The facts of some references of one council. Statements are as many for a thousand events as for one.

    `again`: what was told last is taken once more.
    """

    def __init__(self, tx: Session, authority: str, refs: Collection[str], *, again: bool = False) -> None:
        self._tx = tx
        self._again = again
        self._authority = authority
        self._facts = repository.find_all(tx, authority, refs)
        self._there = frozenset(self._facts)
        self._listed = set(self._facts)
        self._known: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for ref, fact in self._facts.items():
            self._known[ref] = {part: fact[column] for part, column in SEQUENCES.items() if fact[column]}
        # What further parts say of a case that has not come yet: the two feeds have no common order.
        self._beside: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        for ref, part, sequence, columns in repository.parts_told(tx, authority, refs):
            self._known[ref][part] = sequence
            self._beside[ref] |= columns
            self._listed.add(ref)
        self._changed: set[str] = set()
        self._gone: set[str] = set()
        self._told: dict[tuple[str, str], tuple[int, Values]] = {}
        self._rows: defaultdict[str, dict[str, Collection[Values]]] = defaultdict(dict)

    def keep(self, ref: str, told: Facts, sequence: int) -> None:
        """Keep what an event tells, as far as it is newer than what there is."""
        known = self._known[ref]
        fillings = kept(told, sequence, known, again=self._again)
        if not fillings:
            return
        self._changed.add(ref)
        known[told.part] = sequence
        columns: dict[str, Any] = {}
        for filling in fillings:
            columns |= filling.columns
            for name, rows in filling.rows.items():
                self._rows[name][ref] = rows
        if told.part in SEQUENCES:
            columns[SEQUENCES[told.part]] = sequence
        else:
            self._told[ref, told.part] = sequence, columns
            self._beside[ref] |= columns
        if ref in self._facts:
            self._facts[ref] |= columns
        elif told.part in SEQUENCES:
            key = {"authority": self._authority, "ref": ref}
            self._facts[ref] = {**beginning(CaseFact), **key, **columns, **self._beside[ref]}

    def anonymise(self, event: ContactAnonymised) -> None:
        """Count a contact as it is without its people; of one that is not known, nothing."""
        if event.ref not in self._facts:
            return
        if event.person_ref:
            self.keep(event.ref, facts.of_person(event.person_ref), event.sequence)
        for part, rows in facts.without_words(event).items():
            # What cases tells of a part itself has no such words.
            if part not in self._known[event.ref]:
                self._changed.add(event.ref)
                for name, values in rows.items():
                    self._rows[name][event.ref] = values

    def forget(self, ref: str) -> None:
        """Forget what intake told. What cases told is of a case that came under the same reference afterwards."""
        self._known[ref].pop(Part.CONTACT, None)
        if self._known[ref].pop(Part.LINKS, None):  # what comes in again under this reference counts anew
            self._told[ref, Part.LINKS] = 0, {}
            self._beside[ref].pop("linked_to_earlier")
        self._forget_what_is_left(ref)

    def destroy(self, ref: str) -> None:
        """Forget all that either has told; its reference is never given again."""
        self._known[ref].clear()
        self._forget_what_is_left(ref)

    def _forget_what_is_left(self, ref: str) -> None:
        known = self._known[ref]
        if known and ref in self._facts:
            self._facts[ref] |= {SEQUENCES[Part.CONTACT]: 0}
            self._changed.add(ref)
        elif self._facts.pop(ref, None) is not None:
            self._changed.discard(ref)
            for by_ref in self._rows.values():
                by_ref.pop(ref, None)
            self._gone.add(ref)

    def write(self) -> None:
        """Write what was changed; nothing when nothing was newer."""
        if not self._changed and not self._gone:
            return
        repository.remove(self._tx, self._authority, self._gone)
        changed = [self._facts[ref] for ref in sorted(self._changed & self._facts.keys())]
        names = naming.names(self._tx, self._authority, {fact["provider_key"] for fact in changed} - {None})
        for fact in changed:
            fact["provider_name"] = names.get(fact["provider_key"], fact["provider_said"])
            fact |= facts.counted_of_advocacy(fact, self._beside[fact["ref"]])
        repository.write_cases(self._tx, changed, self._there - self._gone)
        repository.write_lists(self._tx, self._authority, self._rows, self._listed)
        repository.write_parts_told(self._tx, self._authority, self._told)
        repository.count_change(self._tx, self._authority)
