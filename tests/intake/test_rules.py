"""What a contact is: the table row by row, both sides of its boundaries, and what must never happen.

Every contact below is a complaint by e-mail of Friday 6 March 2026, by somebody who draws on adult social care and
is affected, unless its line says otherwise.
"""

from dataclasses import replace
from datetime import date
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules import FLAGS, RULES, By, Decision, Ends, Facts, Harm, OmbudsmanSays, Topic, classify, highest
from intake.rules.cited import cited
from intake.rules.decide import owed_by_each
from intake.rules.table import PASS_ON, SENT_ON, TELL
from kernel.bank_holidays import england_and_wales
from kernel.vocabulary import (
    AnsweredBy,
    Channel,
    Classification,
    Consent,
    ContactKind,
    Disposition,
    Flag,
    Function,
    RaisedBy,
    RedirectedTo,
    RefusalReason,
)

ENGLAND = england_and_wales()
FRIDAY, MONDAY, TUESDAY = (date(2026, 3, day) for day in (6, 9, 10))
YEARS_AGO = date(2020, 1, 1)

COMPLAINT = Facts(
    received_on=FRIDAY,
    kind=ContactKind.DISSATISFACTION,
    channel=Channel.EMAIL,
    raised_by=RaisedBy.PERSON_THEMSELVES,
    function=Function.ADULT_SOCIAL_CARE,
    affected=True,
    event_on=date(2026, 2, 1),
    harm_alleged=Harm.NO,
)
ORAL = {"channel": Channel.PHONE, "made_orally": True}
FOR_A_RELATIVE = {"raised_by": RaisedBy.RELATIVE, "speaks_for_other": True}
FOR_SOMEONE_UNABLE = {**FOR_A_RELATIVE, "lacks_capacity": True}
FOR_A_CHILD = {**FOR_A_RELATIVE, "consent": Consent.AGREES, "topics": frozenset({Topic.CHILD_AFFECTED})}
CHILDRENS = {"function": Function.CHILDRENS_SOCIAL_CARE, "raised_by": RaisedBy.PARENT}
MP = {"raised_by": RaisedBy.MP}
FOR_A_CONSTITUENT = {**MP, "speaks_for_other": True, "consent": Consent.AGREES}
BY_OMBUDSMAN = {"channel": Channel.OMBUDSMAN}
LATE = {"event_on": date(2025, 3, 5)}
NOT_EXCUSED, EXCUSED = {"good_reason": False}, {"good_reason": True, "still_fair": True}
BLUE_BADGE = {"function": Function.OTHER_COUNCIL_SERVICE}
PROVIDER = {"has_provider": True}
A_PROVIDER = {"raised_by": RaisedBy.CARE_PROVIDER}
ADVOCATE = {"raised_by": RaisedBy.ADVOCATE}
GRANDPARENT = {"raised_by": RaisedBy.GRANDPARENT, "speaks_for_other": True}
FOR_A_NEIGHBOUR = {"speaks_for_other": True, "affected": False}
STRANGER = {"raised_by": RaisedBy.MEMBER_OF_PUBLIC, "speaks_for_other": True}
AGAINST_THEIR_WILL = {**FOR_A_RELATIVE, "consent": Consent.REFUSED}
ASKS = {"kind": ContactKind.REQUEST}
FOR_A_MINOR = {"raised_by": RaisedBy.PARENT, "speaks_for_other": True, "is_child": True, "age": 15}
PUBLIC_HEALTH = {"function": Function.PUBLIC_HEALTH}
BEGUN = {"topics": frozenset({Topic.WITH_OMBUDSMAN}), "ombudsman": OmbudsmanSays.ENQUIRES}
TOLD = {"topics": frozenset({Topic.WITH_OMBUDSMAN})}
ANSWERED = {"topics": frozenset({Topic.ALREADY_INVESTIGATED})}
BY_COUNCIL = {"answered_before_by": AnsweredBy.COUNCIL}
OVER_A_YEAR_AGO, TOO_LONG_AGO = ({"proceedings_ended_on": date(2025, 3, day)} for day in (6, 5))
DEFERS = {"topics": frozenset({Topic.COURT_PROCEEDINGS}), "prejudices_proceedings": True}
PUBLIC_BODY = {"raised_by": RaisedBy.PUBLIC_BODY}
SENT_BACK = {"ombudsman": OmbudsmanSays.REFERRED_BACK}
NO_INTEREST = {"sufficient_interest": False}
WITNESS = {"raised_by": RaisedBy.MEMBER_OF_PUBLIC, "affected": False}


def about(*topics: Topic) -> dict[str, frozenset[Topic]]:
    return {"topics": frozenset(topics)}


