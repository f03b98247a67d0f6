"""A children's complaint through its three stages: random acts on random days, and what SI 2006/1738 makes of it.

Which act is possible when, and every due date, is said once more in a few lines: days are counted one by one, and
nothing of the procedure's file is read.
"""

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cases.closing import service as closing
from cases.closing.schemas import Closure
from cases.extensions import service as extensions
from cases.extensions.schemas import ExtensionMade
from cases.findings import service as findings
from cases.findings.schemas import FindingMade
from cases.opening import apply_all
from cases.record import repository, store
from cases.record.change import Asked
from cases.record.record import CaseRecord
from cases.stages import service as stages
from cases.stages.schemas import Acknowledgement, Escalation, ResponseSent, StepDone
from cases.timeline import service as timeline
from chassis import feed
from kernel.clocks import ClockState
from kernel.errors import Conflict, Unprocessable
from kernel.events import ContactRecorded, ContactState
from kernel.vocabulary import Act, Channel, Classification, Disposition, Finding, RaisedBy, Status
from tests.cases.life import BOOKS, OFFICER, RECEIVED, REF
from tests.support import services
from tests.support.databases import Databases

ANSWER_WITHIN = {1: (10, 20), 2: (25, 65)}
"""Working days of stages 1 and 2, and the longest that each may be extended to (regs 14 and 17)."""
ASK_FOR_PANEL, PANEL, REPORT, RESPONSE = 20, 30, 5, 15
"""Working days: from the answer to stage 2 (reg 18), the request (19), the meeting and the report (20)."""
DUE = {
    "acknowledge": 3,  # local practice
    "request_stage_3": ASK_FOR_PANEL,
    "panel": PANEL,
    "panel_report": REPORT,
    "stage_3": RESPONSE,
}


def after(day: date, working_days: int) -> date:
    while working_days:
        day += timedelta(days=1)
        working_days -= BOOKS.calendar.is_working_day(day)
    return day


