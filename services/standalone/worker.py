"""Followers and other work beside the requests, in a process of its own: one interpreter answers, another follows.

The server and its worker are forks of one process that has made the services, so nothing is imported or made
twice, and what does not change is in memory once. Between them is a keeper: a third fork that does nothing but
start the worker again when it has ended. It can, for it has no threads. A server whose keeper and worker are both
gone ends too, so that whoever looks after it starts all of them again.

The worker ends when its line to the server is cut: whichever way the server ends, its end of the line is closed.
"""

import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager, suppress
from functools import partial
from typing import Any

import anyio
import structlog
from anyio import to_thread
from fastapi import FastAPI

from chassis.app import background_of
from chassis.db import Database
from chassis.feed import Topic
from chassis.settings import Settings
from chassis.tracing import sent_to
from standalone.failure import Failure
from standalone.line import Line, told
from standalone.place import CannotStart, only_copy, worker_of

BEGIN, RANG, STATE, ENDED = "begin", "rang", "state", "ended"
LOOK_SECONDS = 0.1
"""Between two looks at how the worker's work goes, and whether an earlier worker is still there."""
STOP_SECONDS = 5
"""In which a worker without a server has to come to an end."""
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.1, 10.0
"""Before a worker that ended is started again; longer each time, unless it worked for longer than the longest."""

Apps = Mapping[str, FastAPI]


class WorkerLost(Failure):
    """Nothing follows any more, and nobody starts it again."""


class Worker:
    """The worker as its server sees it.

    The server's own followers do not run; they say how the worker's are.

    Attributes:
        is_lost: it has ended with its keeper, and nobody starts it again.
        when_lost: called then, once.
    """

    def __init__(self, apps: Apps, line: Line, keeper: int) -> None:
        self._apps = apps
        self._line = line
        self._keeper = keeper
        self.is_lost = False
        self.when_lost: Callable[[], None] = _nothing

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Let the worker begin, and at the end have it finish what it is doing."""
        _tell_of_commits(self._apps, self._line)
        async with anyio.create_task_group() as carrying:
            carrying.start_soon(self._carry)
            self._line.say(BEGIN)
            yield
            carrying.cancel_scope.cancel()
        self._line.cut()
        await to_thread.run_sync(os.waitpid, self._keeper, 0)

    async def _carry(self) -> None:
        await self._line.carry(self._hear)
        self._nothing_runs()
        structlog.get_logger().error("worker_lost")  # with its keeper
        self.is_lost = True
        self.when_lost()

    def _hear(self, what: str, *about: Any) -> None:
        if what == RANG:
            _ring(self._apps, *about)
        elif what == STATE:
            self._take_over(*about)
        elif what == ENDED:
            self._nothing_runs()
            self._line.say(BEGIN)

    def _take_over(
        self, service: str, followers: Mapping[str, Any], disowned: str | None, rounds: Mapping[str, float]
    ) -> None:
        state = self._apps[service].state
        for follower in state.followers:
            follower.running, follower.refused, delays = followers[follower.name]
            follower.delays.take_over(delays)
        state.database.disowned = state.database.disowned or disowned
        state.rounds.update(rounds)

    def _nothing_runs(self) -> None:
        for app in self._apps.values():
            for follower in app.state.followers:
                follower.running = False


def _nothing() -> None: ...


def start(settings: Settings, apps: Apps) -> Worker:
    """Start a worker for some services, before they are used: it waits until `Worker.at_work`."""
    ours, theirs = socket.socketpair()
    keeper = os.fork()
    if keeper == 0:
        _keep_one(settings, apps, theirs)
    theirs.close()
    for app in apps.values():
        app.state.works_itself = False
    return Worker(apps, Line(ours), keeper)


def _keep_one(settings: Settings, apps: Apps, end: socket.socket) -> None:
    """Have one worker at any time, until one ends because it was to. Does not return."""
    os.setsid()  # Ctrl-C is for the server
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # as is what systemd tells all processes of a service
    # Nothing that the server holds is held on to: its port, the data folder's locks.
    os.closerange(3, end.fileno())
    os.closerange(end.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
    pause = FIRST_PAUSE_SECONDS
    while True:
        begun = time.monotonic()
        pid = os.fork()
        if pid == 0:
            _work_and_exit(settings, apps, end)
        _, status = os.waitpid(pid, 0)
        if status == 0:
            os._exit(0)
        if time.monotonic() - begun > LONGEST_PAUSE_SECONDS:
            pause = FIRST_PAUSE_SECONDS
        structlog.get_logger().error("worker_ended", status=os.waitstatus_to_exitcode(status), seconds=pause)
        with suppress(OSError):
            end.send(b"\n" + told(ENDED))  # perhaps after half a message
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def _work_and_exit(settings: Settings, apps: Apps, end: socket.socket) -> None:
    """Be the worker. Does not return."""
    try:
        with sent_to(settings.otlp_endpoint):
            anyio.run(_work, settings, apps, Line(end), backend_options={"use_uvloop": True})
    except BaseException:
        structlog.get_logger().exception("worker_failed")
        os._exit(1)
    os._exit(0)


async def _work(settings: Settings, apps: Apps, line: Line) -> None:
    begun = anyio.Event()

    def hear(what: str, *about: Any) -> None:
        if what == BEGIN:
            begun.set()
        elif what == RANG:
            _ring(apps, *about)

    with ExitStack() as held:
        async with anyio.create_task_group() as all_of_it:

            async def until_cut() -> None:
                await line.carry(hear)
                signal.alarm(STOP_SECONDS)
                all_of_it.cancel_scope.cancel()

            all_of_it.start_soon(until_cut)
            await begun.wait()
            await _alone(settings, apps, held)
            _tell_of_commits(apps, line)
            for app in apps.values():
                for run in background_of(app):
                    all_of_it.start_soon(run)
            await _say_how_it_goes(apps, line)


async def _alone(settings: Settings, apps: Apps, held: ExitStack) -> None:
    """Wait until the worker of a server that was killed has ended."""
    for service in apps:
        while True:
            try:
                held.enter_context(only_copy(settings, worker_of(service)))
                break
            except CannotStart:
                await anyio.sleep(LOOK_SECONDS)


async def _say_how_it_goes(apps: Apps, line: Line) -> None:
    told_before: dict[str, Any] = {}
    while True:
        for service, app in apps.items():
            followers = {one.name: (one.running, one.refused, one.delays.told()) for one in app.state.followers}
            now = followers, app.state.database.disowned, {**app.state.rounds}
            if told_before.get(service) != now:
                told_before[service] = now
                line.say(STATE, service, *now)
        await anyio.sleep(LOOK_SECONDS)


def _tell_of_commits(apps: Apps, line: Line) -> None:
    """Wake whoever waits in the other process for what is committed in this one."""
    for service, app in apps.items():
        database: Database = app.state.database
        database.tell_others = partial(line.say, RANG, service)


def _ring(apps: Apps, service: str, topic: list[str]) -> None:
    database: Database = apps[service].state.database
    rung: Topic = tuple(topic)
    database.ring(rung)
