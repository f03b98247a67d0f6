"""Requests that are withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "90ccb49fafeb"
down_revision = "1ab2dbce48a5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_request", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_on")
