"""How councils' spreadsheets are read: which column gives which field."""

import sqlalchemy as sa
from alembic import op

import chassis.columns

revision = "6cfd48bb5cb5"
down_revision = "e812ef489f2f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_import_mapping",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "name", name=op.f("pk_intake_import_mapping")),
    )


def downgrade() -> None:
    op.drop_table("intake_import_mapping")
