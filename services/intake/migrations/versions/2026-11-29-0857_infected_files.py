"""Infected files."""

import sqlalchemy as sa
from alembic import op

revision = "19fdca5bf732"
down_revision = "02abce62ca8a"
branch_labels = None
depends_on = None

INFECTED = sa.text("scan = 'infected'")


def upgrade() -> None:
    with op.batch_alter_table("intake_file") as batch:
        batch.create_index(
            "ix_intake_file_infected", ["authority", "ref"], sqlite_where=INFECTED, postgresql_where=INFECTED
        )


def downgrade() -> None:
    with op.batch_alter_table("intake_file") as batch:
        batch.drop_index("ix_intake_file_infected")
