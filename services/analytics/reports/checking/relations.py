"""Every contradiction that needs no claim: what the names of a report's numbers tell of them. Pure."""

from analytics.reports.checking import averages, bounds, differences, overlaps, restated, shares, totals
from analytics.reports.checking.findings import Finding
from analytics.reports.checking.tables import Tables
from analytics.reports.checking.values import Report

FINDERS = (totals.find, averages.find, shares.find, differences.find, restated.find, overlaps.find, bounds.find)


def contradictions(report: Report) -> list[Finding]:
    """In the order of the report's entries, each once."""
    tables = Tables(report)
    place = {entry.id: at for at, entry in enumerate(report.entries)}
    found = dict.fromkeys(finding for find in FINDERS for finding in find(tables))
    return sorted(found, key=lambda finding: place[finding.entries[0]])
