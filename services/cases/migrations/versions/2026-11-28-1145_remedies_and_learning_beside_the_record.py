"""Remedies and learning beside the record.

What was given with a closing moves out of the case: a remedy was what put it right, and so was done by that day;
what was learned is open until somebody says that it was done.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "ae8ecf9af247"
down_revision = "d318a212399f"
branch_labels = None
depends_on = None


def _table(name: str, **columns: Any) -> sa.TableClause:
    key = {"authority": sa.String, "ref": sa.String}
    return sa.table(name, *(sa.column(each, kind) for each, kind in (key | columns).items()))


FOLLOWED = {
    "number": sa.Integer,
    "done_on": sa.Date,
    "is_open": sa.Boolean,
    "sort_on": sa.Date,
    "changes": sa.Integer,
    "recorded_on": sa.Date,
}
CASES = _table("cases_case", received_on=sa.Date, closed_on=sa.Date, remedies=sa.JSON, learning=sa.JSON)
REMEDIES = _table("cases_remedy", kind=sa.String, pence=sa.Integer, payments=sa.JSON, **FOLLOWED)
LEARNING = _table("cases_learning", theme=sa.String, action=sa.Text, scope=sa.String, **FOLLOWED)
SAID = ("theme", "action", "scope")
NO_DATE = date(9999, 12, 31)


def move_out() -> None:
    connection = op.get_bind()
    for column in (CASES.c.remedies, CASES.c.learning):
        query = sa.select(CASES).where(sa.cast(column, sa.Text) != "[]")
        for case in connection.execute(query).mappings().all():
            rows = list(_remedies(case) if column is CASES.c.remedies else _lessons(case))
            connection.execute(sa.insert(REMEDIES if column is CASES.c.remedies else LEARNING), rows)


def _remedies(case: Any) -> Iterator[dict[str, Any]]:
    for number, remedy in enumerate(case["remedies"], 1):
        done_on = case["closed_on"]  # none where it was taken up again since
        pence = round(remedy["amount_pounds"] * 100) if remedy.get("amount_pounds") else None
        yield {
            **_same(case, number),
            "kind": remedy["kind"],
            "pence": pence,
            "payments": [{"pence": pence, "paid_on": done_on.isoformat()}] if pence and done_on else [],
            "done_on": done_on,
            "is_open": False,
        }


def _lessons(case: Any) -> Iterator[dict[str, Any]]:
    for number, lesson in enumerate(case["learning"], 1):
        said = {name: lesson[name] for name in SAID}
        yield {**_same(case, number), **said, "done_on": None, "is_open": True}


def _same(case: Any, number: int) -> dict[str, Any]:
    key = {"authority": case["authority"], "ref": case["ref"], "number": number}
    return {**key, "sort_on": NO_DATE, "changes": 1, "recorded_on": case["closed_on"] or case["received_on"]}


def move_back() -> None:
    connection = op.get_bind()
    for table, column, names in ((REMEDIES, "remedies", ["kind"]), (LEARNING, "learning", [*SAID])):
        kept: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in connection.execute(sa.select(table).order_by(table.c.number)).mappings():
            entry = {name: row[name] for name in names}
            if table is REMEDIES:
                entry["amount_pounds"] = row["pence"] / 100 if row["pence"] else None
            kept.setdefault((row["authority"], row["ref"]), []).append(entry)
        for (authority, ref), entries in kept.items():
            one = sa.update(CASES).where(CASES.c.authority == authority, CASES.c.ref == ref)
            connection.execute(one.values({column: entries}))


def upgrade() -> None:
    op.create_table(
        "cases_learning",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("theme", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=True),
        sa.Column("owner", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("effect_on", sa.Date(), nullable=True),
        sa.Column("looked_at_on", sa.Date(), nullable=True),
        sa.Column("repeated", sa.Boolean(), nullable=True),
        sa.Column("dropped_because", sa.Text(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("sort_on", sa.Date(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_learning")),
    )
    with op.batch_alter_table("cases_learning", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_learning_effect", ["authority", "effect_on", "ref", "number"], unique=False
        )
        batch_op.create_index(
            "ix_cases_learning_open", ["authority", "is_open", "sort_on", "ref", "number"], unique=False
        )

    op.create_table(
        "cases_remedy",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=True),
        sa.Column("payments", sa.JSON(), nullable=False),
        sa.Column("whom", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("owner", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("dropped_because", sa.Text(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("sort_on", sa.Date(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_remedy")),
    )
    with op.batch_alter_table("cases_remedy", schema=None) as batch_op:
        batch_op.create_index("ix_cases_remedy_open", ["authority", "is_open", "sort_on", "ref"], unique=False)

    # The columns stay for the release before, which reads and writes them; the next one drops them.
    move_out()


def downgrade() -> None:
    move_back()

    with op.batch_alter_table("cases_remedy", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_remedy_open")

    op.drop_table("cases_remedy")
    with op.batch_alter_table("cases_learning", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_learning_open")
        batch_op.drop_index("ix_cases_learning_effect")

    op.drop_table("cases_learning")
