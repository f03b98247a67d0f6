"""what was said, by its words"""

import sqlalchemy as sa
from alembic import op

import chassis.columns
from chassis.said import index

revision = "36e973dce9a5"
down_revision = "b5e65f71b963"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_said",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("ways", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "id", name=op.f("pk_cases_said")),
    )
    op.create_index("ix_cases_said_id", "cases_said", ["id"])
    op.create_index("ix_cases_said_ref", "cases_said", ["authority", "ref"])
    index.create(op, "cases")


def downgrade() -> None:
    op.drop_table("cases_said")
    index.drop(op, "cases")
