"""Says how a class was found: what each row asked, what it found, and what would change it. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from intake.rules.decide import classify
from intake.rules.facts import Decision, Ends, Facts, OmbudsmanSays, Rule, Topic
from intake.rules.table import FLAGS, RULES
from kernel.calendar import WorkingDays
from kernel.vocabulary import AnsweredBy, Channel, Consent, ContactKind, Found, Function

FOUND = {True: Found.YES, False: Found.NO, None: Found.NOT_KNOWN}


@dataclass(frozen=True)
class Asked:
    """A row that was asked. `decides`: evaluation ended with it, because it held or could not tell."""

    rule: Rule
    found: Found
    decides: bool


@dataclass(frozen=True)
class Supposed:
    """A fact that could be otherwise.

    Attributes:
        fact: path of the field in the contact.
        when: how the supposition is said, after "if".
        otherwise: the facts with it; the same facts where it cannot be so.
    """

    fact: str
    when: str
    otherwise: Callable[[Facts], Facts]


@dataclass(frozen=True)
class WouldChange:
    """What the contact would be if a fact were otherwise."""

    supposed: Supposed
    then: Decision


def rows_asked(facts: Facts, calendar: WorkingDays) -> Iterator[Asked]:
    """Every row in its order, up to the one that decides."""
    for rule in FLAGS:
        yield Asked(rule, FOUND[rule.holds(facts, calendar)], False)
    for rule in RULES:
        holds = rule.holds(facts, calendar)
        decides = holds is None or (holds and isinstance(rule.then, Ends))
        yield Asked(rule, FOUND[holds], decides)
        if decides:
            return


def what_would_change(facts: Facts, calendar: WorkingDays) -> Iterator[WouldChange]:
    """Each fact that by itself makes another class, disposition or procedure of it."""
    now = classify(facts, calendar)
    for supposed in SUPPOSED:
        then = classify(supposed.otherwise(facts), calendar)
        if then.ends != now.ends and then.rule != now.rule:
            yield WouldChange(supposed, then)


def _with(fact: str, when: str, **changes: object) -> Supposed:
    return Supposed(fact, when, lambda facts: replace(facts, **changes))  # type: ignore[arg-type]


def _where(only: Callable[[Facts], bool], supposed: Supposed) -> Supposed:
    """The supposition where it makes sense alone."""
    return replace(supposed, otherwise=lambda facts: supposed.otherwise(facts) if only(facts) else facts)


def _for_other(facts: Facts) -> bool:
    return facts.speaks_for_other


def _unknown_kind(facts: Facts) -> bool:
    return facts.kind is None


def _of_the_ombudsman(facts: Facts) -> bool:
    return facts.channel is Channel.OMBUDSMAN or Topic.WITH_OMBUDSMAN in facts.topics


def _put_right(facts: Facts) -> Facts:
    return replace(facts, resolved_on=facts.received_on, satisfied=True)


SUPPOSED: Sequence[Supposed] = (
    *(
        _where(_unknown_kind, _with("kind", when, kind=kind))
        for kind, when in (
            (ContactKind.DISSATISFACTION, "they are unhappy about something past"),
            (ContactKind.REQUEST, "they ask for something"),
            (ContactKind.PRAISE, "they say that something went well"),
            (ContactKind.IDEA, "they suggest something"),
        )
    ),
    *(
        _where(lambda facts: facts.function is None, _with("function", when, function=function))
        for function, when in (
            (Function.ADULT_SOCIAL_CARE, "it is about adult social care"),
            (Function.CHILDRENS_SOCIAL_CARE, "it is about children's social care"),
            (Function.PUBLIC_HEALTH, "it is about public health"),
            (Function.OTHER_COUNCIL_SERVICE, "it is about another service of the council"),
            (Function.NHS, "it is about the NHS alone"),
        )
    ),
    _with("complainant.anonymous", "they give a name and a way to reply", anonymous=False),
    _with("affected", "they are affected by it", affected=True),
    _with("affected", "they are not affected by it", affected=False),
    _where(
        lambda facts: facts.for_whom_is_open,
        _with("person.same_as_complainant", "they complain for somebody else", speaks_for_other=True),
    ),
    _where(_for_other, _with("person.consent", "the person agrees", consent=Consent.AGREES)),
    _where(_for_other, _with("person.consent", "the person does not agree", consent=Consent.REFUSED)),
    _where(_for_other, _with("complainant.own_grievance", "they complain for themselves too", own_grievance=True)),
    _where(_for_other, _with("person.lacks_capacity", "the person cannot decide this", lacks_capacity=True)),
    _with("person.best_interests", "they act in the person's best interests", best_interests=True),
    _with("person.best_interests", "they do not act in the person's best interests", best_interests=False),
    _with("person.reasonable_grounds", "there are good grounds to speak for the child", reasonable_grounds=True),
    _with("person.reasonable_grounds", "there are no grounds to speak for the child", reasonable_grounds=False),
    _with("sufficient_interest", "they have a sufficient interest in the child", sufficient_interest=True),
    _with("sufficient_interest", "they have no sufficient interest in the child", sufficient_interest=False),
    _with("prejudices_proceedings", "it might prejudice the proceedings", prejudices_proceedings=True),
    _with("prejudices_proceedings", "it would not prejudice the proceedings", prejudices_proceedings=False),
    _with("formal_complaint", "it is meant as a formal complaint", formal_complaint=True),
    _with("formal_complaint", "it is not meant as a formal complaint", formal_complaint=False),
    _with("prefers_provider", "they want the provider to answer first", prefers_provider=True),
    _with("prefers_provider", "they want the council to answer", prefers_provider=False),
    *(
        _where(_of_the_ombudsman, _with("ombudsman", when, ombudsman=says))
        for says, when in (
            (OmbudsmanSays.REFERRED_BACK, "the Ombudsman refers it back"),
            (OmbudsmanSays.ENQUIRES, "the Ombudsman asks the council about it"),
            (OmbudsmanSays.DECLINED, "the Ombudsman does not look into it"),
        )
    ),
    _with("still_goes_on", "it still goes on", still_goes_on=True),
    _with(
        "good_reason", "there was a good reason to wait, and it is still fair", good_reason=True, still_fair=True
    ),
    _with("good_reason", "there was no good reason to wait", good_reason=False),
    _with("answered_before_by", "the council answered it before", answered_before_by=AnsweredBy.COUNCIL),
    _with("answered_before_by", "only the provider answered it before", answered_before_by=AnsweredBy.PROVIDER),
    _with("further_stage", "a further stage is open to them", further_stage=True),
    _with("recurred", "it has happened again", recurred=True),
    _with("recurred", "it has not happened again", recurred=False),
    Supposed("resolved_on", "it is put right by the end of the next working day", _put_right),
)
