"""What has to be done by the next date owed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "a44eb4fc39b9"
down_revision = "dd96c91c43c4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_due_act", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True))
        batch_op.alter_column(
            "next_due_kind",
            existing_type=sa.VARCHAR(length=40),
            type_=sqlmodel.sql.sqltypes.AutoString(length=60),
            existing_nullable=True,
        )

    for change in (
        "UPDATE analytics_case SET next_due_act = 'responded' WHERE next_due_kind IS NOT NULL",
        "UPDATE analytics_case SET next_due_act = 'acknowledged' WHERE next_due_kind = 'acknowledge'",
        "UPDATE analytics_case SET next_due_act = 'decided' WHERE next_due_kind IN ('triage', 'holding')",
    ):
        op.execute(change)


def downgrade() -> None:
    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        batch_op.drop_column("next_due_act")
