"""Why a case of the Ombudsman was recorded by mistake."""

import sqlalchemy as sa
from alembic import op

revision = "ecbf06daa1af"
down_revision = "3156642acad3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_ombudsman", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mistaken_because", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_ombudsman", schema=None) as batch_op:
        batch_op.drop_column("mistaken_because")
