"""plans beside the record"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "9f1e6ab05409"
down_revision = "f87f202dda18"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_plan",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issues", sa.JSON(), nullable=False),
        sa.Column("wants", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("hears", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("method", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("changed_because", sa.Text(), nullable=True),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_plan")),
    )


def downgrade() -> None:
    op.drop_table("cases_plan")
