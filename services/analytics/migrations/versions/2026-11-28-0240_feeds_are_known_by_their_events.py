"""A follower keeps the mark of the event that it applied last."""

import sqlalchemy as sa
from alembic import op

revision = "3c5e57342c31"
down_revision = "c91c65f87dc8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("analytics_cursor", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mark", sa.String(length=64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_cursor", schema=None) as batch_op:
        batch_op.drop_column("mark")
