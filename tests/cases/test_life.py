"""A case's whole life: random acts, and a few lines of plain Python that say which of them are possible."""

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cases import handlers, record, repository, service
from cases.record import CaseRecord
from cases.schemas import (
    Acknowledgement,
    Allocation,
    Closure,
    FindingMade,
    Grading,
    NewIssue,
    Note,
    ResponseSent,
    Withdrawal,
)
from cases.service import Asked
from kernel import feed
from kernel.clocks import ClockState
from kernel.errors import Conflict
from kernel.events import ContactReclassified, ContactRecorded, ContactState
from kernel.procedures import load_books
from kernel.vocabulary import (
    About,
    Channel,
    Classification,
    ClockKind,
    Disposition,
    Finding,
    Outcome,
    RaisedBy,
    Role,
    Stage,
)
from tests.support import services
from tests.support.databases import Databases
from tests.support.house import principal

BOOKS = load_books()
REF = "EAS-2526-0001"
RECEIVED = date(2026, 3, 2)
NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)
TODAY = NOW.date()
OFFICER = principal(Role.COMPLAINTS_OFFICER)
PROCEDURES = {
    Classification.STATUTORY_COMPLAINT: ("adult_statutory", 3),
    Classification.CORPORATE_COMPLAINT: ("corporate", 2),
}
TARGETS = {None: 20, "simple": 10, "standard": 20, "complex": 45}


def outcome_of(issues: list[tuple[About, Finding | None]]) -> Outcome:
    """The outcome in other words than the product's: by the set of what was found."""
    weighed = [(about, finding) for about, finding in issues if finding is not Finding.NO_FINDING]
    found = {finding for _, finding in weighed}
    if not weighed:
        return Outcome.NO_FINDING
    if found == {Finding.NOT_UPHELD}:
        return Outcome.NOT_UPHELD
    if {about for about, finding in weighed if finding is not Finding.NOT_UPHELD} == {About.PROVIDER}:
        return Outcome.UPHELD_NOT_COUNCIL
    return Outcome.UPHELD if found == {Finding.UPHELD} else Outcome.PARTIALLY_UPHELD


def _by_kind(state: dict[str, Any]) -> dict[str, Any]:
    """A case's state, with its clocks in an order of their own."""
    return {**state, "clocks": sorted(state["clocks"], key=lambda clock: clock["kind"])}


