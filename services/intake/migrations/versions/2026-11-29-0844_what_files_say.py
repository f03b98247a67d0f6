"""What files say."""

import sqlalchemy as sa
from alembic import op

revision = "02abce62ca8a"
down_revision = "6cab839048d2"
branch_labels = None
depends_on = None

UNREAD = sa.text("NOT is_read")


def upgrade() -> None:
    op.create_table(
        "intake_file_text",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_intake_file_text")),
    )
    with op.batch_alter_table("intake_file") as batch:
        batch.add_column(sa.Column("is_read", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.create_index(
            "ix_intake_file_unread", ["authority", "at"], sqlite_where=UNREAD, postgresql_where=UNREAD
        )


def downgrade() -> None:
    with op.batch_alter_table("intake_file") as batch:
        batch.drop_index("ix_intake_file_unread")
        batch.drop_column("is_read")
    op.drop_table("intake_file_text")
