"""FIGURES read aloud in plain Python: the same questions, asked of records as they stand in a file.

Written from the specification alone, for comparison. Nothing here is fast, and nothing is shared with the product.
"""

import calendar
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import holidays

Record = Mapping[str, Any]
BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG", years=range(2000, 2031))
LIST_OF = {"issue": "issues", "stage": "stages", "learning": "learning", "remedy": "remedies"}
MISSING = {"not_recorded", "unknown", "not_known"}


def working_days(start: str, end: str) -> int:
    """Working days after `start`, up to and including `end`, counted one by one."""
    day, last, count = date.fromisoformat(start), date.fromisoformat(end), 0
    while day < last:
        day += timedelta(days=1)
        count += day.weekday() < 5 and day not in BANK_HOLIDAYS
    return count


def last_of_six_months(received: str) -> date:
    """The last day of six months that begin with the day of receipt: the one before the same day of the month."""
    first = date.fromisoformat(received)
    month = first.month + 6
    year, month = first.year + (month > 12), month - 12 * (month > 12)
    length = calendar.monthrange(year, month)[1]
    if first.day > length:
        return date(year, month, length)
    return date(year, month, first.day) - timedelta(days=1)


def _first_stage(case: Record) -> Record:
    return next((stage for stage in case.get("stages", []) if stage["stage"] == 1), {})


def _to_respond(case: Record) -> int | None:
    answered = _first_stage(case).get("responded_on")
    return working_days(case["received_on"], answered) if answered else None


def _over_target(case: Record) -> int | None:
    taken = _to_respond(case)
    target, unit = own_target(_first_stage(case)) if taken is not None else (0, "")
    return None if taken is None or unit != "working_days" else taken - target


def own_target(stage: Record) -> tuple[int, str]:
    """How many, and of what."""
    if "target" in stage:
        return stage["target"], stage["unit"]
    return stage["target_working_days"], "working_days"


def calendar_days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def months(start: str, end: str) -> int:
    """How often the day of the month on which it began has come by then, the first day included.

    Where a month has no such day, the next one begins with the first.
    """
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    before = [(day - timedelta(days=1)).day for day in days]
    return sum(
        day.day == first.day or (day.day == 1 and first.day > last_before)
        for day, last_before in zip(days, before, strict=True)
    )


TAKEN: Mapping[str, Callable[[str, str], int]] = {
    "working_days": working_days,
    "calendar_days": calendar_days,
    "months": months,
}


def _within(stage: Record, start: str) -> bool | None:
    if not stage.get("responded_on"):
        return None
    target, unit = own_target(stage)
    return TAKEN[unit](start, stage["responded_on"]) <= target


def _until(unit: str, name: str) -> Callable[[Record], int | None]:
    return lambda case: TAKEN[unit](case["received_on"], case[name]) if case.get(name) else None


def _first_answer(unit: str) -> Callable[[Record], int | None]:
    return lambda case: _until(unit, "on")(case | {"on": _first_stage(case).get("responded_on")})


def of_stage(stage: Record, name: str) -> Any:
    """What a stage has that its entry does not say; nothing for what it does."""
    if name in TAKEN and stage.get("responded_on"):
        return TAKEN[name](stage["started_on"], stage["responded_on"])
    if name == "within_target":
        return _within(stage, stage["started_on"])
    target, unit = own_target(stage)
    own = {"target": target, "unit": unit, "target_working_days": target if unit == "working_days" else None}
    return own.get(name)


def _within_six_months(case: Record) -> bool | None:
    closed = case.get("closed_on")
    return date.fromisoformat(closed) <= last_of_six_months(case["received_on"]) if closed else None


def _person(case: Record) -> Record:
    person: Record = case.get("person") or {}
    return person


DERIVED: Mapping[str, Callable[[Record], Any]] = {
    "received_month": lambda case: case["received_on"][:7],
    "investigated": lambda case: bool(case.get("stages")),
    "has_learning": lambda case: bool(case.get("learning")),
    "provider_named": lambda case: case.get("provider") is not None,
    "stage_count": lambda case: len(case.get("stages", [])),
    "issue_count": lambda case: len(case.get("issues", [])),
    "learning_count": lambda case: len(case.get("learning", [])),
    **{f"{unit}_to_acknowledge": _until(unit, "acknowledged_on") for unit in TAKEN},
    **{f"{unit}_to_respond": _first_answer(unit) for unit in TAKEN},
    **{f"{unit}_to_close": _until(unit, "closed_on") for unit in TAKEN},
    "working_days_over_target": _over_target,
    "within_target": lambda case: _within(_first_stage(case), case["received_on"]),
    "closed_within_six_months": _within_six_months,
    "about_a_child": lambda case: case.get("procedure") == "children_statutory" or "legal_status" in _person(case),
}


