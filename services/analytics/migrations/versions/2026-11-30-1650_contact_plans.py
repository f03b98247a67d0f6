"""Contact plans, as a unit that is counted; one from before comes with `redress recount` or a change of it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "8f2c6d03ab71"
down_revision = "c41d7e90b2a6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "analytics_contact_plan",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("appeal", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("review", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_analytics_contact_plan")),
    )


def downgrade() -> None:
    op.drop_table("analytics_contact_plan")
