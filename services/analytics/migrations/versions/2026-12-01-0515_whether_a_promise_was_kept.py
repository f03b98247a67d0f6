"""Whether a stage was answered by the day that the complainant was given."""

import sqlalchemy as sa
from alembic import op

revision = "60c2f8d94b7e"
down_revision = "a94e7c10b83d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("analytics_stage", sa.Column("promise_kept", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_stage", schema=None) as batch_op:
        batch_op.drop_column("promise_kept")
