"""why an answer was late"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "fbe40342f08f"
down_revision = "0bb58adc2d42"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("analytics_stage", schema=None) as batch_op:
        batch_op.add_column(sa.Column("late_because", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_stage", schema=None) as batch_op:
        batch_op.drop_column("late_because")
