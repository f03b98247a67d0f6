"""Answers of partners' systems."""

import sqlalchemy as sa
from alembic import op

revision = "aeb54a35890f"
down_revision = "0047e48c9e33"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_contribution_link", schema=None) as batch_op:
        batch_op.alter_column("secret_hash", existing_type=sa.VARCHAR(length=64), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM cases_contribution_link WHERE secret_hash IS NULL")
    with op.batch_alter_table("cases_contribution_link", schema=None) as batch_op:
        batch_op.alter_column("secret_hash", existing_type=sa.VARCHAR(length=64), nullable=False)
