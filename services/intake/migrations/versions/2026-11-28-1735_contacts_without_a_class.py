"""Contacts without a class."""

import sqlalchemy as sa
from alembic import op

revision = "22a7da037ecd"
down_revision = "01884f52d1e3"
branch_labels = None
depends_on = None

CONTACTS = sa.table("intake_contact", sa.column("assessment", sa.JSON), sa.column("undecided", sa.Boolean))
WAITING = ("holding", "triage")


def upgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("undecided", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index(
            "ix_intake_contact_undecided", ["authority", "undecided", "received_at", "ref"], unique=False
        )

    waiting = CONTACTS.c.assessment["disposition"].as_string().in_(WAITING)
    op.execute(sa.update(CONTACTS).where(waiting).values(undecided=True))


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_undecided")
        batch_op.drop_column("undecided")
