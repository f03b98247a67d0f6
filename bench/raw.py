"""What the databases alone can do: a contact-sized and an event-sized row in one durable commit."""

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

TABLES = (
    "CREATE TABLE contact (authority varchar(60), ref varchar(20), body text, PRIMARY KEY (authority, ref))",
    "CREATE TABLE event (position bigint PRIMARY KEY, ref varchar(20), data text)",
)
BODY = "x" * 1200
DATA = "x" * 700


def sqlite(path: Path, seconds: float) -> list[float]:
    """Commit pairs one after the other; SQLite has one writer, however many clients wait."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", *TABLES):
        connection.execute(statement)

    def pair(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO contact VALUES ('leicester', ?, ?)", (f"LEI-{number}", BODY))
        connection.execute("INSERT INTO event VALUES (?, ?, ?)", (number, f"LEI-{number}", DATA))
        connection.execute("COMMIT")

    times = _repeat(pair, 0, time.perf_counter() + seconds)
    connection.close()
    return times


def postgresql(dsn: str, clients: int, seconds: float) -> list[float]:
    """Commit pairs from a number of connections, with prepared statements."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        for statement in ("DROP TABLE IF EXISTS contact", "DROP TABLE IF EXISTS event", *TABLES):
            connection.execute(statement)
    stop = time.perf_counter() + seconds
    times: list[float] = []

    def client(number: int) -> None:
        with psycopg.connect(dsn, prepare_threshold=0) as connection:

            def pair(serial: int) -> None:
                ref = f"LEI-{serial}"
                connection.execute("INSERT INTO contact VALUES ('leicester', %s, %s)", (ref, BODY))
                connection.execute("INSERT INTO event VALUES (%s, %s, %s)", (serial, ref, DATA))
                connection.commit()

            times.extend(_repeat(pair, number * 1_000_000, stop))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _repeat(act: Callable[[int], None], first: int, stop: float) -> list[float]:
    times = []
    number = first
    while (begun := time.perf_counter()) < stop:
        number += 1
        act(number)
        times.append(time.perf_counter() - begun)
    return times
