"""Where officers have their day's digest by e-mail, and whether they want it."""

import sqlalchemy as sa
from alembic import op

revision = "2404626d727e"
down_revision = "1037bef021c0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_officer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(length=254), nullable=True))
        batch_op.add_column(sa.Column("signed_in_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("wants_digest", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("digest_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_officer", schema=None) as batch_op:
        batch_op.drop_column("digest_on")
        batch_op.drop_column("wants_digest")
        batch_op.drop_column("signed_in_on")
        batch_op.drop_column("email")
