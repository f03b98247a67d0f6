"""Rules over figures, how each of them has stood, whom a council has told of them; saved views of dashboards."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "3386868c3452"
down_revision = "bbcfb8051c91"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "analytics_alert_receiver",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("tells_from", sa.Integer(), nullable=False),
        sa.Column("tells_until", sa.Integer(), nullable=False),
        sa.Column("once_a_day", sa.Boolean(), nullable=False),
        sa.Column("registered_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("registered_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("told_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True),
        sa.Column("due_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("gone_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority", name=op.f("pk_analytics_alert_receiver")),
    )
    op.create_table(
        "analytics_alert_rule",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("side", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("threshold", sa.Float(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("written_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("written_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "id", name=op.f("pk_analytics_alert_rule")),
    )
    op.create_table(
        "analytics_alert_spell",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("since_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("value_then", sa.Float(), nullable=True),
        sa.Column("value_now", sa.Float(), nullable=True),
        sa.Column("seen_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("seen_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority", "rule", "number", name=op.f("pk_analytics_alert_spell")),
    )
    op.create_table(
        "analytics_saved_board",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "id", name=op.f("pk_analytics_saved_board")),
    )
    with op.batch_alter_table("analytics_saved_board", schema=None) as batch_op:
        batch_op.create_index("ix_analytics_saved_board_whose", ["authority", "subject"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("analytics_saved_board", schema=None) as batch_op:
        batch_op.drop_index("ix_analytics_saved_board_whose")

    op.drop_table("analytics_saved_board")
    op.drop_table("analytics_alert_spell")
    op.drop_table("analytics_alert_rule")
    op.drop_table("analytics_alert_receiver")
