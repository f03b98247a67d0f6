"""Contacts are found by normal forms of names, phone numbers and e-mail addresses.

What is kept of contacts that are there is made by the functions that make it for new ones: whoever changes a
normal form writes a revision that makes it again.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

from intake.lookalikes.keys import keys_of
from intake.lookalikes.traits import traits_of
from intake.records import columns_of
from kernel.localtime import local_today

revision = "cb42be2c96cd"
down_revision = "57f41e580566"
branch_labels = None
depends_on = None

NEWEST = ["recorded_at", "ref"]
NAMES = ("complainant_name", "person_name")
FORMS = ("complainant_key", "complainant_phone", "complainant_email", "found_by", "phones")
AT_A_TIME = 500
A_YEAR = timedelta(days=366)

CONTACT = sa.table(
    "intake_contact",
    *map(sa.column, ("authority", "ref", "title", "client", *NAMES, *FORMS)),
    sa.column("received_on", sa.Date()),
    sa.column("body", sa.JSON()),
    sa.column("line", sa.JSON()),
)
KEY = sa.table(
    "intake_lookalike_key", *map(sa.column, ("authority", "hash", "ref")), sa.column("received_on", sa.Date())
)


def upgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("complainant_key", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=True)
        )
        for name in ("found_by", "phones"):
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        batch_op.alter_column("complainant_email", type_=sqlmodel.sql.sqltypes.AutoString(length=254))
    for contacts in _contacts():
        _make_forms(contacts)
        _add_keys(contacts)
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        for name in ("found_by", "phones"):
            batch_op.alter_column(name, server_default=None)
        for way in ("phone", "email"):
            batch_op.drop_index(f"ix_intake_contact_{way}")
            columns = ["authority", "complainant_key", f"complainant_{way}", *NEWEST]
            batch_op.create_index(f"ix_intake_contact_{way}", columns, unique=False)
        batch_op.drop_column("complainant_name")
        batch_op.drop_column("person_name")


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_name", sa.VARCHAR(length=200), nullable=True))
        batch_op.add_column(sa.Column("complainant_name", sa.VARCHAR(length=200), nullable=True))
    names = {f"{part}_name": CONTACT.c.body[part, "name"].as_string() for part in ("complainant", "person")}
    op.execute(sa.update(CONTACT).values(names))
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        for way in ("phone", "email"):
            batch_op.drop_index(f"ix_intake_contact_{way}")
            columns = ["authority", "complainant_name", f"complainant_{way}", *NEWEST]
            batch_op.create_index(f"ix_intake_contact_{way}", columns, unique=False)
        batch_op.drop_column("phones")
        batch_op.drop_column("found_by")
        batch_op.drop_column("complainant_key")


def _contacts() -> Iterator[list[Mapping[str, Any]]]:
    """All of them, some at a time."""
    place = sa.tuple_(CONTACT.c.authority, CONTACT.c.ref)
    asked = sa.select(
        CONTACT.c.authority, CONTACT.c.ref, CONTACT.c.title, CONTACT.c.client, CONTACT.c.received_on,
        CONTACT.c.body, CONTACT.c.line,
    ).order_by(CONTACT.c.authority, CONTACT.c.ref).limit(AT_A_TIME)  # fmt: skip
    last = ("", "")
    while contacts := op.get_bind().execute(asked.where(place > sa.tuple_(*last))).mappings().all():
        yield list(contacts)
        last = contacts[-1]["authority"], contacts[-1]["ref"]


def _make_forms(contacts: list[Mapping[str, Any]]) -> None:
    change = (
        sa.update(CONTACT)
        .where(CONTACT.c.authority == sa.bindparam("of_authority"), CONTACT.c.ref == sa.bindparam("of_ref"))
        .values({name: sa.bindparam(f"new_{name}") for name in FORMS})
    )
    rows = []
    for contact in contacts:
        forms = columns_of(contact["ref"], contact["title"], contact["body"], contact["line"])
        place = {"of_authority": contact["authority"], "of_ref": contact["ref"]}
        rows.append(place | {f"new_{name}": form for name, form in forms.items()})
    op.get_bind().execute(change, rows)


def _add_keys(contacts: list[Mapping[str, Any]]) -> None:
    """Keys of look-alikes that are new with the normal forms; those that are there stay."""
    since = local_today() - A_YEAR
    rows = [
        {"authority": each["authority"], "hash": key, "ref": each["ref"], "received_on": each["received_on"]}
        for each in contacts
        if each["received_on"] >= since
        for key in keys_of(each["authority"], traits_of(each["body"], each["line"], each["client"]))
    ]
    if not rows:
        return
    refs = {row["ref"] for row in rows}
    there = sa.select(KEY.c.authority, KEY.c.ref, KEY.c.hash).where(KEY.c.ref.in_(refs))
    known = set(map(tuple, op.get_bind().execute(there)))
    new = [row for row in rows if (row["authority"], row["ref"], row["hash"]) not in known]
    if new:
        op.get_bind().execute(sa.insert(KEY), new)
