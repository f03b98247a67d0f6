"""How often the links of each contact have changed; of those from before, figures hear with their next change."""

import sqlalchemy as sa
from alembic import op

revision = "9a41d7c3e0b6"
down_revision = "5b0e7a94d1c3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("intake_contact", sa.Column("links_sequence", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("intake_contact", "links_sequence")
