"""Statements put to DuckDB, in an environment of its own: `python duckdb_questions.py FILE` prints seconds of the
processor for each round of each dashboard, as JSON."""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb


def main() -> None:
    """Read the tables that the file names into memory, and ask what it says."""
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    database = duckdb.connect()
    for table in given["tables"]:
        columns = ", ".join(f'"{name}" {holds}' for name, holds in table["columns"].items())
        database.execute(f"CREATE TABLE {table['name']} ({columns})")
        if Path(table["path"]).stat().st_size:
            database.execute(f"COPY {table['name']} FROM '{table['path']}' (HEADER false, NULLSTR '')")
    asked = {
        board: [_round(database, statements) for _ in range(given["rounds"])]
        for board, statements in given["asked"].items()
    }
    print(json.dumps(asked))


def _round(database: duckdb.DuckDBPyConnection, statements: Sequence[str]) -> float:
    begun = time.process_time()
    for statement in statements:
        database.execute(statement).fetchall()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
