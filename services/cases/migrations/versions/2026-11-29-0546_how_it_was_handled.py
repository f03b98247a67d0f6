"""how it was handled"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "9dbc42b675fd"
down_revision = "55569266d0de"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_survey",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("letter", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Integer(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", name=op.f("pk_cases_survey")),
    )
    with op.batch_alter_table("cases_survey", schema=None) as batch_op:
        batch_op.create_index("ix_cases_survey_secret", ["secret_hash"], unique=False)

    op.create_table(
        "cases_survey_answer",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("procedure", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("team", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("quarter", sqlmodel.sql.sqltypes.AutoString(length=7), nullable=False),
        sa.Column("understood", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("informed", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("respected", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("clear", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("changed", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("overall", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.PrimaryKeyConstraint("authority", "id", name=op.f("pk_cases_survey_answer")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("cases_survey_answer", schema=None) as batch_op:
        batch_op.create_index("ix_cases_survey_answer_quarter", ["authority", "quarter", "id"], unique=False)
        batch_op.create_index("ix_cases_survey_answer_ref", ["authority", "ref"], unique=False)

    with op.batch_alter_table("cases_letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("link", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases_letter", schema=None) as batch_op:
        batch_op.drop_column("link")

    with op.batch_alter_table("cases_survey_answer", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_survey_answer_ref")
        batch_op.drop_index("ix_cases_survey_answer_quarter")

    op.drop_table("cases_survey_answer")
    with op.batch_alter_table("cases_survey", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_survey_secret")

    op.drop_table("cases_survey")
