"""Every case of the Ombudsman, as a unit that is counted.

Of an earlier release the newest of each reference is known; the others come once cases tells of them again.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "bbcfb8051c91"
down_revision = "796955d6cb2d"
branch_labels = None
depends_on = None


CASES = """
INSERT INTO analytics_ombudsman_case (authority, ref, number, received_on, decided_on, decision,
    formal_investigation, decision_is_draft, remedy_pence, recommendations_met_on)
SELECT authority, ref, 0, ombudsman_received_on, ombudsman_decided_on, ombudsman_decision,
    ombudsman_formal_investigation, ombudsman_decision_is_draft, ombudsman_remedy_pence,
    ombudsman_recommendations_met_on
FROM analytics_case WHERE ombudsman_decision IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "analytics_ombudsman_case",
        sa.Column("authority", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("contact_ref", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("formal_investigation", sa.Boolean(), nullable=True),
        sa.Column("decision_is_draft", sa.Boolean(), nullable=True),
        sa.Column("remedy_pence", sa.BigInteger(), nullable=True),
        sa.Column("recommendations_met_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("authority", "ref", "number", name=op.f("pk_analytics_ombudsman_case")),
    )
    with op.batch_alter_table("analytics_ombudsman_case", schema=None) as batch_op:
        batch_op.create_index("ix_analytics_ombudsman_case_contact", ["authority", "contact_ref"], unique=False)
    op.execute(CASES)


def downgrade() -> None:
    with op.batch_alter_table("analytics_ombudsman_case", schema=None) as batch_op:
        batch_op.drop_index("ix_analytics_ombudsman_case_contact")

    op.drop_table("analytics_ombudsman_case")
