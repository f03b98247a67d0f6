"""What officers write for reports, and reports as they were published."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "3df075ecd2c0"
down_revision = "decfa6cdd9d8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "analytics_report_published",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("published_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("content", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint(
            "authority", "scope", "period", "version", name=op.f("pk_analytics_report_published")
        ),
    )
    op.create_table(
        "analytics_report_words",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=20000), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("written_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("written_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("signed_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority", "scope", "period", "place", name=op.f("pk_analytics_report_words")),
    )


def downgrade() -> None:
    op.drop_table("analytics_report_words")
    op.drop_table("analytics_report_published")
