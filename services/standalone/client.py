"""Commands that speak to a running server as any other client does: import, export, figures."""

import json
import mailbox
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from chassis.own_issuer import OwnIssuer
from chassis.settings import Settings
from kernel.vocabulary import Role
from standalone.failure import Failure

ALL_IN, SOME_REJECTED, NOTHING_DONE = 0, 1, 2
FIRST_LINES = 100
POLL_SECONDS = 0.2
REMARKS_SHOWN = 20
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPREADSHEETS = {
    ".csv": "text/csv",
    ".xlsx": WORKBOOK,
    ".xlsm": WORKBOOK,
    ".xls": WORKBOOK,
}
"""Content types by the ends of files' names; the server looks inside, and says which workbooks it cannot read."""


class ClientError(Failure):
    """Why the server did not do what was asked, in one line."""


def server_url() -> str:
    """REDRESS_URL, else this machine's server."""
    return os.environ.get("REDRESS_URL") or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"


@contextmanager
def connected(settings: Settings, authority: str, role: Role, token: str | None) -> Iterator[httpx.Client]:
    """A client with a token for one council: the one given, or one of the data folder's own issuer."""
    if token is None and settings.oidc_issuer:
        raise ClientError(f"tokens come from {settings.oidc_issuer}: give one with --token")
    issued = token or OwnIssuer.of(settings).issue("command-line", "Command line", [role], authority, 3600)
    with httpx.Client(
        base_url=server_url(), headers={"Authorization": f"Bearer {issued}"}, timeout=httpx.Timeout(60, write=None)
    ) as client:
        try:
            yield client
        except httpx.ConnectError as error:
            raise ClientError(f"no server answers at {server_url()}: start it, or set REDRESS_URL") from error
        except httpx.HTTPError as error:
            raise ClientError(f"{server_url()}: {error}") from error


@dataclass(frozen=True)
class Import:
    """How files are brought in.

    Attributes:
        authority: whose they are; None: as their first lines say, which a spreadsheet cannot.
        mapping: the saved mapping by which a spreadsheet is read.
        dry_run: say what would come in, and store nothing.
    """

    token: str | None = None
    authority: str | None = None
    mapping: str | None = None
    dry_run: bool = False

    def council_of(self, file: Path) -> str:
        """Raises ClientError."""
        if self.authority:
            return self.authority
        if file.suffix.lower() not in SPREADSHEETS:
            return _authority_of(file)
        if self.token is None:
            raise ClientError(f"{file.name}: say whose spreadsheet it is with --authority")
        return ""  # the token says it

    def request(self, file: Path) -> dict[str, Any]:
        """The parameters and headers of the request that a file goes with."""
        return {
            "params": {"file_name": file.name[:200]} | ({"mapping": self.mapping} if self.mapping else {}),
            "headers": {"Content-Type": SPREADSHEETS.get(file.suffix.lower(), "application/x-ndjson")},
        }


def import_files(settings: Settings, files: list[Path], how: Import) -> int:
    """Bring in files one after the other. Returns the worst of their exit statuses."""
    return max(_import_file(settings, file, how) for file in files)


def _import_file(settings: Settings, file: Path, how: Import) -> int:
    with connected(settings, how.council_of(file), Role.ADMIN, how.token) as client, file.open("rb") as content:
        pieces = iter(lambda: content.read(1 << 20), b"")
        if how.dry_run:
            return _try_out(client, file, pieces, how)
        started = client.post("/api/intake/v1/imports", content=pieces, **how.request(file))
        job = _wait(client, file, _json(started)["job_id"])
        _report(client, file, job)
    return _status(job) if job["state"] == "done" else NOTHING_DONE


def _status(counts: dict[str, Any]) -> int:
    if counts["added"] + counts["unchanged"] == 0:
        return NOTHING_DONE
    return SOME_REJECTED if counts["rejected"] else ALL_IN


def _try_out(client: httpx.Client, file: Path, pieces: Iterator[bytes], how: Import) -> int:
    with Console(stderr=True).status(file.name):
        # The answer comes when the last line has been read.
        timeout = httpx.Timeout(60, read=None, write=None)
        answer = client.post(
            "/api/intake/v1/imports/dry-run", content=pieces, timeout=timeout, **how.request(file)
        )
    found = _json(answer)
    sys.stdout.write(
        f"{file.name}: {found['added']} would be added, {found['unchanged']} are already there, "
        f"{found['rejected']} would be rejected, {found['warnings']} warnings; nothing was stored\n"
    )
    for kind, problems in (("error", found["errors"]), ("warning", found["told"])):
        for problem in problems:
            sys.stderr.write(f"{file.name}:{problem['line']}: {kind}: {_where(problem)}{problem['reason']}\n")
    for said in found["beforehand"]:
        sys.stderr.write(f"{file.name}: {said}\n")
    return _status(found)


def _where(problem: dict[str, Any]) -> str:
    """Where in a line something is wrong."""
    if problem["column"]:
        return f"{problem['column']} ({problem['field']}): "
    return f"{problem['field']}: " if problem["field"] else ""


