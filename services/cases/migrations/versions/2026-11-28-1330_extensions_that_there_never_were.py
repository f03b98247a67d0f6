"""extensions that there never were"""

import sqlalchemy as sa
from alembic import op

revision = "f87f202dda18"
down_revision = "ae8ecf9af247"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_extension", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_back", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("cases_extension", schema=None) as batch_op:
        batch_op.drop_column("taken_back")
