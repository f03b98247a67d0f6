"""Whether an enquiry of the Ombudsman was answered late."""

import sqlalchemy as sa
from alembic import op

revision = "f1b39e5d7a28"
down_revision = "60c2f8d94b7e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("analytics_case", sa.Column("ombudsman_answered_late", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        batch_op.drop_column("ombudsman_answered_late")
