"""What is let go of, by an index: each batch looked through a council's look-alikes, remarks and e-mails."""

from alembic import op

revision = "1cdaa12e10a4"
down_revision = "c98090c7cc63"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_intake_lookalike_key_ref", "intake_lookalike_key", ["authority", "ref"])
    op.create_index("ix_intake_import_remark_ref", "intake_import_remark", ["authority", "ref"])
    op.create_index("ix_intake_mail_suggested", "intake_mail", ["authority", "suggested_ref"])


def downgrade() -> None:
    op.drop_index("ix_intake_mail_suggested", "intake_mail")
    op.drop_index("ix_intake_import_remark_ref", "intake_import_remark")
    op.drop_index("ix_intake_lookalike_key_ref", "intake_lookalike_key")
