"""Numbers of people in the care system."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "bcaeeddd37db"
down_revision = "22a7da037ecd"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_ref", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=True))
        batch_op.create_index("ix_intake_contact_person", ["authority", "person_ref"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_person")
        batch_op.drop_column("person_ref")
