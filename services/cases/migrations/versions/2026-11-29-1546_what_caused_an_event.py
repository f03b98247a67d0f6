"""Which trace an event is part of."""

import sqlalchemy as sa
from alembic import op

revision = "dadada3b53bd"
down_revision = "f99f808ed14a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("traceparent", sa.String(length=55), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_event", schema=None) as batch_op:
        batch_op.drop_column("traceparent")
