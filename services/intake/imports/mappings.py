"""The mappings that a council saved."""

from datetime import datetime

from sqlmodel import Session

from chassis.auth import Principal
from intake.imports import repository
from intake.imports.fields import FIELDS
from intake.imports.mapping import ImportMapping, Plan
from intake.imports.own_words import OwnWords, lists_of, own_words
from intake.imports.schemas import (
    ImportField,
    ImportFields,
    KnownWord,
    MappingNames,
    NamedMapping,
    SavedMapping,
)
from intake.models import ImportMappingRow
from kernel.errors import Conflict
from kernel.procedures import Council

MOST_MAPPINGS = 100


def list_mappings(session: Session, principal: Principal) -> MappingNames:
    """By name."""
    rows = repository.mappings(session, principal.authority)
    return MappingNames(items=[NamedMapping.model_validate(row.model_dump()) for row in rows])


def get_mapping(session: Session, principal: Principal, name: str) -> SavedMapping:
    """Raises NotFound, also for another council's."""
    return _read(repository.get_mapping(session, principal.authority, name))


def save_mapping(
    tx: Session, principal: Principal, name: str, mapping: ImportMapping, now: datetime, council: Council
) -> SavedMapping:
    """Keep a mapping under a name, in place of what was there. Raises Unprocessable for one that does not fit."""
    Plan(mapping, council)
    there = repository.find_mapping(tx, principal.authority, name)
    if there is None and len(repository.mappings(tx, principal.authority)) >= MOST_MAPPINGS:
        raise Conflict(f"There are {MOST_MAPPINGS} mappings already. Delete one that is not used any more.")
    row = ImportMappingRow(
        authority=principal.authority,
        name=name,
        mapping=mapping.model_dump(mode="json"),
        changed_by=principal.name,
        changed_at=now,
    )
    repository.keep_mapping(tx, row)
    return _read(row)


def delete_mapping(tx: Session, principal: Principal, name: str) -> None:
    """Raises NotFound. What was brought in by the mapping stays."""
    repository.remove_mapping(tx, principal.authority, name)


def plan(session: Session, principal: Principal, name: str, council: Council) -> Plan:
    """A saved mapping, ready for use. Raises NotFound; Unprocessable when the format has changed since."""
    saved = get_mapping(session, principal, name)
    return Plan(saved.mapping, council)


def fields(council: Council) -> ImportFields:
    """Everything that a column may give, and the council's own lists for it."""
    lists = lists_of(council)
    return ImportFields(
        items=[
            ImportField(
                path=path,
                kind=field.kind,
                codes=list(field.codes),
                known=[KnownWord(code=entry.code, name=entry.name) for entry in lists.get(path, ())],
            )
            for path, field in FIELDS.items()
        ]
    )


def words(session: Session, principal: Principal, council: Council) -> OwnWords:
    """What the council's words stand for, as far as its file and its mappings say."""
    rows = sorted(repository.mappings(session, principal.authority), key=lambda row: row.changed_at)
    return own_words(council, [_read(row).mapping for row in rows])


def _read(row: ImportMappingRow) -> SavedMapping:
    return SavedMapping.model_validate(row.model_dump())
