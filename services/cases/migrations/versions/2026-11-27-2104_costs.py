"""What cases cost."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "1b6c297869f9"
down_revision = "fcdd170d1376"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_cost",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_cost")),
    )


def downgrade() -> None:
    op.drop_table("cases_cost")
