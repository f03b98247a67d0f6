"""Random records brought in once on each database, and a way to bring in a few for one rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from kernel.vocabulary import Role
from tests.figures.records import some_records
from tests.support import house, repeatable
from tests.support.databases import BACKENDS, Databases
from tests.support.house import Caller, House
from tests.support.imports import bring_in, line, ndjson

repeatable.use()
FIGURES = "/api/analytics/v1/figures"
COUNCILS = {
    "eastmere": "EAS", "leicester": "LEI", "coventry": "COV", "shropshire": "SHR", "barnet": "BAR",
    "oxfordshire": "OXF",
}  # fmt: skip


@dataclass
class Asking:
    """One council's manager, and the records of the council."""

    manager: Caller
    authority: str
    records: list[dict[str, Any]]

    def send(self, **question: Any) -> httpx.Response:
        """Ask as it stands; the year is the one that all small records are of, unless one is given."""
        period = {} if {"year", "from", "to"} & set(question) else {"year": "2023-24"}
        return self.manager.post(FIGURES, {"authority": self.authority, **period, **question})

    def ask(self, **question: Any) -> dict[str, Any]:
        """Ask what must be answered."""
        answer = self.send(**question)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def values(self, measure: str = "count", **question: Any) -> Any:
        return self.ask(measure=measure, **question)["values"]


@dataclass
class Councils:
    """Councils of one house that share nothing, each with records of its own, brought in when first asked of."""

    house: House
    known: dict[str, Asking]

    def of(self, authority: str, *records: Mapping[str, Any]) -> Asking:
        """A council with these records; the same ones on every call."""
        if authority not in self.known:
            lines = [
                line(**{"ref": f"{COUNCILS[authority]}-2324-{number:04}", "authority": authority, **record})
                for number, record in enumerate(records, 1)
            ]
            if lines:
                job = bring_in(self.house, self.house.caller(Role.ADMIN, authority=authority), ndjson(*lines))
                assert (job["state"], job["added"]) == ("done", len(lines))
                self.house.settle()
            manager = self.house.caller(Role.MANAGER, authority=authority)
            self.known[authority] = Asking(manager, authority, lines)
        return self.known[authority]


@pytest.fixture(scope="module", params=BACKENDS)
def councils(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Councils]:
    """A house per database and file of tests."""
    folder = tmp_path_factory.mktemp("figures")
    databases = Databases(request.param, folder)
    with house.opened(databases, folder / "data") as opened:
        yield Councils(opened, {})
    databases.close()


@pytest.fixture(scope="module")
def eastmere(councils: Councils) -> Asking:
    """The council with the random records."""
    return councils.of("eastmere", *some_records())
