"""From a contact as it was said to what the rows are asked of: the facts of each of its matters. Pure."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date

from intake.rules import PROCEEDINGS, Facts, Topic
from intake.rules.conditions import MEMBERS, OF_SOCIAL_CARE, YEAR, is_from_the_ombudsman
from intake.schemas import ContactFacts, Matter
from kernel.calendar import months_after
from kernel.vocabulary import Arrangement, ContactKind, Function, RaisedBy

CHILD_UNTIL = 18
ADULTS_LAW = OF_SOCIAL_CARE - {Function.CHILDRENS_SOCIAL_CARE}
OTHER_BODIES = frozenset({Function.NHS, Function.ANOTHER_AUTHORITY})
ARRANGED = {
    Arrangement.SELF_FUNDED: Function.PRIVATE_CARE,
    Arrangement.DIRECT_PAYMENT: Function.PRIVATE_CARE,
    Arrangement.NHS: Function.NHS,
}
"""Whose work care is by who arranged it; what the council arranges stays its own."""
OF_THE_WHOLE = frozenset({Topic.ALSO_NHS, Topic.POLICE_OR_CORONER, Topic.MEDIA_OR_LEGAL_THREAT})
"""Topics that end nothing: they are told of the contact, whichever matter they came with."""
REQUESTS = frozenset({Topic.FOI_REQUEST, Topic.SUBJECT_ACCESS_REQUEST})
ANOTHER_THING = REQUESTS | {
    Topic.FOI_COMPLAINT,
    Topic.EMPLOYMENT,
    Topic.WHISTLEBLOWING,
    Topic.CHILDREN_STANDARDS,
}
"""Topics that are a matter by themselves, with a law or a procedure of their own; the others say more of one."""
NO_COMPLAINT = frozenset({ContactKind.PRAISE, ContactKind.IDEA})


def matters_of(body: ContactFacts, received_on: date, today: date) -> list[Facts]:
    """What classification looks at: the whole contact, or each of its matters where they differ.

    First those that were given, in their order; then what was ticked of the whole contact and is another thing.
    """
    whole, ticked = _apart(facts(body, received_on, today), listed=bool(body.matters))
    given = _given(body, whole) if any(matter.says_more for matter in body.matters) else [(whole, True)]
    matters = _of_what_is_named([*given, *((each, True) for each in ticked)], whole)
    complained_of = [matter for matter in matters if matter.kind in {None, ContactKind.DISSATISFACTION}]
    if any(matter.function in OTHER_BODIES for matter in complained_of):
        # Said as a matter or ticked as a topic: one story has one result (SI 2009/309, reg 9).
        joint = frozenset({Topic.ALSO_NHS})
        matters = [
            replace(each, topics=each.topics | joint) if each in complained_of else each for each in matters
        ]
    return _beside_a_childs(matters)


def _beside_a_childs(matters: Sequence[Facts]) -> list[Facts]:
    """The child is whom the children's matter is about; beside it, whom an adult's is about was not said.

    It has a case of its own, where that is asked (ADR 57), unless it was said that the child is affected by it.
    """
    if not any(matter.function is Function.CHILDRENS_SOCIAL_CARE for matter in matters):
        return list(matters)
    return [
        replace(each, is_child=False, consent=None)
        if each.is_child and each.function in ADULTS_LAW and Topic.CHILD_AFFECTED not in each.topics
        else each
        for each in matters
    ]


def of_each_given(body: ContactFacts, received_on: date) -> list[Facts]:
    """The facts of each matter that was given, in their order."""
    if not body.matters:
        return []
    told = matters_of(body, received_on, received_on)
    if any(matter.says_more for matter in body.matters):
        return told[: len(body.matters)]
    return [told[0] for _ in body.matters]


def _apart(whole: Facts, listed: bool) -> tuple[Facts, list[Facts]]:
    """The whole contact without what was ticked of it and is another thing, and each such thing as a matter.

    A contact that lists no matter is one matter, and what is ticked is said of it, but for a second such thing;
    praise and ideas are no such matter, and a request for information is what was asked for.
    """
    ticks = whole.topics & ANOTHER_THING
    own = ticks & REQUESTS if whole.kind is ContactKind.REQUEST else frozenset()
    if not (own or listed or whole.kind in NO_COMPLAINT):
        own = frozenset(sorted(ticks)[:1])
    apart = ticks - own
    kind = None if whole.kind in NO_COMPLAINT else whole.kind
    rest = whole.topics - apart
    ticked = [
        replace(
            whole, kind=kind, topics=(rest & OF_THE_WHOLE) | {topic}, has_provider=False, prefers_provider=None
        )
        for topic in sorted(apart)
    ]
    return replace(whole, topics=rest), ticked


def _given(body: ContactFacts, whole: Facts) -> list[tuple[Facts, bool]]:
    """The facts of each matter that was given, and whether it is the contact's own; the contact's, where none is.

    What the whole contact says is said of one matter: of those that say nothing of themselves, which are one, or
    else of the one that says least. The others take from it only what takes no complaint away.
    """
    own = [matter for matter in body.matters if not matter.says_more]
    own = (
        own or sorted(filter(lambda matter: _may_be(matter, body, whole), body.matters), key=_how_much_it_says)[:1]
    )
    matters = [(_of_matter(matter, body, whole, matter in own), matter in own) for matter in body.matters]
    if not own and whole.function in OF_SOCIAL_CARE:
        matters.append((whole, True))  # what the contact itself states is not lost by what stands beside it
    return matters


def _of_what_is_named(matters: Sequence[tuple[Facts, bool]], whole: Facts) -> list[Facts]:
    """Each matter with what the Ombudsman or a court does of it; a letter of theirs is about all that it says."""
    with_ombudsman = _have({Topic.WITH_OMBUDSMAN}, matters)
    before_court = _have(PROCEEDINGS - (whole.topics & OF_THE_WHOLE), matters)
    if is_from_the_ombudsman(whole):
        with_ombudsman = [True] * len(matters)
    return [
        replace(
            matter,
            ombudsman=matter.ombudsman if is_theirs else None,
            prejudices_proceedings=matter.prejudices_proceedings if waits else None,
        )
        for (matter, _), is_theirs, waits in zip(matters, with_ombudsman, before_court, strict=True)
    ]


def _have(topics: Set[Topic], matters: Sequence[tuple[Facts, bool]]) -> list[bool]:
    """Which matters somebody else has: those of which that was said, or else what is the contact's own."""
    named = [not topics.isdisjoint(matter.topics) for matter, _ in matters]
    return named if any(named) else [is_own for _, is_own in matters]


