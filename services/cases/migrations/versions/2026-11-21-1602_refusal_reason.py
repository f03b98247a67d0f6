"""Why a complaint is counted, but not looked into."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "fcdd170d1376"
down_revision = "ff91b6adaaa4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("refusal_reason", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True)
        )


def downgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("refusal_reason")