class One:
    """One unit: an entry of a case with its case, or the case alone."""

    def __init__(self, unit: str, case: Record, entry: Any = None) -> None:
        self.unit, self.case, self.entry = unit, case, entry

    def values(self, path: str) -> list[Any]:
        """What stands at a path; nothing, one, or several through a list."""
        if self.unit == "team_involved" and path == "team_involved":
            return [self.entry]
        if path in DERIVED:
            found = [DERIVED[path](self.case)]
        elif path.startswith(f"{self.unit}.") and self.unit != "case":
            name = path.partition(".")[2]
            found = _walk(self.entry, [name])
            if self.unit == "stage" and not found:
                found = [of_stage(self.entry, name)]
        else:
            found = _walk(self.case, path.split("."))
        return [value for value in found if value is not None]


def _walk(at: Any, steps: list[str]) -> list[Any]:
    if isinstance(at, list):
        return [value for entry in at for value in _walk(entry, steps)]
    if not steps:
        return [at]
    return _walk(at[steps[0]], steps[1:]) if isinstance(at, Mapping) and steps[0] in at else []


def units(unit: str, case: Record) -> list[One]:
    if unit == "case":
        return [One(unit, case)]
    if unit == "team_involved":
        teams = [case["team"]] if case.get("team") else []
        return [One(unit, case, team) for team in [*teams, *case.get("contributing_teams", [])]]
    if unit == "compliment":
        thanked = case["classification"] == "compliment"
        return [One(unit, case, {"team": case.get("team")})] if thanked else []
    if unit == "ombudsman_case":
        return [One(unit, case, case.get("ombudsman", {}))] if is_told_of(case) else []
    return [One(unit, case, entry) for entry in case.get(LIST_OF[unit], [])]


def is_told_of(case: Record) -> bool:
    """The Ombudsman has a case about it, or asked for the first time and nothing of its case is recorded."""
    return "ombudsman" in case or case["classification"] == "ombudsman_enquiry"


