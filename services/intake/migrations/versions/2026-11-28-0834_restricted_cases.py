"""Who alone may see a restricted case."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "cc54099f02b1"
down_revision = "b29de22bce22"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_restricted",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "role", "subject", name=op.f("pk_intake_restricted")),
    )
    op.create_table(
        "intake_restriction",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("by_name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_intake_restriction")),
    )


def downgrade() -> None:
    op.drop_table("intake_restriction")
    op.drop_table("intake_restricted")
