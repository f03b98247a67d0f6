"""Chases of contributors.

What waits for one already is chased from its due day on, until the case changes: then the ladder of its council's
file decides.
"""

import sqlalchemy as sa
from alembic import op

revision = "6b435d990841"
down_revision = "000f108e9e04"
branch_labels = None
depends_on = None

TO_CHASE = """
UPDATE cases_case SET next_chase_on = (
    SELECT min(clock.due_on) FROM cases_clock clock
    WHERE clock.authority = cases_case.authority AND clock.ref = cases_case.ref
    AND clock.owed_by = 'contributor' AND clock.met_on IS NULL AND NOT clock.cancelled
)
WHERE stage IN ('received', 'acknowledged')
"""


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_chase_on", sa.Date(), nullable=True))
        batch_op.create_index("ix_cases_case_chase", ["authority", "next_chase_on"], unique=False)

    with op.batch_alter_table("cases_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chases", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("cases_request", schema=None) as batch_op:
        batch_op.drop_column("chases")

    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_case_chase")
        batch_op.drop_column("next_chase_on")
