"""What the complainant is promised next."""

import sqlalchemy as sa
from alembic import op

revision = "6cab839048d2"
down_revision = "7e2bee5e8811"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("intake_case_status") as table:
        table.add_column(sa.Column("promised_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("intake_case_status") as table:
        table.drop_column("promised_on")
