"""whose the days were"""

import sqlalchemy as sa
from alembic import op

revision = "6edd807317b7"
down_revision = "8fccb7b055ca"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("days_service", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("days_contributor", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("days_complainant", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("days_consent", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("days_elsewhere", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        batch_op.drop_column("days_elsewhere")
        batch_op.drop_column("days_consent")
        batch_op.drop_column("days_complainant")
        batch_op.drop_column("days_contributor")
        batch_op.drop_column("days_service")
