"""Contents by their keys."""

from alembic import op

revision = "c9c31d28e880"
down_revision = "19fdca5bf732"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_intake_file_key", "intake_file", ["key"])


def downgrade() -> None:
    op.drop_index("ix_intake_file_key", "intake_file")
