"""A question in one sentence: what was counted, over what, in which cohort and period, withdrawn in or out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from analytics.figures.fields import FIELDS, CountedUnit, Field, Kind
from analytics.figures.question import MEANS, PERCENTILES, RATES, Cohort, Conditions, Measure, Understood
from analytics.figures.words import EXISTENCE, VALUES
from kernel.words import in_sentence

UNITS = {
    CountedUnit.CASE: "cases",
    CountedUnit.ISSUE: "issues",
    CountedUnit.STAGE: "stages",
    CountedUnit.LEARNING: "learning actions",
    CountedUnit.REMEDY: "remedies",
    CountedUnit.TEAM_INVOLVED: "teams involved",
    CountedUnit.COMPLIMENT: "compliments",
    CountedUnit.TELLING: "times that somebody was told that an answer is late",
    CountedUnit.OMBUDSMAN_CASE: "cases of the Ombudsman",
    CountedUnit.CONTACT_PLAN: "contact plans",
}
COHORTS = {
    Cohort.RECEIVED: "received from {since} to {to}",
    Cohort.ANSWERED: "answered from {since} to {to}",
    Cohort.CONCLUDED: "concluded from {since} to {to}",
    Cohort.WITH_OUTCOME: "received, with an outcome recorded, from {since} to {to}",
    Cohort.OPEN: "open at the end of {to}",
}
OF_PLANS = COHORTS | {
    Cohort.RECEIVED: "begun from {since} to {to}",
    Cohort.CONCLUDED: "ended from {since} to {to}",
    Cohort.OPEN: "in force at the end of {to}",
}


def definition(asked: Understood) -> str:
    """The sentence that goes with an answer."""
    question = asked.asked
    units = UNITS[question.unit]
    groups = " and ".join(group.field.title for group in asked.groups)
    field = asked.field.title if asked.field else ""
    filters, numerator, versus = (
        _words(question.unit, conditions) for conditions in (question.filters, question.numerator, question.versus)
    )
    by = f" by {groups}" if groups else ""
    match question.measure:
        case Measure.COUNT:
            what = f"Number of {units}{by}"
        case Measure.SUM:
            what = f"Total of {field} over {units}{by}"
        case Measure.PERCENTAGE:
            what = f"Share of each {groups} in all {units}"
        case _ if question.measure in MEANS:
            what = f"Mean of {field} over the {units} that have it{by}"
        case _ if question.measure in PERCENTILES:
            name = "Median" if question.measure is Measure.MEDIAN else "90th percentile"
            what = f"{name} of {field} over the {units} that have it{by}"
        case Measure.PERCENT_DIFFERENCE:
            what = f"Difference in percent of the number of {units}{by} from those with {versus}"
        case Measure.RANKING:
            first = "fewest" if question.order == "asc" else "most"
            what = f"{groups} by number of {units}, {first} first"
        case _ if question.measure in RATES:
            what = f"Share of {units} with {numerator}{by}, out of the {units} counted"
    counted = f"counted: {filters}" if question.filters else "all counted"
    missing = "; without those of which it is not recorded or not known" if question.exclude_missing else ""
    is_plan = question.unit is CountedUnit.CONTACT_PLAN
    cohorts = OF_PLANS if is_plan else COHORTS
    cohort = cohorts[question.cohort].format(since=_day(asked.since), to=_day(asked.to))
    withdrawn = "" if is_plan else f"; withdrawn {_withdrawn(question.filters)}"  # nobody withdraws a plan
    return f"{what}; {counted}; {cohort}{missing}{withdrawn}."


def _words(unit: CountedUnit, conditions: Conditions | None) -> str:
    return ", ".join(_part(unit, path, wanted) for path, wanted in (conditions or {}).items()) or "anything"


def _part(unit: CountedUnit, path: str, wanted: Any) -> str:
    field = FIELDS[unit].get(path)
    if field is None:
        return f"{EXISTENCE[path]} {_condition(None, wanted)}"
    if isinstance(wanted, bool):
        return field.title if wanted else f"no {field.title}"
    return f"{field.title} {_condition(field, wanted)}"


def _condition(field: Field | None, wanted: Any) -> str:
    if isinstance(wanted, list):
        return "one of " + ", ".join(_of_several(_value(field, value)) for value in wanted)
    if not isinstance(wanted, Mapping):
        return _value(field, wanted)
    words = []
    if "exists" in wanted:
        words.append("recorded" if wanted["exists"] else "not recorded")
    if "not" in wanted:
        words.append(f"other than {_condition(field, wanted['not'])}")
    if "min" in wanted:
        words.append(f"from {_value(field, wanted['min'])}")
    if "max" in wanted:
        words.append(f"up to {_value(field, wanted['max'])}")
    return " and ".join(words)


def _of_several(word: str) -> str:
    """In quotation marks where a comma of its own would look like the end of it."""
    return f"“{word}”" if "," in word else word


def _value(field: Field | None, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field and field.kind is Kind.DATE:
        return _day(date.fromisoformat(value))
    word = VALUES.get(field.name, {}).get(value) if field else None
    return in_sentence(word) if word else str(value)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _withdrawn(filters: Conditions) -> str:
    """Whether withdrawn cases are among those counted, as far as the question says."""
    wanted = filters.get("outcome")
    if wanted is None:
        return "included"
    if isinstance(wanted, Mapping):
        excluded = wanted.get("not", [])
        listed = excluded if isinstance(excluded, list) else [excluded]
        return "left out" if "withdrawn" in listed or wanted.get("exists") is False else "included"
    listed = wanted if isinstance(wanted, list) else [wanted]
    return "included" if "withdrawn" in listed else "left out"
