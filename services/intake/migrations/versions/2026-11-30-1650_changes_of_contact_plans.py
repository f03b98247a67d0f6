"""How often each contact plan has changed: one from before is told of by `redress recount`, or a change of it."""

import sqlalchemy as sa
from alembic import op

revision = "5b0e7a94d1c3"
down_revision = "1cdaa12e10a4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plan_sequence", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_column("plan_sequence")
