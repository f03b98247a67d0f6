"""The demonstration: an invented council with a year of invented cases, dated relative to the day it is made.

Everything goes through the services' own use cases, so the demo's cases, clocks and figures are made by the same
rules as real ones.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from sqlalchemy import func
from sqlmodel import Session, select

import intake.service
from analytics.alerts import service as alerts
from chassis.app import Context
from intake import repository
from intake.acts import QualityAlert, Redirection, Thanks
from intake.contact_plans import service as contact_plans
from intake.models import ContactRow
from intake.parties import PlanSaid
from intake.providers import service as providers
from intake.providers.schemas import NewContractAction
from intake.reading import duties_of, met_row, owe
from intake.registers import service as registers
from intake.schemas import Contact, ContactRead
from kernel.calendar import WorkingDays
from kernel.localtime import LONDON, local_date, utc_now
from kernel.procedures import Books
from kernel.vocabulary import (
    ContractAction,
    RedirectedTo,
)
from standalone.demo_beside import record_by_day, stand_beside
from standalone.demo_cases import CONTACT_CENTRE, MANAGER, OFFICER, SEED, Plan, work
from standalone.demo_council import COUNCIL, DEMO, Story
from standalone.demo_mail import fill_mailbox
from standalone.demo_people import demographics, member, people_of

DAYS = 364
LATE = (22, 25, 31)
"""Working days since the receipt of open complaints whose target, of 20, has passed."""
LATE_FROM, CORPORATE_TARGET = 20, 10
"""Working days: the council target of most cases."""
TO_ACKNOWLEDGE = 3
"""Working days, after which an acknowledgement that is still owed would be late."""
DUE_SOON = (15, 16, 16, 17, 18, 19)
"""Working days since the receipt of open complaints whose target, of 20, is near."""
ANONYMOUS = 0.3
"""The share of comments by people who stay unknown."""
CONSENT_BY = 10
"""Working days after receipt in which everybody was asked whether they agree."""
CHILDRENS = (38, 75)
"""Working days since complaints of young people came: the one is investigated, the other's panel is to meet."""
CORPORATE_REVIEWED = 24
"""Working days since a corporate complaint came that somebody else looks at again now."""
JOINT = 12
"""Working days since a complaint came that the NHS has a part in."""
AT_ONCE = (48, 43)
"""Working days since calls of one matter that was put right the same day; the second is linked to the first."""
PROVIDER_FIRST, PROVIDER_BACK = 26, 9
"""Working days since somebody wanted a provider to answer first, and since they came back."""
SAME_MATTER = {"at_once": "meals", "provider_first": "home care", "provider_back": "home care"}
"""Kinds of contacts by the matter that people come with again: each is linked to what came of it before."""
UNCLEAR = (2, 20)
"""Hours since contacts came of which an officer is to say what they are."""
WAS_DONE = {"Provider B": (ContractAction.CONCERN_RAISED, ContractAction.MONITORING_VISIT)}
"""Under the contracts of providers, a month ago."""


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
    complained = [ref for ref, plan in zip(refs, plans, strict=True) if plan.kind == "complaint"]
    await fill_mailbox(apps["intake"].state.mail, complained[-1], utc_now())
    await _catch_up(apps["cases"])
    async with apps["cases"].state.database.transaction_async() as tx:
        planned = list(zip(refs, plans, strict=True))
        await to_thread.run_sync(work, tx, planned, context.books)
        await to_thread.run_sync(stand_beside, tx, planned, context.books)
    async with apps["cases"].state.database.transaction_async() as tx:
        await to_thread.run_sync(record_by_day, tx, planned)
    await _catch_up(apps["analytics"])
    async with apps["analytics"].state.database.transaction_async() as tx:
        await to_thread.run_sync(_watch_figures, tx, context.books.calendar)
    for app in apps.values():
        app.state.preparing = False


