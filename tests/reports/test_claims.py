"""Claims: each relation as it holds and as it does not, and claims that cannot be checked."""

from pathlib import Path

import pytest

from tests.reports.files import checked_in, found_in

ENTRIES = """
- id: outcomes
  values: {2023/24: {upheld: 6, partly: 23, not_upheld: 12, total: 41}, 2022/23: {upheld: 10, total: 50}}
- {id: days, values: {2023/24: 39, 2022/23: 34, 2020/21: 26}}
- {id: rates, values: {all_percent: 22, upheld_percent: 54, v1.5_percent: 8, nothing: 0}}
- {id: areas, values: {North: {men: 1, women: 2, Total: 3}, South: {men: 4, women: 1, Total: 5}, Total: 8}}
- {id: themes, values: {delay: {Number: 7, percent: 58}, conduct: {Number: 5, percent: 42}}}
claims:
"""
HOLDS_AND_NOT = {
    "share": (
        "relation: share, part: {sum: [outcomes.2023/24.upheld, outcomes.2023/24.partly]}, of: 41",
        "percent: 71",
        "percent: 33",
        "29 of 41 is 70.73%",
    ),
    "share in words": (
        "relation: share, part: outcomes.2023/24.partly, of: outcomes.2023/24.total",
        "words: more than half",
        "words: about two thirds",
        "23 of 41 is 56.10%",
    ),
    "rate": (
        "relation: rate, part: outcomes.2023/24.total, of: 5445, per: 1000",
        "is: 7.5",
        "is: 7.8",
        "41 of 5,445 is 7.53 for each 1,000",
    ),
    "mean": (
        "relation: rate, part: outcomes.2022/23.total, of: 12",
        "is: 4.2",
        "is: 5",
        "50 of 12 is 4.17 for each 1",
    ),
    "called": (
        "relation: called, number: outcomes.2022/23.total",
        'words: "over 45"',
        'words: "nearly 50"',
        "50",
    ),
    "rank by the totals of rows": (
        "relation: rank, table: areas",
        "first: [South, North]",
        "first: [North]",
        "South has 5, North 3",
    ),
    "one in so many": (
        "relation: share, part: outcomes.2022/23.upheld, of: outcomes.2022/23.total",
        "words: one in five",
        "words: just over one in 5",
        "10 of 50 is 20%",
    ),
    "rank by the numbers of rows": (
        "relation: rank, table: themes",
        "first: [delay, conduct]",
        "first: [conduct]",
        "delay has 7, conduct 5",
    ),
    "so many in so many": (
        "relation: share, part: outcomes.2022/23.total, of: 62",
        "words: four in five",
        "words: more than nine out of 10",
        "50 of 62 is 80.65%",
    ),
    "difference in words": (
        "relation: difference, later: outcomes.2023/24.partly, earlier: outcomes.2023/24.not_upheld",
        "words: nearly doubled",
        "words: more than doubled",
        "12 to 23 is +11, 91.67%",
    ),
    "difference by a share": (
        "relation: difference, later: outcomes.2023/24.total, earlier: outcomes.2022/23.total",
        "words: fell by about a fifth",
        "words: rose by a fifth",
        "50 to 41 is -9, -18%",
    ),
    "record": (
        "relation: record, values: [days.2020/21, days.2022/23, days.2023/24]",
        "is: highest",
        "is: lowest",
        "26 to 34 to 39",
    ),
    "sum": (
        "relation: sum, parts: [outcomes.2023/24.upheld, outcomes.2023/24.partly]",
        "total: 29",
        "total: 30",
        "6 + 23 = 29, not 30",
    ),
    "equals": (
        "relation: equals",
        "values: [{rows: outcomes.2023/24}, 41]",
        "values: [{rows: outcomes.2023/24}, 40]",
        "41 and 40",
    ),
    "less": (
        "relation: equals",
        "values: [{difference: [outcomes.2023/24.total, 12]}, 29]",
        "values: [{difference: [outcomes.2023/24.total, 12]}, 30]",
        "29 and 30",
    ),
    "difference": (
        "relation: difference, later: days.2023/24, earlier: days.2022/23",
        "by: 5",
        "by: 6",
        "34 to 39 is +5",
    ),
    "difference in percent": (
        "relation: difference, later: outcomes.2023/24.total, earlier: outcomes.2022/23.total",
        "percent: -18",
        "percent: 18",
        "50 to 41 is -9, -18%",
    ),
    "compare": (
        "relation: compare, left: days.2023/24, right: {sum: [days.2020/21, 10]}",
        "is: more",
        "is: less",
        "39 beside 36",
    ),
    "compare what is rounded": (
        "relation: compare, left: {percent: rates.all_percent, of: 156}, "
        "right: {percent: rates.upheld_percent, of: 97}",
        "is: less",
        "is: at_least",
        "33.54 to 35.10 beside 51.90 to 52.87",
    ),
    "trend": (
        "relation: trend, values: [days.2020/21, days.2022/23, days.2023/24]",
        "direction: up",
        "direction: level",
        "26 to 34 to 39",
    ),
    "rank": (
        "relation: rank, table: outcomes.2023/24",
        "first: [partly]",
        "first: [upheld]",
        "partly has 23, upheld 6",
    ),
    "listed": (
        "relation: listed, count: 2, about: [outcomes]",
        "listed: [one, another]",
        "listed: [one]",
        "1 are listed, not 2",
    ),
    "listed of a kind": (
        "relation: listed, count: 1, kind: upheld, about: [outcomes]",
        "listed: [upheld, closed]",
        "listed: [upheld, upheld]",
        "2 are listed, not 1",
    ),
    "every": (
        "relation: every, kind: homes, about: [outcomes]",
        "listed: [homes]",
        "listed: [homes, stairs]",
        "others: stairs",
    ),
    "bands": (
        "relation: bands, about: [days]",
        "labels: [21-25, 26-30, over 30]",
        "labels: [26-30, 30+]",
        "30 stands in 26-30 and 30+",
    ),
    "a name with a dot": (
        "relation: equals",
        "values: [rates.v1.5_percent, 8]",
        "values: [rates.v1.5_percent, 9]",
        "8 and 9",
    ),
}
UNUSABLE = {
    "an entry that is not there": ("relation: equals, values: [nowhere.total, 1]", "there is no entry 'nowhere'"),
    "a name that is not there": ("relation: equals, values: [days.2019/20, 1]", "there is no days.2019/20"),
    "a table for a number": (
        "relation: equals, values: [outcomes.2023/24, 1]",
        "outcomes.2023/24 is not a number",
    ),
    "a number for a table": ("relation: rank, table: days.2023/24, first: [a]", "days.2023/24 is not a table"),
    "a row that is not there": ("relation: rank, table: outcomes.2023/24, first: [a]", "has no row 'a'"),
    "a share of nothing": ("relation: share, part: 1, of: rates.nothing, percent: 5", "a share of 0 is nothing"),
    "a change from nothing": (
        "relation: difference, later: 1, earlier: rates.nothing, percent: 5",
        "a change from 0 has no percentage",
    ),
    "a rounded part": (
        "relation: share, part: {percent: 5, of: days.2023/24}, of: 10, percent: 5",
        "a percentage of a number stands where one number has to",
    ),
    "about nothing": ("relation: equals, values: [1, 1]", "says of no entry what it is about"),
    "two ways of a difference": (
        "relation: difference, later: days.2023/24, earlier: 1, by: 1, percent: 1",
        "say one of by, percent and words",
    ),
    "no way of a share": ("relation: share, part: days.2023/24, of: 40", "say either percent or words"),
    "words for no share": ("relation: share, part: days.2023/24, of: 40, words: a lot", "'a lot' is no share"),
    "words for no change": (
        "relation: difference, later: days.2023/24, earlier: 1, words: more or less",
        "'more or less' is no change",
    ),
    "an unknown field": ("relation: equals, values: [days.2023/24, 1], sure: true", "sure"),
    "a missing part": ("relation: sum, parts: [days.2023/24, 1]", "total"),
}


