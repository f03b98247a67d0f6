"""keep what was told of an issue"""

import sqlalchemy as sa
from alembic import op

revision = "3156642acad3"
down_revision = "90ccb49fafeb"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_issue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_issue", schema=None) as batch_op:
        batch_op.drop_column("told")
