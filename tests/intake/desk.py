"""Somebody who records contacts and learns more of them, through the services on one database."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis import feed
from chassis.auth import Principal
from chassis.db import Database
from intake import learned, service
from intake.duties import service as duties
from intake.duties.schemas import DutyMet
from intake.schemas import Contact, ContactRead, Contacts, ContactSearch, FactsLearned, Reclassification
from kernel.procedures import Books
from kernel.vocabulary import Role
from tests.support import contacts
from tests.support.house import principal

NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)
OFFICER = principal(Role.COMPLAINTS_OFFICER)


class Desk:
    """Somebody who records contacts on one database."""

    def __init__(self, database: Database, books: Books) -> None:
        self.database = database
        self.books = books

    def record(self, by: Principal = OFFICER, now: datetime = NOW, **changes: Any) -> ContactRead:
        body = Contact.model_validate(contacts.statutory(**changes))
        with self.database.transaction() as tx:
            return service.record_contact(tx, service.Submission(by, body), now, self.books)

    def reclassify(self, ref: str, to: str, by: Principal = OFFICER, **changes: Any) -> ContactRead:
        body = Reclassification.model_validate({"classification": to, "reason": "Looked at again.", **changes})
        with self.database.transaction() as tx:
            return service.reclassify(tx, by, ref, body, NOW, self.books)

    def search(self, words: str | None = None, by: Principal = OFFICER, **filters: Any) -> Contacts:
        asked = ContactSearch(q=words, **{"limit": 100, **filters})
        with self.database.reading() as session:
            return service.list_contacts(session, by, asked, NOW.date(), self.books)

    def get(self, ref: str, by: Principal = OFFICER) -> ContactRead:
        with self.database.reading() as session:
            return service.get_contact(session, by, ref, NOW.date(), self.books)

    def told(self) -> list[dict[str, Any]]:
        with self.database.reading() as session:
            return feed.read(session, self.database.tables, 0, 100)

    def learn(self, contact: ContactRead, by: Principal = OFFICER, **facts: Any) -> ContactRead:
        with self.database.transaction() as tx:
            body = FactsLearned.model_validate(facts)
            return learned.answer_facts(
                tx, by, contact.ref, contact.version, body, NOW + timedelta(days=1), self.books
            )

    def meet(self, contact: ContactRead, key: str, now: datetime = NOW, **said: Any) -> ContactRead:
        with self.database.transaction() as tx:
            return duties.meet(tx, OFFICER, contact.ref, key, DutyMet.model_validate(said), now, self.books)
