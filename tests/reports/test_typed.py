"""What officers type: numbers in any form, and comparisons, are theirs to bind or to give a reason for."""

from datetime import UTC, date, datetime

import pytest

from analytics.reports.build import Draft, Text
from analytics.reports.checks import checked
from analytics.reports.counts import Counts
from analytics.reports.document import Bound, Paragraph, Report, ReportScope, Section, Value, Words
from analytics.reports.sentences import Said
from analytics.reports.typed import numbers_in

SAID = {
    "received": Said(Value(value=132), before=Value(value=66)),
    "upheld": Said(Value(value=40), before=Value(value=41)),
    "rate": Said(Value(value=30), before=None),
}


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("57 came, 1,200 in all: 4.5 each, 33 % or 9%.", ["57", "1,200", "4.5", "33 %", "9%"]),
        ("Fifty-seven came; one hundred and thirty-two before.", ["Fifty-seven", "one hundred and thirty-two"]),
        ("Two thirds, a third and half of a dozen.", ["Two thirds", "a third", "half", "dozen"]),
        ("It doubled, twice; it was halved.", ["doubled", "twice", "halved"]),
        ("½ of them, 3¾ of those, ② of these", ["½", "3¾", "②"]),
        ("£20k, £ 4 and 5x for the 3rd", ["£20k", "£ 4", "5x", "3rd"]),
        ("We received 2019 complaints in 2019.", ["2019"]),
        ("From 2019 to 2021, in 2023-24 and 2024/25, since May 2024.", []),
        ("In 2,019 cases, or in 2019%.", ["2,019", "2019%"]),
        ("One complaint, and one in ten.", ["One", "one", "ten"]),
        ("No complaints were upheld, and no late ones; none of them: no answer.", ["No", "none"]),
        ("No one was told, by third parties, at stage_1 of P1 or v1.2.", []),
    ],
)
def test_every_number_is_found_in_whatever_form(words: str, typed: list[str]) -> None:
    assert numbers_in(words) == typed


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        (
            "{received|complaint}, fewer than last year ({received|before}).",
            "{received} is 132 after 66, which is more",
        ),
        ("{received}, {received|compared}: a fall.", "{received} is 132 after 66, which is more"),
        ("{upheld} rose from {upheld|before}.", "{upheld} is 40 after 41, which is fewer"),
        ("{upheld} is unchanged, {upheld|compared}.", "which is fewer"),
        ("{received|complaint}, fewer than last year.", "“fewer” compares"),
        ("We received Fewer than last year.", "“Fewer” compares"),
        ("{rate} is higher, {rate|compared}.", "“higher” compares"),
        ("{upheld} is the lowest, {upheld|compared}.", "“lowest” compares, and no two years tell"),
        ("Complaints about transport rose.", "“rose” compares, and no figure of its sentence says so"),
        ("There was a fall in upheld complaints.", "“fall” compares"),
        ("It was our best ever.", "“best ever” compares, and no two years tell"),
        ("{rate} is better than elsewhere.", "“better than” compares, and no two years tell"),
    ],
)
def test_a_comparison_that_is_not_so_stops_the_report(sentence: str, says: str) -> None:
    [found] = found_in(sentence)
    assert says in found


@pytest.mark.parametrize(
    "sentence",
    [
        "{received|complaint}, more than last year ({received|before}).",
        "{received}, {received|compared}, and {upheld}, {upheld|compared}: one rose, the other fell.",
        "More can be done, and we will do no less.",
        "Complaints help us to see more, and there is no reason to fear them.",
        "A resident fell, and staff answered within the hour.",
        "{received|complaint} helped us to improve, as best we can.",
        "{received|complaint} came, at the same time.",
    ],
)
def test_what_holds_or_compares_nothing_stays(sentence: str) -> None:
    assert found_in(sentence) == []


def test_a_comparison_that_nothing_shows_to_be_wrong_stands_with_a_reason() -> None:
    assert found_in("{received}, fewer than we feared.", kept={"fewer": "By the plan of spring"}) == []
    assert found_in("{received}, fewer than {received|before}.", kept={"fewer": "By the plan of spring"})


def test_a_check_tells_no_hidden_figure() -> None:
    """It asks for a reason then, as where there is nothing to compare with."""
    [found] = found_in("{received}, fewer than {received|before}.", hidden={"received"})
    assert "132" not in found
    assert "compares" in found


def found_in(
    sentence: str, kept: dict[str, str] | None = None, hidden: frozenset[str] | set[str] = frozenset()
) -> list[str]:
    """What stops an officer's words."""
    shown = Paragraph(runs=tuple(Bound(figure=name, text="", hidden=True) for name in hidden))
    words = Words(id="action", title=None, asked_for="What was done.", paragraphs=(shown,))
    report = Report(
        authority="eastmere",
        council="Eastmere",
        title="A report",
        scope=ReportScope.ADULTS,
        period="2026-27",
        since=date(2026, 4, 1),
        to=date(2027, 3, 31),
        provisional=False,
        as_of=datetime(2027, 4, 1, tzinfo=UTC),
        made_by="Redress",
        sections=(Section(id="one", number="1", title="One", blocks=(words,)),),
    )
    draft = Draft(report, Counts(), said=SAID, texts=[Text("1", sentence, "action")])
    return [check.says for check in checked(draft, report, {"action": kept or {}}) if check.place == "action"]