class ChildrensLife(RuleBasedStateMachine):
    """The model: the present stage, when it and each of its clocks began, and what was done in it."""

    @initialize()
    def receive(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        url = Databases("sqlite", Path(self.folder.name)).migrated(
            "cases", lambda u: services.migrated("cases", u)
        )
        self.database = services.database("cases", url)
        self.today, self.changes, self.number = RECEIVED, 1, 1
        self.status, self.is_found = Status.RECEIVED, False
        self.began = {"acknowledge": RECEIVED, "stage_1": RECEIVED}
        self.amount = {**DUE, **{f"stage_{number}": usual for number, (usual, _) in ANSWER_WITHIN.items()}}
        self.met: dict[str, date] = {}
        self.over: set[str] = set()  # clocks for the answer of a stage that was left without one
        contact = ContactState(
            received_on=RECEIVED,
            channel=Channel.EMAIL,
            raised_by=RaisedBy.RELATIVE,
            classification=Classification.STATUTORY_COMPLAINT,
            disposition=Disposition.ACCEPTED,
            rule="33",
            procedure="children_statutory",
            procedure_version=1,
        )
        recorded = ContactRecorded(
            authority="eastmere", ref=REF, sequence=1, occurred_on=RECEIVED, contact=contact
        )
        with self.database.transaction() as tx:
            apply_all(BOOKS)(tx, [recorded])

    @property
    def stage(self) -> str:
        return f"stage_{self.number}"

    @property
    def is_answered(self) -> bool:
        return self.stage in self.met

    @property
    def is_open(self) -> bool:
        return self.status is not Status.CLOSED

    def due(self, clock: str) -> date:
        return after(self.began[clock], self.amount[clock])

    def act(self, possible: bool, what: Callable[..., CaseRecord], *arguments: Any) -> bool:
        """Try an act; it must succeed exactly when the model says so."""
        now = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        try:
            with self.database.transaction() as tx:
                what(tx, Asked(OFFICER, REF, self.changes, now, BOOKS), *arguments)
        except (Conflict, Unprocessable):
            assert not possible, f"{what.__name__} was refused"
            return False
        assert possible, f"{what.__name__} was possible"
        self.changes += 1
        return True

    @rule(days=st.integers(1, 30))
    def time_passes(self, days: int) -> None:
        if self.today < date(2027, 6, 1):  # as far as the calendar need be known
            self.today += timedelta(days=days)

    @rule()
    def acknowledge(self) -> None:
        """It stays owed where both agreed to leave stage 1 before it was made."""
        possible = self.is_open and not self.is_answered and "acknowledge" not in self.met
        body = Acknowledgement(acknowledged_on=self.today, method="letter")
        if self.act(possible, stages.acknowledge, body):
            self.status = Status.ACKNOWLEDGED
            self.met["acknowledge"] = self.today

    @rule(more=st.integers(1, 70))
    def extend(self, more: int) -> None:
        """Only stages 1 and 2 have a longest time that the Regulations name."""
        if self.number > 2:
            return
        _, longest = ANSWER_WITHIN[self.number]
        possible = (
            self.is_open
            and not self.is_answered
            and self.today <= self.due(self.stage)
            and self.amount[self.stage] < more <= longest
        )
        body = ExtensionMade(amount=more, agreed_on=self.today, person_agreed=False, reason="It is complex.")
        if self.act(possible, extensions.extend, self.stage, body):
            self.amount[self.stage] = more

    @rule(finding=st.sampled_from(Finding))
    def find(self, finding: Finding) -> None:
        body = FindingMade(outcome=finding, reason="The record shows it.", decided_on=self.today)
        if self.act(self.is_open, findings.record_finding, 1, body):
            self.is_found = True

    @rule()
    def answer(self) -> None:
        has_reported = self.number < 3 or "panel_report" in self.met
        possible = self.is_open and not self.is_answered and self.is_found and has_reported
        body = ResponseSent(responded_on=self.today, method="letter")
        if self.act(possible, stages.respond, body):
            self.status = Status.RESPONDED
            self.met[self.stage] = self.today
            self.met.setdefault("acknowledge", self.today)  # an answer acknowledges too
            if self.number == 2:
                self.began["request_stage_3"] = self.today

    @rule(to=st.integers(1, 4), agreed=st.booleans(), reason=st.none() | st.just("The letter came late."))
    def ask_for_the_next_stage(self, to: int, agreed: bool, reason: str | None) -> None:
        may = {
            1: self.is_answered or agreed or self.today > self.due("stage_1"),
            2: self.is_answered and (self.today <= self._last_day_to_ask() or reason is not None),
        }
        body = Escalation(stage=f"stage_{to}", requested_on=self.today, agreed=agreed, reason=reason)
        if not self.act(to == self.number + 1 and may.get(self.number, False), stages.escalate, body):
            return
        if not self.is_answered:
            self.over |= {self.stage}
        if self.number == 2:
            self.met["request_stage_3"] = self.today
        self.number, self.status, self.is_found = to, Status.ACKNOWLEDGED, False
        self.began["panel" if to == 3 else self.stage] = self.today

    def _last_day_to_ask(self) -> date:
        return self.due("request_stage_3") if "request_stage_3" in self.began else self.today

    @rule(step=st.sampled_from([Act.PANEL_MET, Act.PANEL_REPORTED]))
    def take_a_step(self, step: Act) -> None:
        is_next = {
            Act.PANEL_MET: "panel" not in self.met,
            Act.PANEL_REPORTED: "panel" in self.met and "panel_report" not in self.met,
        }
        body = StepDone(step=step, taken_on=self.today, because="Who sat is kept on paper.")
        possible = self.number == 3 and self.is_open and not self.is_answered and is_next[step]
        if self.act(possible, stages.take_step, body):
            done, begins = {
                Act.PANEL_MET: ("panel", "panel_report"),
                Act.PANEL_REPORTED: ("panel_report", "stage_3"),
            }[step]
            self.met[done] = self.began[begins] = self.today

    @rule()
    def close(self) -> None:
        body = Closure(closed_on=self.today, no_learning_because="It was known before.")
        if self.act(self.is_open and self.is_answered, closing.close, body):
            self.status = Status.CLOSED

    @invariant()
    def agrees_with_the_model(self) -> None:
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            case = store.load(session, repository.get(session, "eastmere", REF), BOOKS)
            events = feed.read(session, self.database.tables, 0, 1_000)
            told = timeline.timeline(session, OFFICER, REF, BOOKS).items
        assert (case.row.version, case.row.stage, case.stage.code) == (self.changes, self.status, self.stage)
        assert [event["sequence"] for event in events] == list(range(1, self.changes + 1))
        assert len(told) == self.changes
        assert all(item.title for item in told)
        running = {kind: clock for kind, clock in case.clocks.items() if kind not in self.over}
        assert {str(kind): clock.met_on for kind, clock in running.items() if clock.met_on} == self.met
        assert {str(kind): clock.on for kind, clock in running.items()} == {
            kind: self.due(kind) for kind in self.began.keys() - self.over
        }
        for kind, clock in case.clocks.items():
            late = self.met.get(str(kind), self.today) > self.due(str(kind))
            if kind in self.over:
                assert clock.state(self.today) is ClockState.CANCELLED
            elif kind in self.met:
                assert clock.state(self.today) is (ClockState.MET_LATE if late else ClockState.MET)
        until = self.met[self.stage] if self.is_answered else self.today
        split = case.days_by(until, BOOKS.calendar)
        assert sum(split.values()) == BOOKS.calendar.count(RECEIVED, until), "every working day is somebody's"

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.engine.dispose()
            self.folder.cleanup()


TestChildrensLife = ChildrensLife.TestCase
TestChildrensLife.settings = settings(max_examples=25, stateful_step_count=30)