def case(rule: str, saying: str, /, *changes: dict[str, Any], **facts: Any) -> Any:
    for change in changes:
        facts = change | facts
    return pytest.param(replace(COMPLAINT, **facts), rule, id=f"{rule}: {saying}")


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        # Not a complaint
        case("1", "they say thank you", kind=ContactKind.PRAISE),
        case("1", "they say thank you for a council house", kind=ContactKind.PRAISE, function=None),
        case("2", "they suggest something", kind=ContactKind.IDEA),
        case("3", "they ask for a service", kind=ContactKind.REQUEST),
        case("31b", "nobody has said yet what they want", kind=None),
        # Another route
        case("4", "they ask for information under freedom of information", about(Topic.FOI_REQUEST)),
        case("4", "they ask for their own records", about(Topic.SUBJECT_ACCESS_REQUEST)),
        case("5", "a freedom of information request was not answered", about(Topic.FOI_COMPLAINT)),
        case("4", "they ask for their own records, as a request", ASKS, about(Topic.SUBJECT_ACCESS_REQUEST)),
        case("4", "they ask under freedom of information, as a request", ASKS, about(Topic.FOI_REQUEST)),
        case("4", "they ask for their records: what they feel is not known", about(Topic.FOI_REQUEST), kind=None),
        case("6", "they ask for a record to be erased", ASKS, about(Topic.DATA_PROTECTION)),
        case("33", "6a: their letter went to the wrong house", about(Topic.DATA_PROTECTION)),
        case("7b", "a whistleblower, who asks for something", ASKS, about(Topic.WHISTLEBLOWING)),
        case("7", "an employee has a grievance about their own employment", about(Topic.EMPLOYMENT)),
        case("33", "7a: an employee complains of their mother's care", FOR_A_RELATIVE, consent=Consent.AGREES),
        case("7b", "somebody who works there blows the whistle", about(Topic.WHISTLEBLOWING)),
        case("8", "a hospital trust complains of the council", raised_by=RaisedBy.PUBLIC_BODY),
        case(
            "33",
            "a hospital speaks for a patient who agrees",
            raised_by=RaisedBy.PUBLIC_BODY,
            speaks_for_other=True,
            consent=Consent.AGREES,
        ),
        case("9", "a care provider complains about fees", raised_by=RaisedBy.CARE_PROVIDER),
        case(
            "33",
            "a care provider speaks for a resident who agrees",
            raised_by=RaisedBy.CARE_PROVIDER,
            speaks_for_other=True,
            consent=Consent.AGREES,
        ),
        case("12", "a care provider complains of the hospital", A_PROVIDER, function=Function.NHS),
        case("10", "an MP asks about policy", MP, kind=ContactKind.REQUEST),
        case("10", "an MP is unhappy, and nobody asked them to write", MP),
        case("33", "11: an MP says that a constituent complains", MP, formal_complaint=True),
        case("10", "a councillor asks", raised_by=RaisedBy.COUNCILLOR, kind=ContactKind.REQUEST),
        case(
            "10", "an MP writes for somebody, and no complaint is meant", FOR_A_CONSTITUENT, formal_complaint=False
        ),
        case("33", "11: an MP writes for somebody, as a complaint", FOR_A_CONSTITUENT, formal_complaint=True),
        case("33", "11: an MP writes for somebody, and nobody asked how it is meant", FOR_A_CONSTITUENT),
        case("10", "X6: an MP writes for somebody who did not ask them to", MP, AGAINST_THEIR_WILL),
        case("22c", "and as a complaint all the same", MP, AGAINST_THEIR_WILL, formal_complaint=True),
        case("12", "it is about the NHS alone", function=Function.NHS),
        case("12", "it is about another council", function=Function.ANOTHER_AUTHORITY),
        case("33", "13: part of it is about the NHS", about(Topic.ALSO_NHS)),
        case("14", "it is about care they bought themselves", function=Function.PRIVATE_CARE),
        case("33", "14a: they pay for their care, and complain of the council's assessment"),
        case("15", "it is about public health", PUBLIC_HEALTH),
        case("17", "public health, and nobody could be answered", PUBLIC_HEALTH, anonymous=True),
        case("21", "public health, seen by a witness", PUBLIC_HEALTH, WITNESS),
        case("22c", "public health, for somebody who does not agree", PUBLIC_HEALTH, AGAINST_THEIR_WILL),
        case("26", "public health, and the Ombudsman has it", PUBLIC_HEALTH, BEGUN),
        case("28", "public health, long ago, and no reason", PUBLIC_HEALTH, LATE, NOT_EXCUSED),
        case("31", "public health, put right at once", PUBLIC_HEALTH, ORAL, resolved_on=MONDAY, satisfied=True),
        case("16", "it is about a blue badge", BLUE_BADGE),
        case("31b", "which service is not known yet", function=None),
        case("16", "a blue badge, exactly twelve months ago", BLUE_BADGE, event_on=date(2025, 3, 6)),
        case("16a", "a blue badge, twelve months and a day ago, and no reason", BLUE_BADGE, LATE, NOT_EXCUSED),
        case("16", "a blue badge, long ago, with a good reason", BLUE_BADGE, LATE, EXCUSED),
        case("31b", "a blue badge, long ago: is there a reason?", BLUE_BADGE, LATE),
        case("16a", "a blue badge that was the council answered before", BLUE_BADGE, ANSWERED, BY_COUNCIL),
        case("16", "16b: a blue badge, answered at stage 1 of two", BLUE_BADGE, BY_COUNCIL, further_stage=True),
        case("16a", "and at its last stage", BLUE_BADGE, BY_COUNCIL, further_stage=False),
        case("16", "a blue badge that somebody looked into before", BLUE_BADGE, ANSWERED),
        # P2: no corporate complaint without the Code's own exclusions; whose function it is comes first
        *(
            case(row, f"{who} {why}", facts, said)
            for who, facts, accepts in (
                ("a care provider, about fees", A_PROVIDER, "9"),
                ("a child protection conference", CHILDRENS | about(Topic.CHILDREN_STANDARDS), "19a"),
                ("a neighbour of the child", CHILDRENS | {"raised_by": RaisedBy.RELATIVE} | NO_INTEREST, "19a"),
                ("a witness", WITNESS, "21"),
            )
            for row, why, said in (
                (accepts, "of this year", {}),
                ("16a", "two years late", LATE | NOT_EXCUSED),
                ("16a", "that the council answered", BY_COUNCIL),
                ("17", "whom nobody could answer", {"anonymous": True}),
                ("31b", "late: was there a reason?", LATE),
            )
        ),
        case("19f", "a parent, not affected, whom the council answered", CHILDRENS, BY_COUNCIL, affected=False),
        case("19c", "a parent, not affected, too late", CHILDRENS, LATE, NOT_EXCUSED, affected=False),
        case("19d", "a parent, not affected, about their child", CHILDRENS, affected=False),
        case("17", "a blue badge, and nobody could be answered", BLUE_BADGE, anonymous=True),
        case("30", "a blue badge, and only a tribunal can help", BLUE_BADGE, about(Topic.TRIBUNAL_MATTER)),
        case("17", "nobody could be answered", anonymous=True),
        # Children, and who comes of age
        case("33", "17a: a young adult, about adults' care", age=18),
        case("33", "17a: somebody of 25, about adults' care", age=25),
        case("19d", "17b: a care leaver of 20", CHILDRENS, age=20, raised_by=RaisedBy.PERSON_THEMSELVES),
        case("33", "17c: it spans adults' and children's care", about(Topic.ALSO_CHILDREN)),
        case("33", "17d: an adults' team serves a child, who complains", is_child=True, age=15),
        case("31b", "17d: an adults' team serves a child: why does it not complain itself?", FOR_A_MINOR),
        case("24", "17d: an adults' team serves a child, no grounds", FOR_A_MINOR, reasonable_grounds=False),
        case("33", "17d: an adults' team serves a child, on good grounds", FOR_A_MINOR, reasonable_grounds=True),
        case("19d", "an advocate stands where the child stands", ADVOCATE, CHILDRENS, FOR_A_RELATIVE),
        case("31b", "an advocate for nobody: what is their interest?", ADVOCATE, CHILDRENS),
        case("31b", "an advocate of a neighbour: what is their interest?", ADVOCATE, CHILDRENS, FOR_A_NEIGHBOUR),
        case("19d", "X12: a member stands where the parent stands who asked them", MP, CHILDRENS, FOR_A_RELATIVE),
        case("19d", "X12: a relative who speaks for the child, not asked yet", FOR_A_RELATIVE, CHILDRENS),
        case("31b", "a stranger who says they speak for a child: what is their interest?", STRANGER, CHILDRENS),
        case("19d", "a stranger for whom the child agrees", STRANGER, CHILDRENS, consent=Consent.AGREES),
        case("30", "children's, and only a tribunal can help", CHILDRENS, about(Topic.TRIBUNAL_MATTER)),
        case("31b", "children's, learned of lately: was there a reason?", CHILDRENS, LATE, aware_on=FRIDAY),
        case("19c", "children's, learned of lately, no reason", CHILDRENS, LATE, NOT_EXCUSED, aware_on=FRIDAY),
        case("19a", "a child protection conference", CHILDRENS, about(Topic.CHILDREN_STANDARDS)),
        case(
            "19a",
            "a neighbour without an interest",
            CHILDRENS,
            raised_by=RaisedBy.RELATIVE,
            sufficient_interest=False,
        ),
        case(
            "19d",
            "a grandparent with an interest",
            CHILDRENS,
            raised_by=RaisedBy.GRANDPARENT,
            sufficient_interest=True,
        ),
        case("31b", "a grandparent: what is their interest?", CHILDRENS, raised_by=RaisedBy.GRANDPARENT),
        case(
            "19b",
            "it would prejudice a court",
            CHILDRENS,
            about(Topic.COURT_PROCEEDINGS),
            prejudices_proceedings=True,
        ),
        case(
            "19d",
            "a court, and no prejudice",
            CHILDRENS,
            about(Topic.COURT_PROCEEDINGS),
            prejudices_proceedings=False,
        ),
        case("19d", "a court: whether it would prejudice it is asked", CHILDRENS, about(Topic.COURT_PROCEEDINGS)),
        case("19e", "children's, and the Ombudsman looks into it", CHILDRENS, BEGUN),
        case("19f", "children's, and the council answered it", CHILDRENS, ANSWERED, BY_COUNCIL),
        case("19f", "X15: children's, answered at its last stage", CHILDRENS, BY_COUNCIL, further_stage=False),
        case(
            "19d", "X15: children's, and its next stage is open to them", CHILDRENS, BY_COUNCIL, further_stage=True
        ),
        case("19d", "X15: the next stage, of what is long ago", CHILDRENS, LATE, BY_COUNCIL, further_stage=True),
        case("27", "an adult's, answered: it has no further stage", BY_COUNCIL, further_stage=True),
        case("19d", "X13: sent again, a year after the proceedings", CHILDRENS, LATE, OVER_A_YEAR_AGO),
        case("19c", "X13: sent again a day later", CHILDRENS, LATE, NOT_EXCUSED, TOO_LONG_AGO),
        case("19d", "X13: the court it waited for is done", CHILDRENS, LATE, OVER_A_YEAR_AGO, DEFERS),
        case("28", "an adult's is never put off until proceedings end", LATE, OVER_A_YEAR_AGO, NOT_EXCUSED),
        case(
            "19b", "X13: it might prejudice a criminal inquiry", CHILDRENS, DEFERS, about(Topic.POLICE_OR_CORONER)
        ),
        case("19b", "X13: it might prejudice proceedings that nobody ticked", CHILDRENS, DEFERS, about()),
        case("19a", "a grandparent without an interest, for the child", GRANDPARENT, CHILDRENS, NO_INTEREST),
        case("19a", "and for themselves", GRANDPARENT, CHILDRENS, NO_INTEREST, own_grievance=True),
        case(
            "19d",
            "a grandparent whom the child asked",
            GRANDPARENT,
            CHILDRENS,
            NO_INTEREST,
            consent=Consent.AGREES,
        ),
        case("19d", "an advocate of the child needs none", ADVOCATE, FOR_A_RELATIVE, CHILDRENS, NO_INTEREST),
        case("19i", "P4: an advocate whom the child does not want", ADVOCATE, CHILDRENS, AGAINST_THEIR_WILL),
        case("19i", "and who has no interest", ADVOCATE, CHILDRENS, AGAINST_THEIR_WILL, NO_INTEREST),
        case("19d", "but has one", ADVOCATE, CHILDRENS, AGAINST_THEIR_WILL, sufficient_interest=True),
        case("31b", "a relative whom the child does not want: their interest?", AGAINST_THEIR_WILL, CHILDRENS),
        case("10", "X6: a member whom the child did not ask", MP, CHILDRENS, AGAINST_THEIR_WILL),
        case("19i", "as a complaint all the same", MP, CHILDRENS, AGAINST_THEIR_WILL, formal_complaint=True),
        case("19d", "a parent whose child does not want it", CHILDRENS, FOR_A_CHILD, consent=Consent.REFUSED),
        case("19d", "children's, for years, and still", CHILDRENS, LATE, still_goes_on=True),
        case("19d", "the council's own foster carer", CHILDRENS, raised_by=RaisedBy.FOSTER_CARER),
        case("19d", "a special guardian", CHILDRENS, raised_by=RaisedBy.SPECIAL_GUARDIAN),
        case("19d", "a care leaver", CHILDRENS, raised_by=RaisedBy.CARE_LEAVER),
        case("19d", "an aunt whom the child asked", CHILDRENS, FOR_A_RELATIVE, consent=Consent.AGREES),
        case("19c", "over a year ago, and no reason", CHILDRENS, LATE, NOT_EXCUSED),
        case("19d", "over a year ago, with a good reason", CHILDRENS, LATE, EXCUSED),
        case("19d", "a parent, about their child", CHILDRENS),
        case("19d", "a young person", CHILDRENS, raised_by=RaisedBy.YOUNG_PERSON),
        case(
            "19d",
            "put right on the next day: there is no oral rule for children",
            CHILDRENS,
            ORAL,
            resolved_on=MONDAY,
            satisfied=True,
        ),
        # What came before
        case("33", "they were told of the Ombudsman, who declined", TOLD, ombudsman=OmbudsmanSays.DECLINED),
        case("33", "a provider answered it", ANSWERED, answered_before_by=AnsweredBy.PROVIDER),
        case("27", "the council answered it, and nobody ticked that", answered_before_by=AnsweredBy.COUNCIL),
        case("33", "it began years ago, and still goes on", LATE, still_goes_on=True),
        # From the Ombudsman
        case("20a", "the Ombudsman asks the council", BY_OMBUDSMAN, ombudsman=OmbudsmanSays.ENQUIRES),
        case("20a", "the Ombudsman requests papers", BY_OMBUDSMAN, ASKS, ombudsman=OmbudsmanSays.ENQUIRES),
        case("20a", "X2: their letter comes by e-mail", raised_by=None, ombudsman=OmbudsmanSays.ENQUIRES),
        case("20a", "X2: from a body, that asks", PUBLIC_BODY, ombudsman=OmbudsmanSays.ENQUIRES),
        case("33", "the Ombudsman sends it back, and complains of nothing", PUBLIC_BODY, BY_OMBUDSMAN, SENT_BACK),
        case("26", "a daughter says that the Ombudsman has begun", ombudsman=OmbudsmanSays.ENQUIRES),
        case("33", "20: the Ombudsman refers it back", BY_OMBUDSMAN, ombudsman=OmbudsmanSays.REFERRED_BACK),
        case("31b", "the Ombudsman writes: what for?", BY_OMBUDSMAN),
        # Who complains
        case("21", "a witness who is not affected", affected=False, raised_by=RaisedBy.MEMBER_OF_PUBLIC),
        case("31b", "a passer-by: is anyone affected?", affected=None, raised_by=RaisedBy.MEMBER_OF_PUBLIC),
        case("31b", "it is not known who they are", affected=None, raised_by=None),
        case("33", "a relative is affected unless they say otherwise", affected=None, raised_by=RaisedBy.RELATIVE),
        case("33", "22: a relative, and the person agrees", FOR_A_RELATIVE, consent=Consent.AGREES),
        case("33", "22: a relative, and nobody asked the person", FOR_A_RELATIVE, consent=Consent.NOT_ASKED),
        case("33", "22: a relative, and nothing is known of consent", FOR_A_RELATIVE),
        case("22c", "a relative, and the person does not agree", AGAINST_THEIR_WILL),
        case("33", "22b: against their will, and for herself", AGAINST_THEIR_WILL, own_grievance=True),
        case("33", "22a: a carer, about how they were treated themselves", FOR_A_RELATIVE, own_grievance=True),
        case(
            "33", "23: for someone who cannot decide, in their interests", FOR_SOMEONE_UNABLE, best_interests=True
        ),
        case(
            "23",
            "for someone who cannot decide, against their interests",
            FOR_SOMEONE_UNABLE,
            best_interests=False,
        ),
        case("33", "for someone who cannot decide, and nothing speaks against it", FOR_SOMEONE_UNABLE),
        case("33", "24: for a child, on good grounds", FOR_A_CHILD, best_interests=True, reasonable_grounds=True),
        case("24", "for a child, without grounds", FOR_A_CHILD, best_interests=True, reasonable_grounds=False),
        case(
            "24", "for a child, against its interests", FOR_A_CHILD, best_interests=False, reasonable_grounds=True
        ),
        case("31b", "for a child: why does it not complain itself?", FOR_A_CHILD, best_interests=True),
        case(
            "33",
            "24: for a child, on good grounds, its interests not denied",
            FOR_A_CHILD,
            reasonable_grounds=True,
        ),
        case("33", "25: for someone who has died", FOR_A_RELATIVE, has_died=True),
        # What came before
        case("26", "the Ombudsman has begun to look into it", BEGUN),
        # P3: what is not known excludes nothing
        case("33", "they speak of the Ombudsman: what it did is asked", TOLD),
        case("19d", "children's, and they speak of the Ombudsman", CHILDRENS, TOLD),
        case("33", "it was looked into before: by whom is asked", ANSWERED),
        case("19d", "children's, and it was looked into before", CHILDRENS, ANSWERED),
        case("27", "the council looked into it before", ANSWERED, BY_COUNCIL),
        case("27a", "it was put right before, once", about(Topic.RESOLVED_BEFORE), recurred=False),
        case("33", "it was put right before, and came back", about(Topic.RESOLVED_BEFORE), recurred=True),
        case("31b", "it was put right before: did it come back?", about(Topic.RESOLVED_BEFORE)),
        case("33", "exactly twelve months ago", event_on=date(2025, 3, 6)),
        case("28", "twelve months and a day ago, and no reason", LATE, NOT_EXCUSED),
        case("28", "long ago, with a reason, but not to be looked into", LATE, good_reason=True, still_fair=False),
        case("33", "long ago, with a reason, and it can be looked into", LATE, EXCUSED),
        case("31b", "long ago: was there a reason?", LATE),
        case("33", "long ago, but they learnt of it lately", event_on=YEARS_AGO, aware_on=date(2025, 9, 1)),
        case("28", "long ago, and known as long", NOT_EXCUSED, event_on=YEARS_AGO, aware_on=date(2020, 2, 1)),
        case(
            "33",
            "from 29 February the twelve months end on the 28th",
            received_on=date(2025, 2, 28),
            event_on=date(2024, 2, 29),
        ),
        case("28", "a bereaved relative, too late", FOR_A_RELATIVE, LATE, NOT_EXCUSED, has_died=True),
        case("33", "29: part of it is before a court", about(Topic.COURT_PROCEEDINGS)),
        case("30", "only a tribunal can put it right", about(Topic.TRIBUNAL_MATTER)),
        # Put right at once: received on Friday
        case("31", "said on Friday, put right on Monday", ORAL, resolved_on=MONDAY, satisfied=True),
        case("31", "said on Friday, put right the same day", ORAL, resolved_on=FRIDAY, satisfied=True),
        case("33", "said on Friday, put right on Tuesday", ORAL, resolved_on=TUESDAY, satisfied=True),
        case("33", "put right in time, not to their satisfaction", ORAL, resolved_on=MONDAY, satisfied=False),
        case("33", "put right in time, and nobody asked them", ORAL, resolved_on=MONDAY, satisfied=None),
        case("33", "31a: put right on Monday, but it came by e-mail", resolved_on=MONDAY, satisfied=True),
        case(
            "33",
            "put right when no working day is known: leave nobody without an answer",
            ORAL,
            received_on=date(2031, 1, 6),
            event_on=None,
            resolved_on=date(2031, 1, 6),
            satisfied=True,
        ),
        # Not clear, by a provider, or the council's own
        case("31b", "the route is said to be unclear", about(Topic.ROUTE_UNCLEAR)),
        case("32", "they want the provider to answer first", PROVIDER, prefers_provider=True),
        case("32a", "they want the council to answer for a provider", PROVIDER, prefers_provider=False),
        case("32a", "a provider, and nobody asked whom they want", PROVIDER),
        case("33", "the person themselves is unhappy about adult social care"),
    ],
)
def test_class_of_a_contact(facts: Facts, rule: str) -> None:
    assert classify(facts, ENGLAND).rule == rule


