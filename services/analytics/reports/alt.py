"""What a chart shows, in words. Pure."""

from collections.abc import Sequence

from analytics.reports.document import Table


def described(table: Table, columns: Sequence[str]) -> str:
    """Every number of the chart, column by column; hidden ones by their mark."""
    told = []
    for at, column in enumerate(table.columns):
        if column.id in columns:
            head = f"{column.head}: " if len(columns) > 1 else ""
            rows = [f"{row.label} {row.values[at].text}" for row in table.rows if not row.is_total]
            told.append(head + ", ".join(rows))
    if all(row.is_total for row in table.rows):
        return "There is nothing to draw."
    return f"{table.row_title}: " + "; ".join(told) + "."
