"""Sequences of parts that a reference has beside its contact and its case."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "434c6345f177"
down_revision = "a44eb4fc39b9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "analytics_part_told",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "part", name=op.f("pk_analytics_part_told")),
    )


def downgrade() -> None:
    op.drop_table("analytics_part_told")
