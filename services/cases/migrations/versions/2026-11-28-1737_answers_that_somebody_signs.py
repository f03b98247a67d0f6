"""Answers that somebody signs"""

import sqlalchemy as sa
from alembic import op

revision = "3450f7c62e28"
down_revision = "35fe6e7e78f0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_stage", schema=None) as batch_op:
        batch_op.add_column(sa.Column("review", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_stage", schema=None) as batch_op:
        batch_op.drop_column("review")
