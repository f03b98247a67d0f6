"""What the rows of the table ask of the facts: True, False, or None for "not known yet"."""

from dataclasses import replace

from intake.rules.facts import Facts, Harm, OmbudsmanSays, Test, Topic
from kernel.calendar import BeyondCalendar, WorkingDays, months_after
from kernel.vocabulary import AnsweredBy, Channel, Consent, ContactKind, Function, RaisedBy

MEMBERS = frozenset({RaisedBy.MP, RaisedBy.COUNCILLOR})
NEED_NOT_BE_AFFECTED = frozenset({RaisedBy.MEMBER_OF_PUBLIC, RaisedBy.UNKNOWN})
LISTED_FOR_CHILDREN = frozenset(
    {
        RaisedBy.PERSON_THEMSELVES,
        RaisedBy.YOUNG_PERSON,
        RaisedBy.CARE_LEAVER,
        RaisedBy.PARENT,
        RaisedBy.GUARDIAN,
        RaisedBy.SPECIAL_GUARDIAN,
        RaisedBy.FOSTER_CARER,
        RaisedBy.ADOPTIVE_FAMILY,
    }
)
"""Whom the children's Regulations list; anybody else needs a sufficient interest in the child's welfare."""
FOR_ANOTHER_ALONE = frozenset({RaisedBy.ADVOCATE, *MEMBERS})
"""Who speaks for somebody, and is nothing to a child themselves."""
OF_SOCIAL_CARE = frozenset({Function.ADULT_SOCIAL_CARE, Function.CHILDRENS_SOCIAL_CARE, Function.PUBLIC_HEALTH})
"""Functions of which a council answers by Regulations; what it does besides goes by the Code."""
YEAR = 12
TRANSITION_AGES = range(18, 26)


def always(_facts: Facts, _calendar: WorkingDays) -> bool:
    return True


def kind_is(kind: ContactKind) -> Test:
    return lambda facts, _: facts.kind is kind


def touches(*topics: Topic) -> Test:
    return lambda facts, _: not facts.topics.isdisjoint(topics)


def function_is(*functions: Function) -> Test:
    return lambda facts, _: None if facts.function is None else facts.function in functions


def is_dissatisfied_with_adult_care(facts: Facts, _: WorkingDays) -> bool:
    return facts.kind is ContactKind.DISSATISFACTION and facts.function is Function.ADULT_SOCIAL_CARE


# Who writes


def requests_and_is_no_member(facts: Facts, _: WorkingDays) -> bool | None:
    """Row 10 is the narrower one: a member's request is a member enquiry, not a service request."""
    if facts.kind is None:
        return None
    return facts.kind is ContactKind.REQUEST and facts.raised_by not in MEMBERS


def asks_for_data_protection_rights(facts: Facts, _: WorkingDays) -> bool:
    return Topic.DATA_PROTECTION in facts.topics and facts.kind is ContactKind.REQUEST


def complains_of_their_data(facts: Facts, _: WorkingDays) -> bool:
    """A breach of confidence or a record that is wrong: reg 8(1) is a closed list, and does not name them."""
    return Topic.DATA_PROTECTION in facts.topics and facts.kind is not ContactKind.REQUEST


def is_a_public_body(facts: Facts, _: WorkingDays) -> bool:
    """For itself; the Ombudsman, who sends somebody's complaint back or asks about it, complains of nothing."""
    complains = facts.raised_by is RaisedBy.PUBLIC_BODY and not facts.speaks_for_other
    return complains and not is_from_the_ombudsman(facts)


def is_a_provider_on_its_own_account(facts: Facts, _: WorkingDays) -> bool:
    return facts.raised_by is RaisedBy.CARE_PROVIDER and not facts.speaks_for_other


def is_a_members_enquiry(facts: Facts, _: WorkingDays) -> bool:
    """A member asks about policy, for nobody who asked them to, or says that no formal complaint is meant."""
    if facts.raised_by not in MEMBERS:
        return False
    asked = facts.speaks_for_other and facts.consent is not Consent.REFUSED
    meant = asked if facts.formal_complaint is None else facts.formal_complaint
    return facts.kind is ContactKind.REQUEST or not meant


def is_a_member_with_a_complaint(facts: Facts, _: WorkingDays) -> bool:
    """Unless they say otherwise it is one: the Regulations do not except members."""
    return facts.raised_by in MEMBERS


def cannot_be_answered(facts: Facts, _: WorkingDays) -> bool:
    return facts.anonymous


def is_from_the_ombudsman(facts: Facts) -> bool:
    """By its own channel, or a letter of theirs that came by another: what it says, and nobody who complains."""
    if facts.channel is Channel.OMBUDSMAN:
        return True
    writes = facts.ombudsman in {OmbudsmanSays.ENQUIRES, OmbudsmanSays.REFERRED_BACK}
    nobody_else = facts.raised_by in {None, RaisedBy.UNKNOWN, RaisedBy.PUBLIC_BODY} and not facts.speaks_for_other
    return writes and nobody_else and Topic.WITH_OMBUDSMAN not in facts.topics


