"""Which trace an event is part of."""

import sqlalchemy as sa
from alembic import op

revision = "57a504d99f3d"
down_revision = "d510c0cc91b2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("analytics_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("traceparent", sa.String(length=55), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_event", schema=None) as batch_op:
        batch_op.drop_column("traceparent")
