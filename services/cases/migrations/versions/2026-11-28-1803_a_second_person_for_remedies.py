"""A second person for remedies."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "a4f753cc9d1a"
down_revision = "2cff05451853"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_remedy", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sum_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True))
        batch_op.add_column(sa.Column("to_be_agreed", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("agreed_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True))
        batch_op.add_column(sa.Column("agreed_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_remedy", schema=None) as batch_op:
        batch_op.drop_column("agreed_on")
        batch_op.drop_column("agreed_by")
        batch_op.drop_column("to_be_agreed")
        batch_op.drop_column("sum_by")
