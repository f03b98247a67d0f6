"""whose the days were"""

import sqlalchemy as sa
from alembic import op

revision = "f0cc05f456df"
down_revision = "6f4292253549"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("days_by", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("days_by")
