"""Who opens a database for itself says whose data it reads; requests' sessions say it for them."""

import re
from pathlib import Path

SERVICES = Path(__file__).parents[2] / "services"
OPENED = re.compile(r"\.(?:reading|reading_async|transaction|transaction_async)\((?:self\._threads)?\)")
OF_EVERY_COUNCIL = {
    "analytics/alerts/rounds.py": "councils that have alerts, with the newest version of their facts",
    "analytics/alerts/sending.py": "councils whose own system is to be told something",
    "analytics/live.py": "the newest version of each council's facts",
    "analytics/recounting.py": "how far feeds were counted, and events of whichever council",
    "cases/chasing/sending.py": "cases in which somebody is to be chased, whichever council's",
    "cases/digest/mailing.py": "officers who want today's digest by e-mail, whichever council's",
    "cases/outbox/sending.py": "messages whose turn it is, whichever council's",
    "intake/files/reading.py": "files whose text was not read, whichever council's",
    "intake/files/scanning.py": "files that wait to be looked through, whichever council's",
    "intake/files/sweeping.py": "contents that no file names, whichever council's",
    "intake/partners/hooks/worker.py": "councils whose clients are to be told something",
    "intake/partners/router.py": "a client that signs in: its council is found by it",
}


def test_sessions_of_every_council_are_known() -> None:
    opened = {
        str(file.relative_to(SERVICES)): len(found)
        for service in ("intake", "cases", "analytics")
        for file in (SERVICES / service).rglob("*.py")
        if (found := OPENED.findall(file.read_text()))
    }
    assert opened == dict.fromkeys(OF_EVERY_COUNCIL, 1) | {"analytics/recounting.py": 2}
