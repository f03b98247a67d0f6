"""Who is told when an answer is late.

What owes an answer already is told from the day after its date on, until the case changes: then the ladder of its
council's file decides.
"""

import sqlalchemy as sa
from alembic import op

revision = "ca4e4839bde0"
down_revision = "3450f7c62e28"
branch_labels = None
depends_on = None

TO_TELL = "UPDATE cases_case SET next_tell_on = {day_after} WHERE is_open AND next_due_act = 'responded'"
DAY_AFTER = {"sqlite": "date(next_due_on, '+1 day')", "postgresql": "next_due_on + 1"}


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_tell_on", sa.Date(), nullable=True))
        batch_op.create_index("ix_cases_case_tell", ["authority", "next_tell_on"], unique=False)

    with op.batch_alter_table("cases_stage", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_late", sa.JSON(), server_default="[]", nullable=False))

    op.execute(TO_TELL.format(day_after=DAY_AFTER[op.get_bind().dialect.name]))


def downgrade() -> None:
    with op.batch_alter_table("cases_stage", schema=None) as batch_op:
        batch_op.drop_column("told_late")

    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_case_tell")
        batch_op.drop_column("next_tell_on")
