"""What contacts say of advocacy, kept beside what counts: what cases told of it may be put right."""

import sqlalchemy as sa
from alembic import op

revision = "b7d02e5c914a"
down_revision = "c7e25b90f418"
branch_labels = None
depends_on = None

WORDS = ("advocacy_offered", "advocacy_taken_up")
CASE = sa.table(
    "analytics_case", *map(sa.column, ("authority", "ref", *WORDS, *(f"{word}_said" for word in WORDS)))
)
TOLD = sa.table("analytics_part_told", *map(sa.column, ("authority", "ref", "part")))


def keep_what_was_said() -> None:
    """What counts is what the contact says, where the case has told nothing; what it said before is not known."""
    for word in WORDS:
        told = sa.exists().where(
            TOLD.c.authority == CASE.c.authority, TOLD.c.ref == CASE.c.ref, TOLD.c.part == word
        )
        said = CASE.c[word].is_not(None)
        op.execute(sa.update(CASE).where(said, ~told).values({CASE.c[f"{word}_said"]: CASE.c[word]}))


def upgrade() -> None:
    for word in WORDS:
        op.add_column("analytics_case", sa.Column(f"{word}_said", sa.Boolean(), nullable=True))
    keep_what_was_said()


def downgrade() -> None:
    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        for word in reversed(WORDS):
            batch_op.drop_column(f"{word}_said")