def claimed(folder: Path, relation: str) -> list[str]:
    """What a claim is found to give."""
    return [
        finding.gives
        for finding in found_in(folder, f"{ENTRIES}- {{id: c, says: It is said., {relation}}}\n")
        if finding.kind == "claim"
    ]


@pytest.mark.parametrize("case", HOLDS_AND_NOT)
def test_a_claim_that_holds_and_one_that_does_not(tmp_path: Path, case: str) -> None:
    relation, holding, failing, gives = HOLDS_AND_NOT[case]
    assert claimed(tmp_path, f"{relation}, {holding}") == []
    assert [gives in said for said in claimed(tmp_path, f"{relation}, {failing}")] == [True]


@pytest.mark.parametrize("case", UNUSABLE)
def test_a_claim_that_cannot_be_checked(tmp_path: Path, case: str) -> None:
    relation, reason = UNUSABLE[case]
    [why] = checked_in(tmp_path, f"{ENTRIES}- {{id: c, says: It is said., {relation}}}\n").unchecked
    assert reason in why
    assert "\n" not in why


def test_one_relation_that_is_unknown_among_known_ones_is_a_mistake(tmp_path: Path) -> None:
    relation = "relation: equals, values: [days.2023/24, 40]}\n- {id: d, says: So., relation: shrae"
    found, unchecked = checked_in(tmp_path, f"{ENTRIES}- {{id: c, says: So., {relation}}}\n")
    assert [finding.gives for finding in found] == ["39 and 40"]
    assert [reason.split(":")[0] for reason in unchecked] == ["claims.1"]


def test_a_claim_that_is_given_twice_is_checked_once(tmp_path: Path) -> None:
    one = "- {id: c, says: So., relation: equals, values: [days.2023/24, 40]}\n"
    found, unchecked = checked_in(tmp_path, ENTRIES + one + one)
    assert (len(found), unchecked) == (1, ["claim c is given twice"])
