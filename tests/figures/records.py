"""Made-up records: random ones that touch every field, always the same."""

import random
from datetime import date, timedelta
from typing import Any

from tests.support.imports import line

OUTCOMES = [
    "upheld", "partially_upheld", "not_upheld", "withdrawn", "no_finding", "upheld_not_council", "refused", "open",
]  # fmt: skip
CLASSES = ["statutory_complaint", "corporate_complaint", "enquiry", "compliment", "ombudsman_enquiry"]
TEAMS = ["North", "South", "north", "Ärzte & Co", "unknown"]
POUNDS = [0, 7.5, 150, 3750, 0.01, 99.99, 100.1]
TARGETS: list[dict[str, Any]] = [
    *({"target_working_days": days} for days in (0, 10, 20, 25)),
    {"target": 20, "unit": "working_days"},
    {"target": 28, "unit": "calendar_days"},
    {"target": 1, "unit": "months"},
]
BANDS = ["18-64", "65-84", "85+", "not_known"]


def some_records(count: int = 220, seed: int = 7) -> list[dict[str, Any]]:
    made = random.Random(seed)
    return [_record(made, number) for number in range(1, count + 1)]


def _day(made: random.Random, after: date, within: int) -> date:
    return after + timedelta(days=made.choice([0, 1, 2, 3, made.randint(0, within)]))


def _record(made: random.Random, number: int) -> dict[str, Any]:
    received = date(2023, 3, 20) + timedelta(days=made.randint(0, 400))

    def maybe(value: Any, chance: float = 0.6) -> Any:
        return value if made.random() < chance else None

    def parts(**fields: Any) -> dict[str, Any]:
        return {name: value for name, value in fields.items() if value is not None}

    def outcome() -> str:
        return made.choice(OUTCOMES)

    acknowledged = last = _day(made, received, 10)
    stages = []
    for stage in sorted(made.sample([1, 2, 1], made.choice([0, 1, 1, 2, 3]))):
        started = _day(made, last, 30)
        last = _day(made, started, 70)
        stages.append(
            parts(
                stage=stage,
                level=maybe("review_panel", 0.3),
                started_on=started.isoformat(),
                **made.choice(TARGETS),
                extended_to=maybe((started + timedelta(days=90)).isoformat(), 0.3),
                responded_on=maybe(last.isoformat(), 0.8),
                outcome=maybe(outcome(), 0.5),
            )
        )
    made.shuffle(stages)
    issues = [
        parts(
            category=made.choice(["delay", "communication", "other"]),
            theme=maybe(made.choice(["staff", "money"]), 0.5),
            about=maybe(made.choice(["council", "provider"])),
            outcome=maybe(outcome()),
        )
        for _ in range(made.choice([0, 1, 1, 2, 3]))
    ]
    person = parts(
        ethnicity=maybe(made.choice(["white_british", "asian_indian", "not_known"])),
        age=maybe(made.choice([0, 18, 64, 65, 84, 85, 101])),
        age_band=maybe(made.choice(BANDS)),
        gender=maybe(made.choice(["female", "male", "unknown"])),
        ward=maybe(made.choice(["Abbey", "Eyres Monsell"])),
    )
    complained = _day(made, received, 60)
    ombudsman = parts(
        received_on=complained.isoformat(),
        decided_on=maybe(_day(made, complained, 200).isoformat()),
        decision=made.choice(["upheld", "not_upheld", "open"]),
        formal_investigation=maybe(made.random() < 0.5, 0.5),
        remedy_pounds=maybe(made.choice(POUNDS)),
    )
    ended = made.choice([None, "closed_on", "closed_on", "withdrawn_on"])
    fields = parts(
        classification=made.choice(CLASSES),
        received_on=received.isoformat(),
        procedure=maybe(made.choice(["adult_statutory", "children_statutory", "corporate", "provider"])),
        channel=maybe(made.choice(["phone", "email", "letter"])),
        raised_by=maybe(made.choice(["relative", "advocate", "unknown"])),
        team=maybe(made.choice(TEAMS)),
        service_area=maybe(made.choice(["Adults", "Children"])),
        contributing_teams=made.choices(TEAMS, k=made.choice([0, 0, 1, 2])) or None,
        joint_with=maybe(["NHS Trust"], 0.2),
        provider=maybe({"name": "Provider A", "kind": made.choice(["care_home", "home_care"])}, 0.3),
        grade=maybe(made.choice(["simple", "complex"]), 0.4),
        acknowledged_on=maybe(acknowledged.isoformat()),
        outcome=maybe(outcome(), 0.75),
        resolved_within_one_working_day=maybe(made.random() < 0.5, 0.4),
        costs_pounds=maybe(made.choice(POUNDS), 0.5),
        person=maybe(person, 0.8) or None,
        ombudsman=maybe(ombudsman, 0.2),
        advocacy=maybe(parts(offered=True, taken_up=maybe(made.random() < 0.5)), 0.3),
        stages=stages or maybe([], 0.5),
        issues=issues or None,
        remedies=[
            parts(kind=made.choice(["apology", "payment"]), amount_pounds=maybe(made.choice(POUNDS)))
            for _ in range(made.choice([0, 0, 1, 2]))
        ],
        learning=[
            parts(theme=made.choice(["training", "records"]), scope=maybe(made.choice(["team", "service"])))
            for _ in range(made.choice([0, 0, 1, 2]))
        ],
    )
    if ended:
        fields[ended] = _day(made, last, 120).isoformat()
    return line(f"EAS-2324-{number:04}", **fields)