def ombudsman_says(what: OmbudsmanSays) -> Test:
    def test(facts: Facts, _: WorkingDays) -> bool | None:
        if not is_from_the_ombudsman(facts):
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


def speaks_for_who_decides_alone(facts: Facts) -> bool:
    """For an adult with capacity who is alive."""
    return facts.speaks_for_other and not (facts.lacks_capacity or facts.has_died or facts.is_child)


def has_not_agreed_yet(facts: Facts, _: WorkingDays) -> bool:
    return speaks_for_who_decides_alone(facts) and facts.consent in {None, Consent.NOT_ASKED}


def does_not_agree(facts: Facts, _: WorkingDays) -> bool:
    """The person's "no" is not "not yet"; what the representative complains of for themselves needs no consent."""
    return speaks_for_who_decides_alone(facts) and facts.consent is Consent.REFUSED and not facts.own_grievance


def does_not_agree_to_their_part(facts: Facts, calendar: WorkingDays) -> bool:
    return facts.own_grievance and does_not_agree(replace(facts, own_grievance=False), calendar)


def speaks_for_someone_who_lacks_capacity(facts: Facts, _: WorkingDays) -> bool:
    return facts.speaks_for_other and facts.lacks_capacity and not facts.has_died


def against_best_interests(facts: Facts, calendar: WorkingDays) -> bool:
    """Only what the council is satisfied of refuses; what is not known goes on, and is asked (reg 5(4))."""
    if facts.own_grievance or not speaks_for_someone_who_lacks_capacity(facts, calendar):
        return False
    return facts.best_interests is False


def in_best_interests(facts: Facts, calendar: WorkingDays) -> bool:
    return facts.best_interests is True and speaks_for_someone_who_lacks_capacity(facts, calendar)


def speaks_for_an_affected_child(facts: Facts, _: WorkingDays) -> bool:
    return facts.speaks_for_other and (facts.is_child or Topic.CHILD_AFFECTED in facts.topics)


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
    refused = (
        does_not_agree(themselves, calendar),
        against_best_interests(themselves, calendar),
        may_not_speak_for_the_child(themselves, calendar),
    )
    return facts.own_grievance and True in refused


# Children


def is_childrens(facts: Facts, _: WorkingDays) -> bool:
    """The function decides, never an age: an adults' team that serves a child works under its own Regulations."""
    return facts.function is Function.CHILDRENS_SOCIAL_CARE


def is_in_transition(facts: Facts, _: WorkingDays) -> bool:
    return facts.age in TRANSITION_AGES and facts.function is Function.ADULT_SOCIAL_CARE


def has_the_standing_of_another(facts: Facts) -> bool:
    """Whether they have the standing of the child or parent for whom they speak, whoever they are themselves.

    Not of somebody who is not affected, nor against the person's own will; and of a stranger it is asked first
    what their interest is, unless the person agrees.
    """
    if not facts.speaks_for_other or facts.affected is False or facts.consent is Consent.REFUSED:
        return False
    return facts.consent is Consent.AGREES or facts.raised_by not in {None, *NEED_NOT_BE_AFFECTED}


def is_some_relation(facts: Facts) -> bool:
    """Somebody near the child who is not in the list, and of whom nobody said that the child asked them."""
    listed = facts.raised_by in LISTED_FOR_CHILDREN or facts.raised_by in FOR_ANOTHER_ALONE
    return not listed and facts.consent is not Consent.AGREES


def speaks_against_the_childs_will(facts: Facts, calendar: WorkingDays) -> bool:
    """An advocate or a member has no standing but that of whom they speak for, and these do not want it.

    Unless the council finds that they have an interest of their own; a relation is asked whether they have.
    """
    alone = facts.speaks_for_other and facts.raised_by in FOR_ANOTHER_ALONE and not facts.sufficient_interest
    return is_childrens(facts, calendar) and alone and facts.consent is Consent.REFUSED


def outside_the_childrens_list(facts: Facts, calendar: WorkingDays) -> bool | None:
    if not is_childrens(facts, calendar):
        return False
    if Topic.CHILDREN_STANDARDS in facts.topics:
        return True
    if facts.raised_by in LISTED_FOR_CHILDREN or speaks_against_the_childs_will(facts, calendar):
        return False
    if has_the_standing_of_another(facts):
        return facts.sufficient_interest is False and is_some_relation(facts)
    return None if facts.sufficient_interest is None else not facts.sufficient_interest


def childrens_and_prejudicial(facts: Facts, calendar: WorkingDays) -> bool:
    """The council decides that it waits, for a court or an inquiry; not decided yet, it goes on (reg 8)."""
    waits = facts.prejudices_proceedings is True and facts.proceedings_ended_on is None
    return waits and is_childrens(facts, calendar)


def childrens_and_sent_again(facts: Facts, calendar: WorkingDays) -> bool:
    """It had been put off, the proceedings are over, and no year has passed since (reg 8)."""
    return (
        is_childrens(facts, calendar)
        and facts.proceedings_ended_on is not None
        and facts.received_on <= months_after(facts.proceedings_ended_on, YEAR)
    )


