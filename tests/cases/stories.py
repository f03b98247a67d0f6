"""Complaints that are carried through their stages, as a desk of any council works them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import time_machine

from kernel.vocabulary import Role
from tests.cases.conftest import Desk
from tests.support import house
from tests.support.databases import Databases

KEPT_ON_PAPER = {"without_persons_because": "Who looked into it is kept on paper."}
"""Of a children's stage that was investigated without anybody appointed here."""


@dataclass
class Story:
    """One case of a council, told by its dates, all of which lie in the past."""

    desk: Desk
    ref: str

    @property
    def case(self) -> dict[str, Any]:
        return self.desk.read(self.ref)

    def do(self, act: str, /, **body: Any) -> dict[str, Any]:
        return self.desk.do(self.ref, act, body)

    def refused(self, act: str, /, **body: Any) -> tuple[int, str]:
        """An act that must not be possible: the status, and the field or the reason."""
        answer = self.desk.act(self.ref, act, body)
        problem = answer.json()
        wrong = problem.get("errors", [])
        return answer.status_code, wrong[0]["pointer"] if wrong else problem["detail"]

    def acknowledge(self, on: str, **more: Any) -> dict[str, Any]:
        return self.do("acknowledgement", acknowledged_on=on, method="letter", **more)

    def answer(self, on: str, finding: str = "not_upheld", **more: Any) -> dict[str, Any]:
        """A finding on every issue that has none, and the answer."""
        self.find(on, finding)
        return self.do("response", responded_on=on, method="letter", **more)

    def find(self, on: str, finding: str = "not_upheld") -> None:
        """The same finding on every issue that has none."""
        for issue in self.case["issues"]:
            if issue["outcome"] is None:
                body = {
                    "outcome": finding,
                    "reason": "The records show it.",
                    "evidence": finding,
                    "decided_on": on,
                }
                self.desk.do(self.ref, f"issues/{issue['number']}/finding", body)

    def sign(self, on: str) -> dict[str, Any]:
        """The answer is put up for review, and signed the same day."""
        self.do("review", put_up_on=on)
        return self.do("signature", signed_on=on)

    def extend(self, clock: str, agreed_on: str, person_agreed: bool = True, **to: Any) -> dict[str, Any]:
        body = {"agreed_on": agreed_on, "person_agreed": person_agreed, "reason": "A witness is away.", **to}
        return self.do(f"clocks/{clock}/extension", **body)

    def due(self, clock: str) -> str | None:
        return self.clock(clock)["due_on"]

    def clock(self, clock: str) -> dict[str, Any]:
        return next(c for c in self.case["clocks"] if c["kind"] == clock)

    def states(self) -> dict[str, str]:
        """What became of every clock that the present class has."""
        return {c["kind"]: c["state"] for c in self.case["clocks"] if c["state"] != "cancelled"}


@contextmanager
def told(
    databases: Databases, folder: Path, council: str, procedure: str, received_on: str, today: str
) -> Iterator[Story]:
    """A complaint that `council` received and put under `procedure`, looked back on from `today`."""
    with time_machine.travel(f"{today}T10:00:00Z", tick=True), house.opened(databases, folder) as services:
        officer = services.caller(Role.COMPLAINTS_OFFICER, authority=council)
        desk = Desk(services, officer)
        corporate = procedure == "corporate"
        function = "other_council_service" if corporate else "adult_social_care"
        ref = desk.open(received_at=f"{received_on}T10:00:00Z", matters=[{"category": "other"}], function=function)
        if desk.read(ref)["procedure"] != procedure:
            desk.reclassify(ref, "statutory_complaint", procedure=procedure)
        yield Story(desk, ref)
