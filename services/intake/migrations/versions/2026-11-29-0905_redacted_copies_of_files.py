"""Redacted copies of files."""

import sqlalchemy as sa
from alembic import op

revision = "211fd2c3466a"
down_revision = "c9c31d28e880"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("intake_file", sa.Column("redacts", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("intake_file") as batch:
        batch.drop_column("redacts")
