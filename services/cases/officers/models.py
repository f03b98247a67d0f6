"""Who works on cases."""

from datetime import date

from sqlalchemy import JSON, Boolean, Column, false
from sqlmodel import Field

from cases.tables import CasesTable
from kernel.vocabulary import Role

OWNERS = frozenset({Role.COMPLAINTS_OFFICER, Role.INVESTIGATOR, Role.MANAGER})


class OfficerRow(CasesTable, table=True):
    """Someone who signed in at least once. What they are is as their last sign-in said.

    `roles` are all that they hold, `role` the one that says best what they do; an earlier release kept none.
    They are away from `absent_from` to `absent_until`, both included; without the second, until further notice.
    `capacity`: so many open cases are enough for them.

    `email` is the provider's, or nobody's; `signed_in_on` the local date of the last sign-in. What their day
    brings goes there if `wants_digest`; `digest_on` is the last day whose digest was sent, or was not to be.
    """

    __tablename__ = "cases_officer"

    authority: str = Field(primary_key=True, max_length=60)
    subject: str = Field(primary_key=True, max_length=200)
    name: str = Field(max_length=200)
    role: str = Field(max_length=40)
    team: str | None = Field(default=None, max_length=60)
    active: bool = True
    roles: list[str] = Field(default=[], sa_column=Column(JSON, nullable=False, server_default="[]"))
    absent_from: date | None = None
    absent_until: date | None = None
    capacity: int | None = None
    email: str | None = Field(default=None, max_length=254)
    signed_in_on: date | None = None
    wants_digest: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    digest_on: date | None = None

    def is_absent(self, today: date) -> bool:
        if self.absent_from is None or today < self.absent_from:
            return False
        return self.absent_until is None or today <= self.absent_until

    @property
    def held(self) -> frozenset[Role]:
        """All roles that they hold."""
        return frozenset(map(Role, self.roles or [self.role]))

    def may_own(self, today: date) -> bool:
        """Whether cases may be given to them: they work here still, are not away, and look into cases."""
        return self.active and self.role in OWNERS and not self.is_absent(today)
