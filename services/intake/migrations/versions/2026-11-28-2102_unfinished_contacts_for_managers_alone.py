"""Unfinished contacts for managers alone."""

import sqlalchemy as sa
from alembic import op

revision = "b3d5aea2815f"
down_revision = "cade0be6e46c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("intake_unfinished", schema=None) as batch_op:
        batch_op.add_column(sa.Column("left_by_subject", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("restricted", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("intake_unfinished", schema=None) as batch_op:
        batch_op.drop_column("restricted")
        batch_op.drop_column("left_by_subject")
