"""Which definition a report is made by: the council's own, else the one for every council."""

from functools import cache
from pathlib import Path

import structlog

from analytics.reports.definition import Definition
from analytics.reports.document import ReportScope
from kernel.procedures.reader import ProcedureFileError, line_of, read

FOLDER = Path(__file__).parent / "definitions"
BOARDS = Path(__file__).parent / "boards"
OWN = "reports"
"""Below the folder of councils' files: their reports' definitions, as COUNCIL-SCOPE.yaml."""
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


class Definitions:
    """The reports' definitions in force: the release's, and a folder's that are taken in while the product runs.

    A file that cannot be used changes nothing: what was in force stays.

    Attributes:
        mistakes: what is wrong, by the name of a file that is not in force as it stands.
    """

    def __init__(self, folder: Path) -> None:
        """Read all that there are. Raises ProcedureFileError for the release's own."""
        self.mistakes: dict[str, str] = {}
        self._release = definitions_of_release()
        self._folder = folder
        self._told = False
        self._own: dict[str, Definition] = {}
        self._stands: dict[Path, tuple[int, int]] = {}
        self._look()

    def of(self, authority: str, scope: ReportScope) -> Definition:
        """The definition of a council's report."""
        self._look()
        name = f"{authority}-{scope.value}"
        return self._own.get(name) or self._release.get(name) or self._release[scope.value]

    def tell(self) -> None:
        """Say what is wrong in the log, now and from now on; commands print it otherwise."""
        self._told = True
        for name in self.mistakes:
            self._log(name)

    def _look(self) -> None:
        stands = {path: _as_it_stands(path) for path in sorted(self._folder.glob("*.yaml"))}
        for gone in self._stands.keys() - stands.keys():
            self._own.pop(gone.stem, None)
            self.mistakes.pop(gone.name, None)
        for path in [path for path in stands if self._stands.get(path) != stands[path]]:
            try:
                if "-" not in path.stem:
                    raise ProcedureFileError(f"{path.name}:1: (file): is not named COUNCIL-SCOPE.yaml")
                self._own[path.stem] = read_definition(path)
                self.mistakes.pop(path.name, None)
            except (ProcedureFileError, OSError) as error:
                self.mistakes[path.name] = str(error)
                self._log(path.name)
        self._stands = stands

    def _log(self, name: str) -> None:
        if self._told:
            structlog.get_logger().error("report_file_refused", file=name, mistakes=self.mistakes[name])


def read_definition(path: Path) -> Definition:
    """One file, whose name ends in its scope. Raises ProcedureFileError."""
    definition = read(path, Definition)
    if path.stem.rpartition("-")[2] != definition.scope:
        line = line_of(path, "scope")
        raise ProcedureFileError(
            f"{path.name}:{line}: scope: {definition.scope} is not what the file’s name ends in"
        )
    return definition


@cache
def definitions_of_release() -> dict[str, Definition]:
    """By the names of their files. Raises ProcedureFileError naming every mistake at once."""
    found: dict[str, Definition] = {}
    mistakes: list[str] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        try:
            found[path.stem] = read_definition(path)
        except ProcedureFileError as error:
            mistakes.append(str(error))
    if mistakes:
        raise ProcedureFileError("\n".join(mistakes))
    return found


@cache
def boards() -> dict[str, Definition]:
    """Every dashboard by its name, in the order in which they are offered; they are defined as reports are."""
    return {name: read(BOARDS / f"{name}.yaml", Definition) for name in ORDER}


def _as_it_stands(path: Path) -> tuple[int, int]:
    """What changes with a file, without reading it; nothing for one that cannot be found."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_ctime_ns, found.st_size
