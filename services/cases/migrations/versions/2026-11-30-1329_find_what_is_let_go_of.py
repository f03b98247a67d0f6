"""Who watches a case, by an index: letting go of it looked through all that is watched."""

from alembic import op

revision = "fdf0586f1c26"
down_revision = "2e3b2f988860"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_cases_watch_ref", "cases_watch", ["authority", "ref"])


def downgrade() -> None:
    op.drop_index("ix_cases_watch_ref", "cases_watch")