def _wait(client: httpx.Client, file: Path, job_id: str) -> dict[str, Any]:
    columns = (TextColumn(file.name), BarColumn(), TaskProgressColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("import", total=None)
        while True:
            job: dict[str, Any] = _json(client.get(f"/api/intake/v1/imports/{job_id}"))
            progress.update(bar, total=job["bytes_total"] or 1, completed=job["bytes_done"])
            if job["state"] != "running":
                return job
            time.sleep(POLL_SECONDS)


def _report(client: httpx.Client, file: Path, job: dict[str, Any]) -> None:
    sys.stdout.write(
        f"{file.name}: {job['added']} added, {job['unchanged']} already there, {job['rejected']} rejected, "
        f"{job['warnings']} warnings, {job['state']}\n"
    )
    remarks = _json(client.get(f"/api/intake/v1/imports/{job['job_id']}/remarks", params={"limit": REMARKS_SHOWN}))
    for remark in remarks["items"]:
        kind = "error" if remark["is_error"] else "warning"
        sys.stderr.write(f"{file.name}:{remark['line']}: {kind}: {remark['reason']}\n")
    if remarks["next_cursor"]:
        address = f"{server_url()}/api/intake/v1/imports/{job['job_id']}/remarks.csv"
        sys.stderr.write(f"{file.name}: more in {address}\n")


def deliver(settings: Settings, files: list[Path], authority: str, is_mbox: bool, token: str | None) -> int:
    """Hand in e-mails, one a file or a mailbox a file; one that is refused does not stop the others."""
    waiting = refused = 0
    with connected(settings, authority, Role.ADMIN, token) as client:
        for name, raw in _mails(files, is_mbox):
            try:
                kept = _json(client.post("/api/intake/v1/mail", content=raw))
                waiting += kept["state"] == "waiting"
                sys.stdout.write(f"{name}: {kept['kind']}, {kept['state']}{_belonging(kept)}\n")
            except ClientError as error:
                refused += 1
                sys.stderr.write(f"{name}: error: {error}\n")
    sys.stdout.write(f"{waiting} waiting, {refused} refused\n")
    return SOME_REJECTED if refused else ALL_IN


def _belonging(kept: dict[str, Any]) -> str:
    return f", {kept['ref']}" if kept["ref"] else ""


def _mails(files: list[Path], is_mbox: bool) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each."""
    for file in files:
        if not is_mbox:
            yield file.name, file.read_bytes()
            continue
        box = mailbox.mbox(file, create=False)
        for number, key in enumerate(box.iterkeys(), 1):
            yield f"{file.name}:{number}", box.get_bytes(key)


def _authority_of(file: Path) -> str:
    """The council that a file's first readable lines name."""
    with file.open("rb") as content:
        for line in islice(iter(lambda: content.readline(1 << 20), b""), FIRST_LINES):
            try:
                authority = json.loads(line.removeprefix(b"\xef\xbb\xbf"))["authority"]
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
            if isinstance(authority, str):
                return authority
    raise ClientError(f"{file.name}: no line names its council")


def export(settings: Settings, authority: str, out: Path | None, token: str | None) -> int:
    """Write a council's imported lines as they were given."""
    with connected(settings, authority, Role.ADMIN, token) as client:
        return _save(client, "/api/intake/v1/exports/imported", {}, out)


def report(settings: Settings, asked: dict[str, Any], out: Path | None, token: str | None) -> int:
    """Write a council's report in one format, as it would be published now or as it was."""
    with connected(settings, asked["authority"], Role.MANAGER, token) as client:
        return _save(client, "/api/analytics/v1/annual-report", asked, out)


def _save(client: httpx.Client, path: str, asked: dict[str, Any], out: Path | None) -> int:
    """Write what the server answers into a file; without one, to standard output."""
    with client.stream("GET", path, params=asked) as response:
        if response.is_error:
            response.read()
            _json(response)
        with out.open("wb") if out else os.fdopen(os.dup(sys.stdout.fileno()), "wb") as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
    return 0


def figures(settings: Settings, question: dict[str, Any], token: str | None) -> int:
    """Ask one question and print its answer as a table."""
    with connected(settings, question["authority"], Role.MANAGER, token) as client:
        answer = _json(client.post("/api/analytics/v1/figures", json=question))
    console = Console()
    console.print(_table(question, answer))
    console.print(answer["definition"], soft_wrap=True)
    return 0


def _table(question: dict[str, Any], answer: dict[str, Any]) -> Table:
    groups = question.get("group_by", [])
    table = Table(*groups, question["measure"], "of", "out of")
    if question["measure"] == "ranking":
        counts = answer["numerator"]
        for place, names in enumerate(answer["values"], 1):
            table.add_row("\n".join(names), str(place), str(counts[names[0]]), "")
        return table
    for keys in _keys(answer["values"], len(groups)):
        cells = [_at(answer[part], keys) for part in ("values", "numerator", "denominator")]
        table.add_row(*keys, *("" if cell is None else str(cell) for cell in cells))
    return table


def _keys(values: Any, depth: int) -> Iterator[tuple[str, ...]]:
    if depth == 0:
        yield ()
        return
    for key, inner in values.items():
        for rest in _keys(inner, depth - 1):
            yield (key, *rest)


def _at(part: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        if not isinstance(part, dict):
            return part  # one denominator for all groups
        part = part.get(key)
    return part


def _json(response: httpx.Response) -> Any:
    if response.is_error:
        try:
            problem = response.json()
            errors = "; ".join(f"{error['pointer']}: {error['detail']}" for error in problem.get("errors", []))
            raise ClientError(errors or problem.get("detail") or problem["title"])
        except (ValueError, KeyError) as error:
            raise ClientError(f"the server answered {response.status_code}") from error
    return response.json()
