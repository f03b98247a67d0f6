"""let go of contacts"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "b83bd206dd54"
down_revision = "0c41de1b5f3e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_disposal",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("act", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("classification", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("schedule", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("approved_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("kept_because", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("done_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("removed", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "act", name=op.f("pk_intake_disposal")),
    )
    with op.batch_alter_table("intake_disposal", schema=None) as batch_op:
        batch_op.create_index("ix_intake_disposal_newest", ["authority", "approved_at", "ref"], unique=False)

    op.create_table(
        "intake_legal_hold",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_because", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True),
        sa.Column("ended_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("ended_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_intake_legal_hold")),
    )
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("anonymised_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("line_person", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True))
        batch_op.create_index("ix_intake_contact_line_person", ["authority", "line_person"], unique=False)
    contacts = sa.table("intake_contact", sa.column("line", sa.JSON), sa.column("line_person", sa.String))
    said = contacts.c.line["person", "person_ref"].as_string()
    op.execute(contacts.update().where(said.is_not(None)).values(line_person=said))


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_line_person")
        batch_op.drop_column("line_person")
        batch_op.drop_column("anonymised_on")

    op.drop_table("intake_legal_hold")
    with op.batch_alter_table("intake_disposal", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_disposal_newest")

    op.drop_table("intake_disposal")
