"""holds that never were"""

import sqlalchemy as sa
from alembic import op

revision = "13cce2972b5c"
down_revision = "cb58d2ad2ce4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_hold", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_back", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("cases_hold", schema=None) as batch_op:
        batch_op.drop_column("taken_back")
