"""Mailboxes that are looked into."""

import sqlalchemy as sa
from alembic import op

import chassis.columns

revision = "7e2bee5e8811"
down_revision = "2f12523fe2ff"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_mailbox",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("box", sa.String(length=600), nullable=False),
        sa.Column("validity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "box", name=op.f("pk_intake_mailbox")),
    )


def downgrade() -> None:
    op.drop_table("intake_mailbox")
