"""Which definition a report is made by: the council's own, else the one for every council."""

from functools import cache
from pathlib import Path

from analytics.reports.definition import Definition
from analytics.reports.document import ReportScope
from kernel.procedures.reader import read

FOLDER = Path(__file__).parent / "definitions"
BOARDS = Path(__file__).parent / "boards"
ORDER = (
    "performance",
    "themes",
    "people",
    "providers",
    "ombudsman",
    "learning",
    "compliments",
    "intake",
)
"""Dashboards as they are offered."""


@cache
def definition_of(authority: str, scope: ReportScope) -> Definition:
    """The definition of a council's report. Raises ProcedureFileError for a file with mistakes."""
    own = FOLDER / f"{authority}-{scope.value}.yaml"
    return read(own if own.exists() else FOLDER / f"{scope.value}.yaml", Definition)


def board_of(name: str) -> Definition:
    """A dashboard of the product's, defined as reports are. Raises KeyError for one that there is not."""
    return boards()[name]


@cache
def boards() -> dict[str, Definition]:
    """Every dashboard by its name, in the order in which they are offered."""
    return {name: read(BOARDS / f"{name}.yaml", Definition) for name in ORDER}
