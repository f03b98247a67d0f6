"""Runs import jobs beside the requests of this process, and knows which of them are its own."""

import asyncio
import hashlib
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager, nullcontext
from datetime import timedelta
from io import BufferedReader
from pathlib import Path
from typing import Annotated, TypeVar

import anyio
import structlog
from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from chassis.auth import Principal
from chassis.db import Database
from chassis.observability import CLIENT_GONE
from intake.imports import repository, service
from intake.imports.dry_run import Trial
from intake.imports.reading import Opened, Reading
from intake.imports.schemas import DryRun
from intake.imports.service import Progress
from intake.imports.sheets import FileKind
from intake.models import ImportJobRow
from kernel.errors import DomainError, Unprocessable, wrong_field
from kernel.localtime import local_date, local_today, utc_now
from kernel.procedures import Books

INTERRUPTED, UNDONE = "interrupted", "undone"
UPLOADED = ".upload"
SILENT_FOR = timedelta(seconds=60)
"""A running job of another process that has not moved for so long was interrupted."""
LARGEST = {FileKind.NDJSON: 2_000_000_000, FileKind.CSV: 200_000_000, FileKind.XLSX: 20_000_000}
LARGEST_TO_TRY = 200_000_000
"""A dry run is answered while its caller waits."""

MOST_WORKBOOKS = 3
"""That are being read while their senders wait: each is read by a process of its own. More wait for their turn."""

T = TypeVar("T")


class TooLarge(DomainError):
    status, title = 413, "The file is too large"


class CallerGone(DomainError):
    """Nobody reads this."""

    status, title = CLIENT_GONE, "The caller went away"


