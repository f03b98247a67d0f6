"""Scans of files."""

import sqlalchemy as sa
from alembic import op

import chassis.columns

revision = "2f12523fe2ff"
down_revision = "fd5cde819336"
branch_labels = None
depends_on = None


def upgrade() -> None:
    unscanned = sa.text("scan IS NULL")
    with op.batch_alter_table("intake_file") as table:
        table.add_column(sa.Column("scan", sa.String(length=20), nullable=True))
        table.add_column(sa.Column("scanned_at", chassis.columns.UtcDateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("scanner", sa.String(length=200), nullable=True))
        table.add_column(sa.Column("virus", sa.String(length=200), nullable=True))
        table.create_index(
            "ix_intake_file_unscanned", ["authority", "at"], sqlite_where=unscanned, postgresql_where=unscanned
        )


def downgrade() -> None:
    with op.batch_alter_table("intake_file") as table:
        table.drop_index("ix_intake_file_unscanned")
        table.drop_column("virus")
        table.drop_column("scanner")
        table.drop_column("scanned_at")
        table.drop_column("scan")
