"""A small report with everything in it that a format can stumble over."""

from datetime import UTC, date, datetime

from analytics.reports.document import (
    Bound,
    Chart,
    ChartKind,
    Clause,
    Column,
    KeptTo,
    NumberUnit,
    Paragraph,
    Report,
    ReportScope,
    Row,
    Section,
    SelfAssessment,
    Table,
    Value,
    Words,
)
from analytics.reports.published import stripped

SMALL = 87_654_321
"""A number that must not leave; no other says the same digits."""
KEY = "planted-count-key"
FORMULA = "=cmd|' /C calc'!A0"
LONG = "Assessments, reviews and support planning for people who live far from any of our offices"
MARKUP = "Care & support <b>at home</b> $x^2$ $$note$$"


def hidden(unit: NumberUnit = NumberUnit.COUNT) -> Value:
    return Value(value=SMALL, unit=unit, hidden=True, counts=(KEY,))


def count(value: int | None) -> Value:
    return Value(value=value, counts=(KEY,))


def percent(value: float | None) -> Value:
    return Value(value=value, unit=NumberUnit.PERCENT, places=1)


def change(value: int) -> Value:
    return Value(value=value, unit=NumberUnit.CHANGE)


SUBJECTS = Table(
    id="subjects",
    number="1.1",
    title="Complaints by subject",
    row_title="Subject",
    columns=(
        Column(id="now", title="Number", head="2025-26", measure=NumberUnit.COUNT),
        Column(id="share", title="Share", head="2025-26", measure=NumberUnit.PERCENT),
        Column(
            id="before",
            title="Number",
            head="2024-25",
            measure=NumberUnit.COUNT,
            definition="Number of cases by subject; received from 1 April 2024 to 31 March 2025.",
        ),
        Column(id="change", title="Change", head="Change", measure=NumberUnit.CHANGE),
    ),
    rows=(
        Row(id="a", label=FORMULA, values=(count(1_234), percent(61.7), count(1_240), change(-6))),
        Row(id="b", label=LONG, values=(count(766), percent(38.3), count(700), change(66))),
        Row(id="c", label=MARKUP, values=(hidden(), hidden(NumberUnit.PERCENT), count(None), hidden())),
        Row(
            id="total",
            label="All",
            values=(count(2_000), percent(100), count(1_940), change(60)),
            is_total=True,
        ),
    ),
    note="Each complaint is counted once.",
    definitions=("Number of cases by subject; received from 1 April 2025 to 31 March 2026.",),
)
FACTS = Table(
    id="facts",
    number="1.3",
    title="Key facts",
    row_title="Measure",
    columns=(
        Column(id="now", title="", head="2025-26", measure=NumberUnit.COUNT),
        Column(id="counted", title="", head="Counted", measure=NumberUnit.TEXT),
    ),
    rows=(
        Row(id="received", label="Received", values=(count(2_000), Value(value=None, unit=NumberUnit.TEXT))),
        Row(
            id="on_time",
            label="Answered on time",
            values=(percent(70.5), Value(value="1,410 of 2,000", unit=NumberUnit.TEXT)),
        ),
        Row(
            id="paid",
            label="Paid",
            values=(
                Value(value=12_500, unit=NumberUnit.POUNDS),
                Value(value="@of 31 remedies", unit=NumberUnit.TEXT),
            ),
        ),
    ),
    definitions=("Number of cases.", "Share of cases answered on time.", "Sum of payments."),
)
BY_AGE = Table(
    id="by_age",
    number="1.5",
    title="What was found, by age",
    row_title="Outcome",
    columns=(
        Column(id="18", title="", head="18 to 64", measure=NumberUnit.COUNT),
        Column(id="65", title="", head="65 and over", measure=NumberUnit.COUNT),
        Column(id="total", title="", head="All", measure=NumberUnit.COUNT),
    ),
    rows=(
        Row(id="upheld", label="Upheld", values=(count(7), count(11), count(18))),
        Row(id="part", label="Partly upheld", values=(hidden(), hidden(), count(7))),
        Row(id="total", label="All", values=(count(12), count(13), count(25)), is_total=True),
    ),
    open_because="The Ombudsman publishes them.",
)
DRAWN = (
    (ChartKind.BARS, SUBJECTS, ("now", "before")),
    (ChartKind.STACKED, BY_AGE, ("total",)),
    (ChartKind.LINE, BY_AGE, ("18", "65")),
)
CHARTS = tuple(
    Chart(
        id=f"drawn_{at}",
        number=f"1.{2 * at}",
        title=f"{table.title}, drawn",
        drawn_as=kind,
        table=table.id,
        columns=columns,
        alt=f"{table.row_title} as {kind.value}.",
    )
    for at, (kind, table, columns) in enumerate(DRAWN, 1)
)
ASSESSMENT = SelfAssessment(
    id="stages",
    number="2.5",
    title="The stages (section 6)",
    clauses=(
        Clause(
            id="stages_2",
            title=None,
            asked_for="The evidence.",
            clause="6.2",
            says="Complaints are acknowledged & recorded.",
            answer=KeptTo.PARTLY,
            shown_by=Paragraph(
                runs=(
                    Bound(figure="small", text="[c]", instead=str(SMALL), hidden=True, counts=(KEY,)),
                    " were acknowledged in time.",
                )
            ),
            paragraphs=(Paragraph(runs=("We looked at ", "every <letter>.")),),
            to_do=(Paragraph(runs=("A second person looks.",)),),
        ),
        Clause(id="stages_3", title=None, asked_for="The evidence.", clause="6.3", says="They are answered."),
    ),
)
BEFORE_PUBLICATION = Report(
    authority="eastmere",
    council="Eastmere City Council",
    title="Adult social care complaints, annual report",
    scope=ReportScope.ADULTS,
    period="2025-26",
    since=date(2025, 4, 1),
    to=date(2026, 3, 31),
    provisional=True,
    as_of=datetime(2026, 3, 24, 10, 42, tzinfo=UTC),
    made_by="Redress",
    version=2,
    notes=(
        "Figures as of 24 March 2026.",
        "Nothing is recorded for 2023-24, so that nothing is compared with it.",
    ),
    sections=(
        Section(
            id="summary",
            number="1",
            title="The year in short",
            blocks=(
                Words(
                    id="foreword",
                    title="Foreword",
                    asked_for="A foreword.",
                    paragraphs=(Paragraph(runs=("We <listened> & learned.",)),),
                    sign_off="the director",
                    signed_by="The Director of Adult Services",
                ),
                Words(id="money", title="What it means for money", asked_for="What it costs.", needed=True),
                Words(id="aside", title="An aside", asked_for="Whatever else there is."),
                Paragraph(
                    runs=(
                        "We received ",
                        Bound(figure="received", text="2,000 complaints", counts=(KEY,)),
                        " and withdrew ",
                        Bound(figure="small", text="[c]", instead=str(SMALL), hidden=True, counts=(KEY,)),
                        ".",
                    )
                ),
                SUBJECTS,
                CHARTS[0],
                FACTS,
            ),
        ),
        Section(id="people", number="2", title="Whom it was about", blocks=(BY_AGE, *CHARTS[1:], ASSESSMENT)),
    ),
)
REPORT = stripped(BEFORE_PUBLICATION)
