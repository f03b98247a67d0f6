"""Which trace an event is part of."""

import sqlalchemy as sa
from alembic import op

revision = "5adce76c508e"
down_revision = "b83bd206dd54"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("intake_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("traceparent", sa.String(length=55), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("intake_event", schema=None) as batch_op:
        batch_op.drop_column("traceparent")
