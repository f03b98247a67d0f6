"""Invented councils' years in a database of their own, their reports, and what everybody knows of their cases.

Who attacks a report knows what its counts count. Which of them add up is read off here from cases, never from what
the product links: two counts are one where they count the same cases, here and in other councils, and one is part
of another where all of its cases are among the other's.
"""

import ast
import json
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlmodel import Session

from analytics.disclosure import Sum
from analytics.figures import service as figures
from analytics.figures.fields import CASE, CASE_FIELDS
from analytics.models import CaseFact, metadata
from analytics.reports import repository
from analytics.reports.book import Definitions, boards
from analytics.reports.build import Builder, Draft
from analytics.reports.counts import Counts
from analytics.reports.definition import Definition
from analytics.reports.document import NumberUnit, ReportScope, Table, Value
from analytics.reports.hiding import Hiding
from analytics.reports.periods import period
from kernel.localtime import utc_now
from tests.reports.attacker import MANY, attack
from tests.support.books import books

OF_THE_RELEASE = Definitions(Path("none"))
TODAY = date(2026, 11, 28)
THIS, LAST = period("2025-26"), period("2024-25")
KINDS = {"adults": 60, "children": 4, "corporate": 25, "refused": 3, "enquiry": 30}
"""How many there are of each kind for every hundred or so."""
OUTCOMES = ["upheld", "partially_upheld", "not_upheld", "not_upheld", "no_finding", "withdrawn", "open"]
OTHERS = 2_000
"""Cases of other councils, from which an attacker knows which counts are part of which."""


Case = Mapping[str, Any]


def cases(draw: random.Random, number: int) -> list[Case]:
    """Of three years, of which a report prints the last two."""
    return [_case(draw, at) for at in range(number)]


def _case(draw: random.Random, at: int) -> Case:
    year = draw.choice([THIS, THIS, THIS, LAST, LAST, LAST.earlier()])
    received = year.since + timedelta(days=draw.randrange(364))
    kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
    refused = kind == "refused"
    classification = {"corporate": "corporate_complaint", "enquiry": "enquiry"}.get(kind, "statutory_complaint")
    procedure = {"adults": "adult_statutory", "children": "children_statutory", "corporate": "corporate"}.get(kind)
    outcome = None if refused or kind == "enquiry" else draw.choice(OUTCOMES)
    days = draw.randint(3, 70) if outcome not in {None, "open", "withdrawn"} and draw.random() < 0.9 else None
    answered = None if days is None else received + timedelta(days=days * 7 // 5)
    closed = received + timedelta(days=100) if outcome != "open" and draw.random() < 0.9 else None
    return {
        "authority": "eastmere",
        "ref": f"EAS-{at:05}",
        "received_on": received,
        "received_month": f"{received:%Y-%m}",
        "classification": "corporate_complaint" if refused and draw.random() < 0.5 else classification,
        "disposition": "refused" if refused else "accepted",
        "procedure": procedure,
        "channel": draw.choice(["email", "email", "phone", "web_form", "letter"]),
        "raised_by": draw.choice(["person_themselves", "relative", "relative", "advocate"]),
        "service_area": draw.choice(["older_people", "older_people", "learning_disability", "transport"]),
        "person_ethnicity": draw.choice(["white_british", "white_british", "asian_indian", None]),
        "person_age_band": draw.choice(["18-64", "65-84", "65-84", "85+", None]),
        "person_gender": draw.choice(["female", "female", "male", None]),
        "person_disability": draw.choice(["yes", "no", None]),
        "person_legal_status": "child_in_need" if kind == "children" else None,
        "outcome": outcome,
        "has_learning": outcome in {"upheld", "partially_upheld"} and draw.random() < 0.7,
        "acknowledged_on": received + timedelta(days=3),
        "working_days_to_acknowledge": draw.choice([1, 2, 3, 4, None]),
        "working_days_to_respond": days,
        "responded_on": answered,
        "response_due_on": received + timedelta(days=42),
        "closed_on": closed,
        "closed_within_six_months": None if closed is None else draw.random() < 0.8,
    }


@dataclass
class Council:
    """A database with one council's cases."""

    of: list[Case]
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        engine = create_engine("sqlite://")
        metadata.create_all(engine)
        self.session = Session(engine)
        self.session.add_all([CaseFact(**case) for case in self.of])
        self.session.commit()

    def draft(
        self, scope: ReportScope, quarter: int | None = None, rounded: Mapping[str, int] | None = None
    ) -> Draft:
        rounds = {"round_counts": rounded is not None}
        definition = OF_THE_RELEASE.of("eastmere", scope).model_copy(update=rounds)
        return self.built(definition, quarter, rounded)

    def board(self, name: str) -> Draft:
        return self.built(boards()[name])

    def built(
        self,
        definition: Definition,
        quarter: int | None = None,
        rounded: Mapping[str, int] | None = None,
    ) -> Draft:
        this = period(THIS.year, quarter)
        kinds = repository.kinds(self.session, "eastmere", this.earlier().since, this.to)
        builder = Builder(
            definition=definition,
            council=books().council("eastmere"),
            period=this,
            answer=lambda question: figures.worked_out(self.session, question),
            has_records={this: True, this.earlier(): True},
            counts=Counts(kinds=kinds, rounded=rounded),
        )
        return builder.build(TODAY, utc_now(), "a manager")


@dataclass
class Read:
    """What somebody has who collects reports: what they show, and where a mark stands."""

    shown: dict[str, int] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)
    rounded: dict[str, tuple[int, int]] = field(default_factory=dict)

    def read_rounded(self, hiding: Hiding) -> None:
        """Take a report whose counts are rounded, each less than 5 away, or 10 where that is what it says."""
        said = next(note for note in hiding.report.notes if note.startswith("Counts are rounded"))
        away = 9 if "less than 10" in said else 4
        for key, printed in (hiding.rounded or {}).items():
            low, high = self.rounded.get(key, (0, MANY))
            self.rounded[key] = max(low, printed - away), min(high, printed + away)

    def read(self, draft: Draft, hiding: Hiding) -> None:
        """Take a report as it leaves; its counts are known by what they count."""
        left = {table.id: table for table in hiding.report.tables()}
        for table in draft.report.tables():
            if table.id in left:
                numbers = _by_place(table)
                for place, seen in _by_place(left[table.id]).items():
                    value = numbers[place]
                    if not seen.hidden:
                        self.shown |= {key: draft.counts.values[key] for key in value.counts}
                    elif value.unit is NumberUnit.COUNT:
                        self.marked.update(value.counts)

    def learned(self, council: Council) -> dict[str, tuple[int, int]]:
        """Between what each number lies that stands under a mark, or nowhere and is of few cases."""
        marked = self.marked - self.shown.keys()
        known = self.shown.keys() | marked | self.rounded.keys()
        rests, sums = _Sets(council.of, known).sums()
        return attack(self.shown, marked, rests, sums, marked | rests | self.rounded.keys(), self.rounded)


