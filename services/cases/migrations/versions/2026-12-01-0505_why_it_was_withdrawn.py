"""Why a complaint was withdrawn, as a code; of those from before nobody said it so."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "c7f15d82a604"
down_revision = "e19b64d0c7f3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases_case", sa.Column("withdrawn_because", AutoString(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_because")
