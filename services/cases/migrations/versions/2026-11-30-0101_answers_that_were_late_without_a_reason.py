"""Answers that were late, and of which nobody said why."""

import sqlalchemy as sa
from alembic import op

revision = "7f5f8df0f597"
down_revision = "ecbf06daa1af"
branch_labels = None
depends_on = None

UNEXPLAINED = """
UPDATE cases_case SET late_stage = (
    SELECT min(stage.number) FROM cases_stage AS stage JOIN cases_clock AS clock
        ON clock.authority = stage.authority AND clock.ref = stage.ref AND clock.stage = stage.number
    WHERE stage.authority = cases_case.authority AND stage.ref = cases_case.ref AND stage.late_because IS NULL
        AND clock.ends = 'responded' AND clock.basis <> 'promised' AND clock.met_on > clock.due_on
)
"""


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("late_stage", sa.Integer(), nullable=True))

    op.execute(UNEXPLAINED)


def downgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("late_stage")
