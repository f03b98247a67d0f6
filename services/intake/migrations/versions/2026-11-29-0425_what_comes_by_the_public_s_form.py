"""What comes by the public's form."""

import sqlalchemy as sa
from alembic import op

import chassis.columns

revision = "244b00029c14"
down_revision = "05cc213f1932"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_public_entry",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("seen_by", sa.String(length=200), nullable=True),
        sa.Column("seen_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_intake_public_entry")),
    )
    op.create_index(
        "ix_intake_public_entry_waits", "intake_public_entry", ["authority", "waits", "at", "ref", "number"]
    )

    op.create_table(
        "intake_public_link",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", name=op.f("pk_intake_public_link")),
    )
    op.create_index("ix_intake_public_link_made", "intake_public_link", ["authority", "made_at"])
    op.create_index("ix_intake_public_link_secret", "intake_public_link", ["authority", "secret_hash"])


def downgrade() -> None:
    op.drop_index("ix_intake_public_link_secret", table_name="intake_public_link")
    op.drop_index("ix_intake_public_link_made", table_name="intake_public_link")

    op.drop_table("intake_public_link")
    op.drop_index("ix_intake_public_entry_waits", table_name="intake_public_entry")

    op.drop_table("intake_public_entry")
