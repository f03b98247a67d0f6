"""findings in full"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "cedbc1e6f71e"
down_revision = "13cce2972b5c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("primary_issue", sa.Integer(), nullable=True))

    with op.batch_alter_table("cases_issue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True))
        batch_op.add_column(sa.Column("evidence", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("standard", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("noted", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_issue", schema=None) as batch_op:
        batch_op.drop_column("noted")
        batch_op.drop_column("standard")
        batch_op.drop_column("evidence")
        batch_op.drop_column("body")

    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("primary_issue")
