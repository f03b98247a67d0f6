"""What the self-check tells before a report is published."""

from analytics.reports.build import Draft
from analytics.reports.checks import Level, checked
from analytics.reports.counts import Counts
from analytics.reports.document import Block, NumberUnit, Value
from tests.reports.published_report import CHARTS, FACTS, REPORT


def warnings(*blocks: Block) -> list[str]:
    section = REPORT.sections[0].model_copy(update={"blocks": blocks})
    report = REPORT.model_copy(update={"sections": (section,)})
    return [check.says for check in checked(Draft(report, Counts()), report, {}) if check.level is Level.WARNS]


def test_more_than_a_thousand_of_every_thousand_is_asked_about() -> None:
    def facts(rate: float) -> Block:
        value = Value(value=rate, unit=NumberUnit.PER_THOUSAND, places=1)
        row = FACTS.rows[0].model_copy(update={"values": (value, *FACTS.rows[0].values[1:])})
        return FACTS.model_copy(update={"rows": (row,)})

    assert warnings(facts(1_000.0)) == []
    assert warnings(facts(2_640.0)) == [
        "Key facts: Received is 2,640.0 of every thousand. Is the denominator right?"
    ]


def test_a_chart_of_a_column_that_is_not_there_is_told() -> None:
    [table] = [table for table in REPORT.tables() if table.id == CHARTS[0].table]
    wrong = CHARTS[0].model_copy(update={"columns": ("now", "zzz")})
    assert warnings(table, CHARTS[0]) == []
    assert warnings(table, wrong) == [f"{wrong.title}: there is no column zzz to draw."]
