"""Tables of two years: a group of one year alone stands in both, and totals are those of the year."""

from typing import Any

import pytest

from analytics.figures.answer import Answer
from analytics.figures.question import Question
from analytics.reports.counts import Counts
from analytics.reports.labels import Labels, by_size, in_order
from analytics.reports.tables import Asked, Grid, Grids

ASKED = {"authority": "eastmere", "group_by": ["team"]}
NOW, BEFORE = ("2026-27", {"locality": 8, "finance": 6}), ("2025-26", {"locality": 7, "children": 9})
MEASURES: dict[str, dict[str, Any]] = {
    "count": {"measure": "count"},
    "percentage": {"measure": "percentage"},
    "rate": {"measure": "rate", "numerator": {"outcome": "upheld"}},
    "mean": {"measure": "mean_working_days", "field": "working_days_to_respond"},
    "median": {"measure": "median", "field": "working_days_to_respond", "rounding": 1},
    "sum": {"measure": "sum", "field": "costs_pounds"},
}


def grid(measure: str, **names: str) -> Grid:
    """Of each group half is in the numerator, and each took two days and cost £2."""
    periods = []
    for year, sizes in (NOW, BEFORE):
        question = Question.model_validate(ASKED | MEASURES[measure] | {"year": year})
        doubled = {key: 2 * n for key, n in sizes.items()}
        halved = {key: n // 2 for key, n in sizes.items()}
        answers = {
            "count": Answer(sizes, sizes, None),
            "percentage": Answer({}, sizes, sum(sizes.values())),
            "rate": Answer({}, halved, sizes),
            "mean": Answer({}, doubled, sizes),
            "median": Answer({}, sizes, sizes),
            "sum": Answer(doubled, doubled, None),
        }
        periods.append(Asked(year, question, answers[measure]))
    sizes_of = {str(asked.question.year): sizes for asked, (_, sizes) in zip(periods, (NOW, BEFORE), strict=True)}

    def ask(question: Question) -> Answer:
        sizes = sizes_of[str(question.year)]
        if measure == "median":
            spread = {key: {"2": n - n // 2, "5": n // 2, "not_recorded": 3} for key, n in sizes.items()}
            return Answer(spread, spread, None)
        return Answer(sizes, sizes, None)

    made = Grids(Counts(), Labels({"team": names}, {}), ask, gathers=True)
    return made.grid(periods, {}, {}, share=False, change=measure == "count")


@pytest.mark.parametrize(
    ("measure", "children", "total"),
    [
        ("count", ["0", "9", "−9"], ["14", "16", "−2"]),
        ("percentage", ["0", "0%", "9", "56%"], ["14", "100%", "16", "100%"]),
        ("rate", ["0", "0", "[z]", "9", "4", "44%"], ["14", "7", "50%", "16", "7", "44%"]),
        ("mean", ["0", "[z]", "9", "2"], ["14", "2", "16", "2"]),
        ("median", ["0", "[z]", "9", "2.0"], ["14", "3.5", "16", "2.0"]),
        ("sum", ["0", "£0", "9", "£18"], ["14", "£28", "16", "£32"]),
    ],
)
def test_a_group_of_last_year_alone_is_nothing_this_year(
    measure: str, children: list[str], total: list[str]
) -> None:
    made = grid(measure, children="Children", locality="Locality", finance="Finance")
    texts = {row.label: [value.text for value in row.values] for row in made.rows}
    assert texts["Children"] == children
    assert texts["All"] == total
    assert [row.label for row in made.rows][-1] == "All"


def test_a_small_group_that_nobody_named_stands_with_others() -> None:
    sizes = {"locality": 8, "Spoke to somebody about it": 1, "Rang twice": 2}
    question = Question.model_validate(ASKED | MEASURES["count"] | {"year": "2026-27"})
    one = Asked("2026-27", question, Answer(sizes, sizes, None))
    grids = Grids(Counts(), Labels({"team": {"locality": "Locality"}}, {}), lambda _: one.answer, gathers=True)
    made = grids.grid([one], {}, {}, share=False, change=False)
    assert [(row.label, row.values[0].text) for row in made.rows] == [
        ("Locality", "8"),
        ("Others", "3"),
        ("All", "11"),
    ]
    assert made.gathered == 2


def test_a_theme_that_looks_like_a_name_stands_with_others_whatever_its_size() -> None:
    sizes = {"delay_in_care": 8, "Spoke to Ann Other about rudeness": 7, "Poor communication": 6}
    question = Question.model_validate(
        ASKED | MEASURES["count"] | {"year": "2026-27", "unit": "issue", "group_by": ["issue.theme"]}
    )
    one = Asked("2026-27", question, Answer(sizes, sizes, None))
    made = Grids(Counts(), Labels({}, {}), lambda _: one.answer, gathers=True).grid(
        [one], {}, {}, share=False, change=False
    )
    assert [row.label for row in made.rows] == ["Delay in care", "Poor communication", "Others", "All"]


def test_ages_stand_by_age_and_not_by_size() -> None:
    question = Question.model_validate(
        ASKED | MEASURES["count"] | {"year": "2026-27", "group_by": ["person.age_band"]}
    )
    sizes = {"85+": 23, "not_recorded": 9, "18-64": 63, "under_18": 2, "65-84": 63, "elderly": 1}
    assert in_order(question, 0, sizes, {}) == ["under_18", "18-64", "65-84", "85+", "elderly", "not_recorded"]
    assert by_size(question, 0, sizes, {}) == {"elderly"}
