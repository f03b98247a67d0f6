"""Who alone may see a restricted case."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "ee455155bfd1"
down_revision = "622c74a82c1b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_restricted",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "role", "subject", name=op.f("pk_cases_restricted")),
    )
    op.create_table(
        "cases_restriction",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("managers", sa.Boolean(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("note", sa.Integer(), nullable=True),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_restriction")),
    )


def downgrade() -> None:
    op.drop_table("cases_restriction")
    op.drop_table("cases_restricted")
