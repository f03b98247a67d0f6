"""How tasks stood before they were changed."""

import sqlalchemy as sa
from alembic import op

revision = "850c12acf0e4"
down_revision = "6223ebd3aca1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("earlier", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("cases_task", schema=None) as batch_op:
        batch_op.drop_column("earlier")
