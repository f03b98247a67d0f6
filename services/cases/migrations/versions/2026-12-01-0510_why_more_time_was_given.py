"""Why more time was given, as a code."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "5e02b9d4f16a"
down_revision = "c7f15d82a604"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases_extension", sa.Column("because", AutoString(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_extension", schema=None) as batch_op:
        batch_op.drop_column("because")
