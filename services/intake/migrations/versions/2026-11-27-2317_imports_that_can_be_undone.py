"""An imported contact says which import brought it, and an import when it was undone."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "8630832ba39c"
down_revision = "cb42be2c96cd"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("import_job", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True))
        batch_op.create_index("ix_intake_contact_import", ["authority", "import_job"], unique=False)
    with op.batch_alter_table("intake_import_job", schema=None) as batch_op:
        batch_op.add_column(sa.Column("undone_at", chassis.columns.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("undone_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("intake_import_job", schema=None) as batch_op:
        batch_op.drop_column("undone_by")
        batch_op.drop_column("undone_at")
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_import")
        batch_op.drop_column("import_job")
