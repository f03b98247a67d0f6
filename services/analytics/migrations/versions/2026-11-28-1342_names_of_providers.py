"""Under which names providers are counted: the register's, for what contacts said."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from kernel.normal_forms import organisation_key

revision = "decfa6cdd9d8"
down_revision = "6edd807317b7"
branch_labels = None
depends_on = None

CASE = sa.table("analytics_case", *map(sa.column, ("authority", "provider_name", "provider_said", "provider_key")))


def make_keys() -> None:
    """What contacts said is what they were counted under until now."""
    named = sa.select(CASE.c.provider_name).where(CASE.c.provider_name.is_not(None)).distinct()
    for name in op.get_bind().execute(named).scalars().all():
        same = sa.update(CASE).where(CASE.c.provider_name == name)
        op.execute(same.values(provider_said=name, provider_key=organisation_key(name)))


def upgrade() -> None:
    op.create_table(
        "analytics_provider",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("authority", "number", name=op.f("pk_analytics_provider")),
    )
    op.create_table(
        "analytics_provider_key",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "key", name=op.f("pk_analytics_provider_key")),
    )
    with op.batch_alter_table("analytics_provider_key", schema=None) as batch_op:
        batch_op.create_index("ix_analytics_provider_key_entry", ["authority", "number"], unique=False)

    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("provider_said", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True)
        )
        batch_op.add_column(sa.Column("provider_key", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=True))
        batch_op.create_index("ix_analytics_case_provider", ["authority", "provider_key"], unique=False)

    make_keys()


def downgrade() -> None:
    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        batch_op.drop_index("ix_analytics_case_provider")
        batch_op.drop_column("provider_key")
        batch_op.drop_column("provider_said")

    with op.batch_alter_table("analytics_provider_key", schema=None) as batch_op:
        batch_op.drop_index("ix_analytics_provider_key_entry")

    op.drop_table("analytics_provider_key")
    op.drop_table("analytics_provider")