STATUTORY, CORPORATE = Classification.STATUTORY_COMPLAINT, Classification.CORPORATE_COMPLAINT
OTHER, ENQUIRY = Classification.OTHER_CONTACT, Classification.ENQUIRY
ACCEPTED, REFUSED, OUTSIDE = Disposition.ACCEPTED, Disposition.REFUSED, Disposition.NOT_IN_SCOPE
ELSEWHERE, BY_PROVIDER = RedirectedTo.OTHER_SERVICE, RedirectedTo.PROVIDER


@pytest.mark.parametrize(
    ("rule", "ends"),
    [
        ("1", Ends(Classification.COMPLIMENT, ACCEPTED)),
        ("2", Ends(Classification.COMMENT, ACCEPTED)),
        ("3", Ends(ENQUIRY, Disposition.SERVICE_REQUEST)),
        ("4", Ends(OTHER, OUTSIDE, redirected_to=ELSEWHERE)),
        ("5", Ends(OTHER, OUTSIDE, redirected_to=ELSEWHERE)),
        ("6", Ends(OTHER, OUTSIDE, redirected_to=ELSEWHERE)),
        ("7", Ends(OTHER, OUTSIDE, redirected_to=ELSEWHERE)),
        ("7b", Ends(OTHER, OUTSIDE, redirected_to=ELSEWHERE)),
        ("8", Ends(OTHER, OUTSIDE)),
        ("9", Ends(CORPORATE, ACCEPTED, "corporate")),
        ("10", Ends(Classification.MEMBER_ENQUIRY, ACCEPTED)),
        ("12", Ends(OTHER, Disposition.TRANSFERRED, redirected_to=RedirectedTo.OTHER_COUNCIL)),
        ("14", Ends(OTHER, OUTSIDE, redirected_to=BY_PROVIDER)),
        ("15", Ends(STATUTORY, ACCEPTED, "public_health")),
        ("16a", Ends(CORPORATE, REFUSED, "corporate", RefusalReason.KEPT_OUT_BY_CODE)),
        ("16", Ends(CORPORATE, ACCEPTED, "corporate")),
        ("17", Ends(ENQUIRY, Disposition.LOGGED_CONCERN)),
        ("19a", Ends(CORPORATE, ACCEPTED, "corporate")),
        ("19b", Ends(STATUTORY, Disposition.DEFERRED, "children_statutory")),
        ("19c", Ends(STATUTORY, REFUSED, "children_statutory", RefusalReason.OUT_OF_TIME)),
        ("19d", Ends(STATUTORY, ACCEPTED, "children_statutory")),
        ("19i", Ends(STATUTORY, REFUSED, "children_statutory", RefusalReason.REPRESENTATIVE)),
        ("20a", Ends(Classification.OMBUDSMAN_ENQUIRY, ACCEPTED)),
        ("21", Ends(CORPORATE, ACCEPTED, "corporate")),
        ("23", Ends(STATUTORY, REFUSED, "adult_statutory", RefusalReason.REPRESENTATIVE)),
        ("22c", Ends(STATUTORY, REFUSED, "adult_statutory", RefusalReason.REPRESENTATIVE)),
        ("24", Ends(STATUTORY, REFUSED, "adult_statutory", RefusalReason.REPRESENTATIVE)),
        ("26", Ends(OTHER, OUTSIDE)),
        ("27", Ends(OTHER, OUTSIDE)),
        ("27a", Ends(OTHER, OUTSIDE)),
        ("28", Ends(STATUTORY, REFUSED, "adult_statutory", RefusalReason.OUT_OF_TIME)),
        ("30", Ends(OTHER, OUTSIDE, redirected_to=ELSEWHERE)),
        ("31", Ends(ENQUIRY, Disposition.RESOLVED_ORAL)),
        ("31b", Ends(ENQUIRY, Disposition.HOLDING)),
        ("32", Ends(OTHER, Disposition.SIGNPOSTED, redirected_to=BY_PROVIDER)),
        ("32a", Ends(STATUTORY, ACCEPTED, "provider")),
        ("33", Ends(STATUTORY, ACCEPTED, "adult_statutory")),
        ("34", Ends(ENQUIRY, Disposition.TRIAGE)),
    ],
)
def test_what_a_row_decides(rule: str, ends: Ends) -> None:
    assert [row.then for row in RULES if row.id == rule] == [ends]