def _by_place(table: Table) -> dict[tuple[str, str], Value]:
    return {
        (row.id, column.id): value
        for row in table.rows
        for column, value in zip(table.columns, row.values, strict=True)
    }


class _Sets:
    """Which cases each count counts, of a council's own and of many more: a bit for each case."""

    def __init__(self, own: Sequence[Case], keys: Collection[str]) -> None:
        self._cases = own
        self._own = (1 << len(own)) - 1
        self._of = {key: members for key in sorted(keys) if (members := self._members(key)) is not None}

    def sums(self) -> tuple[set[str], list[Sum]]:
        """What nobody prints and is of fewer than five cases, and what adds up to what."""
        rests: dict[int, str] = {}
        first = {members: key for key, members in reversed(self._of.items())}
        sums = [Sum(key, (first[members],)) for key, members in self._of.items() if first[members] != key]
        for whole, key in first.items():
            families = defaultdict(list)
            for part, name in first.items():
                if part and part != whole and not part & ~whole:
                    left = whole & ~part
                    field = _field_between(key, name)
                    if left not in first and field and 0 < (left & self._own).bit_count() < 5:
                        rests[left] = f"{key} BUT {name}"
                    if left in first or left in rests:
                        sums.append(Sum(key, (name, first.get(left) or rests[left])))
                    families[field].append(part)
            for parts in families.values():
                sums += [Sum(key, tuple(first[part] for part in found)) for found in _divided(whole, parts)]
        return set(rests.values()), sums

    def _members(self, key: str) -> int | None:
        unit, conditions = json.loads(key)
        found = -1 if unit == "case" else None
        for condition in conditions:
            that = self._meeting(json.dumps(condition))
            found = None if found is None or that is None else found & that
        return found

    def _meeting(self, condition: str) -> int | None:
        """The cases that meet one condition; None: it is of more than the case itself."""
        elsewhere = _elsewhere(condition)
        if elsewhere is None:
            return None
        return _bits(condition, self._cases) | elsewhere << len(self._cases)


@cache
def _elsewhere(condition: str) -> int | None:
    """Those of other councils that meet a condition."""
    return _bits(condition, _others()) if _reading(*json.loads(condition)) else None


@cache
def _others() -> list[Case]:
    return cases(random.Random("others"), OTHERS)


def _bits(condition: str, of: Sequence[Case]) -> int:
    holds = _reading(*json.loads(condition))
    assert holds
    return sum(1 << at for at, case in enumerate(of) if holds(case))


def _reading(path: str, values: list[str], low: Any, high: Any, other: str) -> Callable[[Case], bool] | None:
    """What a condition says of a case, in the words of the question that it came from."""
    named = CASE_FIELDS.get(path)
    if named is None or named.table != CASE or (other and not other.startswith("[(")):
        return None
    asked = dict(ast.literal_eval(other)) if other else {}
    but = asked.get("not", [])
    left_out = {str(each).lower() for each in (but if isinstance(but, list) else [but])}

    def value_of(case: Case) -> Any:
        if path == "answered_on_time":
            return None if case["responded_on"] is None else case["responded_on"] <= case["response_due_on"]
        found = case.get(named.column)
        return found.toordinal() if isinstance(found, date) else found

    def holds(case: Case) -> bool:
        value = value_of(case)
        text = "not_recorded" if value is None else str(value).lower()
        if values:
            return text in values
        if other:
            return text not in left_out and asked.get("exists", value is not None) == (value is not None)
        return value is not None and (low is None or value >= low) and (high is None or value <= high)

    return holds


def _field_between(whole: str, part: str) -> str | None:
    """The one field by which a part is a part of a whole."""
    of_whole, of_part = ({json.dumps(one): one[0] for one in json.loads(key)[1]} for key in (whole, part))
    paths = {
        path for one, path in [*of_whole.items(), *of_part.items()] if one not in of_whole or one not in of_part
    }
    return paths.pop() if len(paths) == 1 else None


def _divided(whole: int, parts: Sequence[int]) -> Iterator[list[int]]:
    """The smallest of the parts, if they make up the whole without overlap."""
    found: list[int] = []
    for part in sorted(parts, key=int.bit_count):
        if not part & sum(found):
            found.append(part)
    if sum(found) == whole:
        yield found
