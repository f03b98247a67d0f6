"""Who alone may see a restricted case."""

import sqlalchemy as sa
from alembic import op

revision = "0bb58adc2d42"
down_revision = "6ea165d3bb69"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "analytics_restricted",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "role", "subject", name=op.f("pk_analytics_restricted")),
    )


def downgrade() -> None:
    op.drop_table("analytics_restricted")