@pytest.mark.parametrize(
    ("function", "to"),
    [(Function.NHS, RedirectedTo.NHS), (Function.ANOTHER_AUTHORITY, RedirectedTo.OTHER_COUNCIL)],
)
def test_what_is_another_bodys_goes_on_to_it_by_its_own_name(function: Function, to: RedirectedTo) -> None:
    assert classify(replace(COMPLAINT, function=function), ENGLAND).ends.redirected_to is to


def test_rows_stand_in_the_order_of_the_table() -> None:
    """The Ombudsman's own enquiry is no complaint of any service; a request for records has a law of its own.

    Whatever the function, who could not be answered and what only a tribunal puts right come before its procedure.
    """
    assert [row.id for row in FLAGS] == ["F1", "F2", "F3", "F4", "F5", "F6"]
    assert " ".join(row.id for row in RULES) == (
        "20a 1 2 4 5 6 6a 7 7b 3 8 10 11 12 13 14 17 30 16a 16b 9 16 17a 17c 19a 19i 19b 19g 19e 19f 19h 19c 19d "
        "20 21 22a 22b 22 22d 22c 23 23a 24 25 26 27 27a 28 29 31 31a 31b 15 32 32a 33 34"
    )


def test_every_refusal_and_every_other_route_owes_a_word() -> None:
    """Order note iii: decision, reason, notice. What is put right orally needs none (reg 8(2))."""
    silent = {
        row.id
        for row in RULES
        if isinstance(row.then, Ends)
        and row.then.disposition in {REFUSED, OUTSIDE, Disposition.TRANSFERRED, Disposition.SIGNPOSTED}
        and not row.duties
    }
    assert not silent


