"""How far servers of the release of the tables have counted: so far, all of it."""

import sqlalchemy as sa
from alembic import op

revision = "d4a7c05e92b8"
down_revision = "6c1f4be29d05"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("analytics_cursor", sa.Column("counted", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE analytics_cursor SET counted = position")


def downgrade() -> None:
    op.drop_column("analytics_cursor", "counted")
