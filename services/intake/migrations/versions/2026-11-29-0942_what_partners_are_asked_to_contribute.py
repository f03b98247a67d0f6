"""What partners are asked to contribute."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0c41de1b5f3e"
down_revision = "211fd2c3466a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_contribution",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.Column("client", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("clock", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "request", name=op.f("pk_intake_contribution")),
    )
    with op.batch_alter_table("intake_partner_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("request", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.alter_column("classification", existing_type=sa.VARCHAR(length=40), nullable=True)
        batch_op.alter_column("disposition", existing_type=sa.VARCHAR(length=40), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM intake_partner_event WHERE classification IS NULL")
    with op.batch_alter_table("intake_partner_event", schema=None) as batch_op:
        batch_op.alter_column("disposition", existing_type=sa.VARCHAR(length=40), nullable=False)
        batch_op.alter_column("classification", existing_type=sa.VARCHAR(length=40), nullable=False)
        batch_op.drop_column("due_on")
        batch_op.drop_column("request")

    op.drop_table("intake_contribution")
