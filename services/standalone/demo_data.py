"""The demonstration: an invented council with a year of invented cases, dated relative to the day it is made.

Everything goes through the services' own use cases, so the demo's cases, clocks and figures are made by the same
rules as real ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from sqlalchemy import func
from sqlmodel import Session, select

import intake.service
from cases.allocation import service as allocation
from cases.allocation.schemas import Allocation
from cases.closing import service as closing
from cases.closing.schemas import Closure, Withdrawal
from cases.contributions import service as contributions
from cases.contributions.schemas import RequestSent
from cases.extensions import service as extensions
from cases.extensions.schemas import ExtensionMade
from cases.findings import service as findings
from cases.findings.schemas import FindingMade
from cases.grading import service as grading
from cases.grading.schemas import Grading
from cases.holds import service as holds
from cases.holds.schemas import HoldBegun
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
from cases.record.change import Asked
from cases.record.record import CaseRecord
from cases.remedies import service as remedies
from cases.remedies.schemas import NewRemedy, RemedyDone
from cases.stages import service as stages
from cases.stages.schemas import Acknowledgement, ResponseSent
from cases.workload import service as workload
from chassis.app import Context
from chassis.auth import Principal
from intake.acts import QualityAlert, Redirection, Thanks
from intake.models import ContactRow
from intake.providers import service as providers
from intake.providers.schemas import NewContractAction
from intake.registers import service as registers
from intake.schemas import Contact, ContactRead
from kernel.localtime import LONDON, local_date, utc_now
from kernel.procedures import Books
from kernel.vocabulary import (
    ContractAction,
    HoldReason,
    OmbudsmanBody,
    OmbudsmanDecision,
    OwedBy,
    RedirectedTo,
    RemedyKind,
    Role,
)
from standalone.demo_council import COUNCIL, DEMO, Story

SEED = 20260324
DAYS = 364
OPEN_AND_LATE = 3
LATE_FROM = 20
"""Working days: the council target of most cases."""
STILL_LOOKED_INTO = range(6, 16)
"""Working days after receipt in which an open complaint may wait for somebody."""
DUE_SOON = (15, 16, 16, 17, 18, 19)
"""Working days since the receipt of open complaints whose target, of 20, is near."""
JOINT = 12
"""Working days since a complaint came that the NHS has a part in."""
PLANNED = range(8, 40)
"""Working days after receipt in which an open complaint that somebody owns has a plan."""
WITH_OMBUDSMAN_AFTER = 15
"""Working days after its closing from which on a case may be with the Ombudsman."""
PAID_AFTER, DONE_AFTER = 10, 15
"""Working days after its closing in which a payment is made, and what was learned is carried out."""
WAS_DONE = {"Provider B": (ContractAction.CONCERN_RAISED, ContractAction.MONITORING_VISIT)}
"""Under the contracts of providers, a month ago."""
INITIALS = "ABCDEFGHJKLMNOPRSTVW"


@dataclass(frozen=True)
class Plan:
    """One contact to be made, and how its case goes: working days after receipt of each step; None: not yet."""

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


async def make_demo_council(context: Context, apps: Mapping[str, FastAPI]) -> None:
    """Fill an empty council; does nothing when it has contacts."""
    database = apps["intake"].state.database
    if await to_thread.run_sync(_has_contacts, database):
        return
    for app in apps.values():
        app.state.preparing = True
    plans = plan_year(Random(SEED), utc_now(), context.books)
    async with database.transaction_async() as tx:
        refs = await to_thread.run_sync(_record, tx, plans, context.books)
    await _catch_up(apps["cases"])
    async with apps["cases"].state.database.transaction_async() as tx:
        await to_thread.run_sync(_work, tx, list(zip(refs, plans, strict=True)), context.books)
    await _catch_up(apps["analytics"])
    for app in apps.values():
        app.state.preparing = False


async def _catch_up(app: FastAPI) -> None:
    for follower in app.state.followers:
        await follower.catch_up()


def _has_contacts(database: Any) -> bool:
    with database.reading() as session:
        query = select(func.count()).select_from(ContactRow).where(ContactRow.authority == COUNCIL)
        return bool(session.exec(query).one())


def plan_year(random: Random, now: datetime, books: Books) -> list[Plan]:
    """A year of contacts up to now, oldest first, the same for the same day."""
    today = local_date(now)
    plans = []
    late_left = OPEN_AND_LATE
    for ago in range(DAYS, -1, -1):
        day = today - timedelta(days=ago)
        for kind, story in _of_day(random, day):
            received_at = datetime.combine(day, time(random.randint(8, 17), random.randint(0, 59)), LONDON)
            received_at = min(received_at.astimezone(UTC), now)
            plan = Plan(received_at, story, kind)
            if kind in {"complaint", "provider", "corporate"}:
                age = books.calendar.count(day, today)
                plan = _course(random, plan, age, may_be_late=late_left > 0)
                late_left -= plan.responded is None and plan.withdrawn is None and age > LATE_FROM
            elif kind in {"enquiry", "member"}:
                plan = _enquiry_course(random, plan, books.calendar.count(day, today))
            plans.append(plan)
    # Whatever chance says, somebody rang this morning or the day before and waits to be acknowledged.
    plans += [Plan(now - timedelta(hours=hours), random.choice(DEMO.complaints), "complaint") for hours in (1, 23)]
    plans += _scenes(now, books)
    return sorted(plans, key=lambda plan: plan.received_at)


def _scenes(now: datetime, books: Books) -> Iterator[Plan]:
    """What a council of this size always has: cases whose target is near, and one with the NHS."""
    owners = ("demo-complaints_officer", "demo-officer-an", "demo-investigator")
    for place, age in enumerate(DUE_SOON):
        received_at = _so_many_days_ago(now, age, books)
        story, owner = DEMO.complaints[place % len(DEMO.complaints)], owners[place % len(owners)]
        yield Plan(received_at, story, "complaint", acknowledged=2, owner=owner, age=age)
    received_at = _so_many_days_ago(now, JOINT, books)
    yield Plan(received_at, DEMO.joint, "joint", acknowledged=1, owner=owners[0], age=JOINT, about=("also_nhs",))


def _so_many_days_ago(now: datetime, working_days: int, books: Books) -> datetime:
    """An afternoon so many working days before now."""
    today = day = local_date(now)
    while books.calendar.count(day, today) < working_days:
        day -= timedelta(days=1)
    return datetime.combine(day, time(14, 5), LONDON).astimezone(UTC)


def _of_day(random: Random, day: date) -> Iterator[tuple[str, Story]]:
    quiet = 0.25 if day.weekday() >= 5 else 1.0
    chances: tuple[tuple[str, float, Sequence[Story]], ...] = (
        ("complaint", 0.60, DEMO.complaints),
        ("provider", 0.12, DEMO.provider_complaints),
        ("corporate", 0.05, DEMO.corporate_complaints),
        ("enquiry", 0.30, DEMO.enquiries),
        ("compliment", 0.45, DEMO.compliments),
        ("comment", 0.06, DEMO.comments),
        ("member", 0.05, DEMO.members),
        ("elsewhere", 0.05, DEMO.elsewhere),
    )
    for kind, chance, choices in chances:
        if random.random() < chance * quiet:
            yield kind, random.choice(choices)


def _course(random: Random, plan: Plan, age: int, may_be_late: bool) -> Plan:
    """How far a complaint of this age (working days) has come."""
    owner = random.choice(
        ["demo-complaints_officer", "demo-complaints_officer", "demo-investigator", "demo-officer-an"]
    )
    acknowledged = random.choices([0, 1, 2, 3, 5], [2, 6, 5, 4, 1])[0]
    responded = random.choices([random.randint(12, 20), random.randint(21, 38)], [76, 24])[0]
    if responded >= age > LATE_FROM and not may_be_late:
        responded = 20
    withdrawn = max(random.randint(4, 15), acknowledged) if random.random() < 0.07 else None

    def by_now(days: int | None) -> int | None:
        return days if days is not None and days <= age else None

    gone = by_now(withdrawn)
    return Plan(
        received_at=plan.received_at,
        story=plan.story,
        kind=plan.kind,
        acknowledged=by_now(acknowledged),
        promised=random.choice([15, 18, 19]) if random.random() < 0.3 else None,
        responded=None if gone is not None else by_now(responded),
        closed=None if gone is not None else by_now(responded + random.randint(0, 6)),
        withdrawn=gone,
        age=age,
        owner=owner if age >= 2 and (age > 8 or random.random() < 0.7) else None,
    )


def _enquiry_course(random: Random, plan: Plan, age: int) -> Plan:
    closed = random.randint(0, 8)
    return Plan(plan.received_at, plan.story, plan.kind, closed=closed if closed <= age else None)


def _principal(subject: str, name: str, role: Role) -> Principal:
    return Principal(subject, name, frozenset({role}), COUNCIL, expires_at=0.0)


OFFICERS = (
    *((p.subject, p.name, p.role) for p in DEMO.personas),
    ("demo-officer-an", "A N", Role.COMPLAINTS_OFFICER),
)
CONTACT_CENTRE = _principal("demo-contact_centre", "L M", Role.CONTACT_CENTRE)
OFFICER = _principal("demo-complaints_officer", "J T", Role.COMPLAINTS_OFFICER)


def _record(tx: Session, plans: Sequence[Plan], books: Books) -> list[str]:
    random = Random(SEED + 1)
    refs = []
    for provider in DEMO.providers:
        added = providers.add(tx, OFFICER, provider, utc_now())
        for code in WAS_DONE.get(provider.name, ()):
            done = NewContractAction(code=code, on=local_date(utc_now()) - timedelta(days=30))
            providers.act(tx, OFFICER, added.number, done, utc_now())
    for plan in plans:
        body = _contact(random, plan)
        contact = intake.service.record_contact(tx, CONTACT_CENTRE, body, plan.received_at, books)
        refs.append(contact.ref)
        _deal_with(tx, random, plan, contact, books)
    return refs


def _deal_with(tx: Session, random: Random, plan: Plan, contact: ContactRead, books: Books) -> None:
    """What is done with contacts besides cases, within a day or two."""
    now = min(plan.received_at + timedelta(days=random.randint(0, 2)), utc_now())
    on = local_date(now)
    if plan.kind == "compliment" and random.random() < 0.7:
        themes = random.sample(["kindness", "communication", "speed", "difference"], random.choice([1, 1, 2]))
        thanks = Thanks(themes=themes, shared_with="The team and its manager", on=on)
        registers.thank(tx, OFFICER, contact.ref, thanks, now, books)
    elif plan.kind == "elsewhere" and random.random() < 0.8:
        route, to = random.choice(
            [(RedirectedTo.TEAM, "Hospital social work"), (RedirectedTo.OTHER_COUNCIL, "County")]
        )
        registers.redirect(tx, OFFICER, contact.ref, Redirection(route=route, to=to, on=on), now, books)
    elif plan.kind == "provider" and random.random() < 0.6:
        alert = QualityAlert(shortcoming=plan.story.title, sent_to="Contract monitoring", on=on)
        registers.alert(tx, OFFICER, contact.ref, alert, now, books)


def _contact(random: Random, plan: Plan) -> Contact:
    story = plan.story
    kinds = {"enquiry": "request", "member": "request", "compliment": "praise", "comment": "idea"}
    functions = {"corporate": "other_council_service", "elsewhere": "nhs"}
    member = plan.kind == "member"
    relative = random.random() < 0.6 and not member
    role = "relative" if relative else "person_themselves"
    if member:
        role = random.choice(["mp", "councillor", "councillor"])
    person = _initials(random)
    caller = _initials(random, person[-1]) if relative else person
    age = random.randint(24, 93)
    consent = random.choices(["agrees", "not_asked"], [8, 1])[0] if relative else None
    if consent and plan.responded is not None:
        consent = "agrees"  # what was answered waited for it
    return Contact.model_validate(
        {
            "kind": kinds.get(plan.kind, "dissatisfaction"),
            "channel": random.choices(["phone", "email", "web_form", "letter"], [5, 3, 2, 1])[0],
            "received_at": plan.received_at,
            "title": story.title,
            "narrative": story.narrative,
            "complainant": {
                "name": caller,
                "phone": f"01632 960 {random.randint(0, 999):03}",
                "role": role,
                "relationship": random.choice(["Son", "Daughter", "Husband", "Sister"]) if relative else None,
            },
            "person": {
                "name": person,
                "born_on": date(plan.received_at.year - age, random.randint(1, 12), random.randint(1, 28)),
                "same_as_complainant": not (relative or member),
                "consent": consent,
            },
            "function": functions.get(plan.kind, "adult_social_care"),
            "team": story.team,
            "provider": {"name": story.provider, "kind": "home_care"} if story.provider else None,
            "prefers_provider": False if story.provider else None,
            "harm_alleged": "no",
            "about": list(plan.about),
            "event_on": local_date(plan.received_at) - timedelta(days=random.randint(2, 60)),
            "matters": [{"category": category} for category in story.categories],
            "reply_by": random.choice(["phone_and_letter", "email", "letter"]),
            "adjustments": ["large_print"] if random.random() < 0.15 else [],
        }
    )


def _initials(random: Random, surname: str | None = None) -> str:
    title = random.choice(["Mrs", "Mr", "Ms"])
    return f"{title} {random.choice(INITIALS)} {surname or random.choice(INITIALS)}"


def _work(tx: Session, planned: Sequence[tuple[str, Plan]], books: Books) -> None:
    random = Random(SEED + 2)
    for subject, name, role in OFFICERS:
        workload.learn(tx, _principal(subject, name, role), local_date(utc_now()), books)
    for ref, plan in planned:
        if plan.kind in {"complaint", "provider", "corporate", "joint"}:
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
            worker.ask(2, "The hospital trust", "Its part: the discharge")
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

    def note(self, after: int, text: str) -> CaseRecord:
        return notes.add_note(self._tx, self._asked(after), Note(text=text))

    def record_finding(self, number: int, finding: str, after: int) -> CaseRecord:
        body = FindingMade.model_validate(
            {"outcome": finding, "reason": DEMO.findings[finding], "decided_on": self._day(after)}
        )
        return findings.record_finding(self._tx, self._asked(after), number, body)

    def respond(self, after: int) -> CaseRecord:
        body = ResponseSent(responded_on=self._day(after), method="letter")
        return stages.respond(self._tx, self._asked(after), body)

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
        body = PlanMade.model_validate(
            {
                **{name: said for name, said in DEMO.plan.items() if name != "words"},
                "issues": [{"number": number, "words": DEMO.plan["words"]} for number in numbers],
                "agreed": True,
                "made_on": self._day(after),
                "method": "phone",
            }
        )
        plans.make(self._tx, self._asked(after), body)

    def be_asked(self) -> None:
        """The Ombudsman wrote a fortnight ago."""
        asked = Asked(OFFICER, self._ref, None, utc_now(), self._books)
        body = RequestSent(
            asked_of="The Ombudsman", what=DEMO.enquiry_of_ombudsman, asked_on=asked.today - timedelta(days=14)
        )
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

    def ask(self, after: int, asked_of: str, what: str) -> CaseRecord:
        body = RequestSent(asked_of=asked_of, what=what, asked_on=self._day(after))
        return contributions.ask(self._tx, self._asked(after), OwedBy.CONTRIBUTOR, body)

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
            reason="A member of staff who was there is on leave.",
        )
        return extensions.extend(self._tx, self._asked(after), "stage_1", body)

    def withdraw(self, after: int) -> CaseRecord:
        body = Withdrawal.model_validate(
            {
                "withdrawn_on": self._day(after),
                "withdrawn_by": "complainant",
                "reason": "It has been put right meanwhile.",
            }
        )
        return closing.withdraw(self._tx, self._asked(after), body)
