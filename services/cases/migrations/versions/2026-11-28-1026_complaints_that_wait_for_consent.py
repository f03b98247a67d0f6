"""complaints that wait for consent"""

import sqlalchemy as sa
from alembic import op

revision = "622c74a82c1b"
down_revision = "2964df3961f5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("awaits_consent", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("awaits_consent")
