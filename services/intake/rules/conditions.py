"""What the rows of the table ask of the facts: True, False, or None for "not known yet"."""

from dataclasses import replace

from intake.rules.facts import Facts, Harm, OmbudsmanSays, Test, Topic
from kernel.calendar import BeyondCalendar, WorkingDays, months_after
from kernel.vocabulary import Channel, Consent, ContactKind, Function, RaisedBy

MEMBERS = frozenset({RaisedBy.MP, RaisedBy.COUNCILLOR})
NEED_NOT_BE_AFFECTED = frozenset({RaisedBy.MEMBER_OF_PUBLIC, RaisedBy.UNKNOWN})
LISTED_FOR_CHILDREN = frozenset({RaisedBy.YOUNG_PERSON, RaisedBy.PARENT, RaisedBy.PERSON_THEMSELVES})
"""Whom the children's Regulations list; anybody else needs a sufficient interest in the child's welfare."""
YEAR = 12
TRANSITION_AGES = range(18, 26)


def always(_facts: Facts, _calendar: WorkingDays) -> bool:
    return True


def kind_is(kind: ContactKind) -> Test:
    return lambda facts, _: None if facts.kind is None else facts.kind is kind


def touches(*topics: Topic) -> Test:
    return lambda facts, _: not facts.topics.isdisjoint(topics)


def function_is(*functions: Function) -> Test:
    return lambda facts, _: None if facts.function is None else facts.function in functions


def is_dissatisfied_with_adult_care(facts: Facts, _: WorkingDays) -> bool:
    return facts.kind is ContactKind.DISSATISFACTION and facts.function is Function.ADULT_SOCIAL_CARE


# Who writes


def requests_and_is_no_member(facts: Facts, _: WorkingDays) -> bool:
    """Row 10 is the narrower one: a member's request is a member enquiry, not a service request."""
    return facts.kind is ContactKind.REQUEST and facts.raised_by not in MEMBERS


def is_a_public_body(facts: Facts, _: WorkingDays) -> bool:
    return facts.raised_by is RaisedBy.PUBLIC_BODY and not facts.speaks_for_other


def is_a_provider_on_its_own_account(facts: Facts, _: WorkingDays) -> bool:
    return facts.raised_by is RaisedBy.CARE_PROVIDER and not facts.speaks_for_other


def is_a_members_enquiry(facts: Facts, _: WorkingDays) -> bool:
    """A member asks about policy, or writes for somebody and says that no formal complaint is meant."""
    return facts.raised_by in MEMBERS and (facts.kind is ContactKind.REQUEST or facts.formal_complaint is False)


def is_a_member_with_a_complaint(facts: Facts, _: WorkingDays) -> bool:
    """Unless they say otherwise it is one: the Regulations do not except members."""
    return facts.raised_by in MEMBERS


def cannot_be_answered(facts: Facts, _: WorkingDays) -> bool:
    return facts.anonymous


def ombudsman_says(what: OmbudsmanSays) -> Test:
    def test(facts: Facts, _: WorkingDays) -> bool | None:
        if facts.channel is not Channel.OMBUDSMAN:
            return False
        return None if facts.ombudsman is None else facts.ombudsman is what

    return test


def is_a_witness(facts: Facts, _: WorkingDays) -> bool | None:
    """Not a user, not affected and speaking for nobody."""
    if facts.speaks_for_other:
        return False
    if facts.affected is not None:
        return not facts.affected
    return None if facts.raised_by is None or facts.raised_by in NEED_NOT_BE_AFFECTED else False


def may_not_agree(facts: Facts, _: WorkingDays) -> bool:
    """They speak for an adult with capacity who is alive, and who has not agreed."""
    alone = not (facts.lacks_capacity or facts.has_died or facts.is_child)
    return facts.speaks_for_other and alone and facts.consent is not Consent.AGREES


def speaks_for_someone_who_lacks_capacity(facts: Facts, _: WorkingDays) -> bool:
    return facts.speaks_for_other and facts.lacks_capacity and not facts.has_died


def against_best_interests(facts: Facts, calendar: WorkingDays) -> bool | None:
    if facts.own_grievance or not speaks_for_someone_who_lacks_capacity(facts, calendar):
        return False
    return None if facts.best_interests is None else not facts.best_interests


def in_best_interests(facts: Facts, calendar: WorkingDays) -> bool:
    # Beside a grievance of their own it is not asked before that goes on, so it has to be known.
    known = facts.best_interests is True or not facts.own_grievance
    return known and speaks_for_someone_who_lacks_capacity(facts, calendar)


def speaks_for_an_affected_child(facts: Facts, _: WorkingDays) -> bool:
    return facts.speaks_for_other and Topic.CHILD_AFFECTED in facts.topics


def may_not_speak_for_the_child(facts: Facts, calendar: WorkingDays) -> bool | None:
    """Reasonable grounds for a representative instead of the child, and its best interests: both are needed."""
    if facts.own_grievance or not speaks_for_an_affected_child(facts, calendar):
        return False
    if facts.reasonable_grounds is False or facts.best_interests is False:
        return True
    return None if facts.reasonable_grounds is None else False


