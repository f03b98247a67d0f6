"""Who works on cases."""

from sqlmodel import Field

from cases.tables import CasesTable
from kernel.vocabulary import Role

OWNERS = frozenset({Role.COMPLAINTS_OFFICER, Role.INVESTIGATOR, Role.MANAGER})


class OfficerRow(CasesTable, table=True):
    """Someone who signed in at least once. What they are is as their last sign-in said."""

    __tablename__ = "cases_officer"

    authority: str = Field(primary_key=True, max_length=60)
    subject: str = Field(primary_key=True, max_length=200)
    name: str = Field(max_length=200)
    role: str = Field(max_length=40)
    team: str | None = Field(default=None, max_length=60)
    active: bool = True

    @property
    def may_own(self) -> bool:
        """Whether cases may be given to them: they work here still, and look into cases."""
        return self.active and self.role in OWNERS
