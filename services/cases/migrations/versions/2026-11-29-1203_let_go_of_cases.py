"""let go of cases"""

import sqlalchemy as sa
from alembic import op

revision = "2740a912f4e6"
down_revision = "aeb54a35890f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("anonymised_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("anonymised_on")
