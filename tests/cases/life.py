"""A case's record: random acts, and a few lines of plain Python that say which of them are possible."""

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cases.adoption import service as adoption
from cases.adoption.schemas import Adoption
from cases.allocation import service as allocation
from cases.allocation.schemas import Allocation
from cases.closing import service as closing
from cases.closing.schemas import Closure, Settlement, Withdrawal
from cases.corrections import service as corrections
from cases.corrections.schemas import Correction
from cases.extensions import service as extensions
from cases.extensions.schemas import ExtensionMade
from cases.findings import service as findings
from cases.findings.schemas import FindingMade, NewIssue
from cases.grading import service as grading
from cases.grading.schemas import Grading
from cases.holds import service as holds
from cases.holds.schemas import HoldBegun, HoldEnd
from cases.notes import service as notes
from cases.notes.schemas import Note
from cases.officers.models import OfficerRow
from cases.opening import apply_all
from cases.record import repository, store
from cases.record.change import Asked
from cases.record.record import CaseRecord
from cases.record.state import state
from cases.stages import review
from cases.stages import service as stages
from cases.stages.schemas import Acknowledgement, PutUp, Reopening, ResponseSent, Signature
from chassis import feed
from chassis.auth import Principal
from kernel.clocks import ClockState
from kernel.errors import Conflict, Unprocessable
from kernel.events import CaseImported, ContactReclassified, ContactRecorded, ContactState
from kernel.imported import CodedCase
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
    Slip,
    Status,
)
from tests.support import services
from tests.support.books import books
from tests.support.databases import Databases
from tests.support.house import principal

BOOKS = books()
REF = "EAS-2526-0001"
RECEIVED = date(2026, 3, 2)
NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)
TODAY = NOW.date()
OFFICER = principal(Role.COMPLAINTS_OFFICER)
DIRECTOR = principal(Role.MANAGER, subject="director")
PROCEDURES = {
    Classification.STATUTORY_COMPLAINT: ("adult_statutory", 3),
    Classification.CORPORATE_COMPLAINT: ("corporate", 2),
}
AGREED = date(2026, 3, 10)
HELD = (date(2026, 3, 18), date(2026, 3, 27))
TARGETS = {None: 20, "simple": 10, "standard": 20, "complex": 45}


def outcome_of(issues: list[tuple[About, Finding | None]]) -> Outcome:
    """The outcome in other words than the product's: by the set of what was found."""
    weighed = [(about, finding) for about, finding in issues if finding is not Finding.NO_FINDING]
    found = {finding for _, finding in weighed}
    if not weighed:
        return Outcome.NO_FINDING
    if found == {Finding.NOT_UPHELD}:
        return Outcome.NOT_UPHELD
    at_fault = {about for about, finding in weighed if finding is not Finding.NOT_UPHELD}
    if at_fault and About.COUNCIL not in at_fault:
        return Outcome.UPHELD_NOT_COUNCIL
    return Outcome.UPHELD if found == {Finding.UPHELD} else Outcome.PARTIALLY_UPHELD


def walk(received_on: date, days: int, held: tuple[date, date] | None) -> date:
    """The day that many days after the receipt, day by day: weekends, bank holidays and waiting do not count."""
    day = received_on
    while days:
        day += timedelta(days=1)
        worked = BOOKS.calendar.is_working_day(day)
        days -= worked and not (held and held[0] <= day <= held[1])
    return day


def _by_kind(state: dict[str, Any]) -> dict[str, Any]:
    """A case's state, with its clocks in an order of their own."""
    return {**state, "clocks": sorted(state["clocks"], key=lambda clock: clock["kind"])}