def childrens_and_with_the_ombudsman(facts: Facts, calendar: WorkingDays) -> bool:
    return is_childrens(facts, calendar) and is_with_the_ombudsman(facts, calendar)


def childrens_and_answered_before(facts: Facts, calendar: WorkingDays) -> bool:
    """What the council answered before, at every stage that there is; what it answered at some goes on."""
    answered = is_childrens(facts, calendar) and was_answered_before(facts, calendar)
    return answered and not has_a_further_stage(facts, calendar)


def childrens_and_goes_on(facts: Facts, calendar: WorkingDays) -> bool:
    return is_childrens(facts, calendar) and has_a_further_stage(facts, calendar)


def childrens_and_too_late(facts: Facts, calendar: WorkingDays) -> bool | None:
    """One year from when the grounds arose; that they learned of it later is a reason, not a new start (reg 9).

    What was put off is of the day on which it could be sent again; a further stage is of the answer before it.
    """
    if not is_childrens(facts, calendar) or childrens_and_sent_again(facts, calendar):
        return False
    if childrens_and_goes_on(facts, calendar):
        return False
    return is_out_of_time(replace(facts, aware_on=None) if facts.event_on else facts, calendar)


# What came before, and when


def is_late(facts: Facts) -> bool:
    """More than twelve months after the later of event and awareness; what still goes on is of today."""
    if facts.still_goes_on:
        return False
    known = [day for day in (facts.event_on, facts.aware_on) if day]
    return bool(known) and facts.received_on > months_after(max(known), YEAR)


def is_out_of_time(facts: Facts, calendar: WorkingDays) -> bool | None:
    """Late, and without a good reason or a way to look into it fairly any more."""
    if not is_late(facts):
        return False
    if facts.good_reason is False or facts.still_fair is False:
        return True
    return None if facts.good_reason is None else False


def is_with_the_ombudsman(facts: Facts, _: WorkingDays) -> bool:
    """Only an investigation that was begun is a bar; whether one was is asked, and not known is not yes."""
    return facts.ombudsman is OmbudsmanSays.ENQUIRES and not is_from_the_ombudsman(facts)


def was_answered_before(facts: Facts, _: WorkingDays) -> bool:
    """By the council, under these Regulations: what a provider or another body answered is no bar.

    That it was looked into before says not by whom: that is asked, and not known is not the council.
    """
    return facts.answered_before_by is AnsweredBy.COUNCIL


def has_a_further_stage(facts: Facts, calendar: WorkingDays) -> bool:
    """What the council answered at one stage of a procedure, and a further one is open to them."""
    return was_answered_before(facts, calendar) and facts.further_stage is True


def was_resolved_before(facts: Facts, _: WorkingDays) -> bool | None:
    if Topic.RESOLVED_BEFORE not in facts.topics:
        return False
    return None if facts.recurred is None else not facts.recurred


def is_public_health(facts: Facts, _: WorkingDays) -> bool:
    return facts.function is Function.PUBLIC_HEALTH


def goes_by_the_code(facts: Facts, calendar: WorkingDays) -> bool:
    """Whether rows 9, 16, 19a or 21 would make it corporate. Whose function it is comes before who complains."""
    if is_a_provider_on_its_own_account(facts, calendar) or facts.function is Function.OTHER_COUNCIL_SERVICE:
        return True
    if is_childrens(facts, calendar):
        return outside_the_childrens_list(facts, calendar) is True
    return is_a_witness(facts, calendar) is True


def goes_on_by_the_code(facts: Facts, calendar: WorkingDays) -> bool:
    return has_a_further_stage(facts, calendar) and goes_by_the_code(facts, calendar)


def kept_out_by_the_code(facts: Facts, calendar: WorkingDays) -> bool | None:
    """A corporate complaint that the Code's own exclusions keep out (order note iii-a)."""
    if not goes_by_the_code(facts, calendar):
        return False
    if is_with_the_ombudsman(facts, calendar):
        return True
    if was_answered_before(facts, calendar):
        return not has_a_further_stage(facts, calendar)
    return is_out_of_time(facts, calendar)


def would_prejudice_a_court(facts: Facts, _: WorkingDays) -> bool:
    if facts.prejudices_proceedings is None:
        return Topic.COURT_PROCEEDINGS in facts.topics
    return facts.prejudices_proceedings


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
    """Who blows the whistle says that somebody is at risk, whether that was ticked or not."""
    return facts.harm_alleged is Harm.YES or Topic.WHISTLEBLOWING in facts.topics


def needs_adjustments(facts: Facts, _: WorkingDays) -> bool:
    return facts.needs_adjustments


def was_sent_on(facts: Facts, _: WorkingDays) -> bool:
    return facts.transferred_in


def has_a_contact_plan(facts: Facts, _: WorkingDays) -> bool:
    return facts.contact_plan
