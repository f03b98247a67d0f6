"""Files of contacts."""

import sqlalchemy as sa
from alembic import op

import chassis.columns

revision = "a5488fb62860"
down_revision = "1a1367ce321b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_file",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=200), nullable=True),
        sa.Column("withdrawn_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_intake_file")),
    )


def downgrade() -> None:
    op.drop_table("intake_file")
