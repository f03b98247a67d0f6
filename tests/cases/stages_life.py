"""A complaint through its stages: random acts on random days, and a procedure said once more in a few lines.

Which act is possible when, and every due date, follows from what was done. Days are counted one by one; nothing
of the procedure's file is read.
"""

import tempfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cases.closing import service as closing
from cases.closing.schemas import Closure, Withdrawal
from cases.corrections import service as corrections
from cases.corrections.schemas import Correction
from cases.extensions import service as extensions
from cases.extensions.schemas import ExtensionMade
from cases.findings import service as findings
from cases.findings.schemas import FindingMade
from cases.holds import service as holds
from cases.holds.schemas import HoldBegun, HoldEnd
from cases.opening import apply_all
from cases.record import repository, rules, store
from cases.record.change import Asked
from cases.record.record import CaseRecord
from cases.record.state import state
from cases.stages import service as stages
from cases.stages.schemas import Acknowledgement, Escalation, Reopening, ResponseSent
from cases.timeline import service as timeline
from chassis import feed
from kernel.clocks import ClockState
from kernel.errors import Conflict, Unprocessable
from kernel.events import ContactRecorded, ContactState
from kernel.vocabulary import (
    Act,
    Action,
    Channel,
    Classification,
    Disposition,
    Finding,
    OwedBy,
    RaisedBy,
    Role,
    Slip,
    Status,
)
from tests.cases.life import BOOKS, REF
from tests.support import services
from tests.support.databases import Databases
from tests.support.house import principal

ANSWERING = {"responded", "requested"}
"""Acts of a stage that come after all its others."""
OFFICERS = st.sampled_from(["first", "second"])


class Timed(NamedTuple):
    """A clock of a stage: so many working days from one act to another."""

    stage: int
    starts: str
    days: int
    ends: str


class Expected(NamedTuple):
    due: date
    met: date | None
    ended: bool = False


@dataclass
class Stage:
    """What was done in a stage, and when: received, acknowledged, responded, requested, and steps of its own.

    `beside`: days of what an answer follows besides. `dealt`: who made its findings when it was answered or left.
    """

    acts: dict[str, date]
    found: tuple[date, str] | None = None
    beside: list[date] = field(default_factory=list)
    is_extended: bool = False
    dealt: set[str] = field(default_factory=set)

    @property
    def is_answered(self) -> bool:
        return "responded" in self.acts

    @property
    def done(self) -> list[date]:
        """Days that an answer of the stage does not come before."""
        found = [self.found[0]] if self.found else []
        return [*(day for act, day in self.acts.items() if act not in ANSWERING), *found, *self.beside]

    @property
    def last(self) -> date:
        return max([*self.done, *self._if_done("responded")])

    @property
    def is_in_order(self) -> bool:
        first = self.acts["received"]
        answered, requested = self._if_done("responded"), self._if_done("requested")
        return (
            all(day >= first for day in [*self.done, *answered, *requested])
            and all(day <= answer for day in self.done for answer in answered)
            and all(
                day <= request for act, day in self.acts.items() if act != "requested" for request in requested
            )
        )

    def _if_done(self, act: str) -> list[date]:
        return [self.acts[act]] if act in self.acts else []


def after(day: date, working_days: int) -> date:
    while working_days:
        day += timedelta(days=1)
        working_days -= BOOKS.calendar.is_working_day(day)
    return day


