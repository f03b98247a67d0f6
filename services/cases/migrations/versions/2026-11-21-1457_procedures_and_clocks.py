"""Stages, holds, requests and extensions; clocks say what starts and ends them.

The defaults stay in the database, so that the release before this one can go on writing meanwhile.
"""

import json

import sqlalchemy as sa
import sqlmodel
from alembic import op

import chassis.columns

revision = "76bd42456c8a"
down_revision = "22c13f4a38ac"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases_extension",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("due_after", sa.Date(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("person_agreed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", chassis.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_extension")),
    )
    op.create_table(
        "cases_hold",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("waiting_on", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_hold")),
    )
    op.create_table(
        "cases_request",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("asked_of", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_request")),
    )
    op.create_table(
        "cases_stage",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("acts", sa.JSON(), nullable=False),
        sa.Column("response_days", sa.Integer(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_cases_stage")),
    )
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_due_act", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True))
        batch_op.alter_column(
            "next_due_kind",
            existing_type=sa.VARCHAR(length=40),
            type_=sqlmodel.sql.sqltypes.AutoString(length=60),
            existing_nullable=True,
        )

    with op.batch_alter_table("cases_clock", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stage", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(
            sa.Column(
                "starts", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False, server_default="received"
            )
        )
        batch_op.add_column(
            sa.Column(
                "ends", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False, server_default="responded"
            )
        )
        batch_op.add_column(
            sa.Column(
                "owed_by", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False, server_default="council"
            )
        )
        batch_op.add_column(
            sa.Column(
                "working_days",
                sqlmodel.sql.sqltypes.AutoString(length=20),
                nullable=False,
                server_default="england_and_wales",
            )
        )
        batch_op.add_column(sa.Column("pauses_for", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(
            sa.Column("calendar_version", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True)
        )
        batch_op.add_column(sa.Column("extended_amount", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("original_due_on", sa.Date(), nullable=True))
        batch_op.alter_column(
            "kind",
            existing_type=sa.VARCHAR(length=40),
            type_=sqlmodel.sql.sqltypes.AutoString(length=60),
            existing_nullable=False,
        )
        batch_op.create_index(
            "ix_cases_clock_running", ["authority", "met_on", "cancelled", "due_on"], unique=False
        )

    with op.batch_alter_table("cases_issue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("earlier", sa.JSON(), nullable=False, server_default="[]"))

    _tell_clocks_what_starts_and_ends_them()
    _keep_first_stages()


def _tell_clocks_what_starts_and_ends_them() -> None:
    for change in (
        "UPDATE cases_clock SET ends = 'acknowledged' WHERE kind = 'acknowledge'",
        "UPDATE cases_clock SET ends = 'decided' WHERE kind IN ('triage', 'holding')",
        "UPDATE cases_clock SET starts = 'acknowledged' WHERE kind = 'promised'",
        "UPDATE cases_clock SET stage = 0 WHERE kind = 'statutory'",
        "UPDATE cases_clock SET working_days = 'council' WHERE basis = 'local' AND unit = 'working_days'",
        "UPDATE cases_case SET next_due_act = 'responded' WHERE next_due_kind IS NOT NULL",
        "UPDATE cases_case SET next_due_act = 'acknowledged' WHERE next_due_kind = 'acknowledge'",
        "UPDATE cases_case SET next_due_act = 'decided' WHERE next_due_kind IN ('triage', 'holding')",
    ):
        op.execute(change)


def _keep_first_stages() -> None:
    """Every case that is worked here is in its first stage: until now there was no other."""
    connection = op.get_bind()
    decided = {
        (row.authority, row.ref): row.met_on
        for row in connection.execute(
            sa.text(
                "SELECT authority, ref, met_on FROM cases_clock "
                "WHERE kind IN ('triage', 'holding') AND met_on IS NOT NULL"
            )
        )
    }
    cases = connection.execute(
        sa.text(
            "SELECT authority, ref, received_on, acknowledged_on, responded_on, response_days, outcome "
            "FROM cases_case WHERE stage <> 'imported'"
        )
    ).all()
    stage = sa.table("cases_stage", *map(sa.column, ("authority", "ref", "number", "code", "acts")))
    stage.append_column(sa.column("response_days"))
    stage.append_column(sa.column("outcome"))
    rows = []
    for case in cases:
        acts = {
            "received": case.received_on,
            "decided": decided.get((case.authority, case.ref)),
            "acknowledged": case.acknowledged_on,
            "responded": case.responded_on,
            "response_received": case.responded_on,
        }
        rows.append(
            {
                "authority": case.authority,
                "ref": case.ref,
                "number": 1,
                "code": "stage_1",
                "acts": json.dumps({act: str(on) for act, on in acts.items() if on}),
                "response_days": case.response_days,
                "outcome": case.outcome if case.responded_on else None,
            }
        )
    if rows:
        op.bulk_insert(stage, rows)


def downgrade() -> None:
    with op.batch_alter_table("cases_issue", schema=None) as batch_op:
        batch_op.drop_column("earlier")
    with op.batch_alter_table("cases_clock", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_clock_running")
        for column in (
            "original_due_on",
            "extended_amount",
            "calendar_version",
            "pauses_for",
            "working_days",
            "owed_by",
            "ends",
            "starts",
            "stage",
        ):
            batch_op.drop_column(column)
    with op.batch_alter_table("cases_case", schema=None) as batch_op:
        batch_op.drop_column("next_due_act")
    for table in ("cases_stage", "cases_request", "cases_hold", "cases_extension"):
        op.drop_table(table)
