"""Proofs of the public's links."""

import sqlalchemy as sa
from alembic import op

import chassis.columns

revision = "503d511f03fc"
down_revision = "244b00029c14"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_public_proof",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_until", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("codes", sa.Integer(), nullable=False),
        sa.Column("codes_since", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("proof_hash", sa.String(length=64), nullable=True),
        sa.Column("proved_until", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", name=op.f("pk_intake_public_proof")),
    )


def downgrade() -> None:
    op.drop_table("intake_public_proof")