class StagesLife(RuleBasedStateMachine):
    """The model: what was done in each stage, and what the procedure makes of it."""

    AUTHORITY: ClassVar[str]
    PROCEDURE: ClassVar[tuple[str, int]]
    CLASSIFICATION: ClassVar[Classification]
    RECEIVED: ClassVar[date]
    CLOCKS: ClassVar[Mapping[str, Timed]]
    WAYS: ClassVar[Mapping[int, set[str]]]
    """What opens the way on from a stage: it is answered, or late, or both agree to go on without an answer."""
    LONGEST: ClassVar[Mapping[str, int]] = {}
    """Working days that an extension goes to at most."""
    FOR_ANOTHER: ClassVar[bool] = False
    """Whether a further stage is for somebody who did not deal with an earlier one."""
    APPOINTS: ClassVar[bool] = False
    """Whether persons are appointed for a further stage: then it is not taken back."""
    INVESTIGATED: ClassVar[int | None] = None
    """The stage that needs them before its answer, or a reason; nobody is appointed here."""

    @initialize()
    def receive(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        url = Databases("sqlite", Path(self.folder.name)).migrated(
            "cases", lambda u: services.migrated("cases", u)
        )
        self.database = services.database("cases", url)
        self.today, self.changes, self.impossible = self.RECEIVED, 1, 0
        self.agreed: tuple[int, date] | None = None
        self.stages = [Stage({"received": self.RECEIVED})]
        self.longer: dict[str, int] = {}
        self.waits: list[list[date | None]] = []
        self.withdrawn: date | None = None
        self.closed: date | None = None
        contact = ContactState(
            received_on=self.RECEIVED,
            channel=Channel.EMAIL,
            raised_by=RaisedBy.RELATIVE,
            classification=self.CLASSIFICATION,
            disposition=Disposition.ACCEPTED,
            rule="33",
            procedure=self.PROCEDURE[0],
            procedure_version=self.PROCEDURE[1],
        )
        recorded = ContactRecorded(
            authority=self.AUTHORITY, ref=REF, sequence=1, occurred_on=self.RECEIVED, contact=contact
        )
        with self.database.transaction() as tx:
            apply_all(BOOKS)(tx, [recorded])

    @property
    def stage(self) -> Stage:
        return self.stages[-1]

    @property
    def number(self) -> int:
        return len(self.stages)

    @property
    def is_open(self) -> bool:
        return not (self.withdrawn or self.closed)

    @property
    def is_running(self) -> bool:
        return self.is_open and not self.stage.is_answered

    @property
    def is_held(self) -> bool:
        return any(end is None for _, end in self.waits)

    @property
    def status(self) -> Status:
        if self.withdrawn:
            return Status.WITHDRAWN
        if self.closed:
            return Status.CLOSED
        if self.stage.is_answered:
            return Status.RESPONDED
        waits = any(c.stage == self.number and c.ends == "acknowledged" for c in self.CLOCKS.values())
        return Status.RECEIVED if waits and "acknowledged" not in self.stage.acts else Status.ACKNOWLEDGED

    @property
    def clocks(self) -> dict[str, Expected]:
        """Every clock as it is to be: an answer that was left is owed no more, and the end ends what is owed."""
        expected: dict[str, Expected] = {}
        owed: dict[int, date] = {}
        for kind, clock in self.CLOCKS.items():
            if clock.stage > self.number:
                continue
            acts = self.stages[clock.stage - 1].acts
            begun = acts.get(clock.starts)
            if clock.starts == "acknowledged":
                begun = min(begun or owed[clock.stage], owed[clock.stage])
            if begun is None:
                continue
            due = after(begun, max(clock.days, self.longer.get(kind, 0)))
            met = acts.get(clock.ends)
            if clock.ends == "acknowledged":
                owed[clock.stage] = due
                sent = [s.acts.get("acknowledged", s.acts.get("responded")) for s in self.stages]
                met = min(filter(None, sent[clock.stage - 1 :]), default=None)
            is_left = clock.ends == "responded" and clock.stage < self.number
            ended = self.withdrawn or (self.closed and clock.ends != "requested")  # the complainant may still ask
            expected[kind] = Expected(due, met, met is None and bool(is_left or ended))
        return expected

    @property
    def owed(self) -> dict[str, Expected]:
        """What the council is to do still."""
        running = {kind: clock for kind, clock in self.clocks.items() if not (clock.met or clock.ended)}
        return {kind: clock for kind, clock in running.items() if self._ends(kind) != "requested"}

    @property
    def unacknowledged(self) -> list[Expected]:
        return [clock for kind, clock in self.owed.items() if self._ends(kind) == "acknowledged"]

    def _ends(self, kind: str) -> str:
        return self.CLOCKS[kind].ends if kind in self.CLOCKS else "responded"

    def may_deal(self, by: str) -> bool:
        return not (self.FOR_ANOTHER and any(by in stage.dealt for stage in self.stages[:-1]))

    def act(self, possible: bool, what: Callable[..., CaseRecord], *arguments: Any, by: str = "third") -> bool:
        """Try an act: it succeeds exactly when the model says so. Of what is not possible, each third is tried."""
        self.impossible += not possible
        if not possible and self.impossible % 3:
            return False
        now = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        officer = principal(Role.COMPLAINTS_OFFICER, authority=self.AUTHORITY, subject=by)
        try:
            with self.database.transaction() as tx:
                what(tx, Asked(officer, REF, self.changes, now, BOOKS), *arguments)
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
        body = Acknowledgement(acknowledged_on=self.today, method="letter")
        if self.act(self.is_running and bool(self.unacknowledged), stages.acknowledge, body):
            self.stage.acts.setdefault("acknowledged", self.today)

    @rule(more=st.integers(1, 70))
    def extend(self, more: int) -> None:
        kind = f"stage_{self.number}"
        clock = self.clocks.get(kind)
        if clock is None:
            return
        is_longer = max(self.CLOCKS[kind].days, self.longer.get(kind, 0)) < more <= self.LONGEST.get(kind, more)
        possible = self.is_running and self.today <= clock.due and is_longer
        body = ExtensionMade(amount=more, agreed_on=self.today, person_agreed=True, reason="It is complex.")
        if self.act(possible, extensions.extend, kind, body):
            self.longer[kind] = more
            self.stage.beside.append(self.today)
            self.stage.is_extended = True

    @rule(finding=st.sampled_from(Finding), by=OFFICERS)
    def find(self, finding: Finding, by: str) -> None:
        """What an answer gave may be found otherwise on the day of the answer, as long as the case is open."""
        body = FindingMade(outcome=finding, reason="The record shows it.", decided_on=self.today)
        in_time = self.today <= self.stage.acts.get("responded", self.today)
        if self.act(self.is_open and in_time and self.may_deal(by), findings.record_finding, 1, body, by=by):
            self.stage.found = self.today, by

    @rule(by=OFFICERS)
    def answer(self, by: str) -> None:
        is_ready = self.stage.found is not None and not self.steps
        possible = self.is_running and is_ready and self.may_deal(by)
        sent = ResponseSent(responded_on=self.today, method="letter")
        if self.number == self.INVESTIGATED and possible:
            self.act(False, stages.respond, sent, by=by)
            sent = sent.model_copy(update={"without_persons_because": "Who looked into it is kept on paper."})
        if self.act(possible, stages.respond, sent, by=by):
            self.stage.acts["responded"] = self.today
            self._leave()
            self._wait_no_more()

    def _leave(self) -> None:
        if self.stage.found:
            self.stage.dealt.add(self.stage.found[1])

    @rule(finding=st.sampled_from(Finding), by=OFFICERS)
    def take_the_next_step(self, finding: Finding, by: str) -> None:
        """What leads on, so that further stages are reached."""
        if self.stage.is_answered:
            self.ask_for_the_next_stage(self.number + 1, False, "They were away.")
        elif self.stage.found:
            self.answer(by)
        else:
            self.find(finding, by)

    @property
    def steps(self) -> list[str]:
        """What is still to be done in the present stage before it is answered, in its order."""
        ends = (clock.ends for clock in self.CLOCKS.values() if clock.stage == self.number)
        return [act for act in ends if act not in {"acknowledged", *ANSWERING, *self.stage.acts}]

    @rule(to=st.integers(2, 4), agreed=st.booleans(), reason=st.none() | st.just("The letter came late."))
    def ask_for_the_next_stage(self, to: int, agreed: bool, reason: str | None) -> None:
        target = self.clocks.get(f"stage_{self.number}")
        holds = {
            "answered": self.stage.is_answered,
            "late": not self.stage.is_answered and target is not None and self.today > target.due,
            "agreed": not self.stage.is_answered and agreed,
        }
        may = to == self.number + 1 and any(holds[when] for when in self.WAYS.get(self.number, ()))
        until = self.clocks.get(f"request_stage_{to}")
        in_time = until is None or self.today <= until.due or reason is not None
        body = Escalation(stage=f"stage_{to}", requested_on=self.today, agreed=agreed, reason=reason)
        if self.act(may and in_time and not self.withdrawn, stages.escalate, body):
            self._leave()
            self.stage.acts["requested"] = self.today
            self.closed = None
            self.stages.append(Stage({"received": self.today}))

    @rule()
    def wait(self) -> None:
        body = HoldBegun(
            reason="complainant",
            waiting_on="What they were asked",
            started_on=self.today,
            review_on=self.today + timedelta(days=20),
            beyond_limit_reason="They are abroad.",
        )
        is_free = not any(end is None or end >= self.today for _, end in self.waits)
        if self.act(self.is_running and is_free, holds.hold, body):
            self.waits.append([self.today, None])

    @rule()
    def wait_no_more(self) -> None:
        if self.is_held:
            self.act(True, holds.end_hold, len(self.waits), HoldEnd(ended_on=self.today))
            self._wait_no_more()

    def _wait_no_more(self) -> None:
        for waited in self.waits:
            waited[1] = waited[1] or self.today

    @rule()
    def close(self) -> None:
        body = Closure(closed_on=self.today, no_learning_because="It was known before.")
        if self.act(self.is_open and self.stage.is_answered, closing.close, body):
            self.closed = self.today

    @rule(sure=st.integers(0, 2))
    def withdraw(self, sure: int) -> None:
        if sure:  # seldom, or no life would be long
            return
        body = Withdrawal(withdrawn_on=self.today, withdrawn_by="complainant", reason="No longer needed.")
        if self.act(self.is_open, closing.withdraw, body):
            self.withdrawn = self.today
            self._wait_no_more()

    @rule()
    def take_up_again(self) -> None:
        if self.act(self.withdrawn is not None, stages.reopen, Reopening(requested_on=self.today)):
            if self.withdrawn and self.today > self.withdrawn:
                self.waits.append([self.withdrawn, self.today])
            self.withdrawn = None

    def correct(self, possible: bool, what: Slip, on: date | None, number: int = 1) -> bool:
        body = Correction(
            what=what,
            on=on,
            number=number,
            reason="The copy on file says so.",
            no_learning_because="It was known before.",
        )
        return self.act(possible, corrections.correct, body)

    @rule()
    def it_did_not_end(self) -> None:
        if self.is_open:
            return
        if self.correct(True, Slip.WITHDRAWAL if self.withdrawn else Slip.CLOSING, None):
            self.withdrawn = self.closed = None

    @rule(number=st.integers(1, 3), back=st.integers(0, 15), act=st.sampled_from(["acknowledged", "responded"]))
    def it_was_on_another_day(self, number: int, back: int, act: str) -> None:
        if number > self.number or act not in self.stages[number - 1].acts:
            return
        on = self.today - timedelta(days=back)
        there = deepcopy(self.stages)
        before, there[number - 1].acts[act] = there[number - 1].acts[act], on
        waits = deepcopy(self.waits)
        if act == "responded":
            for waited in waits:  # an answer ends what the case waits for
                if waited[1] == before:
                    waited[1] = max(on, waited[0] or on)
        possible = on != before and self._is_in_order(there, waits)
        slip = Slip.ACKNOWLEDGEMENT if act == "acknowledged" else Slip.ANSWER
        if self.correct(possible, slip, on, number):
            self.stages, self.waits = there, waits

    @rule(number=st.integers(1, 3), act=st.sampled_from(["acknowledged", "responded"]))
    def it_was_never_sent(self, number: int, act: str) -> None:
        if number > self.number or act not in self.stages[number - 1].acts:
            return
        rests = act == "responded" and ("requested" in self.stages[number - 1].acts or not self.is_open)
        slip = Slip.ACKNOWLEDGEMENT if act == "acknowledged" else Slip.ANSWER
        if self.correct(not rests, slip, None, number):
            del self.stages[number - 1].acts[act]

    @rule(number=st.integers(2, 3), back=st.integers(0, 15))
    def it_was_asked_for_on_another_day(self, number: int, back: int) -> None:
        if number > self.number:
            return
        on = self.today - timedelta(days=back)
        there = deepcopy(self.stages)
        there[number - 2].acts["requested"] = on
        before, there[number - 1].acts["received"] = there[number - 1].acts["received"], on
        if self.correct(on != before and self._is_in_order(there, self.waits), Slip.STAGE_REQUEST, on, number):
            self.stages = there

    @rule()
    def it_was_never_asked_for(self) -> None:
        if self.number == 1:
            return
        stage = self.stage
        is_untouched = stage.acts.keys() == {"received"} and not (
            stage.found or stage.is_extended or self.APPOINTS
        )
        waited = any(start and start >= stage.acts["received"] for start, _ in self.waits)
        if self.correct(is_untouched and not waited, Slip.STAGE_REQUEST, None, self.number):
            self.stages.pop()
            del self.stage.acts["requested"]

    def _is_in_order(self, there: list[Stage], waits: list[list[date | None]]) -> bool:
        """Each stage in itself, no stage before what was done in the one before, and the end after everything."""
        present = there[-1]
        waited = [day for wait in waits for day in wait if day]
        first = present.acts["received"] if len(there) > 1 else self.RECEIVED
        answered = present.acts.get("responded")
        ended = self.withdrawn or self.closed
        return (
            all(stage.is_in_order for stage in there)
            and all(day <= self.today for stage in there for day in stage.acts.values())
            and not (answered and any(first <= day and day > answered for day in waited))
            and not (ended and (present.last > ended or any(day > ended for day in waited)))
        )

    @invariant()
    def agrees_with_the_model(self) -> None:
        if not hasattr(self, "database") or self.agreed == (self.changes, self.today):
            return
        self.agreed = self.changes, self.today
        with self.database.reading() as session:
            case = store.load(session, repository.get(session, self.AUTHORITY, REF), BOOKS)
            events = feed.read(session, self.database.tables, 0, 1_000)
            officer = principal(Role.COMPLAINTS_OFFICER, authority=self.AUTHORITY)
            told = timeline.timeline(session, officer, REF, BOOKS).items
        assert (case.row.version, case.row.stage, case.stage.code) == (
            self.changes,
            self.status,
            f"stage_{self.number}",
        )
        assert [event["sequence"] for event in events] == list(range(1, self.changes + 1))
        assert len(told) == self.changes
        assert all(item.title for item in told)
        assert _by_kind(events[-1]["data"]["case"]) == _by_kind(state(case).model_dump(mode="json"))
        self._clocks_agree(case)
        until = self.stage.acts.get("responded", self.today)
        split = case.days_by(until, BOOKS.calendar)
        assert sum(split.values()) == BOOKS.calendar.count(self.RECEIVED, until), "every working day is somebody's"

    def _clocks_agree(self, case: CaseRecord) -> None:
        counted = {
            kind: Expected(clock.on or date.max, clock.met_on, clock.cancelled)
            for kind, clock in case.clocks.items()
        }
        begun_by_a_slip = counted.keys() - self.clocks.keys()
        assert all(counted.pop(kind).ended for kind in begun_by_a_slip)
        assert counted == self.clocks
        for kind, (due, met, ended) in self.clocks.items():
            late = ClockState.MET_LATE if met and met > due else ClockState.MET
            running = ClockState.MISSED if self.today > due else ClockState.RUNNING
            become = late if met else ClockState.CANCELLED if ended else running
            assert case.clocks[kind].state(self.today) is become, kind
        first = (self.unacknowledged or self.owed.values()) if self.is_running else ()
        assert case.row.next_due_on == min((clock.due for clock in first), default=None)
        now = rules.options(case.standing)
        offered = {*now.actions, *(refusal.action for refusal in now.not_yet)}
        meets = {Act.ACKNOWLEDGED: Action.ACKNOWLEDGE, Act.RESPONDED: Action.RESPOND}
        meets |= dict.fromkeys((Act.PANEL_MET, Act.PANEL_REPORTED), Action.TAKE_STEP)
        for clock in case.clocks.values():
            if clock.is_running and clock.due.limit.owed_by is OwedBy.COUNCIL:
                assert meets[clock.due.limit.ends] in offered, f"nobody can meet {clock.kind}"

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.engine.dispose()
            self.folder.cleanup()


def _by_kind(coded: dict[str, Any]) -> dict[str, Any]:
    """A case's state, with its clocks in an order of their own."""
    return {**coded, "clocks": sorted(coded["clocks"], key=lambda clock: clock["kind"])}
