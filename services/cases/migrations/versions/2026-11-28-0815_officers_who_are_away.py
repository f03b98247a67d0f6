"""Officers who are away, what is enough for them, and all of their roles."""

import sqlalchemy as sa
from alembic import op

revision = "2964df3961f5"
down_revision = "ea0678cf206c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_officer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("roles", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("absent_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("absent_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_officer", schema=None) as batch_op:
        batch_op.drop_column("capacity")
        batch_op.drop_column("absent_until")
        batch_op.drop_column("absent_from")
        batch_op.drop_column("roles")
