"""Whether a message stops where it does not leave, because they are written to elsewhere by now."""

import sqlalchemy as sa
from alembic import op

revision = "e19b64d0c7f3"
down_revision = "b583ee9d27a6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stops", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("cases_outbox", schema=None) as batch_op:
        batch_op.drop_column("stops")
