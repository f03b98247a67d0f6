"""What a contact is: the classification table, row by row, and what must never happen whatever is said."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules import RULES, Consent, Decision, Facts, Flag, Harm, Topic, classify
from kernel.bank_holidays import england_and_wales
from kernel.vocabulary import Channel, Classification, ContactKind, Disposition, Function, RaisedBy

ENGLAND = england_and_wales()
FRIDAY, MONDAY, TUESDAY = (date(2026, 3, day) for day in (6, 9, 10))

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
"""Somebody who draws on adult social care is unhappy about something past."""


def case(rule: str, saying: str, **facts: Any):
    return pytest.param(replace(COMPLAINT, **facts), rule, id=f"{rule}: {saying}")


ORAL = {"channel": Channel.PHONE, "made_orally": True}
FOR_A_RELATIVE = {"raised_by": RaisedBy.RELATIVE, "speaks_for_other": True}


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        # Not a complaint
        case("1", "they say thank you", kind=ContactKind.PRAISE),
        case("1", "they say thank you for a council house", kind=ContactKind.PRAISE, function=None),
        case("2", "they suggest something", kind=ContactKind.IDEA),
        case("3", "they ask for a service", kind=ContactKind.REQUEST),
        case("31b", "nobody has said yet what they want", kind=None),
        # Routes that a person decides
        case("34", "it touches a freedom of information request", topics=frozenset({Topic.FOI_REQUEST})),
        case("34", "it is about an answer under freedom of information", topics=frozenset({Topic.FOI_COMPLAINT})),
        case("34", "it is about their records", topics=frozenset({Topic.DATA_PROTECTION})),
        case("34", "it is about their own employment", topics=frozenset({Topic.EMPLOYMENT})),
        case("34", "part of it is about the NHS", topics=frozenset({Topic.ALSO_NHS})),
        case("34", "it is about the NHS alone", function=Function.NHS),
        case("34", "it is about another council", function=Function.ANOTHER_AUTHORITY),
        case("34", "it is about care they bought themselves", function=Function.PRIVATE_CARE),
        case("34", "it is about public health", function=Function.PUBLIC_HEALTH),
        case("34", "it is about children's social care", function=Function.CHILDRENS_SOCIAL_CARE),
        case("34", "the person is a child", is_child=True),
        case("34", "it comes from the Ombudsman", channel=Channel.OMBUDSMAN),
        case("34", "nobody could be answered", anonymous=True),
        case("34", "the person lacks capacity", lacks_capacity=True, **FOR_A_RELATIVE),
        case("34", "the person has died", has_died=True, **FOR_A_RELATIVE),
        case("34", "it was investigated before", topics=frozenset({Topic.ALREADY_INVESTIGATED})),
        case("34", "the Ombudsman has it", topics=frozenset({Topic.WITH_OMBUDSMAN})),
        case("34", "it is before a court", topics=frozenset({Topic.COURT_PROCEEDINGS})),
        case("34", "only a tribunal can put it right", topics=frozenset({Topic.TRIBUNAL_MATTER})),
        case("34", "a commissioned provider gives the care", has_provider=True),
        case("34", "an MP writes about somebody's case", raised_by=RaisedBy.MP, speaks_for_other=True),
        # Members and providers
        case("10", "an MP asks about policy", raised_by=RaisedBy.MP, kind=ContactKind.REQUEST),
        case("10", "a councillor asks about policy", raised_by=RaisedBy.COUNCILLOR, kind=ContactKind.REQUEST),
        case("9", "a care provider complains about fees", raised_by=RaisedBy.CARE_PROVIDER),
        case(
            "33",
            "a care provider speaks for a resident who agrees",
            raised_by=RaisedBy.CARE_PROVIDER,
            speaks_for_other=True,
            consent=Consent.AGREES,
        ),
        # Not social care, or nobody who is affected
        case("16", "it is about a blue badge", function=Function.OTHER_COUNCIL_SERVICE),
        case("31b", "which service is not known yet", function=None),
        case("21", "a witness who is not affected", affected=False, raised_by=RaisedBy.MEMBER_OF_PUBLIC),
        case("31b", "a passer-by: is anyone affected?", affected=None, raised_by=RaisedBy.MEMBER_OF_PUBLIC),
        case("31b", "it is not known who they are", affected=None, raised_by=None),
        case("33", "a relative is affected unless they say otherwise", affected=None, raised_by=RaisedBy.RELATIVE),
        # Speaking for somebody
        case("33", "a relative, and the person agrees", consent=Consent.AGREES, **FOR_A_RELATIVE),
        case("33", "a relative, and nobody asked the person", consent=Consent.NOT_ASKED, **FOR_A_RELATIVE),
        case("33", "a relative, and nothing is known of consent", consent=None, **FOR_A_RELATIVE),
        # Late
        case("33", "exactly twelve months ago", event_on=date(2025, 3, 6)),
        case("34", "twelve months and a day ago", event_on=date(2025, 3, 5)),
        case("33", "long ago, but they learnt of it lately", event_on=date(2020, 1, 1), aware_on=date(2025, 9, 1)),
        case("34", "long ago, and known as long", event_on=date(2020, 1, 1), aware_on=date(2020, 2, 1)),
        case(
            "33",
            "from 29 February the twelve months end on the 28th",
            received_on=date(2025, 2, 28),
            event_on=date(2024, 2, 29),
        ),
        case(
            "34",
            "a late complaint about a blue badge",
            function=Function.OTHER_COUNCIL_SERVICE,
            event_on=date(2024, 3, 7),
        ),
        # Put right at once: received on Friday 6 March
        case("31", "said on Friday, put right on Monday", resolved_on=MONDAY, satisfied=True, **ORAL),
        case("31", "said on Friday, put right the same day", resolved_on=FRIDAY, satisfied=True, **ORAL),
        case("33", "said on Friday, put right on Tuesday", resolved_on=TUESDAY, satisfied=True, **ORAL),
        case("33", "put right in time, not to their satisfaction", resolved_on=MONDAY, satisfied=False, **ORAL),
        case("33", "put right in time, and nobody asked them", resolved_on=MONDAY, satisfied=None, **ORAL),
        case("33", "put right on Monday, but it came by e-mail", resolved_on=MONDAY, satisfied=True),
        case(
            "33",
            "put right when no working day is known: leave nobody without an answer",
            received_on=date(2031, 1, 6),
            event_on=None,
            resolved_on=date(2031, 1, 6),
            satisfied=True,
            **ORAL,
        ),
        # Statutory, or not clear
        case("33", "the person themselves is unhappy about adult social care"),
        case("31b", "the route is said to be unclear", topics=frozenset({Topic.ROUTE_UNCLEAR})),
    ],
)
def test_class_of_a_contact(facts: Facts, rule: str) -> None:
    assert classify(facts, ENGLAND).rule == rule


@pytest.mark.parametrize(
    ("rule", "ends"),
    [
        ("1", (Classification.COMPLIMENT, Disposition.ACCEPTED, None)),
        ("2", (Classification.COMMENT, Disposition.ACCEPTED, None)),
        ("3", (Classification.ENQUIRY, Disposition.SERVICE_REQUEST, None)),
        ("9", (Classification.CORPORATE_COMPLAINT, Disposition.ACCEPTED, "corporate")),
        ("10", (Classification.MEMBER_ENQUIRY, Disposition.ACCEPTED, None)),
        ("16", (Classification.CORPORATE_COMPLAINT, Disposition.ACCEPTED, "corporate")),
        ("21", (Classification.CORPORATE_COMPLAINT, Disposition.ACCEPTED, "corporate")),
        ("31", (Classification.ENQUIRY, Disposition.RESOLVED_ORAL, None)),
        ("31b", (Classification.ENQUIRY, Disposition.HOLDING, None)),
        ("33", (Classification.STATUTORY_COMPLAINT, Disposition.ACCEPTED, "adult_statutory")),
        ("34", (Classification.ENQUIRY, Disposition.TRIAGE, None)),
    ],
)
def test_what_a_row_decides(rule: str, ends: tuple[Classification, Disposition, str | None]) -> None:
    decides = {
        (r.then.classification, r.then.disposition, r.then.procedure)
        for r in RULES
        if r.id == rule and not isinstance(r.then, Flag)
    }
    assert decides == {ends}


def test_rows_stand_in_the_order_of_the_table() -> None:
    """Rows of routes that are not built yet carry 34 and keep their place."""
    built = [rule.id for rule in RULES if rule.id != "34"]
    assert built == ["1", "2", "3", "9", "10", "16", "21", "22", "31", "31a", "31b", "33"]
    assert RULES[-1].id == "34"


# Flags go on to the row that ends


@pytest.mark.parametrize(
    ("consent", "pending"),
    [(Consent.AGREES, False), (Consent.NOT_ASKED, True), (Consent.REFUSED, True), (None, True)],
)
def test_without_consent_a_complaint_is_accepted_and_waits_for_it(consent: Consent | None, pending: bool) -> None:
    decision = classify(replace(COMPLAINT, consent=consent, **FOR_A_RELATIVE), ENGLAND)
    assert decision.rule == "33"
    assert (Flag.PENDING_CONSENT in decision.flags) is pending
    assert ("22" in {reason.rule for reason in decision.reasons}) is pending
    assert ("person.consent" in {question.fact for question in decision.questions}) is pending


def test_in_writing_and_put_right_at_once_an_answer_is_still_owed() -> None:
    decision = classify(replace(COMPLAINT, resolved_on=MONDAY, satisfied=True), ENGLAND)
    assert decision.flags == {Flag.EARLY_RESOLUTION}
    assert [reason.rule for reason in decision.reasons] == ["31a", "33", "33"]


@pytest.mark.parametrize(("harm", "told"), [(Harm.YES, True), (Harm.NO, False), (Harm.NOT_SURE, False)])
def test_alleged_harm_goes_beside_the_complaint(harm: Harm, told: bool) -> None:
    decision = classify(replace(COMPLAINT, harm_alleged=harm), ENGLAND)
    assert decision.rule == "33"
    assert (Flag.SAFEGUARDING in decision.flags) is told
    assert ("harm_alleged" in {q.fact for q in decision.questions}) is (harm is Harm.NOT_SURE)


def test_a_held_contact_asks_first_for_what_holds_it() -> None:
    assert classify(Facts(received_on=FRIDAY), ENGLAND).questions[0].fact == "kind"
    assert classify(replace(COMPLAINT, function=None), ENGLAND).questions[0].fact == "function"
    unknown = replace(COMPLAINT, affected=None, raised_by=None)
    assert classify(unknown, ENGLAND).questions[0].fact == "affected"


# Whatever is said


def maybe(values: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(values)


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
    affected=maybe([True, False]),
    speaks_for_other=st.booleans(),
    consent=maybe(Consent),
    lacks_capacity=st.booleans(),
    has_died=st.booleans(),
    is_child=st.booleans(),
    has_provider=st.booleans(),
    event_on=dates,
    aware_on=dates,
    resolved_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 5, 10)),
    satisfied=maybe([True, False]),
    harm_alleged=maybe(Harm),
    topics=st.frozensets(st.sampled_from(Topic), max_size=2),
)

UNBUILT: dict[str, dict[str, Any]] = {
    "children's social care": {"function": Function.CHILDRENS_SOCIAL_CARE},
    "a child": {"is_child": True},
    "private care": {"function": Function.PRIVATE_CARE},
    "public health": {"function": Function.PUBLIC_HEALTH},
    "the NHS": {"function": Function.NHS},
    "another authority": {"function": Function.ANOTHER_AUTHORITY},
    "nobody to answer": {"anonymous": True},
    "a person without capacity": {"lacks_capacity": True},
    "a person who has died": {"has_died": True},
    "late": {"event_on": date(2024, 12, 1), "aware_on": None},
    "a provider": {"has_provider": True},
    "the Ombudsman": {"channel": Channel.OMBUDSMAN},
    "an MP": {"raised_by": RaisedBy.MP},
    "a councillor": {"raised_by": RaisedBy.COUNCILLOR},
    **{topic.value: {"topics": frozenset({topic})} for topic in Topic if topic is not Topic.ROUTE_UNCLEAR},
}


@pytest.mark.parametrize("fact", UNBUILT)
@given(facts=any_facts)
def test_a_fact_of_a_route_not_built_yet_is_never_statutory(fact: str, facts: Facts) -> None:
    assert classify(replace(facts, **UNBUILT[fact]), ENGLAND).rule != "33"


@pytest.mark.parametrize("fact", UNBUILT)
def test_such_a_fact_alone_sends_a_complaint_to_a_person(fact: str) -> None:
    """With everything else as in a statutory complaint."""
    assert classify(replace(COMPLAINT, **UNBUILT[fact]), ENGLAND).rule == "34"


@given(any_facts)
def test_every_contact_gets_a_class_with_sourced_reasons(facts: Facts) -> None:
    decision: Decision = classify(facts, ENGLAND)
    assert decision.reasons
    assert all(reason.text and reason.source for reason in decision.reasons)
    assert decision.reasons[-1].rule == decision.rule
    assert (decision.procedure is not None) == (
        decision.classification in {Classification.STATUTORY_COMPLAINT, Classification.CORPORATE_COMPLAINT}
    )
    if decision.rule == "31b" and Topic.ROUTE_UNCLEAR not in facts.topics:
        assert decision.questions, "a held contact says what is missing"


@given(any_facts)
def test_only_dissatisfaction_is_a_complaint(facts: Facts) -> None:
    if facts.kind is not ContactKind.DISSATISFACTION:
        assert classify(facts, ENGLAND).classification not in {
            Classification.STATUTORY_COMPLAINT,
            Classification.CORPORATE_COMPLAINT,
        }


@given(any_facts)
def test_the_same_facts_get_the_same_class(facts: Facts) -> None:
    assert classify(facts, ENGLAND) == classify(facts, ENGLAND)
