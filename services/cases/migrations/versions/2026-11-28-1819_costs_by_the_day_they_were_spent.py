"""Costs by the day on which they were spent."""

from alembic import op

revision = "2cff05451853"
down_revision = "ca4e4839bde0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_cost", schema=None) as batch_op:
        batch_op.create_index("ix_cases_cost_spent", ["authority", "spent_on"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cases_cost", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_cost_spent")
