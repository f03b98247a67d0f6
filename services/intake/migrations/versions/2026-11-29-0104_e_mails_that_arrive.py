"""E-mails that arrive."""

import sqlalchemy as sa
from alembic import op

import chassis.columns

revision = "1a1367ce321b"
down_revision = "b3d5aea2815f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_mail",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=True),
        sa.Column("suggested_ref", sa.String(length=20), nullable=True),
        sa.Column("suggested_why", sa.String(length=200), nullable=True),
        sa.Column("arrived_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("kept_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quoted", sa.Text(), nullable=False),
        sa.Column("forwarded_from", sa.String(length=254), nullable=True),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=True),
        sa.Column("decided_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority", "id", name=op.f("pk_intake_mail")),
    )
    with op.batch_alter_table("intake_mail", schema=None) as batch_op:
        batch_op.create_index("ix_intake_mail_key", ["authority", "key"], unique=True)
        batch_op.create_index("ix_intake_mail_ref", ["authority", "ref", "arrived_at"], unique=False)
        batch_op.create_index("ix_intake_mail_state", ["authority", "state", "arrived_at", "id"], unique=False)

    op.create_table(
        "intake_mail_raw",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "id", name=op.f("pk_intake_mail_raw")),
    )


def downgrade() -> None:
    op.drop_table("intake_mail_raw")
    with op.batch_alter_table("intake_mail", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_mail_state")
        batch_op.drop_index("ix_intake_mail_ref")
        batch_op.drop_index("ix_intake_mail_key")

    op.drop_table("intake_mail")