def _exact(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _holds(values: list[Any], condition: Any) -> bool:
    found = [_exact(value) for value in values]
    if isinstance(condition, list):
        return any(_exact(wanted) in found for wanted in condition)
    if not isinstance(condition, Mapping):
        return _exact(condition) in found
    holds = True
    if "exists" in condition:
        holds = holds and condition["exists"] == bool(found)
    if "not" in condition:
        holds = holds and _exact(condition["not"]) not in found
    if "min" in condition or "max" in condition:
        low, high = _exact(condition.get("min")), _exact(condition.get("max"))
        holds = holds and any(_between(value, low, high) for value in found)
    return holds


def _between(value: Any, low: Any, high: Any) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def matches(one: One, filters: Mapping[str, Any]) -> bool:
    return all(_holds(one.values(path), condition) for path, condition in filters.items())


def in_cohort(question: Mapping[str, Any], case: Record) -> bool:
    if "year" in question:
        first = int(question["year"][:4])
        since, to = f"{first}-04-01", f"{first + 1}-03-31"
    else:
        since, to = question["from"], question["to"]
    cohort = question.get("cohort", "received")
    day = case.get("closed_on") if cohort == "concluded" else case["received_on"]
    if question.get("unit") == "ombudsman_case":
        theirs = case.get("ombudsman", {})
        day = theirs.get("decided_on") if cohort == "concluded" else theirs.get("received_on", case["received_on"])
    if cohort == "open":
        return _is_open(question.get("unit"), case, day, to)
    if cohort == "with_outcome" and case.get("outcome") in {None, "open"}:
        return False
    return day is not None and since <= day <= to


def _is_open(unit: str | None, case: Record, began: str, to: str) -> bool:
    ended = case.get("closed_on")
    goes_on = case.get("outcome") == "open"
    if unit == "ombudsman_case":
        ended = case.get("ombudsman", {}).get("decided_on")
        goes_on = goes_on or "ombudsman" in case
    return began <= to and (goes_on if ended is None else ended > to)


def text(value: Any) -> str:
    """The shortest form of a value as a key."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def key(question: Mapping[str, Any], path: str, one: One) -> str:
    values = one.values(path)
    if not values:
        return "not_recorded"
    value = values[0]
    for label, listed in question.get("value_groups", {}).get(path, {}).items():
        if _exact(value) in [_exact(each) for each in listed]:
            return str(label)
    for label, low, high in question.get("bands", {}).get(path, []):
        if _between(_exact(value), _exact(low), _exact(high)):
            return str(label)
    return text(value)


def keys(question: Mapping[str, Any], one: One) -> tuple[str, ...]:
    return tuple(key(question, path, one) for path in question.get("group_by", []))


def counted(
    question: Mapping[str, Any], records: Iterable[Record], filters: Mapping[str, Any] | None = None
) -> list[tuple[tuple[str, ...], One]]:
    """The units that count, each with its keys."""
    wanted = question.get("filters", {}) if filters is None else filters
    authority = question["authority"]
    found = [
        (keys(question, one), one)
        for case in records
        if case["authority"] == authority and in_cohort(question, case)
        for one in units(question.get("unit", "case"), case)
        if matches(one, wanted)
    ]
    if question.get("exclude_missing"):
        found = [(names, one) for names, one in found if not MISSING & set(names)]
    return found


def rounded(exact: Fraction, places: int) -> int | float:
    """Half away from zero, once."""
    size = math.floor(abs(exact) * 10**places + Fraction(1, 2))
    signed = size if exact >= 0 else -size
    return signed if places == 0 else float(Decimal(signed).scaleb(-places))


def percent(part: int, whole: int, places: int) -> int | float | None:
    return None if whole == 0 else rounded(Fraction(100 * part, whole), places)


def _shape(question: Mapping[str, Any], by_keys: Mapping[tuple[str, ...], Any], nothing: Any) -> Any:
    fields = question.get("group_by", [])
    if not fields:
        return by_keys.get((), nothing)
    shaped: dict[str, Any] = {}
    for names, value in by_keys.items():
        inner = shaped
        for name in names[:-1]:
            inner = inner.setdefault(name, {})
        inner[names[-1]] = value
    return shaped


def _percentile(values: list[int], share: Fraction) -> Fraction | None:
    """The middle of all values that the share have no more of and the rest no less; None of no values."""
    fit = [
        value
        for value in values
        if sum(other <= value for other in values) >= share * len(values)
        and sum(other >= value for other in values) >= (1 - share) * len(values)
    ]
    return Fraction(min(fit) + max(fit), 2) if fit else None


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def answer(question: Mapping[str, Any], records: Iterable[Record]) -> dict[str, Any]:
    """values, numerator and denominator."""
    records = list(records)
    measure, places = question["measure"], question.get("rounding", 0)
    found = counted(question, records)
    n = Counter(names for names, _ in found)

    def of(by_keys: Mapping[tuple[str, ...], Any], nothing: Any) -> Any:
        return _shape(question, by_keys, nothing)

    def told(values: Any, numerator: Any, denominator: Any) -> dict[str, Any]:
        return {"values": values, "numerator": numerator, "denominator": denominator}

    match measure:
        case "count":
            return told(of(n, 0), of(n, 0), None)
        case "sum":
            totals = {names: Decimal(0) for names in n}
            for names, one in found:
                totals[names] += sum((_exact(value) for value in one.values(question["field"])), Decimal(0))
            sums = of({names: _number(total) for names, total in totals.items()}, 0)
            return told(sums, sums, None)
        case "percentage":
            shares = {names: percent(count, len(found), places) for names, count in n.items()}
            return told(of(shares, None), of(n, 0), len(found))
        case "rate" | "upheld_rate" | "within_target_rate":
            hits = dict.fromkeys(n, 0)
            for names, one in found:
                hits[names] += matches(one, question["numerator"])
            rates = {names: percent(hits[names], count, places) for names, count in n.items()}
            return told(of(rates, None), of(hits, 0), of(n, 0))
        case "mean_working_days" | "mean_calendar_days" | "mean_months":
            days: dict[tuple[str, ...], list[int]] = {names: [] for names in n}
            for names, one in found:
                days[names] += one.values(question["field"])
            means = {k: rounded(Fraction(sum(d), len(d)), places) if d else None for k, d in days.items()}
            return told(
                of(means, None),
                of({k: sum(d) for k, d in days.items()}, 0),
                of({k: len(d) for k, d in days.items()}, 0),
            )
        case "median" | "percentile_90":
            share = Fraction(1, 2) if measure == "median" else Fraction(9, 10)
            each: dict[tuple[str, ...], list[int]] = {names: [] for names in n}
            for names, one in found:
                each[names] += one.values(question["field"])
            exact = {k: _percentile(values, share) for k, values in each.items()}
            return told(
                of({k: None if most is None else rounded(most, places) for k, most in exact.items()}, None),
                of({k: 0 if (m := exact[k]) is None else sum(v <= m for v in d) for k, d in each.items()}, 0),
                of({k: len(d) for k, d in each.items()}, 0),
            )
        case "percent_difference":
            before = Counter(names for names, _ in counted(question, records, question["versus"]))
            every = {*n, *before}
            differences = {k: percent(n[k] - before[k], before[k], places) for k in every}
            return told(
                of(differences, None), of({k: n[k] for k in every}, 0), of({k: before[k] for k in every}, 0)
            )
        case "ranking":
            heights = sorted(set(n.values()), reverse=question.get("order", "desc") == "desc")
            levels = [sorted(k[0] for k, count in n.items() if count == height) for height in heights]
            return told(levels[: question.get("depth", 1)], of(n, 0), None)
    raise AssertionError(f"{measure} is no measure")


def references(
    question: Mapping[str, Any], records: Iterable[Record], *, only_numerator: bool = False
) -> list[str]:
    """The references behind a figure, in order."""
    return sorted(
        {
            str(one.case["ref"])
            for _, one in counted(question, records)
            if not only_numerator or matches(one, question["numerator"])
        }
    )