class Life(RuleBasedStateMachine):
    """The model: class, stage, grade, and the issues with their findings."""

    @initialize(simple=st.booleans(), imported=st.booleans())
    def receive(self, simple: bool, imported: bool) -> None:
        """A complaint that waits for its answer, of a simple one that is late by now; or one that was brought in,
        and is taken into today's work.
        """
        self.folder = tempfile.TemporaryDirectory()
        url = Databases("sqlite", Path(self.folder.name)).migrated(
            "cases", lambda u: services.migrated("cases", u)
        )
        self.database = services.database("cases", url)
        self.told = 1  # by intake
        self.changes = 1
        self.received = RECEIVED
        self.classification = Classification.STATUTORY_COMPLAINT
        self.stage = Status.RECEIVED
        self.acknowledged = False
        self.grade: str | None = None
        self.promised: date | None = None
        self.is_promised = False
        self.issues: list[tuple[About, Finding | None]] = [(About.COUNCIL, None)]
        self.met: dict[str, date] = {}
        self.extended: int | None = None
        self.held: tuple[date, date] | None = None
        self.hold_ended = False
        self.stages = 1
        self.before_end = Status.RECEIVED
        self.settled = False
        with self.database.transaction() as tx:
            apply_all(BOOKS)(tx, [self._imported() if imported else ContactRecorded(**self._contact())])
            for who in (OFFICER, DIRECTOR):
                [role] = who.roles
                tx.add(OfficerRow(authority="eastmere", subject=who.subject, name=who.name, role=role))
        self.first_told = 2 if imported else 1
        if imported:
            self.act(True, adoption.adopt, Adoption())
        if simple:
            self.set_grade("simple")

    def _imported(self) -> CaseImported:
        recorded = {"ref": REF, "authority": "eastmere", "classification": self.classification}
        record = CodedCase(**recorded, received_on=RECEIVED)
        return CaseImported(authority="eastmere", ref=REF, sequence=1, occurred_on=TODAY, record=record)

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

    def act(
        self, possible: bool, what: Callable[..., CaseRecord], *arguments: Any, by: Principal = OFFICER
    ) -> bool:
        """Try an act; it must succeed exactly when the model says so."""
        try:
            with self.database.transaction() as tx:
                what(tx, Asked(by, REF, self.changes, NOW, BOOKS), *arguments)
        except (Conflict, Unprocessable):
            assert not possible, f"{what.__name__} was refused"
            return False
        assert possible, f"{what.__name__} was possible"
        self.changes += 1
        return True

    @property
    def is_open(self) -> bool:
        return self.stage.is_open

    @property
    def owes_something(self) -> bool:
        """Whether it stands in the queue."""
        return self.is_open

    @property
    def is_reopened(self) -> bool:
        return self.stages > 1

    @property
    def is_statutory(self) -> bool:
        return self.classification is Classification.STATUTORY_COMPLAINT

    @property
    def is_answered(self) -> bool:
        return self.stage is Status.RESPONDED

    @property
    def is_decided(self) -> bool:
        return all(finding is not None for _, finding in self.issues)

    @rule(promised=st.none() | st.dates(TODAY, date(2026, 5, 1)))
    def acknowledge(self, promised: date | None) -> None:
        possible = self.is_open and not self.is_answered and not self.acknowledged and not self.is_reopened
        body = Acknowledgement(acknowledged_on=TODAY, method="letter", promised_on=promised)
        if self.act(possible, stages.acknowledge, body):
            self.acknowledged, self.stage = True, Status.ACKNOWLEDGED
            self.promised, self.is_promised = promised or self.promised, promised is not None

    @rule(team=st.sampled_from([None, "locality", "safeguarding"]))
    def allocate(self, team: str | None) -> None:
        self.act(self.is_open, allocation.allocate, Allocation(team=team))

    @rule(grade=st.sampled_from(["simple", "standard", "complex"]))
    def set_grade(self, grade: str) -> None:
        graded = self.is_statutory and not self.is_reopened
        body = Grading(grade=grade, answers={"extent": grade})
        if self.act(self.is_open and not self.is_answered and graded, grading.grade, body):
            self.grade = grade
            self._drop_a_shorter_extension()

    @rule(amount=st.integers(21, 65))
    def extend(self, amount: int) -> None:
        """Agreed on a day on which no target had run out."""
        if amount <= max(TARGETS[self.grade], self.extended or 0):
            return
        body = ExtensionMade(amount=amount, agreed_on=AGREED, person_agreed=True, reason="More time.")
        possible = self.is_open and not self.is_answered and self.is_statutory and not self.is_reopened
        if self.act(possible, extensions.extend, "stage_1", body):
            self.extended = amount

    @rule()
    def wait_for_consent(self) -> None:
        if self.hold_ended or self.is_reopened:  # a later stage began after that day
            return
        body = HoldBegun(reason="consent", waiting_on="Consent", started_on=HELD[0], review_on=HELD[1])
        if self.act(self.is_open and not self.is_answered and self.held is None, holds.hold, body):
            self.held = HELD

    @rule(on=st.dates(HELD[0], TODAY))
    def have_consent(self, on: date) -> None:
        if self.held is None:
            return
        if self.act(not self.hold_ended, holds.end_hold, 1, HoldEnd(ended_on=on)):
            self.held, self.hold_ended = (HELD[0], on), True

    def _end_hold(self) -> None:
        if self.held and not self.hold_ended:
            self.held, self.hold_ended = (HELD[0], TODAY), True

    def _drop_a_shorter_extension(self) -> None:
        if self.extended and self.extended <= TARGETS[self.grade]:
            self.extended = None

    @rule(about=st.sampled_from(About))
    def add_issue(self, about: About) -> None:
        other = "eastmere_hospitals" if about is About.ANOTHER_BODY else None
        body = NewIssue(category="delay", description="Something further.", about=about, body=other)
        if self.act(self.is_open and not self.is_answered, findings.add_issue, body):
            self.issues.append((about, None))

    @rule(which=st.integers(0, 5), finding=st.sampled_from(Finding))
    def find(self, which: int, finding: Finding) -> None:
        index = which % len(self.issues)
        body = FindingMade(outcome=finding, reason="The log shows it.", decided_on=TODAY)
        if self.act(self.is_open, findings.record_finding, index + 1, body):
            self.issues[index] = (self.issues[index][0], finding)

    @rule()
    def respond(self) -> None:
        possible = self.is_open and not self.is_answered and self.is_decided
        sent = ResponseSent(responded_on=TODAY, method="email")
        if possible and self._is_unsigned():
            self.act(False, stages.respond, sent)
            self.act(True, review.put_up, PutUp(put_up_on=TODAY))
            self.act(False, review.sign, Signature(signed_on=TODAY))
            self.act(True, review.sign, Signature(signed_on=TODAY), by=DIRECTOR)
        if self.act(possible, stages.respond, sent):
            self.stage = Status.RESPONDED
            self._end_hold()

    def _is_unsigned(self) -> bool:
        """Whether somebody else has to sign the answer first, who has not: complex complaints are signed."""
        with self.database.reading() as session:
            case = store.load(session, repository.get(session, "eastmere", REF), BOOKS)
        demanded = self.is_statutory and not self.is_reopened and self.grade == "complex"
        assert case.standing.review.is_demanded == demanded
        return demanded and not case.standing.review.is_signed

    @property
    def has_ended_or_is_answered(self) -> bool:
        return self.is_answered or not self.is_open

    @rule()
    def reopen(self) -> None:
        stands_still = self.stage is Status.WITHDRAWN or self.settled
        possible = stands_still or (self.is_statutory and self.has_ended_or_is_answered)
        if self.act(possible, stages.reopen, Reopening(requested_on=TODAY)):
            self.go_on()

    def go_on(self) -> None:
        """Where it stood, or with a further stage."""
        if self.stage is Status.WITHDRAWN or self.settled:
            self.stage, self.settled = self.before_end, False
            return
        self.stage, self.stages = Status.ACKNOWLEDGED, self.stages + 1
        self.issues = [(about, None) for about, _ in self.issues]

    @rule()
    def close(self) -> None:
        body = Closure(closed_on=TODAY, no_learning_because="It was known before.")
        if self.act(self.is_answered, closing.close, body):
            self.before_end, self.stage = self.stage, Status.CLOSED

    @rule(sure=st.integers(0, 5))
    def withdraw(self, sure: int) -> None:
        if sure:  # seldom, or no life would be long
            return
        body = Withdrawal(withdrawn_on=TODAY, withdrawn_by="complainant", reason="No longer needed.")
        if self.act(self.is_open, closing.withdraw, body):
            self.before_end, self.stage = self.stage, Status.WITHDRAWN
            self._end_hold()

    @rule(sure=st.integers(0, 3))
    def settle(self, sure: int) -> None:
        if sure:
            return
        waits = self.acknowledged and not self.is_reopened
        possible = self.is_open and not self.is_answered and waits
        body = Settlement(settled_on=TODAY, method="letter", how="The calls are at the agreed time again.")
        if self.act(possible, closing.settle, body):
            self.before_end, self.stage, self.settled = self.stage, Status.CLOSED, True
            self._end_hold()

    def correct(self, possible: bool, what: Slip, on: date | None, number: int = 1, **more: Any) -> bool:
        body = Correction(what=what, on=on, number=number, reason="The copy on file says so.", **more)
        if not self.act(possible, corrections.correct, body):
            return False
        self.met = {}
        return True

    @rule()
    def it_did_not_end(self) -> None:
        ended = {Status.CLOSED: Slip.CLOSING, Status.WITHDRAWN: Slip.WITHDRAWAL}.get(self.stage)
        if ended and self.correct(True, ended, None):
            self.stage, self.settled = self.before_end, False

    @rule()
    def no_answer_was_sent(self) -> None:
        is_recorded = self.is_answered or (self.stage is Status.CLOSED and not self.settled)
        if is_recorded and self.correct(self.is_answered, Slip.ANSWER, None, self.stages):
            self.stage = Status.ACKNOWLEDGED if self.acknowledged or self.is_reopened else Status.RECEIVED

    @rule()
    def it_was_not_acknowledged(self) -> None:
        if not self.acknowledged:
            return
        self.correct(True, Slip.ACKNOWLEDGEMENT, None)
        self.acknowledged = False
        if not self.is_reopened:
            self.is_promised = False  # it was made with it
            self.stage, self.before_end = (
                Status.RECEIVED if stage is Status.ACKNOWLEDGED else stage
                for stage in (self.stage, self.before_end)
            )

    @rule(which=st.integers(0, 5), finding=st.sampled_from(Finding))
    def it_was_found_otherwise(self, which: int, finding: Finding) -> None:
        index = which % len(self.issues)
        about, before = self.issues[index]
        found = {"finding": finding, "no_learning_because": "It was known before."}
        if before and self.correct(before is not finding, Slip.FINDING, TODAY, index + 1, **found):
            self.issues[index] = (about, finding)

    @rule()
    def write_a_note(self) -> None:
        self.act(True, notes.add_note, Note(text="Rang them."))

    @rule(to=st.sampled_from(sorted(PROCEDURES)))
    def reclassify(self, to: Classification) -> None:
        """As intake tells it: it cannot be refused, but what ended has ended."""
        if to == self.classification or not self.is_open:
            return
        self.classification, self.grade = to, None
        self._drop_a_shorter_extension()
        self.told += 1
        with self.database.transaction() as tx:
            apply_all(BOOKS)(tx, [ContactReclassified(**self._contact())])
        self.changes += 1

    @invariant()
    def agrees_with_the_model(self) -> None:
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            case = store.load(session, repository.get(session, "eastmere", REF), BOOKS)
            events = [
                event for event in feed.read(session, self.database.tables, 0, 1_000) if "case" in event["data"]
            ]
        row = case.row
        assert row.version == self.changes
        assert [event["sequence"] for event in events] == list(range(self.first_told, self.changes + 1))
        assert (row.stage, row.is_open, row.grade) == (self.stage, self.owes_something, self.grade)
        assert [issue.finding for issue in case.issues] == [finding for _, finding in self.issues]
        if self.stage is Status.CLOSED:
            assert row.outcome == (Outcome.RESOLVED_INFORMALLY if self.settled else outcome_of(self.issues))
        elif self.stage is not Status.WITHDRAWN:
            assert row.outcome is None
        if self.is_answered:
            assert case.stage.outcome == outcome_of(self.issues), "what it was answered with"
        self._clocks_agree(case)
        assert _by_kind(events[-1]["data"]["case"]) == _by_kind(state(case).model_dump(mode="json"))

    def _clocks_agree(self, case: CaseRecord) -> None:
        met = {kind: clock.met_on for kind, clock in case.clocks.items() if clock.met_on}
        lasting = {kind: on for kind, on in self.met.items() if kind != ClockKind.STATUTORY}
        assert lasting.items() <= met.items(), "a clock that was met is met no longer"
        self.met = met
        assert (ClockKind.ACKNOWLEDGE in met) == (self.acknowledged or case.row.responded_on is not None)
        assert (ClockKind.STAGE_1 in met) == (case.row.responded_on is not None)
        if not self.is_open:
            assert all(
                clock.state(TODAY) not in {ClockState.RUNNING, ClockState.MISSED}
                for kind, clock in case.clocks.items()
                if not kind.startswith("ombudsman_")
            ), "nothing but what the Ombudsman asked is owed after the end"
        target = case.clocks[ClockKind.STAGE_1]
        held = self.held if self.is_statutory else None
        assert target.due.on == walk(self.received, TARGETS[self.grade], held), "counted from the original receipt"
        assert (target.extended.limit.amount if target.extended else None) == self.extended
        if self.extended:
            assert target.on == walk(self.received, self.extended, held), "an extension too"
        promised = case.clocks.get(ClockKind.PROMISED)
        assert (promised.due.on if promised else None) == self.promised, "nothing moves what was promised"

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.engine.dispose()
            self.folder.cleanup()
