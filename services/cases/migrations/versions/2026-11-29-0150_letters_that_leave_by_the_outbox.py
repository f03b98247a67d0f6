"""letters that leave by the outbox"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "c0ad0bf24459"
down_revision = "132dc9f1d204"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("late_because", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True))
        batch_op.add_column(
            sa.Column("without_consent_because", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True)
        )
        batch_op.add_column(
            sa.Column("handed_over_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True)
        )
        batch_op.add_column(sa.Column("not_recorded", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_letter", schema=None) as batch_op:
        batch_op.drop_column("not_recorded")
        batch_op.drop_column("handed_over_by")
        batch_op.drop_column("without_consent_because")
        batch_op.drop_column("late_because")
