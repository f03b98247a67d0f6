"""Compliments, and who was told that an answer is late, as units that are counted.

Every contact of that class is a compliment from the start; praise beside something else counts once intake tells
of its contact again.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "796955d6cb2d"
down_revision = "57a504d99f3d"
branch_labels = None
depends_on = None

COMPLIMENTS = """
INSERT INTO analytics_compliment (authority, ref, number, team)
SELECT authority, ref, 0, team FROM analytics_case WHERE classification = 'compliment'
"""


def upgrade() -> None:
    op.create_table(
        "analytics_compliment",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("team", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_analytics_compliment")),
    )
    op.create_table(
        "analytics_told_late",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("level", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_analytics_told_late")),
    )
    op.execute(COMPLIMENTS)


def downgrade() -> None:
    op.drop_table("analytics_told_late")
    op.drop_table("analytics_compliment")