def _may_be(matter: Matter, body: ContactFacts, whole: Facts) -> bool:
    """Whether a matter can be the contact's own, said more closely."""
    function = _function(matter.function or body.function, _arrangement(matter, body))
    of_the_contact = body.function if matter.concerns_provider is False else whole.function
    alike = function is of_the_contact and matter.kind in {None, whole.kind}
    return alike and ANOTHER_THING.isdisjoint(matter.about)


def _arrangement(matter: Matter, body: ContactFacts) -> Arrangement | None:
    """Who arranged the care that a matter is about; the council's own part is not the care of a provider."""
    return matter.arrangement or (None if matter.concerns_provider is False else body.arrangement)


def _how_much_it_says(matter: Matter) -> tuple[bool, int, str]:
    """The order in which matters are taken for the contact's own; typing order has no part in it."""
    said = matter.model_dump(exclude_defaults=True, exclude={"category", "description", "team"})
    says_whose = not {"provider", "concerns_provider", "arrangement"}.isdisjoint(said)
    return says_whose, len(said), matter.model_dump_json(exclude_defaults=True)


def _of_matter(matter: Matter, body: ContactFacts, whole: Facts, is_own: bool) -> Facts:
    """One matter's facts. `is_own`: it is the contact's own, and the whole contact's where it says nothing."""
    arrangement = _arrangement(matter, body) if is_own else matter.arrangement
    provider, prefers = _provider(matter, whole, is_own)
    answered = matter.answered_before_by or (whole.answered_before_by if is_own else None)
    days: Matter | Facts = matter
    if not matter.has_days and (is_own or not _began_too_long_ago(whole)):
        days = whole
    topics = whole.topics if is_own else whole.topics & OF_THE_WHOLE
    return replace(
        whole,
        kind=matter.kind or whole.kind,
        function=_function(matter.function or body.function, arrangement),
        has_provider=provider,
        prefers_provider=prefers,
        event_on=days.event_on,
        aware_on=days.aware_on,
        still_goes_on=days.still_goes_on or False,
        answered_before_by=answered,
        resolved_on=matter.resolved_on or whole.resolved_on,
        satisfied=whole.satisfied if matter.satisfied is None else matter.satisfied,
        topics=topics.union(matter.about),
    )


