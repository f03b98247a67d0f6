"""Tasks beside the record."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "ef0a995800db"
down_revision = "a4f753cc9d1a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_task",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("team", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("dropped_because", sa.Text(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_task")),
    )
    with op.batch_alter_table("cases_task", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_task_open", ["authority", "is_open", "due_on", "ref", "number"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("cases_task", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_task_open")

    op.drop_table("cases_task")
