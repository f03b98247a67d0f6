"""What every table of cases belongs to, and the tables that come from the chassis."""

from datetime import date

from chassis.calendar_store import calendar_table
from chassis.db import new_metadata
from chassis.feed import feed_tables
from chassis.reads import read_tables
from chassis.restricted import restricted_table
from chassis.rows import ServiceTable
from chassis.said.table import said_table


class CasesTable(ServiceTable):
    metadata = new_metadata()


metadata = CasesTable.metadata
feed_of_cases = feed_tables("cases", metadata)
calendar_changes = calendar_table("cases", metadata)
reads_of_cases = read_tables("cases", metadata)
restricted_cases = restricted_table("cases", metadata)
said_in_cases = said_table("cases", metadata)

NOTHING_OWED = date(9999, 12, 31)
"""Sorts cases that owe nothing behind all others; never shown."""
