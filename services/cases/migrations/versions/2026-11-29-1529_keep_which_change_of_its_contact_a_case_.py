"""keep which change of its contact a case knows"""

import sqlalchemy as sa
from alembic import op

revision = "f99f808ed14a"
down_revision = "2740a912f4e6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contact_sequence", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("contact_sequence")
