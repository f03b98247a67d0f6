"""What was learned of the people of a contact, and what tells partners' contacts apart."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "e7d760c10d0f"
down_revision = "7c7c7d56b2cc"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_people_change",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_intake_people_change")),
    )
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sent_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True))
        batch_op.create_index("ix_intake_contact_complainant", ["authority", "complainant_name"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_complainant")
        batch_op.drop_column("sent_hash")

    op.drop_table("intake_people_change")
