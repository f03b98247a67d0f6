"""Whether a contact is linked to an earlier one."""

import sqlalchemy as sa
from alembic import op

revision = "c7e25b90f418"
down_revision = "d4a7c05e92b8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("linked_to_earlier", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("analytics_case", column)


def downgrade() -> None:
    op.drop_column("analytics_case", "linked_to_earlier")
