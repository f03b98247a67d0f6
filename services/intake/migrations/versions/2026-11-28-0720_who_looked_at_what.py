"""who looked at what"""

import sqlalchemy as sa
from alembic import op

import chassis.columns
from chassis import read_guard

revision = "4f1e4d3acc1a"
down_revision = "fdc15fca787c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_read",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", chassis.columns.UtcMilliseconds(), nullable=False),
        sa.Column("reader", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("authority", "sequence", name=op.f("pk_intake_read")),
        sqlite_with_rowid=False,
    )
    some = sa.text("ref <> ''")
    op.create_index(
        "ix_intake_read_ref", "intake_read", ["authority", "ref"], sqlite_where=some, postgresql_where=some
    )
    op.create_table(
        "intake_read_end",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("forgotten", sa.BigInteger(), nullable=False),
        sa.Column("forgotten_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("mark_key", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("authority", name=op.f("pk_intake_read_end")),
    )
    op.create_table(
        "intake_reader",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("roles", sa.String(length=200), nullable=False),
        sa.Column("client", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("authority", "number", name=op.f("pk_intake_reader")),
        sa.UniqueConstraint(
            "authority",
            "subject",
            "name",
            "roles",
            "client",
            name=op.f("uq_intake_reader_authority_subject_name_roles_client"),
        ),
    )
    read_guard.create(op, "intake")


def downgrade() -> None:
    op.drop_table("intake_reader")
    op.drop_table("intake_read_end")
    op.drop_table("intake_read")
    read_guard.drop(op, "intake")
