"""A provider's record: what was complained of about it, asked of `figures`."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from analytics import naming, repository
from analytics.figures import service as figures
from analytics.figures.answer import NOT_RECORDED
from analytics.figures.fields import CountedUnit
from analytics.figures.question import MOST_VALUES, Measure, Question
from analytics.schemas import CodeCount, ProviderRecord
from chassis.auth import Principal
from kernel.days import year_until
from kernel.normal_forms import organisation_key
from kernel.procedures import Books
from kernel.vocabulary import Classification, Outcome

COMPLAINTS = [each.value for each in Classification if each.is_complaint]


def record(
    session: Session,
    principal: Principal,
    name: str,
    since: date | None,
    to: date | None,
    today: date,
    books: Books,
) -> ProviderRecord:
    """What was complained of about a provider between two days.

    Args:
        since, to: both days included; None: the twelve months that end with the other, or today.

    Raises Unprocessable for a period that ends before it begins.
    """
    council = books.council(principal.authority)
    first, last = year_until(since, to, today)
    key = organisation_key(name)
    number, names = _names(session, principal.authority, name, key)
    of_provider = {"provider.name": names, "classification": COMPLAINTS}

    def ask(measure: Measure, **asked: Any) -> Any:
        question = Question(
            authority=principal.authority, since=first, to=last, filters=of_provider, measure=measure, **asked
        )
        return figures.worked_out(session, question)

    def most(field: str, named: Callable[[str], str]) -> list[CodeCount]:
        return _most(ask(Measure.COUNT, unit=CountedUnit.ISSUE, group_by=[field]).values, named)

    days = ask(Measure.MEAN_WORKING_DAYS, field="working_days_to_respond", rounding=1)
    outcomes: Mapping[str, int] = ask(Measure.COUNT, group_by=["outcome"]).values
    categories = {each.code: each.name for each in council.categories}
    themes = {each.code: each.name for each in council.themes}
    return ProviderRecord(
        name=names[0],
        number=number,
        since=first,
        to=last,
        complaints=sum(outcomes.values()),
        upheld=outcomes.get(Outcome.UPHELD, 0) + outcomes.get(Outcome.UPHELD_NOT_COUNCIL, 0),
        partially_upheld=outcomes.get(Outcome.PARTIALLY_UPHELD, 0),
        not_upheld=outcomes.get(Outcome.NOT_UPHELD, 0),
        mean_working_days=days.values,
        categories=most("issue.category", lambda code: categories.get(code, code)),
        themes=most("issue.theme", lambda code: themes.get(code, code)),
    )


def _names(session: Session, authority: str, name: str, key: str | None) -> tuple[int | None, list[str]]:
    """The register's entry for a name, and its name; or the name with the other ways in which cases write it."""
    if key is None:
        return None, [name]
    if number := naming.kept(session, authority, {key}).get(key):
        return number, [repository.provider_names(session, authority, [number])[number]]
    said = repository.names_said(session, authority, key)
    return None, list(dict.fromkeys([name, *said]))[:MOST_VALUES]


def _most(counts: Mapping[str, int], named: Callable[[str], str]) -> list[CodeCount]:
    recorded = [(code, count) for code, count in counts.items() if code != NOT_RECORDED]
    return [
        CodeCount(code=code, name=named(code), count=count)
        for code, count in sorted(recorded, key=lambda item: (-item[1], item[0]))
    ]
