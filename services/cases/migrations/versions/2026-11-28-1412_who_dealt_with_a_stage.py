"""who dealt with a stage"""

import sqlalchemy as sa
from alembic import op

revision = "6f4292253549"
down_revision = "9f1e6ab05409"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_stage", schema=None) as batch_op:
        batch_op.add_column(sa.Column("handled_by", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("cases_stage", schema=None) as batch_op:
        batch_op.drop_column("handled_by")
