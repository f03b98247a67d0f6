"""The date that a letter of the Ombudsman bears, apart from the day on which it was received."""

import sqlalchemy as sa
from alembic import op

revision = "36b664a852fc"
down_revision = "7f5f8df0f597"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("letter_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_request", schema=None) as batch_op:
        batch_op.drop_column("letter_on")
