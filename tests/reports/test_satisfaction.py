"""What people said may be shown: no reply of fewer than five is, and none can be worked out, step after step."""

import random
from collections import Counter
from itertools import product

import pytest

from analytics.disclosure import Sum
from analytics.reports.document import HIDDEN, ReportScope
from analytics.reports.periods import Period
from analytics.reports.satisfaction import (
    REPLIES,
    Of,
    Satisfaction,
    SurveyCounts,
    SurveyGroup,
    quarters_of,
    satisfaction,
    table,
)
from tests.reports.attacker import attack

YEAR = Period(2025)
ALL_COUNTED = "2026-Q2"
PROCEDURES = ("adult_statutory", "provider", "children_statutory", "corporate")
SCOPES = {"adults": PROCEDURES[:2], "children": PROCEDURES[2:3], "corporate": PROCEDURES[3:]}
TEAMS = ("north", "south", "west", None)


def counts(answers: int, seed: int, open_from: str = ALL_COUNTED) -> SurveyCounts:
    """So many answers, some kinds of which are rare."""
    dice = random.Random(seed)
    groups = {}
    for _ in range(answers):
        quarter = dice.choice([name for name in quarters_of(YEAR) if name < open_from])
        where = quarter, dice.choices(PROCEDURES, (9, 3, 3, 2))[0], dice.choice(TEAMS)
        fresh = SurveyGroup(quarter=where[0], procedure=where[1], team=where[2], asked=0, answered=0, replies={})
        group = groups.setdefault(where, fresh)
        group.asked += dice.randint(1, 3)
        group.answered += 1
        for question, replies in REPLIES.items():
            reply = dice.choices(replies, (6, 3, 2) if len(replies) == 3 else (5, 4, 2, 1, 1))[0]
            said = group.replies.setdefault(question, {})
            said[reply] = said.get(reply, 0) + 1
    return SurveyCounts(open_from=open_from, groups=list(groups.values()))


IN_SHORT = {"yes": ("yes",), "other": ("partly", "no")}
OVERALL_IN_SHORT = {"good": ("4", "5"), "other": ("1", "2", "3")}


def truth(told: SurveyCounts) -> Counter[tuple[Of, str, str]]:
    """Every count by its part and what it counts, added up anew; what the year comes to in short is there too."""
    found: Counter[tuple[Of, str, str]] = Counter()
    for group in told.groups:
        scope = next(scope for scope, its in SCOPES.items() if group.procedure in its)
        quarter = quarters_of(YEAR)[group.quarter]
        parts = [
            *((Of.QUARTER, quarter), (Of.YEAR, ""), (Of.SCOPE, scope)),
            *((Of.PROCEDURE, group.procedure or ""), (Of.TEAM, group.team or "")),
        ]
        for kind, code in parts:
            found[kind, code, "asked"] += group.asked
            found[kind, code, "answered"] += group.answered
            for question, replies in REPLIES.items():
                for reply in replies if kind is not Of.QUARTER else ():
                    found[kind, code, f"{question} {reply}"] += group.replies[question].get(reply, 0)
                for short, of in in_short(question).items() if kind in {Of.QUARTER, Of.YEAR} else ():
                    if kind is Of.QUARTER or len(of) > 1:
                        n = sum(group.replies[question].get(reply, 0) for reply in of)
                        found[kind, code, f"{question} {short}"] += n
    return found


def in_short(question: str) -> dict[str, tuple[str, ...]]:
    return OVERALL_IN_SHORT if question == "overall" else IN_SHORT


def shown(said: Satisfaction) -> dict[tuple[Of, str, str], int | None]:
    found: dict[tuple[Of, str, str], int | None] = {}
    for part in said.parts:
        found[part.of, part.code, "asked"] = part.asked
        found[part.of, part.code, "answered"] = part.answered
        for question, replies in part.replies.items():
            found |= {(part.of, part.code, f"{question} {reply}"): count for reply, count in replies.items()}
    return found