async def _catch_up(app: FastAPI) -> None:
    for follower in app.state.followers:
        await follower.catch_up()


def _watch_figures(tx: Session, calendar: WorkingDays) -> None:
    for alert in DEMO.alerts:
        alerts.write(tx, MANAGER, alert, utc_now(), calendar)


def _has_contacts(database: Any) -> bool:
    with database.reading() as session:
        query = select(func.count()).select_from(ContactRow).where(ContactRow.authority == COUNCIL)
        return bool(session.exec(query).one())


def plan_year(random: Random, now: datetime, books: Books) -> list[Plan]:
    """A year of contacts up to now, oldest first, the same for the same day."""
    today = local_date(now)
    plans = []
    for ago in range(DAYS, -1, -1):
        day = today - timedelta(days=ago)
        for kind, story in _of_day(random, day):
            received_at = datetime.combine(day, time(random.randint(8, 17), random.randint(0, 59)), LONDON)
            received_at = min(received_at.astimezone(UTC), now)
            plan = Plan(received_at, story, kind)
            if kind in {"complaint", "provider", "corporate"}:
                plan = _course(random, plan, books.calendar.count(day, today))
            elif kind in {"enquiry", "member"}:
                plan = _enquiry_course(random, plan, books.calendar.count(day, today))
            plans.append(plan)
    # Whatever chance says, somebody rang this morning or the day before and waits to be acknowledged.
    plans += [Plan(now - timedelta(hours=hours), random.choice(DEMO.complaints), "complaint") for hours in (1, 23)]
    first = today - timedelta(days=DAYS)
    plans += [scene for scene in _scenes(now, books) if local_date(scene.received_at) >= first]
    return sorted(plans, key=lambda plan: plan.received_at)


def _scenes(now: datetime, books: Books) -> Iterator[Plan]:
    """What a council of this size always has: late cases, one with the NHS, a child's, one that a provider had."""
    owners = ("demo-complaints_officer", "demo-officer-an", "demo-investigator")
    for place, age in enumerate((*LATE, *DUE_SOON)):
        received_at = _so_many_days_ago(now, age, books)
        story, owner = DEMO.complaints[place % len(DEMO.complaints)], owners[place % len(owners)]
        yield Plan(received_at, story, "complaint", acknowledged=2, owner=owner, age=age)
    for story, age in zip(DEMO.childrens, CHILDRENS, strict=True):
        received_at = _so_many_days_ago(now, age, books)
        yield Plan(received_at, story, "childrens", acknowledged=1, owner=owners[0], age=age)
    received_at, age = _so_many_days_ago(now, CORPORATE_REVIEWED, books), CORPORATE_REVIEWED
    # Before the Ombudsman's Code applied there was one stage alone.
    if len(books.council(COUNCIL).procedure_on("corporate", local_date(received_at)).stages) > 1:
        yield Plan(
            received_at, DEMO.corporate_reviewed, "corporate_reviewed", acknowledged=1, owner=owners[0], age=age
        )
    received_at = _so_many_days_ago(now, JOINT, books)
    yield Plan(received_at, DEMO.joint, "joint", acknowledged=1, owner=owners[0], age=JOINT, about=("also_nhs",))
    for story, age in zip(DEMO.at_once, AT_ONCE, strict=True):
        yield Plan(_so_many_days_ago(now, age, books), story, "at_once", age=age)
    first_at, back_at = (_so_many_days_ago(now, age, books) for age in (PROVIDER_FIRST, PROVIDER_BACK))
    yield Plan(first_at, DEMO.provider_first, "provider_first", age=PROVIDER_FIRST)
    yield Plan(
        back_at,
        DEMO.provider_back,
        "provider_back",
        acknowledged=1,
        owner=owners[0],
        age=PROVIDER_BACK,
        first_at=first_at,
    )
    for story, hours in zip(DEMO.unclear, UNCLEAR, strict=True):
        yield Plan(now - timedelta(hours=hours), story, "unclear", about=("route_unclear",))


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