# Flags go on to the row that ends


@pytest.mark.parametrize(
    ("facts", "flag", "duty"),
    [
        pytest.param({"harm_alleged": Harm.YES}, Flag.SAFEGUARDING, "safeguarding", id="F1"),
        pytest.param(about(Topic.POLICE_OR_CORONER), Flag.NOTICE_TO_OTHERS, "notify", id="F2"),
        pytest.param({"needs_adjustments": True}, Flag.ADJUSTMENTS, "adjustments", id="F3"),
        pytest.param({"contact_plan": True}, Flag.CONTACT_PLAN, None, id="F4"),
        pytest.param(about(Topic.MEDIA_OR_LEGAL_THREAT), Flag.MEDIA_OR_LEGAL_THREAT, "manager", id="F5"),
        pytest.param({"transferred_in": True}, Flag.TRANSFERRED_IN, "tell_sender", id="F6"),
        pytest.param(FOR_A_CONSTITUENT, Flag.MEMBER_REPRESENTS, "member", id="11"),
        pytest.param(about(Topic.ALSO_NHS), Flag.JOINT, "lead", id="13"),
        pytest.param({"age": 18}, Flag.TRANSITION, None, id="17a"),
        pytest.param(about(Topic.ALSO_CHILDREN), Flag.SPANS_CHILDREN, "split", id="17c"),
        pytest.param(
            {**BY_OMBUDSMAN, "ombudsman": OmbudsmanSays.REFERRED_BACK}, Flag.REFERRED_BACK, None, id="20"
        ),
        pytest.param(FOR_A_RELATIVE, Flag.PENDING_CONSENT, "consent", id="22"),
        pytest.param({**FOR_SOMEONE_UNABLE, "best_interests": True}, Flag.BEST_INTERESTS, None, id="23"),
        pytest.param({**FOR_A_RELATIVE, "has_died": True}, Flag.DECEASED, "confidentiality", id="25"),
        pytest.param(about(Topic.COURT_PROCEEDINGS), Flag.HELD_PART, "hold", id="29"),
        pytest.param({"resolved_on": MONDAY, "satisfied": True}, Flag.EARLY_RESOLUTION, "short_answer", id="31a"),
    ],
)
def test_a_flag_goes_beside_the_class(facts: dict[str, Any], flag: Flag, duty: str | None) -> None:
    decision = classify(replace(COMPLAINT, **facts), ENGLAND)
    assert decision.rule == "33"
    assert decision.flags == {flag}
    assert [owed.code for owed in decision.duties] == ([duty] if duty else [])
    assert classify(COMPLAINT, ENGLAND).flags == frozenset(), "and only then"


