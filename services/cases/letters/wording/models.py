"""The table of a council's own words for the letters of a case."""

from cases.tables import CasesTable
from chassis.letters.wording.table import Version


class WordingRow(Version, CasesTable, table=True):
    __tablename__ = "cases_letter_wording"
