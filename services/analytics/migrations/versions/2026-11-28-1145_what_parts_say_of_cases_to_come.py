"""What parts beside a case say of its columns, for a case that comes after them."""

import sqlalchemy as sa
from alembic import op

revision = "8fccb7b055ca"
down_revision = "fbe40342f08f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("analytics_part_told", schema=None) as batch_op:
        batch_op.add_column(sa.Column("columns", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("analytics_part_told", schema=None) as batch_op:
        batch_op.drop_column("columns")
