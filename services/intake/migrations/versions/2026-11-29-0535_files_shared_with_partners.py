"""Files shared with partners"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "fd5cde819336"
down_revision = "5e76bf14eaae"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("intake_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shared_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True))
        batch_op.add_column(sa.Column("shared_at", chassis.columns.UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("intake_file", schema=None) as batch_op:
        batch_op.drop_column("shared_at")
        batch_op.drop_column("shared_by")
