"""Submit contacts from some clients for a while: `python -m bench.client URL TOKEN CLIENTS SECONDS [COUNT [TO]]`.

With COUNT it ends after that many, and none is left out for warming up; 0: it does not. TO says to what.

A process of its own, so that making the load and answering it do not share one interpreter. Each
client sends its next contact when the last is acknowledged (closed loop). Prints one JSON object.
"""

import http.client
import itertools
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.support import contacts

WARM_UP_SECONDS = 1.0


class Submission(NamedTuple):
    """How a product takes a contact: where, signed in by which scheme, and the body of each."""

    path: str
    scheme: str
    body_of: Callable[[int], str]


def submit_until(
    stop: float,
    start: float,
    left: Iterator[int],
    url: str,
    token: str,
    how: Submission,
    times: list[float],
    faults: list[str],
) -> None:
    """One client: submit until `stop`, or while any are left; times count once `start` has passed."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    headers = {"Authorization": f"{how.scheme} {token}", "Content-Type": "application/json"}
    while (begun := time.perf_counter()) < stop and (number := next(left, None)) is not None:
        connection.request("POST", how.path, how.body_of(number), headers)
        answer = connection.getresponse()
        text = answer.read()
        done = time.perf_counter()
        if answer.status != 201:
            faults.append(f"{answer.status} {text[:200]!r}")
            return
        if begun >= start and done <= stop:
            times.append(done - begun)
    connection.close()


def body_of(number: int) -> str:
    """A contact of its own: no other has its person's name and number, or its words."""
    said = contacts.statutory()
    complainant = {
        **said["complainant"],
        "name": f"A Caller {spelt(number)}",
        "phone": f"0116 4{number % 10**6:06}",
    }
    return json.dumps(said | {"complainant": complainant, "narrative": f"{said['narrative']} ({number})"})


def ticket_of(number: int) -> str:
    """The same contact as a ticket of django-helpdesk."""
    contact = json.loads(body_of(number))
    return json.dumps(
        {
            "queue": 1,
            "title": contact["narrative"][:80],
            "description": contact["narrative"],
            "submitter_email": f"{spelt(number)}@complainant.example",
            "priority": 3,
            "status": 1,
        }
    )


def spelt(number: int) -> str:
    """A number as a word, so that it makes another name: 12 is bc."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


TO = {
    "redress": Submission("/api/intake/v1/contacts", "Bearer", body_of),
    "helpdesk": Submission("/api/tickets/", "Token", ticket_of),
}


def main() -> None:
    """Run the clients and print what they saw."""
    url, token, clients, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    count = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    how = TO[sys.argv[6] if len(sys.argv) > 6 else "redress"]
    left = iter(range(count)) if count else itertools.count()
    start = time.perf_counter() + (0 if count else WARM_UP_SECONDS)
    stop = start + seconds
    times: list[float] = []
    faults: list[str] = []
    threads = [
        threading.Thread(target=submit_until, args=(stop, start, left, url, token, how, times, faults))
        for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"seconds": seconds, "times": times, "faults": faults}))


if __name__ == "__main__":
    main()
