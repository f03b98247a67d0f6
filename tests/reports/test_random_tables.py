"""Tables that agree with themselves never alarm, whatever they hold; one other number always does."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.reports.checking.relations import contradictions
from analytics.reports.checking.values import Entry, Report, Tree

COUNTS = st.dictionaries(
    st.sampled_from(["delay", "conduct", "decision", "communication", "finance", "other"]),
    st.integers(1, 500),
    min_size=3,
)

calmly = settings(deadline=None)
"""How long an example takes is the machine's affair."""


def report(**entries: Tree) -> Report:
    return Report("2023-24", tuple(Entry(name, "complaints", "complaints", (), entries[name]) for name in entries))


def printed(counts: dict[str, int], places: int, rounding: str) -> dict[str, Decimal]:
    """Percentages of the counts, as a spreadsheet prints them."""
    whole = sum(counts.values())
    return {
        name: (Decimal(100 * count) / whole).quantize(Decimal(1).scaleb(-places), rounding)
        for name, count in counts.items()
    }


@calmly
@given(COUNTS, st.integers(0, 2), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_table_that_agrees_with_itself(counts: dict[str, int], places: int, rounding: str) -> None:
    values = {"number": counts, "percent": printed(counts, places, rounding), "total": sum(counts.values())}
    assert contradictions(report(reasons=values)) == []


@calmly
@given(COUNTS, st.data())
def test_two_tables_of_the_same_people(counts: dict[str, int], data: st.DataObject) -> None:
    whole = sum(counts.values())
    men = data.draw(st.integers(1, whole - 1))
    entries: dict[str, Tree] = {
        "reasons": {**counts, "total": whole},
        "sexes": {"men": men, "women": whole - men, "total": whole},
        "years": {"2023/24": whole, "2022/23": whole + 3, "decrease": 3},
    }
    assert contradictions(report(**entries)) == []


@calmly
@given(COUNTS, st.data())
def test_one_other_count(counts: dict[str, int], data: st.DataObject) -> None:
    whole, changed = sum(counts.values()), data.draw(st.sampled_from(sorted(counts)))
    wrong = counts | {changed: counts[changed] + whole + 1}
    assert [finding.kind for finding in contradictions(report(reasons={**wrong, "total": whole}))] == ["total"]


@calmly
@given(COUNTS, st.data())
def test_one_other_percentage(counts: dict[str, int], data: st.DataObject) -> None:
    shares = printed(counts, 1, ROUND_HALF_UP)
    changed = data.draw(st.sampled_from(sorted(shares)))
    wrong = shares | {changed: shares[changed] / 2 + 1 if shares[changed] > 50 else shares[changed] * 2 + 1}
    values = {"number": counts, "percent": wrong, "total": sum(counts.values())}
    assert "share" in [finding.kind for finding in contradictions(report(reasons=values))]


@calmly
@given(COUNTS, st.integers(1, 400))
def test_another_total(counts: dict[str, int], more: int) -> None:
    total = sum(counts.values()) + more
    assert [finding.kind for finding in contradictions(report(reasons={**counts, "total": total}))] == ["total"]


WORD_LIST = """total number percent upheld not_upheld upheld_percent 2022/23 2023/24_percent other decided received
previous_year increase_percent change 2022/23_change percent_of_all percent_of_upheld 16-24 25+ within_20 rate
of_which announced given summary section_2 Jan x.y _ %"""
NAMES = st.sampled_from(["", *WORD_LIST.split()])
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.one_of(st.integers(-3, 300), st.decimals(-5, 150, places=1), st.none(), st.booleans(), st.just("words")),
    lambda below: st.one_of(st.dictionaries(NAMES, below, max_size=6), st.lists(below, max_size=2)),
    max_leaves=20,
)
WORDS = st.sampled_from(
    ["complaints", "share of complaints", "average days", "141 complaints", "", "0 complaints, 2022/23"]
)


@calmly
@given(st.lists(st.tuples(WORDS, WORDS, TREES), min_size=1, max_size=6))
def test_any_names_are_read(entries: list[tuple[str, str, Tree]]) -> None:
    ids = ["upheld", "upheld_text", "provider_share", "complaints", "a", "a_summary"]
    found = contradictions(
        Report(
            "2023-24",
            tuple(
                Entry(name, counts, population, ("outcome",), values)
                for name, (counts, population, values) in zip(ids, entries, strict=False)
            ),
        )
    )
    assert {entry for finding in found for entry in finding.entries} <= set(ids)
