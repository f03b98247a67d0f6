"""Commands that speak to a running server as any other client does: import, export, figures."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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

from kernel.settings import Settings
from kernel.vocabulary import Role
from standalone.compose import build_context

ALL_IN, SOME_REJECTED, NOTHING_DONE = 0, 1, 2
FIRST_LINES = 100
POLL_SECONDS = 0.2
REMARKS_SHOWN = 20


class ClientError(Exception):
    """Why the server did not do what was asked, in one line."""


def server_url() -> str:
    """REDRESS_URL, else this machine's server."""
    return os.environ.get("REDRESS_URL") or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"


@contextmanager
def connected(settings: Settings, authority: str, role: Role, token: str | None) -> Iterator[httpx.Client]:
    """A client with a token for one council: the one given, or one of the data folder's own issuer."""
    if token is None and settings.oidc_issuer:
        raise ClientError(f"tokens come from {settings.oidc_issuer}: give one with --token")
    issued = token or build_context(settings).issuer.issue("command-line", "Command line", [role], authority, 3600)
    with httpx.Client(
        base_url=server_url(), headers={"Authorization": f"Bearer {issued}"}, timeout=httpx.Timeout(60, write=None)
    ) as client:
        try:
            yield client
        except httpx.ConnectError as error:
            raise ClientError(f"no server answers at {server_url()}: start it, or set REDRESS_URL") from error
        except httpx.HTTPError as error:
            raise ClientError(f"{server_url()}: {error}") from error


def import_files(settings: Settings, files: list[Path], token: str | None) -> int:
    """Bring in files one after the other. Returns the worst of their exit statuses."""
    return max(_import_file(settings, file, token) for file in files)


def _import_file(settings: Settings, file: Path, token: str | None) -> int:
    authority = _authority_of(file)
    with connected(settings, authority, Role.ADMIN, token) as client, file.open("rb") as content:
        started = client.post(
            "/api/intake/v1/imports",
            params={"file_name": file.name[:200]},
            content=iter(lambda: content.read(1 << 20), b""),
            headers={"Content-Type": "application/x-ndjson"},
        )
        job = _wait(client, file, _json(started)["job_id"])
        _report(client, file, job)
    if job["state"] != "done":
        return NOTHING_DONE
    if job["added"] + job["unchanged"] == 0:
        return NOTHING_DONE
    return SOME_REJECTED if job["rejected"] else ALL_IN


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
    with (
        connected(settings, authority, Role.ADMIN, token) as client,
        client.stream("GET", "/api/intake/v1/exports/imported") as response,
    ):
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
