"""Who alone may see a restricted case."""

import sqlalchemy as sa
from alembic import op

revision = "cc54099f02b1"
down_revision = "b29de22bce22"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_restricted",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "subject", name=op.f("pk_intake_restricted")),
    )


def downgrade() -> None:
    op.drop_table("intake_restricted")
