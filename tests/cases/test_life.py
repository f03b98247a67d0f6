"""A case's whole life: its record and every room beside it, in random acts, legal and not.

Which acts are possible is said in a few lines of plain Python. After each of them the record stands as the model
says, every part is told whole and in its own order, and every event can be read as a sentence.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from cases.appointments import service as appointments
from cases.appointments.schemas import AdvocacyWord, AppointmentEnded, NewAppointment
from cases.contributions import service as contributions
from cases.contributions.schemas import (
    OmbudsmanEnquiry,
    RequestAnswer,
    RequestChase,
    RequestSent,
    RequestWithdrawal,
)
from cases.costs import service as costs
from cases.costs.schemas import NewCost
from cases.joint import service as joint
from cases.joint.schemas import BodyPart, JointComplaint
from cases.learning import service as learning
from cases.learning.schemas import LearningDone, NewLearning
from cases.ombudsman import service as ombudsman
from cases.ombudsman.schemas import AgreedRemedy, OmbudsmanCase, OmbudsmanDecided
from cases.plan import service as plans
from cases.plan.schemas import PlanMade, PlannedIssue
from cases.record import repository, store
from cases.record.change import Asked
from cases.record.schemas import Dropped
from cases.remedies import service as remedies
from cases.remedies.schemas import NewRemedy, PaymentMade, RemedyDone
from cases.tasks import service as tasks
from cases.tasks.schemas import NewTask, TaskDone
from cases.timeline import service as timeline
from cases.watching import service as watching
from chassis import feed
from kernel.errors import Conflict, Unprocessable
from kernel.vocabulary import (
    About,
    AdvocacyAct,
    CostKind,
    Hears,
    LearningScope,
    Method,
    OmbudsmanBody,
    OmbudsmanDecision,
    OwedBy,
    RemedyKind,
    ShareConsent,
    StageRole,
    Status,
)
from tests.cases.late_life import LateLife
from tests.cases.life import BOOKS, NOW, OFFICER, RECEIVED, REF, TODAY

LARGEST_EVENT = 2_000
"""Bytes."""
CONSENT_ON, ASKED_ON = date(2026, 3, 9), date(2026, 3, 10)
SOME = st.integers(0, 4)
"""Which of what there is: the remainder picks one."""


class Whole(LateLife):
    """The model beside the record: of each remedy, action, request and so on whether it is still open."""

    @initialize()
    def nothing_beside(self) -> None:
        self.remedies: list[tuple[int, int, bool]] = []  # pence agreed, pence paid, open
        self.learned: list[bool] = []
        self.asked: list[bool] = []
        self.by_the_ombudsman: set[int] = set()  # which of them
        self.decided: list[OmbudsmanDecision | None] = []
        self.advocates: list[bool] = []
        self.planned = False
        self.tasks: list[bool] = []
        self.consent: ShareConsent | None = None
        self.joint_changes = 0
        self.is_watched = False

    def beside(self, possible: bool, what: Callable[..., Any], *arguments: Any) -> bool:
        """Try an act beside the record, which stays as it is."""
        try:
            with self.database.transaction() as tx:
                what(tx, Asked(OFFICER, REF, None, NOW, BOOKS), *arguments)
        except (Conflict, Unprocessable):
            assert not possible, f"{what.__name__} was refused"
            return False
        assert possible, f"{what.__name__} was possible"
        return True

    @rule(agreed=st.booleans())
    def plan(self, agreed: bool) -> None:
        body = PlanMade(
            issues=[PlannedIssue(number=1, words="Nobody came.")],
            wants="A reason",
            how="The log is read.",
            who="The manager",
            hears=Hears.FORTNIGHTLY,
            agreed=agreed,
            made_on=TODAY,
            method=Method.PHONE,
            because="They asked." if self.planned else None,
        )
        if self.beside(self.is_open, plans.make, body):
            self.planned = True

    @rule(pence=st.none() | st.integers(1, 500))
    def owe_a_payment(self, pence: int | None) -> None:
        body = NewRemedy(kind=RemedyKind.PAYMENT, pence=pence, due_on=TODAY)
        if self.beside(pence is not None, remedies.record, body):
            self.remedies.append((pence or 0, 0, True))

    @rule(which=SOME, pence=st.integers(1, 500))
    def pay_a_part(self, which: int, pence: int) -> None:
        if not self.remedies:
            return
        index = which % len(self.remedies)
        agreed, paid, is_open = self.remedies[index]
        body = PaymentMade(pence=pence, paid_on=TODAY)
        if self.beside(is_open and paid + pence <= agreed, remedies.pay, index + 1, body):
            self.remedies[index] = (agreed, paid + pence, paid + pence < agreed)

    @rule(which=SOME, done=st.booleans())
    def end_a_remedy(self, which: int, done: bool) -> None:
        if not self.remedies:
            return
        index = which % len(self.remedies)
        agreed, paid, is_open = self.remedies[index]
        ends = (
            (remedies.finish, index + 1, RemedyDone(done_on=TODAY, evidence="The receipt."))
            if done
            else (remedies.drop, index + 1, Dropped(because="They do not want it."))
        )
        if self.beside(is_open, *ends):
            self.remedies[index] = (agreed, paid, False)

    @rule()
    def learn(self) -> None:
        body = NewLearning(theme="communication", action="Training", scope=LearningScope.TEAM)
        if self.beside(True, learning.record, body):
            self.learned.append(True)

    @rule(which=SOME)
    def carry_out(self, which: int) -> None:
        if self.learned:
            index = which % len(self.learned)
            done = LearningDone(done_on=TODAY, evidence="The minutes.")
            self.beside(self.learned[index], learning.finish, index + 1, done)
            self.learned[index] = False

    @rule(pence=st.integers(1, 10_000), spent_on=st.dates(date(2026, 2, 27), date(2026, 3, 26)))
    def spend(self, pence: int, spent_on: date) -> None:
        cost = NewCost(kind=CostKind.ADVOCACY, pence=pence, spent_on=spent_on)
        possible = RECEIVED <= spent_on <= TODAY
        self.beside(possible, lambda tx, asked: costs.record_cost(tx, OFFICER, REF, cost, NOW))

    @rule()
    def hear_of_the_ombudsman(self) -> None:
        body = OmbudsmanCase(body=OmbudsmanBody.LGSCO, received_on=TODAY)
        if len(self.decided) < 3 and self.beside(True, ombudsman.record, body):
            self.decided.append(None)

    @rule(which=SOME, decision=st.sampled_from([OmbudsmanDecision.UPHELD, OmbudsmanDecision.REFERRED_BACK]))
    def be_decided(self, which: int, decision: OmbudsmanDecision) -> None:
        if self.decided:
            index = which % len(self.decided)
            is_back = decision is OmbudsmanDecision.REFERRED_BACK and self.decided[index] is not decision
            if is_back and self.has_ended_or_is_answered and not self.is_statutory:
                return  # the model knows no second stage
            self.beside(True, ombudsman.put, index + 1, OmbudsmanDecided(decided_on=TODAY, decision=decision))
            self.decided[index] = decision
            if all(self.decided):
                self._owe_the_ombudsman_nothing()
            if is_back and self.has_ended_or_is_answered:
                self.changes += 1
                self.go_on()

    def _owe_the_ombudsman_nothing(self) -> None:
        """Of what it asked before it decided."""
        for index in self.by_the_ombudsman:
            self.changes += self.asked[index]
            self.asked[index] = False

    @rule()
    def be_asked_by_the_ombudsman(self) -> None:
        """At any time, also after the end."""
        if len(self.asked) > 3:
            return
        body = OmbudsmanEnquiry(asked_of="The Ombudsman", what="The file", asked_on=ASKED_ON)
        self.act(True, contributions.ask, OwedBy.COUNCIL, body)
        self.by_the_ombudsman.add(len(self.asked))
        self.asked.append(True)

    @rule(which=SOME)
    def agree_with_the_ombudsman(self, which: int) -> None:
        if self.decided:
            index = which % len(self.decided)
            agreed = AgreedRemedy(what="Say sorry", due_on=TODAY)
            self.beside(self.decided[index] is not None, ombudsman.agree, index + 1, agreed)

    @rule(ended_on=st.none() | st.just(TODAY))
    def have_an_advocate(self, ended_on: date | None) -> None:
        if ended_on is None:
            body = NewAppointment(role=StageRole.ADVOCATE, name="A person", independent=True, appointed_on=TODAY)
            if len(self.advocates) < 5 and self.beside(True, appointments.appoint, body):
                self.advocates.append(True)
        elif self.advocates:
            last = len(self.advocates)
            end = AppointmentEnded(ended_on=ended_on, because="They moved.")
            self.beside(self.advocates[-1], appointments.end, last, end)
            self.advocates[-1] = False

    @rule(act=st.sampled_from(AdvocacyAct))
    def hear_of_advocacy(self, act: AdvocacyAct) -> None:
        self.beside(True, appointments.tell_of_advocacy, AdvocacyWord(act=act, told_on=TODAY))

    @rule()
    def ask_a_contributor(self) -> None:
        because = "It is the provider." if self.is_joint else None
        body = RequestSent(asked_of="Provider P", what="Its log", asked_on=ASKED_ON, may_be_told_because=because)
        self._ask(body, self.is_open and not self.is_answered)

    @property
    def is_joint(self) -> bool:
        return self.consent is not None or any(about is About.ANOTHER_BODY for about, _ in self.issues)

    @rule(consent=st.sampled_from([ShareConsent.ASKED, ShareConsent.GIVEN, ShareConsent.REFUSED]))
    def hear_of_consent(self, consent: ShareConsent) -> None:
        settled_on = None if consent is ShareConsent.ASKED else CONSENT_ON
        part = BodyPart(
            body="eastmere_hospitals", consent=consent, consent_asked_on=CONSENT_ON, consent_settled_on=settled_on
        )
        if self.beside(True, joint.put, self.joint_changes, JointComplaint(bodies=[part])):
            self.consent, self.joint_changes = consent, self.joint_changes + 1

    @rule(name=st.sampled_from(["eastmere_hospitals", "EASTMERE  Hospitals", "The ward, Eastmere Hospital"]))
    def ask_the_hospital(self, name: str) -> None:
        """Whatever it is called, it is told nothing before the person agreed."""
        body = RequestSent(asked_of=name, what="Its notes", asked_on=ASKED_ON)
        may_be_told = self.consent is ShareConsent.GIVEN
        self._ask(body, self.is_open and not self.is_answered and may_be_told)

    def _ask(self, body: RequestSent, possible: bool) -> None:
        if len(self.asked) > 3 or self.is_reopened:  # a later stage began after that day
            return
        if self.act(possible, contributions.ask, OwedBy.CONTRIBUTOR, body):
            self.asked.append(True)

    @rule()
    def ask_for_something_to_be_done(self) -> None:
        if self.beside(True, tasks.record, NewTask(what="Ring them.", due_on=TODAY)):
            self.tasks.append(True)

    @rule(which=SOME, due_on=st.dates(TODAY, date(2026, 4, 30)))
    def change_a_task(self, which: int, due_on: date) -> None:
        if self.tasks:
            index = which % len(self.tasks)
            self.beside(self.tasks[index], tasks.change, index + 1, NewTask(what="Write.", due_on=due_on))

    @rule(which=SOME, done=st.booleans())
    def end_a_task(self, which: int, done: bool) -> None:
        if self.tasks:
            index = which % len(self.tasks)
            ends = (
                (tasks.finish, index + 1, TaskDone(done_on=TODAY))
                if done
                else (tasks.drop, index + 1, Dropped(because="It was done already."))
            )
            self.beside(self.tasks[index], *ends)
            self.tasks[index] = False

    @rule(watch=st.booleans())
    def watch(self, watch: bool) -> None:
        act = watching.watch if watch else watching.leave
        self.beside(True, lambda tx, asked: act(tx, OFFICER, REF))
        self.is_watched = watch

    @rule(which=SOME)
    def have_an_answer(self, which: int) -> None:
        if self.asked:
            index = which % len(self.asked)
            if self.act(
                self.asked[index], contributions.answer_request, index + 1, RequestAnswer(answered_on=TODAY)
            ):
                self.asked[index] = False

    @rule(which=SOME)
    def need_it_no_more(self, which: int) -> None:
        if self.asked:
            index = which % len(self.asked)
            withdrawn = RequestWithdrawal(withdrawn_on=TODAY, reason="It was found.")
            if self.act(self.asked[index], contributions.withdraw, index + 1, withdrawn):
                self.asked[index] = False

    @rule(which=SOME)
    def chase(self, which: int) -> None:
        if self.asked:
            index = which % len(self.asked)
            awaited = self.asked[index] and index not in self.by_the_ombudsman
            owed = self.is_open and not self.is_answered and awaited
            chased = RequestChase(chased_on=TODAY, method=Method.PHONE)
            self.act(owed, contributions.chase, index + 1, chased)

    @invariant()
    def every_part_is_told_whole_and_in_order(self) -> None:
        if not hasattr(self, "planned"):
            return
        with self.database.reading() as session:
            events = feed.read(session, self.database.tables, 0, 1_000)
            case = store.load(session, repository.get(session, "eastmere", REF), BOOKS)
            told = timeline.timeline(session, OFFICER, REF, BOOKS).items
            open_tasks = [task.is_open for task in tasks.read_tasks(session, OFFICER, REF, TODAY).items]
            watched = watching.watched(session, OFFICER).items
        assert open_tasks == self.tasks
        assert [each.ref for each in watched] == [REF] * self.is_watched
        beside = [event for event in events if "case" not in event["data"]]
        sequences: defaultdict[str, list[int]] = defaultdict(list)
        for event in beside:
            sequences[event["type"]].append(event["data"]["sequence"])
        assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in sequences.values()), sequences
        assert all(len(json.dumps(event["data"])) < LARGEST_EVENT for event in beside)
        last = {event["type"]: event["data"] for event in beside}
        if owed := last.get("RemedyChanged.v1"):
            open_ones = [each for each in owed["remedies"] if not (each["done_on"] or each["dropped"])]
            assert len(open_ones) == sum(is_open for _, _, is_open in self.remedies)
        if lessons := last.get("LearningChanged.v1"):
            assert [each["done_on"] is None for each in lessons["learning"]] == self.learned
        assert Counter(item.kind for item in told) == Counter(event["type"] for event in events)
        assert all(item.title for item in told)
        self._days_add_up(case)

    def _days_add_up(self, case: Any) -> None:
        until = case.row.responded_on if self.stage is Status.RESPONDED else TODAY
        split = case.days_by(until, BOOKS.calendar)
        assert sum(split.values()) == BOOKS.calendar.count(RECEIVED, until), "every working day is somebody's"


TestLife = Whole.TestCase
TestLife.settings = settings(max_examples=15, stateful_step_count=35)