@pytest.mark.parametrize("age", [17, 26])
def test_outside_18_to_25_nothing_is_in_transition(age: int) -> None:
    assert Flag.TRANSITION not in classify(replace(COMPLAINT, age=age), ENGLAND).flags


@pytest.mark.parametrize(
    ("consent", "pending"),
    [(Consent.AGREES, False), (Consent.NOT_ASKED, True), (None, True)],
)
def test_without_consent_a_complaint_is_accepted_and_waits_for_it(consent: Consent | None, pending: bool) -> None:
    decision = classify(replace(COMPLAINT, consent=consent, **FOR_A_RELATIVE), ENGLAND)
    assert decision.rule == "33"
    assert (Flag.PENDING_CONSENT in decision.flags) is pending
    assert ("22" in {reason.rule for reason in decision.reasons}) is pending
    asked = "person.consent" in {question.fact for question in decision.questions}
    assert asked is pending


@pytest.mark.parametrize(
    ("change", "duties", "asked"),
    [
        pytest.param({"consent": Consent.REFUSED}, {"notice", "consent"}, None, id="the person refuses"),
        pytest.param({"consent": Consent.NOT_ASKED}, {"consent"}, "person.consent", id="nobody asked the person"),
        pytest.param({"consent": Consent.AGREES}, set(), None, id="the person agrees"),
        pytest.param({"lacks_capacity": True}, set(), "person.best_interests", id="interests are not known"),
        pytest.param({"lacks_capacity": True, "best_interests": False}, {"notice"}, None, id="against them"),
        pytest.param({"lacks_capacity": True, "best_interests": True}, set(), None, id="in them"),
        pytest.param({**FOR_A_CHILD, "reasonable_grounds": False}, {"notice"}, None, id="no grounds for a child"),
        pytest.param({"has_died": True}, {"confidentiality"}, None, id="the person has died"),
    ],
)
def test_a_grievance_of_their_own_goes_on_and_frees_nobody_of_the_other_part(
    change: dict[str, Any], duties: set[str], asked: str | None
) -> None:
    facts = replace(COMPLAINT, **{**FOR_A_RELATIVE, "own_grievance": True, **change})
    decision = classify(facts, ENGLAND)
    assert (decision.rule, decision.ends.disposition) == ("33", ACCEPTED)
    assert {duty.code for duty in decision.duties} == duties
    assert (Flag.PENDING_CONSENT in decision.flags) is ("consent" in duties)
    assert [question.fact for question in decision.questions] == ([asked] if asked else [])


@pytest.mark.parametrize("change", [{"lacks_capacity": True, "best_interests": True}, {"has_died": True}])
def test_who_cannot_agree_is_not_asked(change: dict[str, bool]) -> None:
    decision = classify(replace(COMPLAINT, **FOR_A_RELATIVE, **change), ENGLAND)
    assert Flag.PENDING_CONSENT not in decision.flags


def test_to_what_was_put_right_at_once_nobody_has_to_agree() -> None:
    told = replace(COMPLAINT, **FOR_A_RELATIVE, made_orally=True, resolved_on=MONDAY, satisfied=True)
    decision = classify(told, ENGLAND)
    assert (decision.rule, decision.flags, decision.duties, decision.questions) == ("31", frozenset(), (), ())


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        pytest.param({**FOR_SOMEONE_UNABLE, "function": Function.NHS}, "person.best_interests", id="23: sent on"),
        pytest.param(
            {**CHILDRENS, **FOR_A_RELATIVE, **about(Topic.CHILDREN_STANDARDS)},
            "sufficient_interest",
            id="19a: standards of a service",
        ),
    ],
)
def test_what_a_row_would_ask_that_is_not_reached_is_not_asked(change: dict[str, Any], fact: str) -> None:
    asked = {question.fact for question in classify(replace(COMPLAINT, **change), ENGLAND).questions}
    assert fact not in asked


@pytest.mark.parametrize(("harm", "told"), [(Harm.YES, True), (Harm.NO, False), (Harm.NOT_SURE, False)])
def test_alleged_harm_goes_beside_whatever_it_is(harm: Harm, told: bool) -> None:
    for kind in ContactKind:
        decision = classify(replace(COMPLAINT, kind=kind, harm_alleged=harm), ENGLAND)
        assert (Flag.SAFEGUARDING in decision.flags) is told
        assert [duty.by for duty in decision.duties if duty.code == "safeguarding"] == ([By.TODAY] if told else [])
        assert ("harm_alleged" in {q.fact for q in decision.questions}) is (harm is Harm.NOT_SURE)


@pytest.mark.parametrize(
    ("topic", "fact"),
    [(Topic.WITH_OMBUDSMAN, "ombudsman"), (Topic.ALREADY_INVESTIGATED, "answered_before_by")],
)
def test_what_is_not_known_is_asked_and_excludes_nothing(topic: Topic, fact: str) -> None:
    for function in (Function.ADULT_SOCIAL_CARE, Function.PUBLIC_HEALTH, Function.OTHER_COUNCIL_SERVICE):
        decision = classify(replace(COMPLAINT, function=function, **about(topic)), ENGLAND)
        assert decision.disposition is ACCEPTED
        assert [question.fact for question in decision.questions] == [fact]


