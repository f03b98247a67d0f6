"""Messages that leave."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "132dc9f1d204"
down_revision = "4a9c86410e0a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_outbox",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("way", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("to_name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("to_address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("message_id", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("turn_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_outbox")),
        sa.UniqueConstraint("authority", "act", name=op.f("uq_cases_outbox_authority_act")),
    )
    with op.batch_alter_table("cases_outbox", schema=None) as batch_op:
        batch_op.create_index("ix_cases_outbox_at", ["authority", "at"], unique=False)
        batch_op.create_index("ix_cases_outbox_message_id", ["authority", "message_id"], unique=False)
        batch_op.create_index("ix_cases_outbox_turn", ["state", "turn_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cases_outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_outbox_turn")
        batch_op.drop_index("ix_cases_outbox_message_id")
        batch_op.drop_index("ix_cases_outbox_at")

    op.drop_table("cases_outbox")
