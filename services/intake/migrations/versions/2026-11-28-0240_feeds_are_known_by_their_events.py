"""A follower keeps the mark of the event that it applied last; references that were lost are not given again."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "7b56dac36d4d"
down_revision = "702298a9a695"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_number_floor",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "year", name=op.f("pk_intake_number_floor")),
    )
    with op.batch_alter_table("intake_cursor", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mark", sa.String(length=64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("intake_cursor", schema=None) as batch_op:
        batch_op.drop_column("mark")

    op.drop_table("intake_number_floor")
