"""Contacts as they come by chance: any fact known or not, a few topics, days about the limits."""

from datetime import date, timedelta
from random import Random
from typing import Any

from intake.rules import Facts, Harm, OmbudsmanSays, Topic
from kernel.vocabulary import AnsweredBy, Channel, Consent, ContactKind, Function, RaisedBy

RECEIVED = date(2026, 3, 6)
SELDOM = 0.15


def random_facts(chance: Random) -> Facts:
    """One contact of Friday 6 March 2026; most are complaints, so that later rows are reached too."""

    def maybe(values: Any) -> Any:
        return chance.choice([None, *values])

    def seldom() -> bool:
        return chance.random() < SELDOM

    def day(latest: date) -> date | None:
        return chance.choice([None, latest - timedelta(days=chance.randrange(800))])

    return Facts(
        received_on=RECEIVED,
        kind=ContactKind.DISSATISFACTION if chance.random() < 0.7 else maybe(ContactKind),
        channel=Channel.OMBUDSMAN if seldom() else maybe(Channel),
        made_orally=chance.random() < 0.5,
        raised_by=maybe(RaisedBy),
        anonymous=seldom(),
        function=maybe(Function),
        affected=maybe([True, False]),
        speaks_for_other=chance.random() < 0.5,
        for_whom_is_open=seldom(),
        own_grievance=seldom(),
        consent=maybe(Consent),
        lacks_capacity=chance.random() < 0.3,
        best_interests=maybe([True, False]),
        reasonable_grounds=maybe([True, False]),
        has_died=seldom(),
        is_child=seldom(),
        age=maybe([8, 17, 18, 25, 26, 70]),
        sufficient_interest=maybe([True, False]),
        prejudices_proceedings=maybe([True, False]),
        has_provider=chance.random() < 0.5,
        prefers_provider=maybe([True, False]),
        formal_complaint=maybe([True, False]),
        ombudsman=maybe(OmbudsmanSays),
        event_on=day(RECEIVED),
        aware_on=day(RECEIVED),
        still_goes_on=seldom(),
        answered_before_by=maybe(AnsweredBy),
        further_stage=maybe([True, False]),
        proceedings_ended_on=day(RECEIVED) if seldom() else None,
        good_reason=maybe([True, False]),
        still_fair=maybe([True, False]),
        recurred=maybe([True, False]),
        resolved_on=maybe([RECEIVED, RECEIVED + timedelta(days=3), RECEIVED + timedelta(days=20)]),
        satisfied=maybe([True, False]),
        harm_alleged=maybe(Harm),
        needs_adjustments=seldom(),
        contact_plan=seldom(),
        transferred_in=seldom(),
        topics=frozenset(chance.sample(list(Topic), chance.choice([0, 0, 1, 1, 2, 3]))),
    )
