"""Day on which a complaint came back."""

import sqlalchemy as sa
from alembic import op

revision = "1ab2dbce48a5"
down_revision = "dadada3b53bd"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_ombudsman", schema=None) as batch_op:
        batch_op.add_column(sa.Column("came_back_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_ombudsman", schema=None) as batch_op:
        batch_op.drop_column("came_back_on")
