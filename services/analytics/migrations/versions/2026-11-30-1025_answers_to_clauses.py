"""Answers to clauses of a code, examples of cases, and what else a place in a report asks for."""

import sqlalchemy as sa
from alembic import op

revision = "51852ecc5092"
down_revision = "3386868c3452"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("analytics_report_words") as table:
        table.add_column(sa.Column("answer", sa.String(length=10), nullable=True))
        table.add_column(sa.Column("parts", sa.JSON(), server_default="{}", nullable=False))
        table.add_column(sa.Column("about", sa.String(length=20), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_report_words") as table:
        table.drop_column("about")
        table.drop_column("parts")
        table.drop_column("answer")
