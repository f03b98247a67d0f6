"""Why an answer leaves that lacks those with whom its stage is investigated."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "1037bef021c0"
down_revision = "fdf0586f1c26"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_letter", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("without_persons_because", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True)
        )


def downgrade() -> None:
    with op.batch_alter_table("cases_letter", schema=None) as batch_op:
        batch_op.drop_column("without_persons_because")