def sums(true: Counter[tuple[Of, str, str]]) -> list[Sum]:
    """What anybody knows: replies make up the answers, and parts the year."""
    parts = sorted({(kind, code) for kind, code, _ in true})
    found = []
    for question, replies in REPLIES.items():
        for part in parts:
            told = in_short(question) if part[0] is Of.QUARTER else replies
            found.append(Sum(name(*part, "answered"), tuple(name(*part, f"{question} {one}") for one in told)))
        for short, of in in_short(question).items():
            if len(of) > 1:
                single = tuple(name(Of.YEAR, "", f"{question} {reply}") for reply in of)
                found.append(Sum(name(Of.YEAR, "", f"{question} {short}"), single))
    whats = sorted({what for _, _, what in true})
    for what, kind in product(whats, (Of.QUARTER, Of.SCOPE, Of.PROCEDURE, Of.TEAM)):
        mine = [part for part in parts if part[0] is kind]
        if all((*part, what) in true for part in [*mine, (Of.YEAR, "")]):
            found.append(Sum(name(Of.YEAR, "", what), tuple(name(*part, what) for part in mine)))
    for what, (scope, its) in product(whats, SCOPES.items()):
        codes = [code for kind, code in parts if kind is Of.PROCEDURE and code in its]
        if codes and (Of.SCOPE, scope, what) in true:
            found.append(Sum(name(Of.SCOPE, scope, what), tuple(name(Of.PROCEDURE, code, what) for code in codes)))
    return found


def name(kind: Of, code: str, what: str) -> str:
    return f"{kind.value} {code} {what}"


@pytest.mark.parametrize("answers", [12, 45, 140, 400])
def test_no_reply_of_a_few_can_be_worked_out(answers: int) -> None:
    told = counts(answers, seed=answers)
    true, seen = truth(told), shown(satisfaction(told, YEAR))
    assert {key: true[key] for key, count in seen.items() if count is not None} == {
        key: count for key, count in seen.items() if count is not None
    }
    small = {name(*key) for key, count in true.items() if 0 < count < 5}
    assert small or answers > 140
    open_ones = {name(*key): count for key, count in seen.items() if count is not None}
    assert small.isdisjoint(open_ones)
    # A question of which no reply stands there may be left out: then "hidden" does not say that it is not nought.
    lines: dict[tuple[Of, str, str], set[str]] = {}
    for kind, code, what in seen:
        lines.setdefault((kind, code, what.split()[0]), set()).add(name(kind, code, what))
    marked = {key for line in lines.values() if line & open_ones.keys() for key in line - open_ones.keys()}
    unprinted = {name(*key) for key in true} - marked - open_ones.keys()
    learned = attack(open_ones, marked, unprinted, sums(true), small)
    assert [key for key, (low, high) in learned.items() if high - low < 5] == []


def test_a_quarter_is_shown_for_itself_and_stays_as_it_was() -> None:
    whole = counts(140, seed=140)
    first = [group for group in whole.groups if quarters_of(YEAR)[group.quarter] == "Q1"]
    early = satisfaction(SurveyCounts(open_from="2025-Q3", groups=first), YEAR)
    assert (early.complete, {part.of for part in early.parts}) == (False, {Of.QUARTER})
    late = satisfaction(whole, YEAR)
    assert late.complete
    assert early.parts[0] in late.parts
    assert early.of_scope(ReportScope.ALL) is None


def test_what_a_report_tells_is_of_its_own_complaints() -> None:
    said = satisfaction(counts(400, seed=400), YEAR)
    year, adults = said.of_scope(ReportScope.ALL), said.of_scope(ReportScope.ADULTS)
    assert year is not None
    assert adults is not None
    assert year.answered == 400
    assert adults.answered == truth(counts(400, seed=400))[Of.SCOPE, "adults", "answered"]
    questions = table(adults, "said", "3.1", "What people replied", overall=False)
    assert [column.head for column in questions.columns] == ["Yes", "In part", "No"]
    assert [value.text for value in questions.rows[0].values] == [
        str(adults.replies["understood"][reply]) for reply in ("yes", "partly", "no")
    ]
    few = satisfaction(counts(12, seed=12), YEAR).of_scope(ReportScope.CHILDREN)
    assert few is not None
    overall = table(few, "said", "3.2", "Overall", overall=True)
    assert {row.id: row.values[0].text for row in overall.rows}.keys() == {"5", "4", "3", "2", "1"}
    assert HIDDEN in {row.values[0].text for row in overall.rows}