def _course(random: Random, plan: Plan, age: int) -> Plan:
    """How far a complaint of this age (working days) has come."""
    owner = random.choice(
        ["demo-complaints_officer", "demo-complaints_officer", "demo-investigator", "demo-officer-an"]
    )
    acknowledged = random.choices([0, 1, 2, 3, 5], [2, 6, 5, 4, 1])[0]
    responded = random.choices([random.randint(12, 20), random.randint(21, 38)], [76, 24])[0]
    target = CORPORATE_TARGET if plan.kind == "corporate" else LATE_FROM
    if responded >= age > target:
        responded = target  # those that are late are scenes of their own
    if acknowledged > age > TO_ACKNOWLEDGE:
        acknowledged = TO_ACKNOWLEDGE
    promised = random.choice([15, 18, 19]) if random.random() < 0.3 else None
    if promised and responded >= age > promised:
        promised = None
    withdrawn = max(random.randint(4, 15), acknowledged) if random.random() < 0.07 else None

    def by_now(days: int | None) -> int | None:
        return days if days is not None and days <= age else None

    gone = by_now(withdrawn)
    return Plan(
        received_at=plan.received_at,
        story=plan.story,
        kind=plan.kind,
        acknowledged=by_now(acknowledged),
        promised=promised,
        responded=None if gone is not None else by_now(responded),
        closed=None if gone is not None else by_now(responded + random.randint(0, 6)),
        withdrawn=gone,
        age=age,
        owner=owner if age >= 2 and (age > 8 or random.random() < 0.7) else None,
    )


def _enquiry_course(random: Random, plan: Plan, age: int) -> Plan:
    closed = random.randint(0, 8)
    return Plan(plan.received_at, plan.story, plan.kind, closed=closed if closed <= age else None)


def _record(tx: Session, plans: Sequence[Plan], books: Books) -> list[str]:
    random = Random(SEED + 1)
    made: list[ContactRead] = []
    before: defaultdict[str, list[str]] = defaultdict(list)
    for provider in DEMO.providers:
        added = providers.add(tx, OFFICER, provider, utc_now())
        for code in WAS_DONE.get(provider.name, ()):
            done = NewContractAction(code=code, on=local_date(utc_now()) - timedelta(days=30))
            providers.act(tx, OFFICER, added.number, done, utc_now())
    for plan in plans:
        matter = SAME_MATTER.get(plan.kind, "")
        # From a chance of its own: what else happens is the same with it.
        chance = Random(plan.story.title) if matter else random
        given = intake.service.Submission(CONTACT_CENTRE, _contact(chance, plan), [*before[matter]])
        contact = intake.service.record_contact(tx, given, plan.received_at, books)
        made.append(contact)
        if matter:
            before[matter].append(contact.ref)
        _deal_with(tx, chance, plan, contact, books)
    _do_duties(tx, made)
    _limit_contact(tx, made, books)
    return [contact.ref for contact in made]


def _do_duties(tx: Session, made: Sequence[ContactRead]) -> None:
    """What is owed besides answers was done by its day, but for what was due since yesterday, or is due yet."""
    now = utc_now()
    until = local_date(now) - timedelta(days=1)
    for contact in made:
        row = repository.get_for_update(tx, contact.authority, contact.ref)
        (duties,) = duties_of(tx, [row], local_date(now))
        done = [
            met_row(row, duty, OFFICER.name, now, done_on=duty.by) for duty in duties if duty.is_owed and duty.by
        ]
        tx.add_all(duty for duty in done if duty.done_on and duty.done_on < until)
        tx.flush()
        owe(tx, row, local_date(now))
        tx.add(row)


