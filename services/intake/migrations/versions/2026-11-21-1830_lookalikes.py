"""Links between contacts, and the keys by which contacts of the last twelve months are found that look alike."""

from datetime import timedelta

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

# The keys of today's release: whatever finds contacts by them makes them in the same way.
from intake.lookalikes.keys import keys_of
from intake.lookalikes.traits import traits_of
from kernel.localtime import local_today

revision = "e812ef489f2f"
down_revision = "62c21467b8d9"
branch_labels = None
depends_on = None

AT_A_TIME = 500


def upgrade() -> None:
    op.create_table(
        "intake_contact_link",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("other", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "other", name=op.f("pk_intake_contact_link")),
    )
    keys = op.create_table(
        "intake_lookalike_key",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.PrimaryKeyConstraint("authority", "hash", "received_on", "ref", name=op.f("pk_intake_lookalike_key")),
        sqlite_with_rowid=False,
    )
    fill(keys)


def fill(keys: sa.Table) -> None:
    """Keys for the contacts of the last twelve months that are there."""
    contact = sa.table(
        "intake_contact",
        sa.column("authority"),
        sa.column("ref"),
        sa.column("received_on", sa.Date()),
        sa.column("client"),
        sa.column("body", sa.JSON()),
        sa.column("line", sa.JSON()),
    )
    recent = sa.select(contact).where(contact.c.received_on >= local_today() - timedelta(days=366))
    recent = recent.order_by(contact.c.authority, contact.c.ref).limit(AT_A_TIME)
    place, after = sa.tuple_(contact.c.authority, contact.c.ref), ("", "")
    while rows := op.get_bind().execute(recent.where(place > sa.tuple_(*after))).all():
        after = (rows[-1].authority, rows[-1].ref)
        made = [
            {"authority": row.authority, "hash": key, "received_on": row.received_on, "ref": row.ref}
            for row in rows
            for key in keys_of(row.authority, traits_of(row.body, row.line, row.client))
        ]
        if made:
            op.bulk_insert(keys, made)


def downgrade() -> None:
    op.drop_table("intake_lookalike_key")
    op.drop_table("intake_contact_link")
