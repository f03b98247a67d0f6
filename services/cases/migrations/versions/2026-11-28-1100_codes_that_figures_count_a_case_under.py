"""codes that figures count a case under"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "d318a212399f"
down_revision = "ee455155bfd1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("division", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True))
        batch_op.add_column(sa.Column("service_area", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True))

    with op.batch_alter_table("cases_issue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("subcategory", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True))
        batch_op.add_column(sa.Column("theme", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True))

    with op.batch_alter_table("cases_stage", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("signed_off_by", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True)
        )
        batch_op.add_column(sa.Column("late_because", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_stage", schema=None) as batch_op:
        batch_op.drop_column("late_because")
        batch_op.drop_column("signed_off_by")

    with op.batch_alter_table("cases_issue", schema=None) as batch_op:
        batch_op.drop_column("theme")
        batch_op.drop_column("subcategory")

    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("service_area")
        batch_op.drop_column("division")
