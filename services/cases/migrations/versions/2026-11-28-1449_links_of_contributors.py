"""links of contributors"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "000f108e9e04"
down_revision = "0f61eca9b1fe"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_contribution_link",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("made_at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("made_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("withdrawn_at", chassis.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("said_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("said_as", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "request", "number", name=op.f("pk_cases_contribution_link")),
    )
    with op.batch_alter_table("cases_contribution_link", schema=None) as batch_op:
        batch_op.create_index("ix_cases_contribution_link_secret", ["secret_hash"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cases_contribution_link", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_contribution_link_secret")

    op.drop_table("cases_contribution_link")
