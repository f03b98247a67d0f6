"""Contact plans in force."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "cade0be6e46c"
down_revision = "bcaeeddd37db"
branch_labels = None
depends_on = None

CONTACTS = sa.table(
    "intake_contact",
    sa.column("authority", sa.String),
    sa.column("ref", sa.String),
    sa.column("recorded_at", sa.DateTime),
    sa.column("complainant_key", sa.String),
    sa.column("complainant_phone", sa.String),
    sa.column("complainant_email", sa.String),
    sa.column("body", sa.JSON),
    sa.column("plan_review_on", sa.Date),
)


def upgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plan_review_on", sa.Date(), nullable=True))
        batch_op.create_index("ix_intake_contact_plan", ["authority", "plan_review_on", "ref"], unique=False)

    bind, mine, later = op.get_bind(), CONTACTS, CONTACTS.alias("later")
    due = mine.c.body["complainant", "contact_plan", "review_on"].as_string()
    same_person = sa.and_(
        later.c.authority == mine.c.authority,
        later.c.complainant_key == mine.c.complainant_key,
        sa.or_(
            later.c.complainant_phone == mine.c.complainant_phone,
            later.c.complainant_email == mine.c.complainant_email,
        ),
        sa.tuple_(later.c.recorded_at, later.c.ref) > sa.tuple_(mine.c.recorded_at, mine.c.ref),
    )
    # A plan stands in the newest contact of its person.
    planned = sa.select(mine.c.authority, mine.c.ref, due).where(
        due.is_not(None), ~sa.exists(sa.select(later.c.ref).where(same_person))
    )
    for authority, ref, review_on in bind.execute(planned).all():
        of_it = (mine.c.authority == authority, mine.c.ref == ref)
        bind.execute(sa.update(mine).where(*of_it).values(plan_review_on=date.fromisoformat(review_on)))


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_plan")
        batch_op.drop_column("plan_review_on")
