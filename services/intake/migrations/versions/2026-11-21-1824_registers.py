"""What is done with a contact besides a case."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "62c21467b8d9"
down_revision = "e7d760c10d0f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_contact_act",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("earlier", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "kind", name=op.f("pk_intake_contact_act")),
    )
    with op.batch_alter_table("intake_contact_act", schema=None) as batch_op:
        batch_op.create_index("ix_intake_contact_act_kind", ["authority", "kind", "on"], unique=False)

    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.create_index("ix_intake_contact_received", ["authority", "received_on"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_received")

    with op.batch_alter_table("intake_contact_act", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_act_kind")

    op.drop_table("intake_contact_act")
