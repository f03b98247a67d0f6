"""Watched cases."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "6223ebd3aca1"
down_revision = "ef0a995800db"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_watch",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "subject", "ref", name=op.f("pk_cases_watch")),
    )


def downgrade() -> None:
    op.drop_table("cases_watch")
