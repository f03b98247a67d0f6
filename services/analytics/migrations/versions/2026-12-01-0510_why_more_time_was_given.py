"""Why more time was given, as a code."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "a94e7c10b83d"
down_revision = "3d8a60f7b21c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("analytics_stage", sa.Column("extended_because", AutoString(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_stage", schema=None) as batch_op:
        batch_op.drop_column("extended_because")
