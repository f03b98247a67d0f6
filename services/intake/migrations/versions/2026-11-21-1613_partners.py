"""Partners' clients, and where the cases of what they sent stand."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "7c7c7d56b2cc"
down_revision = "5c61503d036b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_case_status",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("responded_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", name=op.f("pk_intake_case_status")),
    )
    op.create_table(
        "intake_client",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("client_id", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("organisation", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("secret_hash", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("old_secret_hash", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("created_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("rotated_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority", "client_id", name=op.f("pk_intake_client")),
    )
    with op.batch_alter_table("intake_client", schema=None) as batch_op:
        batch_op.create_index("ix_intake_client_id", ["client_id"], unique=True)

    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("client", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True))
        batch_op.add_column(
            sa.Column("partner_reference", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True)
        )
        batch_op.create_index(
            "ix_intake_contact_client", ["authority", "client", "partner_reference"], unique=True
        )


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_client")
        batch_op.drop_column("partner_reference")
        batch_op.drop_column("client")

    with op.batch_alter_table("intake_client", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_client_id")

    op.drop_table("intake_client")
    op.drop_table("intake_case_status")
