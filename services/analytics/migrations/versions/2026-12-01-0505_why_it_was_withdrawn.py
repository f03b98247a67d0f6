"""Why a complaint was withdrawn, as a code."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "3d8a60f7b21c"
down_revision = "e19c4a7730d8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("analytics_case", sa.Column("withdrawn_because", AutoString(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_because")
