"""Saved views of the queue."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "35fe6e7e78f0"
down_revision = "672abdddf0e9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_saved_view",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("team", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "id", name=op.f("pk_cases_saved_view")),
    )
    with op.batch_alter_table("cases_saved_view", schema=None) as batch_op:
        batch_op.create_index("ix_cases_saved_view_whose", ["authority", "subject", "team"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cases_saved_view", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_saved_view_whose")

    op.drop_table("cases_saved_view")
