"""notes of calls"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "55569266d0de"
down_revision = "36e973dce9a5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_note", schema=None) as batch_op:
        batch_op.add_column(sa.Column("call_at", chassis.columns.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("call_with", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True))
        batch_op.add_column(sa.Column("call_incoming", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_note", schema=None) as batch_op:
        batch_op.drop_column("call_incoming")
        batch_op.drop_column("call_with")
        batch_op.drop_column("call_at")
