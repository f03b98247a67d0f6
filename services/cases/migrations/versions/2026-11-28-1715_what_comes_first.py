"""What comes first.

What is kept already counts as due on its own date until it changes: then everything that presses is weighed.
"""

import sqlalchemy as sa
from alembic import op

revision = "672abdddf0e9"
down_revision = "6c2c1ef457b5"
branch_labels = None
depends_on = None

WEIGH = """
UPDATE cases_case SET rank_on = sort_on, may_close = (stage = 'responded' AND next_due_kind IS NULL)
"""


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rank_on", sa.Date(), server_default="9999-12-31", nullable=False))
        batch_op.add_column(sa.Column("may_close", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index("ix_cases_case_rank", ["authority", "is_open", "rank_on", "ref"], unique=False)
        batch_op.create_index(
            "ix_cases_case_received", ["authority", "is_open", "received_on", "ref"], unique=False
        )

    op.execute(WEIGH)


def downgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_case_received")
        batch_op.drop_index("ix_cases_case_rank")
        batch_op.drop_column("may_close")
        batch_op.drop_column("rank_on")
