"""joint complaints beside the record"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "6c2c1ef457b5"
down_revision = "cedbc1e6f71e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_joint",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lead", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("communication", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("answer_from", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("bodies", sa.JSON(), nullable=False),
        sa.Column("transfer_way", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("transfer_body", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("transferred_on", sa.Date(), nullable=True),
        sa.Column("age_of_patient", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("status_of_complainant", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", name=op.f("pk_cases_joint")),
    )


def downgrade() -> None:
    op.drop_table("cases_joint")
