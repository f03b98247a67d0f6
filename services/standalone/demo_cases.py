"""How the cases of the demonstration go: each step through the use case that an officer's request takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlmodel import Session

from cases.allocation import service as allocation
from cases.allocation.schemas import Allocation
from cases.appointments import service as appointments
from cases.appointments.rules import INDEPENDENT
from cases.appointments.schemas import AvailableDays, NewAppointment
from cases.closing import service as closing
from cases.closing.schemas import Closure, Withdrawal
from cases.contributions import service as contributions
from cases.contributions.schemas import RequestAnswer, RequestSent
from cases.extensions import service as extensions
from cases.extensions.schemas import ExtensionMade
from cases.findings import service as findings
from cases.findings.schemas import FindingMade, IssueChange, NewIssue
from cases.grading import service as grading
from cases.grading.schemas import Grading
from cases.holds import service as holds
from cases.holds.schemas import HoldBegun
from cases.joint import service as joint
from cases.joint.schemas import JointComplaint
from cases.learning import service as learning
from cases.learning.schemas import EffectSeen, LearningDone, NewLearning
from cases.notes import service as notes
from cases.notes.schemas import Note
from cases.ombudsman import service as ombudsman
from cases.ombudsman.schemas import AgreedRemedy, OmbudsmanCase, OmbudsmanDecided
from cases.plan import service as plans
from cases.plan.schemas import PlanMade
from cases.record import repository as records
from cases.record import store
from cases.record.change import Asked, awaits_consent, load
from cases.record.record import CaseRecord
from cases.remedies import service as remedies
from cases.remedies.schemas import NewRemedy, RemedyDone
from cases.stages import service as stages
from cases.stages.schemas import Acknowledgement, Escalation, ResponseSent
from cases.workload import service as workload
from chassis.auth import Principal
from kernel.localtime import LONDON, local_date, utc_now
from kernel.procedures import Books
from kernel.vocabulary import (
    HoldReason,
    LateReason,
    OmbudsmanBody,
    OmbudsmanDecision,
    OwedBy,
    RemedyKind,
    Role,
    StageRole,
)
from standalone.demo_council import COUNCIL, DEMO, Story

SEED = 20260324
STILL_LOOKED_INTO = range(6, 16)
"""Working days after receipt in which an open complaint may wait for somebody."""
PLANNED = range(8, 40)
"""Working days after receipt in which an open complaint that somebody owns has a plan."""
WITH_OMBUDSMAN_AFTER = 15
"""Working days after its closing from which on a case may be with the Ombudsman."""
PANEL_ASKED_FOR = 58
"""Working days after its receipt in which a young person asked for a panel."""
LATE_BECAUSE = (
    LateReason.STAFF,
    LateReason.COMPLEX,
    LateReason.PROVIDER,
    LateReason.RECORDS,
    LateReason.COMPLEX,
    LateReason.OTHER_TEAM,
    LateReason.PROVIDER,
    None,
)
"""Why late answers were late, by the numbers of their cases."""
PAID_AFTER, DONE_AFTER = 10, 15
"""Working days after its closing in which a payment is made, and what was learned is carried out."""


@dataclass(frozen=True)
class Plan:
    """One contact to be made, and how its case goes: working days after receipt of each step; None: not yet.

    Attributes:
        first_at: when they first came with it, where this is not the first time.
    """

    received_at: datetime
    story: Story
    kind: str
    acknowledged: int | None = None
    promised: int | None = None
    responded: int | None = None
    closed: int | None = None
    withdrawn: int | None = None
    owner: str | None = None
    age: int = 0
    about: tuple[str, ...] = ()
    first_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.closed is None and self.withdrawn is None


def principal(subject: str, name: str, role: Role) -> Principal:
    return Principal(subject, name, frozenset({role}), COUNCIL, expires_at=0.0)


ANOTHER = "demo-officer-an"
OFFICERS = (
    *((p.subject, p.name, p.role) for p in DEMO.personas),
    (ANOTHER, "A N", Role.COMPLAINTS_OFFICER),
)
CONTACT_CENTRE = principal("demo-contact_centre", "L M", Role.CONTACT_CENTRE)
OFFICER = principal("demo-complaints_officer", "J T", Role.COMPLAINTS_OFFICER)
INVESTIGATOR = principal("demo-investigator", "S B", Role.INVESTIGATOR)
MANAGER = principal("demo-manager", "H R", Role.MANAGER)


def work(tx: Session, planned: Sequence[tuple[str, Plan]], books: Books) -> None:
    random = Random(SEED + 2)
    for subject, name, role in OFFICERS:
        workload.learn(tx, principal(subject, name, role), local_date(utc_now()), books)
    for ref, plan in planned:
        if plan.kind == "childrens":
            _work_childrens(tx, ref, plan, books)
        elif plan.kind == "corporate_reviewed":
            _work_reviewed(tx, ref, plan, books)
        elif plan.kind == "provider_back":
            _work_handed_back(tx, ref, plan, books)
        elif plan.kind in {"complaint", "provider", "corporate", "joint"}:
            _work_complaint(tx, random, ref, plan, books)
        elif plan.kind in {"enquiry", "member"} and plan.closed is not None:
            _Worker(tx, ref, plan, books).close(plan.closed, learned=True)
    _go_to_ombudsman(tx, planned, books)


def _go_to_ombudsman(tx: Session, planned: Sequence[tuple[str, Plan]], books: Books) -> None:
    """The Ombudsman asks about one closed case, and has decided another; what was agreed of that one is late."""
    ended = [
        (ref, plan)
        for ref, plan in planned
        if plan.kind == "complaint" and plan.closed is not None and plan.age >= plan.closed + WITH_OMBUDSMAN_AFTER
    ]
    for (ref, plan), goes in zip(ended[-2:], (_Worker.be_asked, _Worker.be_decided), strict=False):
        goes(_Worker(tx, ref, plan, books))


def _work_complaint(tx: Session, random: Random, ref: str, plan: Plan, books: Books) -> None:
    worker = _Worker(tx, ref, plan, books)
    if plan.acknowledged is not None:
        # The Code gives less time than the others promise.
        worker.acknowledge(plan.acknowledged, None if plan.kind == "corporate" else plan.promised)
    if plan.owner:
        worker.allocate(min(2, plan.age), plan.owner)
    if plan.story.theme:
        worker.describe(min(2, plan.age), plan.story)
    if plan.kind == "complaint" and random.random() < 0.5:
        worker.grade(min(2, plan.age), "standard", "The answer needs two teams")
    if random.random() < 0.3:
        worker.note(min(4, plan.age), random.choice(DEMO.notes))
    if plan.withdrawn is not None:
        worker.withdraw(plan.withdrawn)
        return
    if plan.responded is None:
        if plan.owner and plan.age in PLANNED:
            worker.make_plan(3)
        if plan.kind == "joint":
            worker.join(2)
            worker.ask(2, "eastmere_hospitals", "Its part: the discharge")
        elif plan.acknowledged is not None and plan.age in STILL_LOOKED_INTO:
            _wait(worker, random, plan)
        return
    usual = random.choices(["upheld", "not_upheld"], [40, 60])[0]
    findings = []
    for number in range(1, len(plan.story.categories) + 1):
        finding = random.choices([usual, "partially_upheld"], [85, 15])[0]
        findings.append(finding)
        worker.record_finding(number, finding, plan.responded)
    worker.respond(plan.responded)
    if plan.closed is not None:
        fault = any(finding != "not_upheld" for finding in findings)
        lesson = random.choice(DEMO.learning) if fault and random.random() < 0.7 else None
        if lesson:
            worker.learn(plan.closed, lesson)
        worker.close(plan.closed, learned=not fault or lesson is not None, apology=lesson is not None)
        if lesson:
            _follow_up(worker, Random(ref), plan.closed, plan.age)


def _work_childrens(tx: Session, ref: str, plan: Plan, books: Books) -> None:
    """A young person goes through the stages: to the investigation, or on to the panel that is to meet."""
    worker = _Worker(tx, ref, plan, books)
    worker.acknowledge(1, None)
    worker.allocate(1, plan.owner or OFFICER.subject)
    worker.answer(10, "not_upheld", len(plan.story.categories))
    worker.go_on("stage_2", 16)
    for role in (StageRole.INVESTIGATING_OFFICER, StageRole.INDEPENDENT_PERSON, StageRole.ADJUDICATING_OFFICER):
        worker.appoint(17, role, DEMO.people[role])
    if plan.age < PANEL_ASKED_FOR:
        return
    worker.answer(41, "partially_upheld", len(plan.story.categories))
    worker.go_on("stage_3", PANEL_ASKED_FOR)
    members = (
        (StageRole.PANEL_CHAIR, "panel_chair", (8, 9, 10)),
        (StageRole.PANEL_MEMBER, "panel_member", (9, 10, 11)),
        (StageRole.PANEL_MEMBER, "other_member", (7, 9, 12)),
    )
    for role, who, days in members:
        worker.appoint(PANEL_ASKED_FOR + 2, role, DEMO.people[who], [plan.age + ahead for ahead in days])


def _work_reviewed(tx: Session, ref: str, plan: Plan, books: Books) -> None:
    """Who was answered by one officer asks for the second stage, which another one looks into."""
    worker = _Worker(tx, ref, plan, books)
    worker.acknowledge(1, None)
    worker.allocate(1, plan.owner or OFFICER.subject)
    worker.answer(9, "not_upheld", len(plan.story.categories))
    worker.go_on("stage_2", 18)
    worker.acknowledge(20, None)
    worker.allocate(20, ANOTHER)


def _work_handed_back(tx: Session, ref: str, plan: Plan, books: Books) -> None:
    """Who came back from the provider is heard by the council, which has what the provider said by now."""
    worker = _Worker(tx, ref, plan, books)
    worker.acknowledge(1, None)
    worker.allocate(1, plan.owner or OFFICER.subject)
    worker.describe(1, plan.story)
    worker.ask(1, plan.story.provider or "", "Its answer to them, and the visit records of those weeks")
    worker.make_plan(3)
    worker.hear(6)


def _follow_up(worker: "_Worker", random: Random, closed: int, age: int) -> None:
    """What is carried out after a case closed: most of it in time, some of it late, some not yet."""
    if random.random() < 0.25:
        worker.owe(closed, random.choice([7_500, 15_000, 25_000]))
        if age >= closed + PAID_AFTER and random.random() < 0.9:
            worker.pay(closed + PAID_AFTER)
    if age >= closed + DONE_AFTER and random.random() < 0.9:
        effect_on = worker.carry_out(closed + DONE_AFTER)
        if effect_on and effect_on <= local_date(utc_now()) and random.random() < 0.8:
            worker.look_at_effect(effect_on, repeated=random.random() < 0.15)


def _wait(worker: "_Worker", random: Random, plan: Plan) -> None:
    """What open cases wait for: a provider's records, consent, or a date that was agreed."""
    if worker.awaits_consent():
        return
    if plan.story.provider:
        worker.ask(4, plan.story.provider, "The visit records of that week")
        return
    match random.choices(["ask", "hold", "extend", "nothing"], [30, 15, 15, 40])[0]:
        case "ask":
            worker.ask(4, "The team manager", "What was agreed, and when")
        case "hold" if plan.kind == "complaint":
            worker.hold(plan.age - 1, "The person's consent to share the records")
        case "extend" if plan.kind == "complaint":
            worker.extend(5, 30)


