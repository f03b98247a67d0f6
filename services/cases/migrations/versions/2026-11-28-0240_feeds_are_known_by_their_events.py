"""A follower keeps the mark of the event that it applied last."""

import sqlalchemy as sa
from alembic import op

revision = "4b4399c80075"
down_revision = "0674e892ded9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_cursor", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mark", sa.String(length=64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_cursor", schema=None) as batch_op:
        batch_op.drop_column("mark")
