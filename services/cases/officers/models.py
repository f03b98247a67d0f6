"""Who works on cases."""

from sqlmodel import Field

from cases.tables import CasesTable


class OfficerRow(CasesTable, table=True):
    """Someone who signed in at least once and may own cases."""

    __tablename__ = "cases_officer"

    authority: str = Field(primary_key=True, max_length=60)
    subject: str = Field(primary_key=True, max_length=200)
    name: str = Field(max_length=200)
    role: str = Field(max_length=40)
    team: str | None = Field(default=None, max_length=60)
    active: bool = True
