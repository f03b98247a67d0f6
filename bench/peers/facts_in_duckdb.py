"""What each dashboard asks of the facts, asked of DuckDB too: the same statements over the same rows.

DuckDB is installed into an environment of its own beside the results, and has its tables in memory.
"""

import csv
import json
import statistics
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from rich.table import Table
from sqlalchemy import Connection, Engine, Select, event, select
from sqlalchemy import Table as Stored
from sqlalchemy.dialects import postgresql

from analytics.models import AnalyticsTable
from bench import reports
from bench.peers import environments
from kernel.vocabulary import Role

PACKAGES = ("duckdb==2.0.1", "pytz")
QUESTIONS = Path(__file__).with_name("duckdb_questions.py")
ROUNDS = 3
Figures = dict[str, Any]


def measure(folder: Path, sizes: Sequence[int] = reports.SIZES) -> Figures:
    """Seconds of the processor for each dashboard's whole answer, and for its statements in SQLite and in DuckDB,
    by how many contacts are stored."""
    folder.mkdir()
    return {str(size): _measure(folder / str(size), size) for size in sizes}


def _measure(folder: Path, size: int) -> Figures:
    with reports.stored(folder, size) as opened:
        manager = opened.caller(Role.MANAGER, authority=reports.AUTHORITY)
        engine = opened.database("analytics").engine
        took, asked = {}, {}
        for board in reports.BOARDS:
            with _statements(engine) as asked[board]:
                took[board] = reports.seconds(partial(reports.get, manager, reports.address_of(board)))
        tables = _written(engine, folder)
        ours = {board: [_round(engine, statements) for _ in range(ROUNDS)] for board, statements in asked.items()}
    texts = {board: [_text(one) for one in statements] for board, statements in asked.items()}
    theirs = _of_duckdb(folder, {"tables": tables, "asked": texts, "rounds": ROUNDS})
    return {
        board: {
            "statements": len(asked[board]),
            "answer": took[board],
            "sqlite": round(statistics.median(ours[board]), 3),
            "duckdb": round(statistics.median(theirs[board]), 3),
        }
        for board in asked
    }


def _round(engine: Engine, statements: Sequence[Select[Any]]) -> float:
    with engine.connect() as connection:
        return reports.seconds(lambda: [connection.execute(one).fetchall() for one in statements])


@contextmanager
def _statements(engine: Engine) -> Iterator[list[Select[Any]]]:
    """What is asked of a database meanwhile."""
    seen: list[Select[Any]] = []

    def note(_: Connection, statement: Select[Any], __: Any, values: Mapping[str, Any], *___: Any) -> None:
        seen.append(statement.params(values))

    event.listen(engine, "before_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_execute", note)


def _text(statement: Select[Any]) -> str:
    """As DuckDB reads it, whose SQL is PostgreSQL's, with its values in it."""
    compiled = statement.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})
    return str(compiled).replace("%%", "%")


def _written(engine: Engine, folder: Path) -> list[dict[str, Any]]:
    """Every table of facts as a file of values, with its columns and what they hold."""
    return [_table(engine, table, folder / f"{table.name}.csv") for table in AnalyticsTable.metadata.sorted_tables]


def _table(engine: Engine, table: Stored, path: Path) -> dict[str, Any]:
    with engine.connect() as connection, path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for row in connection.execution_options(yield_per=10_000).execute(select(table)):
            writer.writerow([json.dumps(value) if isinstance(value, list | dict) else value for value in row])
    dialect = postgresql.dialect()
    columns = {column.name: column.type.compile(dialect=dialect) for column in table.columns}
    return {"name": table.fullname, "columns": columns, "path": str(path)}


def _of_duckdb(folder: Path, questions: Figures) -> dict[str, list[float]]:
    programs = environments.programs("duckdb", PACKAGES)
    asked = folder / "questions.json"
    asked.write_text(json.dumps(questions), encoding="utf-8")
    done = subprocess.run([programs / "python", QUESTIONS, asked], capture_output=True, text=True, check=True)
    answered: dict[str, list[float]] = json.loads(done.stdout)
    return answered


def table(figures: Figures) -> Table:
    """For each size and dashboard the whole answer, and its statements here and in DuckDB."""
    shown = Table(title=f"Beside DuckDB, seconds of the processor; statements are medians of {ROUNDS}")
    for heading in ("stored", "dashboard", "answer", "statements", "in SQLite", "in DuckDB", "times"):
        shown.add_column(heading, justify="right")
    for size, boards in figures.items():
        for board, seen in boards.items():
            took = [seen["sqlite"], seen["duckdb"], seen["sqlite"] / seen["duckdb"]]
            of_all = (f"{int(size):,}", board, f"{seen['answer']:.3g}", str(seen["statements"]))
            shown.add_row(*of_all, *(f"{each:.3g}" for each in took))
    return shown
