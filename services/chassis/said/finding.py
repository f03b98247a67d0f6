"""Finds what was said by its words: newest first, a page at a time, without a count of all."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import ColumnElement, Select, Table, column, func, literal, literal_column, select
from sqlalchemy import table as named_table
from sqlalchemy import text as sql_text
from sqlmodel import Session

from chassis import paging
from chassis.said.words import LONGEST, Term, in_fts5, in_tsquery, looked_for
from kernel.values import Body
from kernel.vocabulary import SaidKind

MARKS = BEGINS, ENDS, NO_TAG = "\ue000", "\ue001", "\ue002"
"""Round a word that was found, and for "<", which PostgreSQL takes for a tag: no text that is kept has them."""
SNIPPET_WORDS = 24


class SaidSearch(Body):
    """Which words are looked for. `kinds`: in these alone; none: in all.

    `cursor`: next_cursor of the page before.
    """

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
    kinds: list[SaidKind] = Field(default=[], max_length=len(SaidKind))
    cursor: Annotated[str, StringConstraints(max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25


class SaidPart(BaseModel):
    """A piece of a text; `found`: it is what was looked for."""

    text: str
    found: bool


class SaidFound(BaseModel):
    """A place where it was said. `number`: which one of its kind it is within the reference; an e-mail's id."""

    ref: str
    kind: SaidKind
    number: str
    at: datetime
    parts: list[SaidPart]


class SaidPage(BaseModel):
    """What was found, newest first."""

    items: list[SaidFound]
    next_cursor: str | None


def find(
    session: Session,
    table: Table,
    authority: str,
    asked: SaidSearch,
    kinds: Collection[SaidKind],
    shown: Sequence[ColumnElement[bool]],
) -> SaidPage:
    """A page of what is asked for. Raises Unprocessable for words, or a cursor, by which nothing can be found.

    Args:
        kinds: those that whoever asks may read.
        shown: conditions on the table's `ref` that leave out what they may not see.
    """
    terms = looked_for(asked.q)
    searched = sorted(set(kinds).intersection(asked.kinds or kinds))
    conditions = [table.c.authority == authority, table.c.kind.in_(searched), *shown]
    if after := paging.decode_cursor(asked.cursor, paging.sequence):
        conditions.append(literal_column(f"{table.name}_words.{_key(session)}") < after[0])
    query = (_on_postgresql if _is_postgresql(session) else _on_sqlite)(table, terms, conditions, asked.limit + 1)
    found = session.execute(query).all()
    page = found[: asked.limit]
    return SaidPage(
        items=[
            SaidFound(ref=row.ref, kind=row.kind, number=row.number, at=row.at, parts=parts_of(row.snippet))
            for row in page
        ],
        next_cursor=paging.encode_cursor(str(page[-1].id)) if len(found) > asked.limit else None,
    )


def parts_of(snippet: str) -> list[SaidPart]:
    """A text with marks in it, taken apart at them."""
    parts: list[SaidPart] = []
    for piece in snippet.split(BEGINS):
        found, ends, rest = piece.rpartition(ENDS)
        parts += [SaidPart(text=found, found=True)] if ends else []
        parts += [SaidPart(text=rest, found=False)] if rest else []
    return parts


def _on_sqlite(
    table: Table, terms: list[Term], conditions: Sequence[ColumnElement[bool]], limit: int
) -> Select[Any]:
    """Walks the index from its newest row on, and stops when the page is full."""
    words = named_table(f"{table.name}_words", column("rowid"))
    snippet = func.snippet(literal_column(words.name), 0, BEGINS, ENDS, "…", SNIPPET_WORDS)
    return (
        select(table.c.id, table.c.ref, table.c.kind, table.c.number, table.c.at, snippet.label("snippet"))
        .select_from(words.join(table, table.c.id == words.c.rowid))
        .where(sql_text(f"{words.name} MATCH :words").bindparams(words=in_fts5(terms)), *conditions)
        .order_by(words.c.rowid.desc())
        .limit(limit)
    )


def _on_postgresql(
    table: Table, terms: list[Term], conditions: Sequence[ColumnElement[bool]], limit: int
) -> Select[Any]:
    """Snippets are made of the rows of the page alone."""
    words = named_table(f"{table.name}_words", column("id"), column("words"))
    asked = func.to_tsquery("english", literal(in_tsquery(terms)))
    page = (
        select(table)
        .select_from(words.join(table, table.c.id == words.c.id))
        .where(words.c.words.op("@@")(asked), *conditions)
        .order_by(words.c.id.desc())
        .limit(limit)
        .subquery()
    )
    how = f"StartSel={BEGINS}, StopSel={ENDS}, MaxWords={SNIPPET_WORDS}, MinWords={SNIPPET_WORDS // 2}"
    headline = func.ts_headline("english", func.replace(page.c.text, "<", NO_TAG), asked, how)
    snippet = func.replace(headline, NO_TAG, "<")
    return select(page.c.id, page.c.ref, page.c.kind, page.c.number, page.c.at, snippet.label("snippet")).order_by(
        page.c.id.desc()
    )


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _key(session: Session) -> str:
    return "id" if _is_postgresql(session) else "rowid"
