"""Try the forecast of late answers on the years in the tests: what it said at each month's end, and what came.

    python scripts/backtest_forecast.py

Prints a table for docs/forecast.md. Only what was known on the day is used: cases received, and answers
sent by then.
A forecast is of an answer due in the next 20 working days; it came late when it was sent after that day.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from analytics.forecast import WITHIN
from analytics.survival import FEWEST, LIKELY, curve
from kernel.calendar import WorkingDays
from kernel.procedures import load_books

DATA = Path(__file__).parent.parent / "tests" / "acceptance" / "data"


@dataclass(frozen=True)
class Past:
    """A complaint of an imported year: when its first answer was due and sent."""

    procedure: str
    received_on: date
    due_on: date
    responded_on: date | None


def past_of(file: Path, calendar: WorkingDays) -> list[Past]:
    """The complaints of a year that had a target for their first answer."""
    found = []
    for line in map(json.loads, file.read_text().splitlines()):
        stages = [stage for stage in line.get("stages", []) if stage["stage"] == 1]
        if not stages or not stages[0].get("target_working_days"):
            continue
        received_on = date.fromisoformat(line["received_on"])
        responded_on = stages[0].get("responded_on")
        found.append(
            Past(
                line.get("procedure") or line["classification"],
                received_on,
                calendar.add(received_on, stages[0]["target_working_days"]),
                date.fromisoformat(responded_on) if responded_on else None,
            )
        )
    return found


def forecasts(past: list[Past], today: date, calendar: WorkingDays) -> Iterator[tuple[float | None, bool]]:
    """On one day: the chance that was said of each answer due soon, and whether it came late."""
    known = [case for case in past if case.received_on <= today]
    answered: defaultdict[str, Counter[int]] = defaultdict(Counter)
    so_far: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for case in known:
        if case.responded_on and case.responded_on <= today:
            answered[case.procedure][calendar.count(case.received_on, case.responded_on)] += 1
        else:
            so_far[case.procedure][calendar.count(case.received_on, today)] += 1
    for case in known:
        is_open = case.responded_on is None or case.responded_on > today
        if is_open and today <= case.due_on <= calendar.add(today, WITHIN[-1]):
            like = curve(answered[case.procedure], so_far[case.procedure])
            age = max(calendar.count(case.received_on, today), 1)
            chance = like.chance_late(age, calendar.count(case.received_on, case.due_on))
            yield chance, case.responded_on is None or case.responded_on > case.due_on


def month_ends(first: date, last: date) -> Iterator[date]:
    day = first.replace(day=1)
    while day <= last:
        day = (day + timedelta(days=31)).replace(day=1)
        yield day - timedelta(days=1)


def main() -> None:
    """Print the table."""
    calendar = load_books().calendar
    heads = "year, forecasts, too few to say, late as said, late in truth, Brier, Brier of the mean, called right"
    print(f"| {heads.replace(', ', ' | ')} |\n{'|---' * len(heads.split(', '))}|")
    for file in sorted(DATA.glob("*.ndjson")):
        past = past_of(file, calendar)
        first, last = min(p.received_on for p in past), max(p.received_on for p in past)
        said = [one for day in month_ends(first, last) for one in forecasts(past, day, calendar)]
        made = [(chance, late) for chance, late in said if chance is not None]
        if not made:
            print(f"| {file.stem} | 0 | {len(said)} | | | | | |")
            continue
        truth = sum(late for _, late in made)
        share = truth / len(made)
        brier = sum((chance - late) ** 2 for chance, late in made) / len(made)
        right = sum((chance >= LIKELY) is late for chance, late in made) / len(made)
        expected = sum(chance for chance, _ in made)
        print(
            f"| {file.stem} | {len(made)} | {len(said) - len(made)} | {expected:.1f} | {truth} "
            f"| {brier:.3f} | {share * (1 - share):.3f} | {right:.0%} |"
        )
    print(f"\nNothing is said below {FEWEST} past answers; likely late is a chance of {LIKELY:.0%} and more.")


if __name__ == "__main__":
    main()
