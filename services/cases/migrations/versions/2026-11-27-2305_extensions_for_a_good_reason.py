"""Extensions beyond the usual total, for a good reason."""

import sqlalchemy as sa
from alembic import op

revision = "0674e892ded9"
down_revision = "1b6c297869f9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_extension", schema=None) as batch_op:
        batch_op.add_column(sa.Column("beyond_usual", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_extension", schema=None) as batch_op:
        batch_op.drop_column("beyond_usual")
