"""What partners' clients are told of their contacts."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "c71573f5812f"
down_revision = "6cfd48bb5cb5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_partner_event",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("client", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("classification", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("disposition", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.PrimaryKeyConstraint("authority", "client", "number", name=op.f("pk_intake_partner_event")),
    )


def downgrade() -> None:
    op.drop_table("intake_partner_event")