class Imports:
    """The import jobs of one process. Uploaded files wait in a folder and are gone when their job ends."""

    def __init__(self, database: Database, books: Books, folder: Path) -> None:
        self._database = database
        self._books = books
        self._folder = folder
        self._worker = uuid.uuid4().hex
        self._threads = CapacityLimiter(1)
        self._trials = CapacityLimiter(2)
        self._workbooks = anyio.Semaphore(MOST_WORKBOOKS)
        self._turn = anyio.Lock()
        self._running: dict[asyncio.Task[None], anyio.CancelScope] = {}

    async def receive(
        self, request: Request, principal: Principal, file_name: str, key: str | None, reading: Reading
    ) -> ImportJobRow:
        """Keep the request's body and start a job on it. Raises TooLarge, Unprocessable.

        Args:
            key: with the same key and content the job that there is answers, unless it was interrupted.
        """
        authority = principal.authority
        job_id = _job_id(principal, key) if key else uuid.uuid4().hex
        path = self._folder / f"{uuid.uuid4().hex}{UPLOADED}"
        size, digest = await self._spool(request, path, LARGEST[reading.kind])
        digest = reading.digest(digest)
        async with _while_waited_for(request):
            await self._refuse_unreadable(path, reading)
        now = utc_now()
        job = ImportJobRow(
            authority=authority,
            job_id=job_id,
            file_name=file_name,
            state="running",
            worker=self._worker,
            started_by=principal.name,
            started_at=now,
            touched_at=now,
            bytes_total=size,
            content_hash=digest,
        )
        # Not in the jobs' own thread: it may be waiting for the very row that this transaction holds.
        async with self._database.transaction_async(council=authority) as tx:
            there = await to_thread.run_sync(repository.begin_job, tx, job, self._is_interrupted)
        if there is not job:
            path.unlink(missing_ok=True)
            if there.content_hash != digest:
                raise wrong_field("/header/Idempotency-Key", "This key was used for a file with other content.")
            return there
        scope = anyio.CancelScope()
        task = asyncio.create_task(self._run(job, path, reading, scope))
        self._running[task] = scope
        task.add_done_callback(self._running.pop)
        return job

    async def try_out(self, request: Request, principal: Principal, reading: Reading) -> DryRun:
        """What would become of a file. Nothing of it is kept. Raises TooLarge, Unprocessable."""
        council = self._books.council(principal.authority)
        async with (
            self._kept(request, min(LARGEST[reading.kind], LARGEST_TO_TRY)) as file,
            _while_waited_for(request),
            self._opened(reading, file) as opened,
        ):
            trial = Trial(self._database, opened, council, local_today())
            batches = service.batches(opened.lines)
            # By the batch, so that others have a turn and the server can stop.
            while batch := await to_thread.run_sync(next, batches, None, limiter=self._trials):
                await to_thread.run_sync(trial.read, batch, limiter=self._trials)
                if trial.is_enough():
                    break
            return trial.result

    async def look_into(self, request: Request, kind: FileKind, look: Callable[[BufferedReader], T]) -> T:
        """What a function finds in the request's body, as a file that is gone afterwards. Raises TooLarge."""
        async with self._kept(request, LARGEST[kind]) as file, _while_waited_for(request), self._workbooks:
            return await to_thread.run_sync(look, file, limiter=self._trials)

    async def run(self) -> None:
        """Hold the jobs for as long as the app runs; files that an earlier process left behind are removed."""
        for left in self._folder.glob(f"*{UPLOADED}") if self._folder.exists() else ():
            left.unlink(missing_ok=True)
        try:
            await asyncio.Event().wait()
        finally:
            # A scope's cancellation lets work in threads end first; a bare task.cancel() would not.
            with anyio.CancelScope(shield=True):
                for scope in self._running.values():
                    scope.cancel()
                await asyncio.gather(*self._running, return_exceptions=True)

    def state(self, job: ImportJobRow) -> str:
        """running, done, undone or interrupted: the last is a job whose process is gone."""
        if job.undone_at is not None:
            return UNDONE
        if job.state != "running" or job.worker == self._worker:
            return job.state
        gone = self._database.is_sqlite or utc_now() - job.touched_at > SILENT_FOR
        return INTERRUPTED if gone else "running"

    def _is_interrupted(self, job: ImportJobRow) -> bool:
        return self.state(job) == INTERRUPTED

    @asynccontextmanager
    async def _opened(self, reading: Reading, file: BufferedReader) -> AsyncIterator[Opened]:
        """A file's lines, in a caller's turn; no more is read of it afterwards."""
        async with self._workbooks if reading.kind is FileKind.XLSX else nullcontext():
            opened = await to_thread.run_sync(reading.opened, file, limiter=self._trials)
            try:
                yield opened
            finally:
                opened.close()

    @asynccontextmanager
    async def _kept(self, request: Request, largest: int) -> AsyncIterator[BufferedReader]:
        """The request's body as a file, which is gone afterwards."""
        path = self._folder / f"{uuid.uuid4().hex}{UPLOADED}"
        await self._spool(request, path, largest)
        try:
            with path.open("rb") as file:
                yield file
        finally:
            path.unlink(missing_ok=True)

    async def _refuse_unreadable(self, path: Path, reading: Reading) -> None:
        """A file that cannot be read at all is refused before there is a job."""
        try:
            with path.open("rb") as file:
                async with self._opened(reading, file):
                    pass
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    async def _spool(self, request: Request, path: Path, largest: int) -> tuple[int, str]:
        size, digest = 0, hashlib.sha256()
        await to_thread.run_sync(lambda: self._folder.mkdir(parents=True, exist_ok=True))
        try:
            with path.open("wb") as file:
                async for chunk in request.stream():
                    size += len(chunk)
                    if size > largest:
                        raise TooLarge(f"A file may have {largest:,} bytes. Split it and send the parts.")
                    digest.update(chunk)
                    await to_thread.run_sync(file.write, chunk)
            if size == 0:
                raise Unprocessable("The file is empty.")
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return size, digest.hexdigest()

    async def _run(self, job: ImportJobRow, path: Path, reading: Reading, scope: anyio.CancelScope) -> None:
        try:
            with scope:
                await self._bring_in(job, path, reading)
        except Exception:
            structlog.get_logger().exception("import_stopped", job=job.job_id)
            await self._mark_interrupted(job)
        finally:
            path.unlink(missing_ok=True)

    async def _bring_in(self, job: ImportJobRow, path: Path, reading: Reading) -> None:
        council = self._books.council(job.authority)
        with path.open("rb") as file, ExitStack() as held:
            opened = await to_thread.run_sync(reading.opened, file, limiter=self._threads)
            held.callback(opened.close)
            progress = Progress(notes=service.noted(opened.notes))
            batches = service.batches(opened.lines)
            while batch := await to_thread.run_sync(next, batches, None, limiter=self._threads):
                now = utc_now()
                # One batch at a time, until its commit: all jobs share one thread, and a job that waited in it
                # for another's commit would keep that commit from happening.
                async with self._turn, self._database.transaction_async(self._threads, job.authority) as tx:
                    await to_thread.run_sync(
                        service.bring_in,
                        tx, job, batch, progress, council, now, local_date(now),
                        limiter=self._threads,
                    )  # fmt: skip
        async with self._database.transaction_async(self._threads, job.authority) as tx:
            job.state, job.finished_at, job.bytes_done = "done", utc_now(), job.bytes_total
            repository.add_job(tx, job)

    async def _mark_interrupted(self, job: ImportJobRow) -> None:
        async with self._database.transaction_async(self._threads, job.authority) as tx:
            stored = await to_thread.run_sync(
                repository.get_job, tx, job.authority, job.job_id, limiter=self._threads
            )
            stored.state = INTERRUPTED
            repository.add_job(tx, stored)


@asynccontextmanager
async def _while_waited_for(request: Request) -> AsyncIterator[None]:
    """What is done for a request that has been read: it ends when its caller goes away. Raises CallerGone."""
    scope = anyio.CancelScope()

    async def watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        scope.cancel()

    watching = asyncio.create_task(watch())
    try:
        with scope:
            yield
    finally:
        watching.cancel()
    if scope.cancelled_caught:
        raise CallerGone("Nothing more was done.")


def _job_id(principal: Principal, key: str) -> str:
    """The same for the same client and key."""
    asked = "|".join((principal.authority, principal.subject, key))
    return hashlib.sha256(asked.encode()).hexdigest()[:32]


def imports(request: Request) -> Imports:
    """This process's import jobs."""
    found: Imports = request.app.state.imports
    return found


ImportJobsHere = Annotated[Imports, Depends(imports)]
