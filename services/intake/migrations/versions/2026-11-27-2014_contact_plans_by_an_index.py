"""A complainant's newest contact is found by an index: by name, and phone number or e-mail address."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "57f41e580566"
down_revision = "78a872c33f04"
branch_labels = None
depends_on = None

NEWEST = ["recorded_at", "ref"]


def upgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("complainant_email", sqlmodel.sql.sqltypes.AutoString(length=240), nullable=True)
        )
    # Within the database, so that no contact is loaded.
    contact = sa.table("intake_contact", sa.column("complainant_email"), sa.column("body", sa.JSON()))
    email = sa.func.lower(contact.c.body["complainant", "email"].as_string())
    op.execute(sa.update(contact).values(complainant_email=email))
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        for way in ("phone", "email"):
            columns = ["authority", "complainant_name", f"complainant_{way}", *NEWEST]
            batch_op.create_index(f"ix_intake_contact_{way}", columns, unique=False)
        batch_op.drop_index("ix_intake_contact_complainant")


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.create_index("ix_intake_contact_complainant", ["authority", "complainant_name"], unique=False)
        batch_op.drop_index("ix_intake_contact_email")
        batch_op.drop_index("ix_intake_contact_phone")
        batch_op.drop_column("complainant_email")
