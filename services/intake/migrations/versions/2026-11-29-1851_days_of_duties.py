"""By when a contact owes something; duties that are there have a day too: promptly, a week from receipt."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from kernel.localtime import local_today

revision = "6bc0eb888abd"
down_revision = "5adce76c508e"
branch_labels = None
depends_on = None

TOGETHER = 500
PROMPTLY = timedelta(days=7)
"""Five working days; bank holidays of days that are over are not looked up."""
LISTED = timedelta(days=90)
"""What came in longer ago shows its late duties on its own page; the list is of what can still be done in time."""
OF_THE_CASE = frozenset({"acknowledge", "decide_route"})

CONTACTS = sa.table(
    "intake_contact",
    sa.column("authority", sa.String),
    sa.column("ref", sa.String),
    sa.column("received_on", sa.Date),
    sa.column("import_job", sa.String),
    sa.column("anonymised_on", sa.Date),
    sa.column("owed_on", sa.Date),
    sa.column("praised", sa.Integer),
    sa.column("assessment", sa.JSON),
    sa.column("body", sa.JSON),
)
DUTIES = sa.table(
    "intake_duty",
    *(sa.column(name, sa.String) for name in ("authority", "ref", "code", "not_needed_because")),
    sa.column("done_on", sa.Date),
)


def upgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("praised", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index("ix_intake_contact_owed", ["authority", "owed_on", "ref"], unique=False)
    connection = op.get_bind()
    met = sa.select(DUTIES).where(DUTIES.c.done_on.is_not(None) | DUTIES.c.not_needed_because.is_not(None))
    done = {(duty["authority"], duty["ref"], duty["code"]) for duty in connection.execute(met).mappings()}
    for contacts in _in_parts(connection):
        changes = [change for contact in contacts if (change := _with_days(contact, done))]
        if changes:
            connection.execute(
                sa.update(CONTACTS)
                .where(
                    CONTACTS.c.authority == sa.bindparam("of_council"),
                    CONTACTS.c.ref == sa.bindparam("of_contact"),
                )
                .values(
                    assessment=sa.bindparam("judged"),
                    owed_on=sa.bindparam("owed_by"),
                    praised=sa.bindparam("praises"),
                ),
                changes,
            )


def _in_parts(connection: sa.Connection) -> Iterator[list[Any]]:
    after = ("", "")
    while True:
        query = (
            sa.select(CONTACTS)
            .where(sa.tuple_(CONTACTS.c.authority, CONTACTS.c.ref) > sa.tuple_(*map(sa.literal, after)))
            .where(CONTACTS.c.import_job.is_(None), CONTACTS.c.anonymised_on.is_(None))
            .order_by(CONTACTS.c.authority, CONTACTS.c.ref)
            .limit(TOGETHER)
        )
        contacts = list(connection.execute(query).mappings())
        if not contacts:
            return
        yield contacts
        after = (contacts[-1]["authority"], contacts[-1]["ref"])


def _with_days(contact: Any, done: set[tuple[str, str, str]]) -> dict[str, Any] | None:
    """A contact's duties with a day each, the first of what is owed, and its praise; None where it has neither."""
    day = (contact["received_on"] + PROMPTLY).isoformat()
    duties = [{**duty, "by": duty["by"] or day} for duty in contact["assessment"]["duties"]]
    praises = sum(matter.get("kind") == "praise" for matter in contact["body"].get("matters") or [])
    if not duties and not praises:
        return None
    owed = [
        date.fromisoformat(duty["by"])
        for duty in duties
        if duty["code"] not in OF_THE_CASE and (contact["authority"], contact["ref"], duty["code"]) not in done
    ]
    return {
        "of_council": contact["authority"],
        "of_contact": contact["ref"],
        "praises": praises,
        "judged": {**contact["assessment"], "duties": duties},
        "owed_by": min(owed, default=None) if contact["received_on"] >= local_today() - LISTED else None,
    }


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_owed")
        batch_op.drop_column("praised")
        batch_op.drop_column("owed_on")
