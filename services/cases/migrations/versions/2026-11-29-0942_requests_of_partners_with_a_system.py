"""Requests of partners with a system."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0047e48c9e33"
down_revision = "9dbc42b675fd"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("client", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_request", schema=None) as batch_op:
        batch_op.drop_column("client")