def _limit_contact(tx: Session, made: Sequence[ContactRead], books: Books) -> None:
    """Contact with a few people is limited, since they complained; a plan stands in somebody's newest contact."""
    now = utc_now()
    today = local_date(now)
    newest = {contact.complainant.phone: contact for contact in made}
    complained = [contact for contact in newest.values() if contact.assessment.classification.is_complaint]
    for limited in DEMO.contact_plans:
        since = today + timedelta(days=limited.since)
        of = next((contact for contact in reversed(complained) if contact.received_on < since), None)
        if of is None:
            continue  # a shorter past
        complained.remove(of)
        said = PlanSaid(
            limits=limited.limits,
            reason=limited.reason,
            since=since,
            told_on=since + timedelta(days=1),
            decided_by="Head of service",
            review_on=today + timedelta(days=limited.review),
        )
        contact_plans.plan(tx, MANAGER, of.ref, of.version, said, now, books)


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
    elif plan.kind == "provider_first":
        sent_on = Redirection(route=RedirectedTo.PROVIDER, to=plan.story.provider or "", on=on)
        registers.redirect(tx, OFFICER, contact.ref, sent_on, now, books)
    elif plan.kind == "provider" and random.random() < 0.6:
        alert = QualityAlert(shortcoming=plan.story.title, sent_to="Contract monitoring", on=on)
        registers.alert(tx, OFFICER, contact.ref, alert, now, books)


def _contact(random: Random, plan: Plan) -> Contact:
    story = plan.story
    kinds = {"enquiry": "request", "member": "request", "compliment": "praise", "comment": "idea"}
    functions = {
        "corporate": "other_council_service",
        "corporate_reviewed": "other_council_service",
        "elsewhere": "nhs",
        "childrens": "childrens_social_care",
    }
    child = plan.kind == "childrens"
    people = member(random) if plan.kind == "member" else people_of(random, story, child=child)
    relative, first_on = people.relationship is not None, local_date(plan.first_at or plan.received_at)
    consent = random.choices(["agrees", "not_asked"], [8, 1])[0] if relative else None
    if consent and (plan.responded is not None or plan.age > CONSENT_BY):
        consent = "agrees"  # what was answered waited for it, and nothing waits beyond its day
    said = {
        "kind": kinds.get(plan.kind, "dissatisfaction"),
        "channel": random.choices(["phone", "email", "web_form", "letter"], [5, 3, 2, 1])[0],
        "received_at": plan.received_at,
        "title": story.title,
        "narrative": story.narrative,
        "complainant": {
            "name": people.caller,
            "phone": f"01632 960 {random.randint(0, 999):03}",
            "role": people.role,
            "relationship": people.relationship,
        },
        "person": people.person
        and {
            "name": people.person,
            "born_on": date(first_on.year - people.age, random.randint(1, 12), random.randint(1, 28)),
            "same_as_complainant": not relative,
            "consent": consent,
            "demographics": demographics(random, people, child=child),
        },
        "function": functions.get(plan.kind, "adult_social_care"),
        "team": story.team,
        "provider": {"name": story.provider, "kind": "home_care"} if story.provider else None,
        "prefers_provider": plan.kind == "provider_first" if story.provider else None,
        "answered_before_by": "provider" if plan.kind == "provider_back" else None,
        "harm_alleged": "no",
        "advocacy": {"offered": True} if child else {},
        "about": list(plan.about),
        "event_on": first_on - timedelta(days=random.randint(2, 60)),
        "matters": [{"category": category} for category in story.categories],
        "reply_by": random.choice(["phone_and_letter", "email", "letter"]),
        "adjustments": ["large_print"] if random.random() < 0.15 else [],
    }
    if plan.kind == "comment" and Random(f"{plan.received_at}").random() < ANONYMOUS:
        said |= {"complainant": {"anonymous": True, "anonymous_confirmed": True}, "person": None}
    if plan.kind == "at_once":
        said |= {"channel": "phone", "resolved_on": local_date(plan.received_at), "satisfied": True}
    return Contact.model_validate(said)
