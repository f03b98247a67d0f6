"""Sentences say their figures as they are: more only when it is more, a third only when it is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reports.document import NumberUnit, Value
from analytics.reports.sentences import Said, paragraph

PLAIN = {"council": "Eastmere", "period": "2026-27", "last_year": "2025-26"}


def share(part: int, whole: int, percent: int | None) -> Said:
    return Said(
        Value(value=percent, unit=NumberUnit.PERCENT, counts=("w", "p")),
        part=Value(value=part, counts=("p",)),
        whole=Value(value=whole, counts=("w",)),
    )


SAID = {
    "received": Said(Value(value=57, counts=("r",)), before=Value(value=48, counts=("b",))),
    "one": Said(Value(value=1), before=Value(value=1)),
    "none": Said(Value(value=0), before=Value(value=3)),
    "fault": share(25, 57, 44),
    "third": share(19, 57, 33),
    "nothing": share(0, 0, None),
    "no_days": Said(Value(value=None, unit=NumberUnit.WORKING_DAYS)),
    "days": Said(
        Value(value=23, unit=NumberUnit.WORKING_DAYS), before=Value(value=24, unit=NumberUnit.WORKING_DAYS)
    ),
    "on_time": Said(
        Value(value=72, unit=NumberUnit.PERCENT),
        before=Value(value=75, unit=NumberUnit.PERCENT),
        target=Value(value=75, unit=NumberUnit.PERCENT),
    ),
    "outcomes.withdrawn": Said(Value(value=0), part=Value(value=0), whole=Value(value=57)),
    "paid": Said(Value(value=4400, unit=NumberUnit.POUNDS)),
}


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("{council} received {received|complaint}.", "Eastmere received 57 complaints."),
        ("There was {one|complaint}, {one|compared}.", "There was 1 complaint, the same as in 2025-26."),
        ("{none|enquiry} came.", "No enquiries came."),
        ("That is {received|compared}.", "That is 9 more than in 2025-26."),
        ("That is {none|compared}.", "That is 3 fewer than in 2025-26."),
        ("It is {days} of {days|target}. {one|complaint} came.", "1 complaint came."),
        ("It took {days|compared}.", "It took 1 working day less than in 2025-26."),
        ("{on_time|compared}.", "3 percentage points less than in 2025-26."),
        ("{on_time} of {on_time|target}, {on_time|before} before.", "72% of 75%, 75% before."),
        ("Fault in {fault|of}.", "Fault in 25 of 57 (44%)."),
        ("{third|about} was, {fault|about} was not.", "A third was, 44% was not."),
        ("We paid {paid}.", "We paid £4,400."),
        ("Kept: {nothing|of} in time. {one|complaint} came.", "1 complaint came."),
        ("It took {no_days} working days, {no_days|compared}. {one|complaint} came.", "1 complaint came."),
        ("We paid {paid}, {paid|compared}.", "We paid £4,400."),
        ("{outcomes.withdrawn|case}, {outcomes.withdrawn|share}.", "No cases, 0%."),
        ("{outcomes.nonsense|case} came. {one|complaint} came.", "1 complaint came."),
    ],
)
def test_what_a_sentence_says(sentence: str, says: str) -> None:
    assert paragraph(sentence, SAID, PLAIN).text == says


def test_a_year_that_is_not_over_is_told_from_a_whole_one() -> None:
    plain = PLAIN | {"last_year": "2025-26 to November"}
    assert paragraph("{received|compared}.", SAID, plain).text == "9 more than in 2025-26 to November."


@pytest.mark.parametrize(
    ("sentence", "instead"),
    [
        ("{fault|of} complaints were upheld.", "In all, [c]"),
        ("{received|complaint} came.", "In all, [c] complaints"),
        ("{received|compared} came.", "A change that is hidden ([c])"),
        ("Fault was found in {fault|of}.", "[c]"),
    ],
)
def test_no_sentence_begins_with_the_mark_of_a_hidden_number(sentence: str, instead: str) -> None:
    (bound,) = (run for run in paragraph(sentence, SAID, PLAIN).runs if not isinstance(run, str))
    assert bound.instead == instead


def test_a_bound_number_knows_the_counts_that_it_is_made_of() -> None:
    [_, bound, _] = paragraph("That is {received|compared}.", SAID, PLAIN).runs
    assert not isinstance(bound, str)
    assert (bound.figure, bound.counts) == ("received", ("r", "b"))


@given(st.integers(0, 500), st.integers(0, 500))
def test_more_is_more(now: int, before: int) -> None:
    said = {"n": Said(Value(value=now), before=Value(value=before))}
    text = paragraph("It is {n|compared}.", said, PLAIN).text
    assert ("more" in text, "fewer" in text, "the same" in text) == (now > before, now < before, now == before)
    if now != before:
        assert f"{abs(now - before)} " in text


@given(st.integers(1, 400), st.data())
def test_about_is_within_one_in_a_hundred(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    text = paragraph("It is {s|about}.", {"s": share(part, whole, 0)}, PLAIN).text
    shares = {"a third": 1 / 3, "half": 1 / 2, "a quarter": 1 / 4, "two thirds": 2 / 3, "a tenth": 1 / 10}
    for words, said in shares.items():
        if f"is {words}." in text:
            assert part / whole == pytest.approx(said)
        if f"about {words}." in text:
            assert abs(part / whole - said) <= 0.01
