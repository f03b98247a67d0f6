"""Who gave a case away, until its new owner deals with it."""

import sqlalchemy as sa
from alembic import op

revision = "2e3b2f988860"
down_revision = "36b664a852fc"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("handed_on_by", sa.String(length=200), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("handed_on_by")
