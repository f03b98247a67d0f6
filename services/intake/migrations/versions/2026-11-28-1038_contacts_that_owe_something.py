"""contacts that owe something"""

import sqlalchemy as sa
from alembic import op

revision = "b29de22bce22"
down_revision = "d5e95ad5118d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What earlier contacts owe is on their own pages; the list begins with what is judged from now on.
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("duty_on", sa.Date(), nullable=True))
        batch_op.create_index("ix_intake_contact_duty", ["authority", "duty_on", "ref"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_duty")
        batch_op.drop_column("duty_on")
