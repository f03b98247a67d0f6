"""Commits that are shared: what waits for a writer is carried out in one transaction, with one sync of the disk.

Nothing waits for company: whoever comes while another commits is carried out with all who came meanwhile. Each is
answered as if it had come alone: a request that is refused, or was carried out before, hinders no other.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from anyio import CancelScope, Lock, to_thread
from fastapi import Response
from sqlmodel import Session

from chassis import feed, idempotency, tracing
from chassis.db import Database
from chassis.follower import is_lost_connection
from chassis.idempotency import Asked
from kernel.errors import DomainError

MOST = 64
"""Requests of one transaction: a thousand at once come in turns with other councils' and with what officers do."""

Item = TypeVar("Item")


class Answer(NamedTuple):
    """What a request is answered with.

    `shows`: the reference of a contact that it shows to whoever asks, beyond what they said themselves; "": none.
    `told_of`: the reference that the request is told of under, if it is.
    """

    response: Response
    shows: str = ""
    told_of: str = ""


@dataclass(eq=False)
class _Waiting(Generic[Item]):
    """One request; `answer` once it is on disk, or why it is not. `trace`: the one that it is part of."""

    item: Item
    asked: Asked | None
    trace: str | None
    answer: Answer | Exception | None = None


@dataclass
class _Line(Generic[Item]):
    """Requests in the order in which they came, and the turn of carrying them out."""

    waiting: deque[_Waiting[Item]] = field(default_factory=deque)
    turn: Lock = field(default_factory=Lock)


class Together(Generic[Item]):
    """Carries out what several requests ask for of one council.

    Args:
        carry_out: does so within a transaction: an answer to each, or the error that it is refused with. When it
            raises, nothing of any is kept, and each is carried out in a transaction of its own.
    """

    def __init__(
        self, database: Database, carry_out: Callable[[Session, Sequence[Item]], Sequence[Answer | DomainError]]
    ) -> None:
        self._database = database
        self._carry_out = carry_out
        self._lines: dict[tuple[str, str], _Line[Item]] = {}

    async def answer(self, council: str, item: Item, asked: Asked | None, of: str = "") -> Answer:
        """Return the answer once what is asked for is on disk. Raises what it is refused with.

        Args:
            asked: what the answer is remembered by; None: it is not.
            of: whose requests are carried out together; "": the whole council's.
        """
        line = self._lines.setdefault((council, of), _Line())
        mine = _Waiting(item, asked, tracing.current())
        line.waiting.append(mine)
        try:
            while mine.answer is None:
                async with line.turn:
                    if mine.answer is None:
                        with CancelScope(shield=True):  # others wait for it too
                            await self._next(council, line.waiting)
        finally:
            if mine in line.waiting:
                line.waiting.remove(mine)
        if isinstance(mine.answer, Exception):
            raise mine.answer
        return mine.answer

    async def _next(self, council: str, waiting: deque[_Waiting[Item]]) -> None:
        together: list[_Waiting[Item]] = []
        try:
            async with self._database.transaction_async(council=council) as tx:  # more come while it is waited for
                together += [waiting.popleft() for _ in range(min(len(waiting), MOST))]
                answers: Sequence[Answer | Exception] = await to_thread.run_sync(self._all, tx, together)
        except Exception as error:
            if not together:
                raise
            if len(together) == 1 or is_lost_connection(error):
                answers = [error] * len(together)
            else:
                answers = [await self._alone(council, each) for each in together]
        for each, answer in zip(together, answers, strict=True):
            each.answer = answer

    async def _alone(self, council: str, one: _Waiting[Item]) -> Answer | Exception:
        try:
            async with self._database.transaction_async(council=council) as tx:
                (answer,) = await to_thread.run_sync(self._all, tx, [one])
        except Exception as error:
            return error
        return answer

    def _all(self, tx: Session, together: Sequence[_Waiting[Item]]) -> list[Answer | DomainError]:
        tables = self._database.tables
        before = idempotency.recall(tx, tables, [each.asked for each in together if each.asked])
        answers = {each: _again(before[each.asked]) for each in together if each.asked in before}
        if new := [each for each in together if each not in answers]:
            carried_out = dict(zip(new, self._carry_out(tx, [each.item for each in new]), strict=True))
            idempotency.remember(
                tx,
                tables,
                {
                    each.asked: answer.response
                    for each, answer in carried_out.items()
                    if each.asked and isinstance(answer, Answer)
                },
            )
            for each, answer in carried_out.items():
                if isinstance(answer, Answer):
                    feed.caused(tx, answer.told_of, each.trace)
            answers |= carried_out
        return [answers[each] for each in together]


def _again(answer: Response | DomainError) -> Answer | DomainError:
    return answer if isinstance(answer, DomainError) else Answer(answer)
