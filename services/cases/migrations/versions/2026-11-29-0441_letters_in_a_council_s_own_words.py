"""Letters in a council's own words"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "b5e65f71b963"
down_revision = "c0ad0bf24459"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_letter_wording",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("easy_read", sa.Text(), nullable=True),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "kind", "version", name=op.f("pk_cases_letter_wording")),
    )
    with op.batch_alter_table("cases_letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wording", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_letter", schema=None) as batch_op:
        batch_op.drop_column("wording")

    op.drop_table("cases_letter_wording")
