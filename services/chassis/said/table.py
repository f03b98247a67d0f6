"""The table of what was said, and one entry of it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Index, MetaData, PrimaryKeyConstraint, String, Table, Text
from sqlmodel import Session

from chassis.columns import UtcDateTime
from kernel.vocabulary import SaidKind


class Said(NamedTuple):
    """One text that somebody wrote or said.

    Attributes:
        number: which one of its kind it is within the reference; an e-mail's id.
    """

    ref: str
    kind: SaidKind
    number: str
    at: datetime
    text: str


SaidOf = Callable[[Session, str, Sequence[str]], Iterable[Said]]
"""Everything that is said of some references of a council now."""


def said_table(service: str, metadata: MetaData) -> Table:
    """Declare a service's table of what was said; `chassis.said.index` makes its index of words.

    `id` orders it by `at`, to the second. `ways`: words of the text as they may be typed too.
    """
    return Table(
        f"{service}_said",
        metadata,
        Column("authority", String(60), nullable=False),
        Column("id", BigInteger, nullable=False, autoincrement=False),
        Column("ref", String(20), nullable=False),
        Column("kind", String(20), nullable=False),
        Column("number", String(40), nullable=False),
        Column("at", UtcDateTime, nullable=False),
        Column("text", Text, nullable=False),
        Column("ways", Text, nullable=False),
        PrimaryKeyConstraint("authority", "id"),
        Index(f"ix_{service}_said_id", "id"),
        Index(f"ix_{service}_said_ref", "authority", "ref"),
    )