def _provider(matter: Matter, whole: Facts, is_own: bool) -> tuple[bool, bool | None]:
    """Whether a provider is concerned, and whether they want it to answer first."""
    if matter.concerns_provider is False:
        return False, None
    if matter.provider:
        return True, matter.prefers_provider
    if not (is_own or matter.concerns_provider):
        return False, None
    prefers = whole.prefers_provider if matter.prefers_provider is None else matter.prefers_provider
    return whole.has_provider, prefers


def _began_too_long_ago(whole: Facts) -> bool:
    """Whether the days of the whole contact could take a matter away that says none of itself."""
    known = [day for day in (whole.event_on, whole.aware_on) if day]
    return not whole.still_goes_on and bool(known) and whole.received_on > months_after(min(known), YEAR)


def _function(function: Function | None, arrangement: Arrangement | None) -> Function | None:
    """Whose work it is: care that somebody buys themselves, or that the NHS arranges, is not the council's."""
    if arrangement is None or function not in {None, Function.ADULT_SOCIAL_CARE}:
        return function
    return ARRANGED.get(arrangement, function)


def facts(body: ContactFacts, received_on: date, today: date) -> Facts:
    """What classification looks at, with what follows from the form filled in."""
    person = body.person
    # A member who draws on care themselves complains as anybody does (SI 2009/309, reg 5(1)(a)).
    is_about_themselves = body.complainant.role in MEMBERS and person is not None and person.same_as_complainant
    age = age_on(person.born_on, received_on) if person and person.born_on else None
    return Facts(
        received_on=received_on,
        kind=body.kind,
        channel=body.channel,
        made_orally=body.made_orally
        if body.made_orally is not None
        else bool(body.channel and body.channel.is_oral),
        raised_by=RaisedBy.PERSON_THEMSELVES if is_about_themselves else body.complainant.role,
        anonymous=body.complainant.anonymous,
        function=_function(body.function, body.arrangement),
        affected=body.affected,
        speaks_for_other=body.speaks_for_another,
        for_whom_is_open=body.leaves_open_for_whom,
        own_grievance=body.complainant.own_grievance,
        consent=body.consent_on(today),
        lacks_capacity=body.speaks_for_another and person.lacks_capacity if person else False,
        best_interests=person.best_interests if person else None,
        reasonable_grounds=person.reasonable_grounds if person else None,
        has_died=person.has_died if person else False,
        is_child=age is not None and age < CHILD_UNTIL,
        age=age,
        sufficient_interest=body.sufficient_interest,
        prejudices_proceedings=body.prejudices_proceedings,
        has_provider=body.provider is not None,
        prefers_provider=body.prefers_provider,
        formal_complaint=body.formal_complaint,
        ombudsman=body.ombudsman,
        event_on=body.event_on,
        aware_on=body.aware_on,
        still_goes_on=body.still_goes_on or False,
        answered_before_by=body.answered_before_by,
        further_stage=body.further_stage,
        proceedings_ended_on=body.proceedings_ended_on,
        good_reason=body.good_reason,
        still_fair=body.still_fair,
        recurred=body.recurred,
        resolved_on=body.resolved_on,
        satisfied=body.satisfied,
        harm_alleged=body.harm_alleged,
        needs_adjustments=bool(body.adjustments),
        contact_plan=body.complainant.contact_plan is not None and body.complainant.contact_plan.is_in_force,
        transferred_in=body.transferred_from is not None,
        topics=frozenset(body.about),
    )


def age_on(born_on: date, on: date) -> int:
    """Whole years on a day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
