"""Whether what was learned was looked at, and whether it helped; of facts from before nothing is known."""

import sqlalchemy as sa
from alembic import op

revision = "e19c4a7730d8"
down_revision = "b7d02e5c914a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("analytics_learning", sa.Column("looked_at_on", sa.Date(), nullable=True))
    op.add_column("analytics_learning", sa.Column("repeated", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_learning", schema=None) as batch_op:
        batch_op.drop_column("repeated")
        batch_op.drop_column("looked_at_on")
