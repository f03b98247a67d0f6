"""put costs and advocacy right"""

import sqlalchemy as sa
from alembic import op

revision = "b583ee9d27a6"
down_revision = "2404626d727e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_advocacy", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_back", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("changes", sa.Integer(), server_default="1", nullable=False))

    with op.batch_alter_table("cases_cost", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_back", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("changes", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("cases_cost", schema=None) as batch_op:
        batch_op.drop_column("changes")
        batch_op.drop_column("taken_back")

    with op.batch_alter_table("cases_advocacy", schema=None) as batch_op:
        batch_op.drop_column("changes")
        batch_op.drop_column("taken_back")
