"""The register of providers, and by what key contacts name theirs."""

from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns
from intake.records import provider_key

revision = "01884f52d1e3"
down_revision = "cc54099f02b1"
branch_labels = None
depends_on = None

AT_A_TIME = 500
CONTACT = sa.table(
    "intake_contact",
    *map(sa.column, ("authority", "ref", "provider_key")),
    sa.column("body", sa.JSON()),
    sa.column("line", sa.JSON()),
)


def make_keys() -> None:
    """Give every contact that names a provider the key that a new one has."""
    place = sa.tuple_(CONTACT.c.authority, CONTACT.c.ref)
    columns = (CONTACT.c.authority, CONTACT.c.ref, CONTACT.c.body, CONTACT.c.line)
    asked = sa.select(*columns).order_by(CONTACT.c.authority, CONTACT.c.ref).limit(AT_A_TIME)
    change = (
        sa.update(CONTACT)
        .where(CONTACT.c.authority == sa.bindparam("of_authority"), CONTACT.c.ref == sa.bindparam("of_ref"))
        .values(provider_key=sa.bindparam("new_key"))
    )
    last = ("", "")
    while contacts := op.get_bind().execute(asked.where(place > sa.tuple_(*last))).mappings().all():
        last = contacts[-1]["authority"], contacts[-1]["ref"]
        if rows := [row for contact in contacts if (row := _keyed(contact))]:
            op.get_bind().execute(change, rows)


def _keyed(contact: Any) -> dict[str, str] | None:
    key = provider_key(contact["body"], contact["line"])
    return {"of_authority": contact["authority"], "of_ref": contact["ref"], "new_key": key} if key else None


def upgrade() -> None:
    op.create_table(
        "intake_contract_action",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("action", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "number", "action", name=op.f("pk_intake_contract_action")),
    )
    op.create_table(
        "intake_provider",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("sort_name", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("found_by", sa.Text(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("cqc_location", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("cqc_provider", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("contract_lead", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=True),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("authority", "number", name=op.f("pk_intake_provider")),
    )
    with op.batch_alter_table("intake_provider", schema=None) as batch_op:
        batch_op.create_index("ix_intake_provider_name", ["authority", "sort_name", "number"], unique=False)

    op.create_table(
        "intake_provider_change",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("act", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "number", "version", name=op.f("pk_intake_provider_change")),
    )
    op.create_table(
        "intake_provider_spelling",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("said", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.PrimaryKeyConstraint("authority", "key", name=op.f("pk_intake_provider_spelling")),
    )
    with op.batch_alter_table("intake_provider_spelling", schema=None) as batch_op:
        batch_op.create_index(
            "ix_intake_provider_spelling_entry", ["authority", "number", "position"], unique=False
        )

    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("provider_key", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=True))
        batch_op.create_index(
            "ix_intake_contact_provider", ["authority", "provider_key", "received_on"], unique=False
        )

    make_keys()


def downgrade() -> None:
    with op.batch_alter_table("intake_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_contact_provider")
        batch_op.drop_column("provider_key")

    with op.batch_alter_table("intake_provider_spelling", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_provider_spelling_entry")

    op.drop_table("intake_provider_spelling")
    op.drop_table("intake_provider_change")
    with op.batch_alter_table("intake_provider", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_provider_name")

    op.drop_table("intake_provider")
    op.drop_table("intake_contract_action")
