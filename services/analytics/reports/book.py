"""Which definition a report is made by: the council's own, else the one for every council."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from analytics.reports.definition import Definition
from analytics.reports.document import ReportScope
from kernel.procedures.reader import read

FOLDER = Path(__file__).parent / "definitions"


@cache
def definition_of(authority: str, scope: ReportScope) -> Definition:
    """The definition of a council's report. Raises ProcedureFileError for a file with mistakes."""
    own = FOLDER / f"{authority}-{scope.value}.yaml"
    return read(own if own.exists() else FOLDER / f"{scope.value}.yaml", Definition)


def all_files() -> Iterator[Path]:
    """Every definition, for whoever checks them."""
    yield from sorted(FOLDER.glob("*.yaml"))
