"""Contacts that were sent on to the body that they belong to."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "78a872c33f04"
down_revision = "c71573f5812f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_transfer",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("to_body", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("client", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.Column("consented_on", sa.Date(), nullable=False),
        sa.Column("consented_how", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("recorded_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("partner_reference", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", name=op.f("pk_intake_transfer")),
    )


def downgrade() -> None:
    op.drop_table("intake_transfer")
