"""The file that a council takes along: a ZIP of lines of JSON and files, which says what is in it.

council.json              whose, of when, by which release, and each member's length and SHA-256
README.txt                the same for people
tables.json               the columns of each table, and what does not move
intake/intake_contact.ndjson    one row a line; so for each table
files/LEI-2526-0001/1     the content of a contact's first file
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from chassis.on_disk import kept_on_disk
from standalone.failure import Failure

COUNCIL, TABLES, CODES, README = "council.json", "tables.json", "codes.json", "README.txt"
EXPLAINED = """All that Redress keeps of the council {authority}, as it was on {at:%d %B %Y at %H:%M} UTC.

Each file ending in .ndjson is a table: one line is one row, as JSON (RFC 8259), in UTF-8. tables.json names the
columns; dates and instants are written by ISO 8601, instants in UTC; bytes in base64. authority and ref together
name a contact and its case. codes.json is the council's file: what its teams, categories and procedures are
called, where rows have their codes. In the folder files stand the contents of files, by reference and number;
intake/intake_file.ndjson says what each is called. council.json has the SHA-256 and the number of rows of each.

It holds personal data. To bring it back: redress move in, with release {release}.
"""


class Member(BaseModel):
    """Of the archive: `rows` of a table, None for a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: str
    rows: int | None = None


class Council(BaseModel):
    """What an archive says of itself. `revisions`: of the databases, by service."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Literal[1] = 1
    authority: str
    at: datetime
    release: str
    revisions: dict[str, str | None]
    members: dict[str, Member]


class Writing:
    """An archive that is being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, Member] = {}

    def lines(self, name: str, rows: Iterable[Any]) -> None:
        """A table's rows, one a line."""
        digest, count = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as member:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                digest.update(line)
                member.write(line)
                count += 1
        self.members[name] = Member(sha256=digest.hexdigest(), rows=count)

    def content(self, name: str, content: bytes) -> None:
        self._archive.writestr(name, content)
        self.members[name] = Member(sha256=hashlib.sha256(content).hexdigest())

    def end(
        self, authority: str, release: str, revisions: dict[str, str | None], tables: Any, codes: str | None
    ) -> None:
        """`codes`: the council's file as JSON, if it has any."""
        at = datetime.now(UTC).replace(microsecond=0)
        council = Council(authority=authority, at=at, release=release, revisions=revisions, members=self.members)
        self._archive.writestr(TABLES, json.dumps(tables, indent=1))
        if codes:
            self._archive.writestr(CODES, codes)
        self._archive.writestr(README, EXPLAINED.format(authority=authority, at=at, release=release))
        self._archive.writestr(COUNCIL, council.model_dump_json(indent=1))


@contextmanager
def written(path: Path) -> Iterator[Writing]:
    """A new archive for its owner alone, which is there once it is whole. Raises Failure for one that is there."""
    if path.exists():
        raise Failure(f"{path} is there already; a council is written into a new file")
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("xb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            yield Writing(archive)
        kept_on_disk(part)
        part.rename(path)
        kept_on_disk(path.parent)
    finally:
        part.unlink(missing_ok=True)


class Archive:
    """An archive that was looked at: what `council` says is in it is in it."""

    def __init__(self, archive: zipfile.ZipFile, council: Council) -> None:
        self._archive = archive
        self.council = council

    def lines(self, name: str) -> Iterator[Any]:
        with self._archive.open(name) as member:
            for line in io.TextIOWrapper(member, encoding="utf-8"):
                yield json.loads(line)

    def content(self, name: str) -> bytes:
        return self._archive.read(name)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Raises Failure for a file that is no archive, or not as it was written."""
    try:
        with zipfile.ZipFile(path) as archive:
            council = Council.model_validate_json(archive.read(COUNCIL))
            for name, said in council.members.items():
                with archive.open(name) as member:
                    if _sha256(member) != said.sha256:
                        raise Failure(f"{path}: {name} is not as it was written: its checksum differs")
            yield Archive(archive, council)
    except FileNotFoundError as error:
        raise Failure(f"{path} is not there") from error
    except (zipfile.BadZipFile, KeyError, ValidationError, OSError) as error:
        raise Failure(f"{path} is no council's data as `redress move out` writes them: {error}") from error


def _sha256(member: IO[bytes]) -> str:
    return hashlib.file_digest(member, "sha256").hexdigest()  # type: ignore[arg-type]
