"""Whom an open case waits for, and since when."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "d510c0cc91b2"
down_revision = "3df075ecd2c0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("analytics_case") as batch_op:
        batch_op.add_column(sa.Column("turn", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True))
        batch_op.add_column(sa.Column("turn_since", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_case") as batch_op:
        batch_op.drop_column("turn_since")
        batch_op.drop_column("turn")