def test_nobody_is_told_that_what_the_council_takes_up_is_not_its_complaint() -> None:
    taken_up = [rule for rule in RULES if isinstance(rule.then, Ends) and rule.then.disposition is ACCEPTED]
    assert [rule.id for rule in taken_up if TELL in rule.duties] == []


@pytest.mark.parametrize(
    ("change", "is_asked"),
    [
        pytest.param({}, True, id="22: accepted meanwhile"),
        pytest.param({"function": None}, True, id="31b: held"),
        pytest.param({**CHILDRENS, "raised_by": RaisedBy.RELATIVE}, True, id="19a: held for their interest"),
        pytest.param(CHILDRENS, False, id="19d: a parent, whose child it need not be said of"),
        pytest.param(BLUE_BADGE, False, id="16: a corporate complaint"),
        pytest.param({**LATE, **NOT_EXCUSED}, False, id="28: refused"),
        pytest.param({"anonymous": True}, False, id="17: of nobody who can be asked"),
        pytest.param(ASKS, False, id="3: a request"),
    ],
)
def test_who_names_nobody_is_asked_for_whom_they_complain(change: dict[str, Any], is_asked: bool) -> None:
    """A relative may be affected themselves (SI 2009/309, reg 5(1)(b)), or speak for another (reg 5(2))."""
    told = replace(COMPLAINT, **{"raised_by": RaisedBy.RELATIVE, "for_whom_is_open": True} | change)
    asked = {question.fact for question in classify(told, ENGLAND).questions}
    assert ("person.same_as_complainant" in asked) is is_asked


def test_nobody_is_told_who_stays_anonymous() -> None:
    asked = replace(COMPLAINT, topics=frozenset({Topic.FOI_COMPLAINT}))
    owed = [
        {duty.code for duty in classify(each, ENGLAND).duties} for each in (asked, replace(asked, anonymous=True))
    ]
    assert owed == [{"notice", "ico"}, set()]


@pytest.mark.parametrize(
    ("change", "owed"),
    [
        pytest.param({"function": Function.NHS}, ["pass_on"], id="12: of the NHS alone"),
        pytest.param(about(Topic.ALSO_NHS), ["pass_on", "service"], id="13: of the NHS too"),
        pytest.param({"function": Function.PRIVATE_CARE}, ["quality_alert"], id="14: bought privately"),
    ],
)
def test_nobody_is_asked_who_stays_anonymous(change: dict[str, Any], owed: list[str]) -> None:
    """What another body should know is passed on without asking, and without what could say who wrote it."""
    decision = classify(replace(COMPLAINT, anonymous=True, **change), ENGLAND)
    assert sorted(duty.code for duty in decision.duties) == owed
    assert PASS_ON.text not in {duty.text for duty in classify(replace(COMPLAINT, **change), ENGLAND).duties}


def test_what_an_anonymous_contact_says_of_another_body_is_passed_on_once() -> None:
    told = replace(COMPLAINT, anonymous=True, **about(Topic.ALSO_NHS))
    beside = [classify(replace(told, function=function), ENGLAND) for function in (Function.NHS, told.function)]
    assert [[duty.code for duty in duties] for _, duties in owed_by_each(beside)] == [["pass_on"], ["service"]]


@pytest.mark.parametrize("function", [Function.CHILDRENS_SOCIAL_CARE, Function.PUBLIC_HEALTH])
def test_the_provider_comes_first_of_adults_care_alone(function: Function) -> None:
    of_a_provider = replace(COMPLAINT, has_provider=True, raised_by=RaisedBy.PARENT)
    asked = [
        classify(each, ENGLAND).questions for each in (of_a_provider, replace(of_a_provider, function=function))
    ]
    assert [bool(questions) for questions in asked] == [True, False]


def test_when_it_happened_is_asked_of_what_may_be_too_late_alone() -> None:
    undated = replace(COMPLAINT, event_on=None)
    tribunal = replace(undated, topics=frozenset({Topic.TRIBUNAL_MATTER}))
    refused = replace(undated, **FOR_A_RELATIVE | {"consent": Consent.REFUSED})
    put_right = replace(undated, made_orally=True, resolved_on=undated.received_on, satisfied=True)
    held = replace(undated, function=None)
    asked = [
        {ask.fact for ask in classify(facts, ENGLAND).questions}
        for facts in (undated, held, tribunal, refused, put_right, replace(undated, anonymous=True))
    ]
    assert ["event_on" in facts for facts in asked] == [True, True, False, False, False, False]


def test_a_held_contact_asks_first_for_what_holds_it() -> None:
    assert classify(Facts(received_on=FRIDAY), ENGLAND).questions[0].fact == "kind"
    assert classify(replace(COMPLAINT, function=None), ENGLAND).questions[0].fact == "function"
    unknown = replace(COMPLAINT, affected=None, raised_by=None)
    assert classify(unknown, ENGLAND).questions[0].fact == "affected"


# Several matters in one contact


def test_a_contact_takes_the_highest_class_of_its_matters() -> None:
    badge, care = (classify(replace(COMPLAINT, **facts), ENGLAND) for facts in (BLUE_BADGE, FOR_A_RELATIVE))
    whole = highest([badge, care])
    assert (whole.rule, whole.classification) == ("33", STATUTORY)
    assert highest([care, badge]).ends == whole.ends


def test_what_one_matter_owes_the_contact_owes() -> None:
    data, care = (
        classify(replace(COMPLAINT, **facts), ENGLAND)
        for facts in (ASKS | about(Topic.DATA_PROTECTION), {"harm_alleged": Harm.YES})
    )
    whole = highest([data, care])
    assert [duty.code for duty in whole.duties] == ["safeguarding", "tell", "ico"]
    assert whole.flags == {Flag.SAFEGUARDING}


def test_among_matters_of_one_class_what_is_looked_into_comes_first() -> None:
    court = {**CHILDRENS, **about(Topic.COURT_PROCEEDINGS), "prejudices_proceedings": True}
    waits, late, goes_on = (
        classify(replace(COMPLAINT, **facts), ENGLAND)
        for facts in (court, {**CHILDRENS, **LATE, **NOT_EXCUSED}, CHILDRENS)
    )
    for several in permutations([waits, late, goes_on]):
        assert highest(several).rule == "19d"
    assert highest([late, waits]).rule == "19b"
    assert {"resubmit", "ombudsman"} <= {duty.code for duty in highest([waits, late, goes_on]).duties}


