"""A case's whole life: its record and every room beside it, in random acts, legal and not.

Which acts are possible is said in a few lines of plain Python. After each of them the record stands as the model
says, every part is told whole and in its own order, and every event can be read as a sentence.
"""

import json
from collections import Counter, defaultdict
from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from cases.appointments import service as appointments
from cases.appointments.schemas import AdvocacyWord, AppointmentEnded, NewAppointment
from cases.contributions import links
from cases.contributions import service as contributions
from cases.contributions.models import ContributionLinkRow
from cases.contributions.repository import of_case
from cases.contributions.schemas import (
    AnswerByLink,
    NewAnswerLink,
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
from cases.ombudsman.schemas import (
    AgreedRemedy,
    AgreedRemedyChange,
    OmbudsmanCase,
    OmbudsmanCaseChange,
    OmbudsmanDecided,
    OmbudsmanDraft,
)
from cases.plan import service as plans
from cases.plan.schemas import PlanMade, PlannedIssue
from cases.record import repository, store
from cases.record.schemas import Dropped
from cases.remedies import service as remedies
from cases.remedies.schemas import NewRemedy, PaymentMade, RemedyDone
from cases.tasks import service as tasks
from cases.tasks.schemas import NewTask, TaskDone
from cases.timeline import service as timeline
from cases.watching import service as watching
from chassis import feed
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
from tests.cases.lettered_life import LetteredLife
from tests.cases.life import BOOKS, NOW, OFFICER, REF, TODAY
from tests.support.house import principal

LARGEST_EVENT = 2_000
"""Bytes."""
CONSENT_ON, ASKED_ON = date(2026, 3, 9), date(2026, 3, 10)
BY_LINK = principal(subject="link")
SOME = st.integers(0, 4)
"""Which of what there is: the remainder picks one."""


class Whole(LetteredLife):
    """The model beside the record: of each remedy, action, request and so on whether it is still open."""

    @initialize()
    def nothing_beside(self) -> None:
        self.remedies: list[tuple[int, int, bool]] = []  # pence agreed, pence paid, open
        self.learned: list[bool] = []
        self.asked: list[bool] = []
        self.by_the_ombudsman: set[int] = set()  # which of them
        self.links: dict[int, ContributionLinkRow | None] = {}  # by the request; none: it was used
        self.of_the_hospital: set[int] = set()  # which of them
        self.decided: list[OmbudsmanDecision | None] = []
        self.mistaken: set[int] = set()  # which of them
        self.agreed: list[list[bool]] = []  # of each of them: which remedies are struck off
        self.advocates: list[bool] = []
        self.planned = False
        self.tasks: list[bool] = []
        self.consent: ShareConsent | None = None
        self.joint_changes = 0
        self.is_watched = False

    @property
    def owes_something(self) -> bool:
        """What the Ombudsman asked is owed also after the end."""
        return self.is_open or any(self.asked[index] for index in self.by_the_ombudsman)

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
        possible = self.received <= spent_on <= TODAY
        self.beside(possible, costs.record_cost, cost)

    @rule()
    def hear_of_the_ombudsman(self) -> None:
        body = OmbudsmanCase(body=OmbudsmanBody.LGSCO, received_on=TODAY)
        if len(self.decided) < 3 and self.beside(True, ombudsman.record, body):
            self.decided.append(None)
            self.agreed.append([])

    @rule(which=SOME, decision=st.sampled_from([OmbudsmanDecision.UPHELD, OmbudsmanDecision.REFERRED_BACK]))
    def be_decided(self, which: int, decision: OmbudsmanDecision) -> None:
        if self.decided:
            index = which % len(self.decided)
            is_back = decision is OmbudsmanDecision.REFERRED_BACK and self.decided[index] is not decision
            if is_back and self.has_ended_or_is_answered and not self.is_statutory:
                return  # the model knows no second stage
            body = OmbudsmanDecided(decided_on=TODAY, decision=decision)
            if not self.beside(index not in self.mistaken, ombudsman.put, index + 1, body):
                return
            self.decided[index] = decision
            self._owe_the_ombudsman_nothing()
            if is_back and self.has_ended_or_is_answered:
                self.changes += 1
                self.go_on()

    def _owe_the_ombudsman_nothing(self) -> None:
        """Of what it asked before it decided all that is with it."""
        standing = [decision for index, decision in enumerate(self.decided) if index not in self.mistaken]
        if not standing or not all(standing):
            return
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
            possible = self.decided[index] is not None and index not in self.mistaken
            if len(self.agreed[index]) < 3 and self.beside(possible, ombudsman.agree, index + 1, agreed):
                self.agreed[index].append(False)

    @rule(which=SOME, is_struck=st.booleans())
    def strike_a_remedy_off(self, which: int, is_struck: bool) -> None:
        """Or agree to it again."""
        index = which % max(len(self.decided), 1)
        if self.decided and self.agreed[index]:
            body = AgreedRemedyChange(
                what="Say sorry", struck_because="Another took its place." if is_struck else None
            )
            if self.beside(index not in self.mistaken, ombudsman.put_remedy, index + 1, 1, body):
                self.agreed[index][0] = is_struck

    @rule(which=SOME, is_commented=st.booleans())
    def have_a_draft(self, which: int, is_commented: bool) -> None:
        if self.decided:
            index = which % len(self.decided)
            body = OmbudsmanDraft(
                draft_on=TODAY,
                draft_decision=OmbudsmanDecision.UPHELD,
                comments_due_on=date(2026, 4, 7),
                commented_on=TODAY if is_commented else None,
            )
            if self.beside(index not in self.mistaken, ombudsman.put, index + 1, body):
                self._owe_the_ombudsman_nothing()

    @rule(which=SOME, is_mistaken=st.booleans())
    def it_was_not_with_the_ombudsman(self, which: int, is_mistaken: bool) -> None:
        """Or was, after all."""
        if self.decided:
            index = which % len(self.decided)
            because = "It was another's." if is_mistaken else None
            body = OmbudsmanCaseChange(body=OmbudsmanBody.LGSCO, received_on=TODAY, mistaken_because=because)
            self.beside(True, ombudsman.put, index + 1, body)
            self.mistaken = self.mistaken | {index} if is_mistaken else self.mistaken - {index}
            self._owe_the_ombudsman_nothing()

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
        known = len(self.asked)
        self._ask(body, self.is_open and not self.is_answered and self.consent is ShareConsent.GIVEN)
        self.of_the_hospital |= set(range(known, len(self.asked)))

    def _may_be_told(self, index: int) -> bool:
        return index not in self.of_the_hospital or self.consent is ShareConsent.GIVEN

    @rule(which=SOME)
    def give_a_link(self, which: int) -> None:
        """The one before it serves no more."""
        if self.asked:
            index = which % len(self.asked)
            awaited = self.asked[index] and index not in self.by_the_ombudsman
            possible = awaited and self.is_open and self._may_be_told(index)
            if self.beside(possible, links.make, index + 1, NewAnswerLink()):
                with self.database.reading() as session:
                    made = [each for each in of_case(session, "eastmere", REF) if each.request == index + 1]
                self.links[index] = made[-1]

    @rule(which=SOME)
    def answer_by_a_link(self, which: int) -> None:
        """Whatever became of the case since it was given: it serves once, and while it is of use."""
        if self.links:
            index = sorted(self.links)[which % len(self.links)]
            link = self.links[index]
            if link is None:
                return
            body = AnswerByLink(text="Its log.", name="A B", role="Manager")
            possible = self.asked[index] and self.is_open and self._may_be_told(index)
            if self.beside(possible, lambda tx, _: links.answer(tx, BY_LINK, link, body, NOW, BOOKS)):
                self.asked[index], self.links[index] = False, None
                self.changes += 1

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
        if theirs := last.get("OmbudsmanChanged.v1"):
            struck = [[remedy["struck"] for remedy in each["remedies"]] for each in theirs["ombudsman"]]
            assert struck == self.agreed
            assert {n for n, each in enumerate(theirs["ombudsman"]) if each["mistaken"]} == self.mistaken
        if lessons := last.get("LearningChanged.v1"):
            assert [each["done_on"] is None for each in lessons["learning"]] == self.learned
        happened = Counter(item.kind for item in told if item.kind != "imported")
        assert happened == Counter(event["type"] for event in events)
        assert all(item.title for item in told)
        self._days_add_up(case)

    def _days_add_up(self, case: Any) -> None:
        until = case.row.responded_on if self.stage is Status.RESPONDED else TODAY
        split = case.days_by(until, BOOKS.calendar)
        assert sum(split.values()) == BOOKS.calendar.count(self.received, until), "every working day is somebody's"


TestLife = Whole.TestCase
TestLife.settings = settings(max_examples=15, stateful_step_count=35)