class _Worker:
    """Takes the steps of one case on the planned days."""

    def __init__(self, tx: Session, ref: str, plan: Plan, books: Books) -> None:
        self._tx = tx
        self._ref = ref
        self._books = books
        self._received_on = local_date(plan.received_at)
        self._story = plan.story

    def _day(self, working_days: int) -> date:
        return self._books.calendar.add(self._received_on, working_days)

    def _asked(self, after: int) -> Asked:
        on_the_day = datetime.combine(self._day(after), time(12), LONDON).astimezone(UTC)
        return Asked(OFFICER, self._ref, None, min(on_the_day, utc_now()), self._books)

    def acknowledge(self, after: int, promised: int | None) -> CaseRecord:
        body = Acknowledgement(
            acknowledged_on=self._day(after),
            method="letter",
            promised_on=self._day(promised) if promised else None,
        )
        return stages.acknowledge(self._tx, self._asked(after), body)

    def allocate(self, after: int, owner: str) -> CaseRecord:
        return allocation.allocate(self._tx, self._asked(after), Allocation(owner=owner))

    def grade(self, after: int, grade: str, reason: str) -> CaseRecord:
        return grading.grade(self._tx, self._asked(after), Grading(grade=grade, reason=reason))

    def describe(self, after: int, story: Story) -> None:
        """Say in a line what each issue is about, and under which theme it is counted."""
        asked = self._asked(after)
        said = {"description": story.title, "theme": story.theme}
        for issue in load(self._tx, asked).issues:
            kept = {name: getattr(issue, name) for name in NewIssue.model_fields}
            findings.change_issue(self._tx, asked, issue.number, IssueChange.model_validate(kept | said))

    def note(self, after: int, text: str) -> CaseRecord:
        return notes.add_note(self._tx, self._asked(after), Note(text=text))

    def record_finding(self, number: int, finding: str, after: int) -> CaseRecord:
        body = FindingMade.model_validate(
            {"outcome": finding, "reason": DEMO.findings[finding], "decided_on": self._day(after)}
        )
        return findings.record_finding(self._tx, self._asked(after), number, body)

    def answer(self, after: int, finding: str, issues: int) -> CaseRecord:
        """One finding on every issue, and the answer."""
        for number in range(1, issues + 1):
            self.record_finding(number, finding, after)
        return self.respond(after)

    def go_on(self, stage: str, after: int) -> CaseRecord:
        body = Escalation(stage=stage, requested_on=self._day(after))
        return stages.escalate(self._tx, self._asked(after), body)

    def appoint(self, after: int, role: StageRole, name: str, days: Sequence[int] = ()) -> None:
        """Appoint somebody; a panel's members say on which days, counted from the receipt, they can."""
        body = NewAppointment(role=role, name=name, independent=role in INDEPENDENT, appointed_on=self._day(after))
        appointed = appointments.appoint(self._tx, self._asked(after), body).items[-1]
        if days:
            can = AvailableDays(days=[self._day(day) for day in days])
            appointments.give_days(self._tx, self._asked(after), appointed.number, can)

    def respond(self, after: int) -> CaseRecord:
        asked = self._asked(after)
        body = ResponseSent(
            responded_on=self._day(after),
            method="letter",
            late_because=self._late_because(asked, self._day(after)),
        )
        return stages.respond(self._tx, asked, body)

    def _late_because(self, asked: Asked, on: date) -> LateReason | None:
        """Why an answer is late, where it is; of some cases nobody said so."""
        case = load(self._tx, asked)
        why = LATE_BECAUSE[int(self._ref[-4:]) % len(LATE_BECAUSE)]
        return None if case.is_in_time(case.stage, on) else why

    def close(self, after: int, *, learned: bool, apology: bool = False) -> CaseRecord:
        body = Closure.model_validate(
            {
                "closed_on": self._day(after),
                "remedies": [{"kind": "apology"}] if apology else [],
                "no_learning_because": None if learned else DEMO.nothing_learned,
            }
        )
        return closing.close(self._tx, self._asked(after), body)

    def learn(self, after: int, lesson: dict[str, Any]) -> None:
        owner = {"issue": 1, "owner": "demo-manager", "due_on": self._day(after + DONE_AFTER + 5)}
        learning.record(self._tx, self._asked(after), NewLearning.model_validate(lesson | owner))

    def carry_out(self, after: int) -> date | None:
        """The day from which its effect is to be looked at."""
        body = LearningDone(done_on=self._day(after), evidence=DEMO.shown)
        return learning.finish(self._tx, self._asked(after), 1, body).items[0].effect_on

    def look_at_effect(self, on: date, *, repeated: bool) -> None:
        asked = Asked(OFFICER, self._ref, None, utc_now(), self._books)
        learning.look_at_effect(self._tx, asked, 1, EffectSeen(looked_at_on=on, repeated=repeated))

    def owe(self, after: int, pence: int) -> None:
        due_on = self._day(after + PAID_AFTER + 3)
        body = NewRemedy(kind=RemedyKind.PAYMENT, pence=pence, owner=OFFICER.subject, due_on=due_on)
        remedies.record(self._tx, self._asked(after), body)

    def pay(self, after: int) -> None:
        body = RemedyDone(done_on=self._day(after), evidence=DEMO.paid)
        remedies.finish(self._tx, self._asked(after), 2, body)

    def make_plan(self, after: int) -> None:
        case = records.get(self._tx, COUNCIL, self._ref)
        numbers = [issue.number for issue in store.load(self._tx, case, self._books).issues]
        said = [f"{words}." for words in self._story.narrative.rstrip(".").split(". ")]
        body = PlanMade.model_validate(
            {
                **DEMO.plan,
                "issues": [
                    {"number": number, "words": words} for number, words in zip(numbers, said, strict=False)
                ],
                "agreed": True,
                "made_on": self._day(after),
                "method": "phone",
            }
        )
        plans.make(self._tx, self._asked(after), body)

    def be_asked(self) -> None:
        """The Ombudsman wrote a fortnight ago."""
        asked = Asked(OFFICER, self._ref, None, utc_now(), self._books)
        wrote_on = asked.today - timedelta(days=14)
        ombudsman.record(self._tx, asked, OmbudsmanCase(body=OmbudsmanBody.LGSCO, received_on=wrote_on))
        body = RequestSent(asked_of="The Ombudsman", what=DEMO.enquiry_of_ombudsman, asked_on=wrote_on)
        contributions.ask(self._tx, asked, OwedBy.COUNCIL, body)

    def be_decided(self) -> None:
        """The Ombudsman decided last week; what was agreed is late by a day."""
        asked = Asked(OFFICER, self._ref, None, utc_now(), self._books)
        heard = OmbudsmanCase(body=OmbudsmanBody.LGSCO, received_on=asked.today - timedelta(days=20))
        ombudsman.record(self._tx, asked, heard)
        decided = OmbudsmanDecided(decided_on=asked.today - timedelta(days=7), decision=OmbudsmanDecision.UPHELD)
        ombudsman.put(self._tx, asked, 1, decided)
        remedy = AgreedRemedy(what=DEMO.agreed, pence=25_000, due_on=asked.today - timedelta(days=1))
        ombudsman.agree(self._tx, asked, 1, remedy)

    def awaits_consent(self) -> bool:
        return awaits_consent(load(self._tx, self._asked(0)))

    def ask(self, after: int, asked_of: str, what: str) -> CaseRecord:
        body = RequestSent(asked_of=asked_of, what=what, asked_on=self._day(after))
        return contributions.ask(self._tx, self._asked(after), OwedBy.CONTRIBUTOR, body)

    def hear(self, after: int) -> CaseRecord:
        """What was asked for first is there."""
        return contributions.answer_request(
            self._tx, self._asked(after), 1, RequestAnswer(answered_on=self._day(after))
        )

    def join(self, after: int) -> None:
        """The hospital takes part, as the person agreed."""
        part = {
            "body": "eastmere_hospitals",
            "issues": [2],
            "consent": "given",
            "consent_asked_on": self._received_on,
            "consent_settled_on": self._day(after),
            "asked_on": self._day(after),
        }
        body = JointComplaint.model_validate(
            {
                "lead": COUNCIL,
                "communication": COUNCIL,
                "answer_from": COUNCIL,
                "bodies": [part],
                "status_of_complainant": "relative",
                "subjects": ["admissions_and_discharge", "communications"],
            }
        )
        joint.put(self._tx, self._asked(after), 0, body)

    def hold(self, after: int, waiting_on: str) -> CaseRecord:
        body = HoldBegun(
            reason=HoldReason.CONSENT,
            waiting_on=waiting_on,
            started_on=self._day(after),
            review_on=self._day(after + 5),
        )
        return holds.hold(self._tx, self._asked(after), body)

    def extend(self, after: int, amount: int) -> CaseRecord:
        body = ExtensionMade(
            amount=amount,
            agreed_on=self._day(after),
            person_agreed=True,
            because=LateReason.STAFF,
            reason="A member of staff who was there is on leave.",
        )
        return extensions.extend(self._tx, self._asked(after), "stage_1", body)

    def withdraw(self, after: int) -> CaseRecord:
        body = Withdrawal.model_validate(
            {
                "withdrawn_on": self._day(after),
                "withdrawn_by": "complainant",
                "withdrawn_because": "content",
                "reason": "It has been put right meanwhile.",
            }
        )
        return closing.withdraw(self._tx, self._asked(after), body)
