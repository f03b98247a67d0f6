"""Councils' files beside the release's, and their reports': looked at before they are taken in, added, and listed.

A running product takes in what is added (`chassis/councils.py`); nothing here speaks to it.
"""

import argparse
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from analytics.reports.book import OWN, Definitions, read_definition
from chassis.councils import books_with, in_folder, path_of_kept, versions_kept
from chassis.settings import Settings
from kernel.calendar import in_words
from kernel.localtime import local_today, utc_now
from kernel.procedures import Books, Council, Procedure, ProcedureFileError, changes
from kernel.register import opening_clocks
from kernel.vocabulary import Disposition
from standalone.failure import say
from standalone.procedures_check import listing

REGISTER = "register.jsonl"
"""What was added: one line each, with code, version, hash and instant."""
FILE = "CODE.yaml, or CODE-SCOPE.yaml for the definition of its report"


def add_to(commands: Any) -> None:
    """Add them to the parsers of `redress`."""
    council = commands.add_parser("council", help="councils' files beside the release's own").add_subparsers(
        required=True, metavar="COMMAND"
    )
    checking = council.add_parser("check", help="what a file says or would change; changes nothing")
    checking.add_argument("file", type=Path, metavar="FILE", help=FILE)
    checking.set_defaults(run=_check)
    adding = council.add_parser("add", help="check it, keep it as a version, and have running servers take it in")
    adding.add_argument("file", type=Path, metavar="FILE", help=FILE)
    adding.set_defaults(run=_add)
    listed = council.add_parser("list", help="whose files are in force, in which version, since when")
    listed.set_defaults(run=_list)


def _check(options: argparse.Namespace, settings: Settings) -> int:
    if _is_report(options.file):
        return say([_report(options.file, settings)])
    books, council = _checked(options.file, settings)
    return say(preview(books, council, local_today()))


def _add(options: argparse.Namespace, settings: Settings) -> int:
    if _is_report(options.file):
        shown = [_report(options.file, settings)]
        version = _put(options.file, options.file.stem, settings.councils_folder / OWN)
    else:
        books, council = _checked(options.file, settings)
        shown = list(preview(books, council, local_today()))
        version = _put(options.file, council.code, settings.councils_folder)
    return say([*shown, f"Added as version {version}; running servers take it in within a few seconds."])


def _list(_options: argparse.Namespace, settings: Settings) -> int:
    councils = in_folder(books_with(settings.councils_folder, settings.last_in_force))
    added = _register(councils.folder)
    lines = [
        f"{code}  {council.prefix}  {council.name}: {_whence(settings, code, added)}"
        for code, council in councils.items()
    ]
    mistakes = [*councils.mistakes.values(), *Definitions(councils.folder / OWN).mistakes.values()]
    return say([*lines, *(f"not in force: {mistake}" for mistake in mistakes)])


def _is_report(path: Path) -> bool:
    """No code of a council has a hyphen."""
    return "-" in path.stem


def _report(path: Path, settings: Settings) -> str:
    """What a report's definition is. Raises ProcedureFileError, also for a council that there is not."""
    definition = read_definition(path)
    code = path.stem.rpartition("-")[0]
    council = books_with(settings.councils_folder, settings.last_in_force).councils.get(code)
    if council is None:
        raise ProcedureFileError(f"{path.name}: there is no council with the code {code!r}")
    blocks = sum(len(section.blocks) for section in definition.sections)
    return f"{definition.title}, of {council.name}: {len(definition.sections)} sections with {blocks} parts."


def preview(books: Books, council: Council, today: date) -> Iterator[str]:
    """What a file says, for a council that is new; else what it changes. Ends with examples of dates."""
    before = books.councils.get(council.code)
    if before is None:
        yield f"{council.name} is new."
        yield from listing(replace(books, councils={council.code: council}))
    else:
        yield f"{council.name} is there. What changes:"
        yield from [f"  {key}: {_said(old)} -> {_said(new)}" for key, old, new in changes(before, council)] or [
            "  nothing"
        ]
    yield "Due dates of what is received:"
    for procedure in council.procedures:
        received_on = max(today, procedure.in_force_from)
        if council.procedure_on(procedure.id, received_on) is procedure:
            yield from _dates(books, before, council, procedure, received_on)
    yield "Clocks that run already keep their limits and their dates."


def _dates(
    books: Books, before: Council | None, after: Council, procedure: Procedure, received_on: date
) -> Iterator[str]:
    """One line a clock that begins with the receipt."""
    new = _due(books, after, procedure, received_on)
    there = before is not None and before.has_procedure(procedure.id, received_on)
    old = (
        _due(books, before, before.procedure_on(procedure.id, received_on), received_on)
        if before and there
        else {}
    )
    yield f"  {procedure.name}, version {procedure.version}, on {in_words(received_on)}"
    for kind in dict.fromkeys([*new, *old]):
        then = f" (before: {old.get(kind, 'none')})" if before and old.get(kind) != new.get(kind) else ""
        yield f"    {kind}: {new.get(kind, 'none')}{then}"


def _due(books: Books, council: Council, procedure: Procedure, received_on: date) -> dict[str, str]:
    of_it = replace(books, councils={council.code: council})
    clocks = opening_clocks(
        of_it,
        council.code,
        (procedure.id, procedure.version),
        procedure.classification,
        Disposition.ACCEPTED,
        received_on,
    )
    return {clock.kind: in_words(clock.on) if clock.on else "not known" for clock in clocks}


def _checked(path: Path, settings: Settings) -> tuple[Books, Council]:
    books = books_with(settings.councils_folder, settings.last_in_force)
    return books, in_folder(books).checked(path)


def _put(path: Path, code: str, folder: Path) -> int:
    """Keep a file as the next version and put it in force. Returns the version."""
    version = next(iter(versions_kept(folder, code)), 0) + 1
    kept = path_of_kept(folder, code, version)
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, kept)
    line = {
        "code": code,
        "version": version,
        "sha256": _hash(kept),
        "added_at": utc_now().isoformat(timespec="seconds"),
    }
    with (folder / REGISTER).open("a", encoding="utf-8") as register:
        register.write(json.dumps(line) + "\n")
    there = folder / f"{code}.yaml"
    half = there.with_suffix(".half")
    shutil.copyfile(kept, half)
    os.replace(half, there)  # a server reads the whole of it or nothing
    return version


def _register(folder: Path) -> dict[tuple[str, str], Mapping[str, Any]]:
    """What was added, by code and hash."""
    path = folder / REGISTER
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {(line["code"], line["sha256"]): line for line in map(json.loads, lines)}


def _whence(settings: Settings, code: str, added: Mapping[tuple[str, str], Mapping[str, Any]]) -> str:
    path = settings.councils_folder / f"{code}.yaml"
    if not path.is_file():
        if versions := versions_kept(settings.councils_folder, code):
            return f"version {versions[0]}, kept: its file is gone"
        return "kept: its file is gone" if (settings.last_in_force / path.name).is_file() else "the release's"
    content = _hash(path)
    line = added.get((code, content))
    since = f"version {line['version']}, added {line['added_at']}" if line else "not added by this command"
    return f"{since}, {content[:12]}"


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _said(value: Any) -> str:
    return "none" if value is None else json.dumps(value, ensure_ascii=False)