class Life(RuleBasedStateMachine):
    """The model: class, stage, grade, and the issues with their findings."""

    @initialize()
    def receive(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        url = Databases("sqlite", Path(self.folder.name)).migrated(
            "cases", lambda u: services.migrated("cases", u)
        )
        self.database = services.database("cases", url)
        self.told = 1  # by intake
        self.changes = 1
        self.classification = Classification.STATUTORY_COMPLAINT
        self.stage = Stage.RECEIVED
        self.acknowledged = False
        self.grade: str | None = None
        self.promised: date | None = None
        self.issues: list[tuple[About, Finding | None]] = [(About.COUNCIL, None)]
        self.met: dict[ClockKind, date] = {}
        with self.database.transaction() as tx:
            handlers.open_case(tx, ContactRecorded(**self._contact()), BOOKS)

    def _contact(self) -> dict[str, Any]:
        procedure, version = PROCEDURES[self.classification]
        return {
            "authority": "eastmere",
            "ref": REF,
            "sequence": self.told,
            "occurred_on": TODAY,
            "contact": ContactState(
                received_on=RECEIVED,
                channel=Channel.EMAIL,
                raised_by=RaisedBy.RELATIVE,
                classification=self.classification,
                disposition=Disposition.ACCEPTED,
                rule="33",
                procedure=procedure,
                procedure_version=version,
            ),
        }

    def act(self, possible: bool, what: Callable[..., CaseRecord], *arguments: Any) -> bool:
        """Try an act; it must succeed exactly when the model says so."""
        try:
            with self.database.transaction() as tx:
                what(tx, Asked(OFFICER, REF, self.changes, NOW, BOOKS), *arguments)
        except Conflict:
            assert not possible, f"{what.__name__} was refused"
            return False
        assert possible, f"{what.__name__} was possible"
        self.changes += 1
        return True

    @property
    def is_open(self) -> bool:
        return self.stage.is_open

    @property
    def is_answered(self) -> bool:
        return self.stage is Stage.RESPONDED

    @property
    def is_decided(self) -> bool:
        return all(finding is not None for _, finding in self.issues)

    @rule(promised=st.none() | st.dates(TODAY, date(2026, 5, 1)))
    def acknowledge(self, promised: date | None) -> None:
        possible = self.is_open and not self.is_answered and not self.acknowledged
        body = Acknowledgement(acknowledged_on=TODAY, method="letter", promised_on=promised)
        if self.act(possible, service.acknowledge, body):
            self.acknowledged, self.stage, self.promised = True, Stage.ACKNOWLEDGED, promised

    @rule(team=st.sampled_from([None, "locality", "safeguarding"]))
    def allocate(self, team: str | None) -> None:
        self.act(self.is_open, service.allocate, Allocation(team=team))

    @rule(grade=st.sampled_from(["simple", "standard", "complex"]))
    def set_grade(self, grade: str) -> None:
        graded = self.classification is Classification.STATUTORY_COMPLAINT
        if self.act(self.is_open and not self.is_answered and graded, service.grade, Grading(grade=grade)):
            self.grade = grade

    @rule(about=st.sampled_from(About))
    def add_issue(self, about: About) -> None:
        body = NewIssue(category="delay", description="Something further.", about=about)
        if self.act(self.is_open and not self.is_answered, service.add_issue, body):
            self.issues.append((about, None))

    @rule(which=st.integers(0, 5), finding=st.sampled_from(Finding))
    def find(self, which: int, finding: Finding) -> None:
        index = which % len(self.issues)
        body = FindingMade(outcome=finding, reason="The log shows it.", decided_on=TODAY)
        if self.act(self.is_open, service.record_finding, index + 1, body):
            self.issues[index] = (self.issues[index][0], finding)

    @rule()
    def respond(self) -> None:
        possible = self.is_open and not self.is_answered and self.is_decided
        if self.act(possible, service.respond, ResponseSent(responded_on=TODAY, method="email")):
            self.stage = Stage.RESPONDED

    @rule()
    def close(self) -> None:
        if self.act(self.is_answered, service.close, Closure(closed_on=TODAY)):
            self.stage = Stage.CLOSED

    @rule(sure=st.integers(0, 5))
    def withdraw(self, sure: int) -> None:
        if sure:  # seldom, or no life would be long
            return
        body = Withdrawal(withdrawn_on=TODAY, withdrawn_by="complainant", reason="No longer needed.")
        if self.act(self.is_open, service.withdraw, body):
            self.stage = Stage.WITHDRAWN

    @rule()
    def write_a_note(self) -> None:
        self.act(True, service.add_note, Note(text="Rang them."))

    @rule(to=st.sampled_from(sorted(PROCEDURES)))
    def reclassify(self, to: Classification) -> None:
        """As intake tells it: it cannot be refused, but what ended has ended."""
        if to == self.classification or not self.is_open:
            return
        self.classification, self.grade = to, None
        self.told += 1
        with self.database.transaction() as tx:
            row = repository.get(tx, "eastmere", REF)
            handlers.reclassify_case(tx, row, ContactReclassified(**self._contact()), BOOKS)
        self.changes += 1

    @invariant()
    def agrees_with_the_model(self) -> None:
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            case = record.load(session, repository.get(session, "eastmere", REF), BOOKS)
            events = feed.read(session, self.database.tables, 0, 1_000)
        row = case.row
        assert row.version == self.changes
        assert [event["sequence"] for event in events] == list(range(1, self.changes + 1))
        assert (row.stage, row.is_open, row.grade) == (self.stage, self.is_open, self.grade)
        assert [issue.finding for issue in case.issues] == [finding for _, finding in self.issues]
        if self.stage is Stage.CLOSED:
            assert row.outcome == outcome_of(self.issues)
        elif self.stage is not Stage.WITHDRAWN:
            assert row.outcome is None
        self._clocks_agree(case)
        assert _by_kind(events[-1]["data"]["case"]) == _by_kind(case.state().model_dump(mode="json"))

    def _clocks_agree(self, case: CaseRecord) -> None:
        met = {kind: clock.met_on for kind, clock in case.clocks.items() if clock.met_on}
        assert self.met.items() <= met.items(), "a clock that was met is met no longer"
        self.met = met
        assert (ClockKind.ACKNOWLEDGE in met) == (self.acknowledged or case.row.responded_on is not None)
        assert (ClockKind.STAGE_1 in met) == (case.row.responded_on is not None)
        if not self.is_open:
            assert all(
                clock.state(TODAY) not in {ClockState.RUNNING, ClockState.MISSED} for clock in case.clocks.values()
            )
        target = case.clocks[ClockKind.STAGE_1].due
        assert target.on == BOOKS.calendar.add(RECEIVED, TARGETS[self.grade]), "counted from the original receipt"
        promised = case.clocks.get(ClockKind.PROMISED)
        assert (promised.due.on if promised else None) == self.promised, "nothing moves what was promised"

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.engine.dispose()
            self.folder.cleanup()


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=12, stateful_step_count=30)