def test_whoever_blows_the_whistle_speaks_of_harm() -> None:
    decision = classify(replace(COMPLAINT, **about(Topic.WHISTLEBLOWING)), ENGLAND)
    assert "safeguarding" in {duty.code for duty in decision.duties}


def test_a_matter_of_public_health_is_refused_by_its_own_regulations() -> None:
    decision = classify(replace(COMPLAINT, **PUBLIC_HEALTH, **LATE, **NOT_EXCUSED), ENGLAND)
    assert (decision.procedure, decision.disposition) == ("public_health", REFUSED)
    assert decision.reasons[-1].source == "SI 2012/3094, reg 27"
    assert {duty.source for duty in decision.duties if duty.code == "notice"} == {"SI 2012/3094, reg 27"}


@pytest.mark.parametrize(
    ("adults", "public_healths"),
    [
        ("SI 2009/309, reg 8(1)(e); Barnet 2022/23 §6.6", "SI 2012/3094, reg 25; Barnet 2022/23 §6.6"),
        ("reg 5(5)", "SI 2012/3094, reg 23"),
        ("SI 2009/309, reg 5(1)(b), (3) to (5)", "SI 2012/3094, reg 23"),
        ("SI 2009/309, regs 13 and 14; local policy", "SI 2012/3094, regs 28 and 29; local policy"),
        ("SI 2009/309, reg 11", "SI 2009/309, reg 11"),
        ("SI 2006/1738, reg 8", "SI 2006/1738, reg 8"),
        ("Care Act 2014, s.42", "Care Act 2014, s.42"),
    ],
)
def test_public_health_is_cited_by_its_own_regulations(adults: str, public_healths: str) -> None:
    assert cited(adults, Function.PUBLIC_HEALTH) == public_healths
    assert cited(adults, Function.ADULT_SOCIAL_CARE) == adults


def test_every_row_that_public_health_meets_names_its_own_regulations() -> None:
    """Care providers alone are under regulation 11 of the adults' Regulations, which has no twin."""
    met = [rule for rule in RULES if rule.id not in {"32", "32a", "33"} and not rule.id.startswith(("17", "19"))]
    sources = [source for rule in met for source in (rule.source, *(duty.source for duty in rule.duties))]
    told = {cited(source, Function.PUBLIC_HEALTH) for source in sources}
    assert {source for source in told if "2009/309" in source} == {"SI 2009/309, reg 11"}


# Whatever is said


def maybe(values: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(values)


def yes_or_no() -> st.SearchStrategy[Any]:
    return maybe([True, False])


dates = st.none() | st.dates(date(2024, 1, 1), date(2026, 3, 6))
any_facts = st.builds(
    Facts,
    received_on=st.dates(date(2026, 1, 1), date(2026, 4, 30)) | st.just(date(2031, 1, 6)),
    kind=maybe(ContactKind),
    channel=maybe(Channel),
    made_orally=st.booleans(),
    raised_by=maybe(RaisedBy),
    anonymous=st.booleans(),
    function=maybe(Function),
    affected=yes_or_no(),
    speaks_for_other=st.booleans(),
    for_whom_is_open=st.booleans(),
    own_grievance=st.booleans(),
    consent=maybe(Consent),
    lacks_capacity=st.booleans(),
    best_interests=yes_or_no(),
    reasonable_grounds=yes_or_no(),
    has_died=st.booleans(),
    is_child=st.booleans(),
    age=st.none() | st.integers(0, 110),
    sufficient_interest=yes_or_no(),
    prejudices_proceedings=yes_or_no(),
    has_provider=st.booleans(),
    prefers_provider=yes_or_no(),
    formal_complaint=yes_or_no(),
    ombudsman=maybe(OmbudsmanSays),
    event_on=dates,
    aware_on=dates,
    further_stage=yes_or_no(),
    proceedings_ended_on=dates,
    good_reason=yes_or_no(),
    still_fair=yes_or_no(),
    recurred=yes_or_no(),
    resolved_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 5, 10)),
    satisfied=yes_or_no(),
    harm_alleged=maybe(Harm),
    needs_adjustments=st.booleans(),
    contact_plan=st.booleans(),
    topics=st.frozensets(st.sampled_from(Topic), max_size=2),
)


@given(any_facts)
def test_every_contact_gets_a_class_with_sourced_reasons(facts: Facts) -> None:
    decision: Decision = classify(facts, ENGLAND)
    assert decision.reasons
    assert all(reason.text and reason.source for reason in decision.reasons)
    assert decision.reasons[-1].rule == decision.rule
    assert (decision.procedure is not None) == (decision.classification in {STATUTORY, CORPORATE})
    assert (decision.ends.refusal is not None) == (decision.disposition is REFUSED)
    if decision.rule == "31b" and Topic.ROUTE_UNCLEAR not in facts.topics:
        assert decision.questions, "a held contact says what is missing"
    asked = [question.fact for question in decision.questions]
    assert len(asked) == len(set(asked)), "each fact is asked for once"


@given(any_facts)
def test_only_dissatisfaction_is_a_complaint(facts: Facts) -> None:
    if facts.kind is not ContactKind.DISSATISFACTION:
        assert classify(facts, ENGLAND).classification not in {STATUTORY, CORPORATE}


@given(any_facts)
def test_alleged_harm_is_never_lost(facts: Facts) -> None:
    decision = classify(replace(facts, harm_alleged=Harm.YES), ENGLAND)
    assert "safeguarding" in {duty.code for duty in decision.duties}


@given(any_facts)
def test_a_question_answered_is_not_asked_again(facts: Facts) -> None:
    """Knowing more never makes a contact be held for the same fact."""
    decision = classify(facts, ENGLAND)
    if decision.rule == "31b" and decision.questions and decision.questions[0].fact == "kind":
        known = classify(replace(facts, kind=ContactKind.DISSATISFACTION), ENGLAND)
        assert all(question.fact != "kind" for question in known.questions)


@given(st.lists(any_facts, min_size=1, max_size=4))
def test_no_matter_lowers_the_class_of_another(several: list[Facts]) -> None:
    decisions = [classify(facts, ENGLAND) for facts in several]
    whole = highest(decisions)
    if any(decision.classification is STATUTORY for decision in decisions):
        assert whole.classification is STATUTORY
    answered_together = set(SENT_ON) if Flag.JOINT in whole.flags else set()
    assert all(set(decision.duties) - answered_together <= set(whole.duties) for decision in decisions)


@given(st.lists(any_facts, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_typing_decides_nothing(several: list[Facts], chance: Random) -> None:
    decisions = [classify(facts, ENGLAND) for facts in several]
    typed_otherwise = list(decisions)
    chance.shuffle(typed_otherwise)
    assert highest(typed_otherwise) == highest(decisions)