def speaks_for_someone_who_died(facts: Facts, _: WorkingDays) -> bool:
    return facts.speaks_for_other and facts.has_died


def has_a_grievance_of_their_own(facts: Facts, _: WorkingDays) -> bool:
    return facts.speaks_for_other and facts.own_grievance


def goes_on_for_themselves_alone(facts: Facts, calendar: WorkingDays) -> bool:
    """They may not represent the person; what they complain of for themselves goes on all the same."""
    themselves = replace(facts, own_grievance=False)
    refused = (against_best_interests(themselves, calendar), may_not_speak_for_the_child(themselves, calendar))
    return facts.own_grievance and True in refused


# Children


def is_childrens(facts: Facts, _: WorkingDays) -> bool:
    """The function decides, not the age of who complains; so does an adults' team that serves a child."""
    if facts.function is Function.CHILDRENS_SOCIAL_CARE:
        return True
    return facts.is_child and facts.function is Function.ADULT_SOCIAL_CARE


def is_in_transition(facts: Facts, _: WorkingDays) -> bool:
    return facts.age in TRANSITION_AGES and facts.function is Function.ADULT_SOCIAL_CARE


def outside_the_childrens_list(facts: Facts, calendar: WorkingDays) -> bool | None:
    if not is_childrens(facts, calendar):
        return False
    if Topic.CHILDREN_STANDARDS in facts.topics:
        return True
    if facts.raised_by in LISTED_FOR_CHILDREN:
        return False
    return None if facts.sufficient_interest is None else not facts.sufficient_interest


def childrens_and_prejudicial(facts: Facts, calendar: WorkingDays) -> bool | None:
    if not is_childrens(facts, calendar) or Topic.COURT_PROCEEDINGS not in facts.topics:
        return False
    return facts.prejudices_proceedings


def childrens_and_too_late(facts: Facts, calendar: WorkingDays) -> bool | None:
    return is_out_of_time(facts, calendar) if is_childrens(facts, calendar) else False


# What came before, and when


def is_late(facts: Facts, _: WorkingDays) -> bool:
    """More than twelve months after the later of event and awareness."""
    known = [day for day in (facts.event_on, facts.aware_on) if day]
    return bool(known) and facts.received_on > months_after(max(known), YEAR)


def is_out_of_time(facts: Facts, calendar: WorkingDays) -> bool | None:
    """Late, and without a good reason or a way to look into it fairly any more."""
    if not is_late(facts, calendar):
        return False
    if facts.good_reason is False or facts.still_fair is False:
        return True
    return None if facts.good_reason is None else False


def was_resolved_before(facts: Facts, _: WorkingDays) -> bool | None:
    if Topic.RESOLVED_BEFORE not in facts.topics:
        return False
    return None if facts.recurred is None else not facts.recurred


def kept_out_by_the_code(facts: Facts, calendar: WorkingDays) -> bool | None:
    """A corporate complaint that the Code's own exclusions keep out (order note iii-a)."""
    if facts.function is not Function.OTHER_COUNCIL_SERVICE and is_a_witness(facts, calendar) is not True:
        return False
    if not facts.topics.isdisjoint({Topic.ALREADY_INVESTIGATED, Topic.WITH_OMBUDSMAN}):
        return True
    return is_out_of_time(facts, calendar)


def would_prejudice_a_court(facts: Facts, _: WorkingDays) -> bool:
    return Topic.COURT_PROCEEDINGS in facts.topics and facts.prejudices_proceedings is not False


# How it was put right, and by whom


def _resolved_at_once(facts: Facts, calendar: WorkingDays) -> bool:
    """Put right, to their satisfaction, by the end of the next working day."""
    if facts.resolved_on is None or facts.satisfied is not True:
        return False
    try:
        return facts.resolved_on <= calendar.add(facts.received_on, 1)
    except BeyondCalendar:
        return False  # the next working day is not known: leave nobody without an answer


def put_right_orally(facts: Facts, calendar: WorkingDays) -> bool:
    return facts.made_orally and _resolved_at_once(facts, calendar)


def put_right_in_writing(facts: Facts, calendar: WorkingDays) -> bool:
    return not facts.made_orally and _resolved_at_once(facts, calendar)


def goes_to_the_provider_first(facts: Facts, _: WorkingDays) -> bool:
    return facts.has_provider and facts.prefers_provider is True


def is_about_a_provider(facts: Facts, _: WorkingDays) -> bool:
    return (
        facts.has_provider
        and facts.kind is ContactKind.DISSATISFACTION
        and facts.function is Function.ADULT_SOCIAL_CARE
    )


# Flags


def alleges_harm(facts: Facts, _: WorkingDays) -> bool:
    return facts.harm_alleged is Harm.YES


def needs_adjustments(facts: Facts, _: WorkingDays) -> bool:
    return facts.needs_adjustments


def was_sent_on(facts: Facts, _: WorkingDays) -> bool:
    return facts.transferred_in


def has_a_contact_plan(facts: Facts, _: WorkingDays) -> bool:
    return facts.contact_plan
