"""Letters about contacts in a council's own words"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "c98090c7cc63"
down_revision = "6bc0eb888abd"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_letter_wording",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("easy_read", sa.Text(), nullable=True),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.PrimaryKeyConstraint("authority", "kind", "version", name=op.f("pk_intake_letter_wording")),
    )


def downgrade() -> None:
    op.drop_table("intake_letter_wording")
