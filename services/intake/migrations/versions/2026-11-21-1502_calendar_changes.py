"""What councils change of the calendar, kept here too so that a preview counts as the case will."""

import sqlalchemy as sa
from alembic import op

import chassis.columns

revision = "5c61503d036b"
down_revision = "451e256d6098"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_calendar_change",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("cases_moved", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "number", name=op.f("pk_intake_calendar_change")),
    )


def downgrade() -> None:
    op.drop_table("intake_calendar_change")
