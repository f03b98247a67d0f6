"""Targets in calendar days and months, and what went by in each unit. Every target so far is in working days."""

from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "c91c65f87dc8"
down_revision = "434c6345f177"
branch_labels = None
depends_on = None

ACTS = ("acknowledge", "respond", "close")
SECONDS_OF_A_DAY = 86_400


def upgrade() -> None:
    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        for act in ACTS:
            batch_op.add_column(sa.Column(f"calendar_days_to_{act}", sa.Integer(), nullable=True))
            batch_op.add_column(sa.Column(f"months_to_{act}", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("within_target", sa.Boolean(), nullable=True))
    with op.batch_alter_table("analytics_stage", schema=None) as batch_op:
        batch_op.add_column(sa.Column("target", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True))
        batch_op.add_column(sa.Column("calendar_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("within_target", sa.Boolean(), nullable=True))
        batch_op.alter_column("target_working_days", existing_type=sa.INTEGER(), nullable=True)
    _fill()


def downgrade() -> None:
    stage = sa.table("analytics_stage", sa.column("target_working_days"))
    op.execute(sa.delete(stage).where(stage.c.target_working_days.is_(None)))
    with op.batch_alter_table("analytics_stage", schema=None) as batch_op:
        batch_op.alter_column("target_working_days", existing_type=sa.INTEGER(), nullable=False)
        for name in ("within_target", "months", "calendar_days", "unit", "target"):
            batch_op.drop_column(name)
    with op.batch_alter_table("analytics_case", schema=None) as batch_op:
        batch_op.drop_column("within_target")
        for act in ACTS:
            batch_op.drop_column(f"months_to_{act}")
            batch_op.drop_column(f"calendar_days_to_{act}")


def _fill() -> None:
    tables = sa.MetaData()
    tables.reflect(op.get_bind(), only=["analytics_case", "analytics_stage"])
    case, stage = tables.tables["analytics_case"].c, tables.tables["analytics_stage"].c
    op.execute(
        sa.update(stage.ref.table).values(
            target=stage.target_working_days,
            unit="working_days",
            calendar_days=_days(stage.started_on, stage.responded_on),
            months=_months(stage.started_on, stage.responded_on),
            within_target=stage.working_days <= stage.target_working_days,
        )
    )
    answered_on = (
        sa.select(stage.responded_on)
        .where(stage.authority == case.authority, stage.ref == case.ref, stage.stage == 1)
        .order_by(stage.number)
        .limit(1)
        .scalar_subquery()
    )
    days_of_acts = {"acknowledge": case.acknowledged_on, "respond": answered_on, "close": case.closed_on}
    op.execute(
        sa.update(case.ref.table).values(
            within_target=case.working_days_over_target <= 0,
            **{f"calendar_days_to_{act}": _days(case.received_on, on) for act, on in days_of_acts.items()},
            **{f"months_to_{act}": _months(case.received_on, on) for act, on in days_of_acts.items()},
        )
    )


def _days(start: Any, end: Any) -> Any:
    seconds = sa.extract("epoch", end) - sa.extract("epoch", start)
    return _whole(seconds / SECONDS_OF_A_DAY)


def _months(start: Any, end: Any) -> Any:
    """Those that had begun; the first begins on `start`."""
    years = sa.extract("year", end) - sa.extract("year", start)
    months = sa.extract("month", end) - sa.extract("month", start)
    begun = sa.case((sa.extract("day", end) >= sa.extract("day", start), 1), else_=0)
    return _whole(years * 12 + months + begun)


def _whole(number: Any) -> Any:
    return sa.case((number < 0, 0), else_=sa.cast(number, sa.Integer))
