"""Whether a contact is anonymous; of one from before nothing is known until it changes."""

import sqlalchemy as sa
from alembic import op

revision = "6c1f4be29d05"
down_revision = "8f2c6d03ab71"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("analytics_case", sa.Column("anonymous", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("analytics_case", "anonymous")
