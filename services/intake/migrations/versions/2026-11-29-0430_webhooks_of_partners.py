"""webhooks of partners"""

import sqlalchemy as sa
from alembic import op

import chassis.columns

revision = "5e76bf14eaae"
down_revision = "503d511f03fc"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_undelivered",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("client", sa.String(length=80), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("tried_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority", "client", "number", name=op.f("pk_intake_undelivered")),
    )
    op.create_table(
        "intake_webhook",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("client", sa.String(length=80), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("old_secret", sa.LargeBinary(), nullable=True),
        sa.Column("rotated_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("registered_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=False),
        sa.Column("free_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("paused_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("paused_by", sa.String(length=200), nullable=True),
        sa.Column("gone_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority", "client", name=op.f("pk_intake_webhook")),
    )


def downgrade() -> None:
    op.drop_table("intake_webhook")
    op.drop_table("intake_undelivered")
