"""Cases of the Ombudsman beside the record; what it asks as a contact of its own has a clock of that name."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0f61eca9b1fe"
down_revision = "f0cc05f456df"
branch_labels = None
depends_on = None

CASES = sa.table("cases_case", *map(sa.column, ("authority", "ref", "classification", "next_due_kind")))
KINDS = [
    sa.table(name, *map(sa.column, ("authority", "ref", "kind"))) for name in ("cases_clock", "cases_extension")
]


def rename_clock(before: str, after: str) -> None:
    """Call the clock of what the Ombudsman asks by another code, and its extensions with it."""
    its_own = CASES.c.classification == "ombudsman_enquiry"
    for table in KINDS:
        found = sa.exists().where(CASES.c.authority == table.c.authority, CASES.c.ref == table.c.ref, its_own)
        op.execute(sa.update(table).where(table.c.kind == before, found).values(kind=after))
    due = sa.update(CASES).where(its_own, CASES.c.next_due_kind == before)
    op.execute(due.values(next_due_kind=after))


def upgrade() -> None:
    op.create_table(
        "cases_ombudsman",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("contact_ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("formal_investigation", sa.Boolean(), nullable=True),
        sa.Column("draft_on", sa.Date(), nullable=True),
        sa.Column("draft_decision", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("comments_due_on", sa.Date(), nullable=True),
        sa.Column("commented_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("grounds", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("public_report", sa.Boolean(), nullable=False),
        sa.Column("remedies", sa.JSON(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("sort_on", sa.Date(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_ombudsman")),
    )
    with op.batch_alter_table("cases_ombudsman", schema=None) as batch_op:
        batch_op.create_index("ix_cases_ombudsman_open", ["authority", "is_open", "sort_on", "ref"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cases_ombudsman", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_ombudsman_open")

    op.drop_table("cases_ombudsman")
