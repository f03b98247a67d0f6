"""What a report prints instead of its counts, where it rounds them."""

import sqlalchemy as sa
from alembic import op

revision = "c41d7e90b2a6"
down_revision = "51852ecc5092"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("analytics_report_published") as table:
        table.add_column(sa.Column("rounded", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_report_published") as table:
        table.drop_column("rounded")
