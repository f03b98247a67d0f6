"""A report as tidy data: one number a line, and a dictionary of what each table and column says. Pure."""

import io
import json
import zipfile
from collections.abc import Iterator
from decimal import Decimal

from analytics.reports.document import Report, Value
from analytics.reports.formats.wording import MARKS, UNITS, counts_by_row, heading, said_under
from analytics.reports.tables import TOTAL
from chassis.csv_rows import csv_row

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
"""Under which councils publish what is not somebody's own."""
SOME_DAY = (1980, 1, 1, 0, 0, 0)
"""The same files give the same archive."""


def archive(report: Report) -> bytes:
    """A ZIP of `tables.csv`, `dictionary.csv` and what these are, for catalogues of open data; in UTF-8."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for name, lines in (
            ("tables.csv", tables(report)),
            ("dictionary.csv", dictionary(report)),
            ("dataset.jsonld", [json.dumps(dataset(report), ensure_ascii=False, indent=2)]),
        ):
            files.writestr(zipfile.ZipInfo(name, SOME_DAY), "".join(lines), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def tables(report: Report) -> Iterator[str]:
    """Every number, a line each: totals of rows and of columns are called `total`."""
    yield csv_row("table", "row", "column", "measure", "value")
    for table in report.tables():
        for row in table.rows:
            for column, value in zip(table.columns, row.values, strict=True):
                yield csv_row(
                    table.id,
                    TOTAL if row.is_total else row.label,
                    TOTAL if column.id == TOTAL else heading(column),
                    value.unit.value,
                    _plain(value),
                )


def dictionary(report: Report) -> Iterator[str]:
    """Every column of every table, a line each, with what the table says and how it was counted.

    Where rows count different things, each has a line of its own, without a column.
    """
    yield csv_row("table", "number", "title", "row", "column", "measure", "definition", "note")
    for table in report.tables():
        by_row = counts_by_row(table)
        of_all = "" if by_row else " ".join(table.definitions)
        for column in table.columns:
            yield csv_row(
                table.id,
                table.number,
                table.title,
                table.row_title,
                TOTAL if column.id == TOTAL else heading(column),
                UNITS[column.measure],
                column.definition or of_all,
                " ".join(said_under(table)),
            )
        for row, definition in zip(table.rows, table.definitions, strict=True) if by_row else ():
            yield csv_row(table.id, table.number, table.title, row.label, "", "", definition, "")
    for mark, meaning in MARKS.items():
        yield csv_row("", "", "", "", "", mark, meaning, "")


def dataset(report: Report) -> dict[str, object]:
    """The description by which catalogues of open data find it: a Dataset of schema.org."""
    kinds = {value.unit for table in report.tables() for row in table.rows for value in row.values}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{report.title}, {report.council}, {report.period}",
        "description": f"Every table of the report, a number a line. {' '.join(report.notes)}".strip(),
        "identifier": f"{report.authority}-{report.scope}-{report.period}",
        "version": str(report.version) if report.version else "draft",
        "dateModified": report.as_of.isoformat(),
        "temporalCoverage": f"{report.since.isoformat()}/{report.to.isoformat()}",
        "creator": {"@type": "GovernmentOrganization", "name": report.council},
        "license": LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": "en-GB",
        "variableMeasured": sorted(UNITS[kind] for kind in kinds),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": name, "description": says}
            for name, says in (
                ("tables.csv", "The numbers"),
                ("dictionary.csv", "What each table and column says"),
            )
        ],
    }


def _plain(value: Value) -> object:
    """A number without signs of its unit, to as many places as it is printed; else what is printed."""
    if isinstance(value.value, int | float):
        return Decimal(f"{value.value:.{value.places}f}")
    return value.text
