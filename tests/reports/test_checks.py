"""What the self-check tells before a report is published."""

from dataclasses import replace
from random import Random

import pytest

from analytics.reports.build import Draft
from analytics.reports.checks import Level, checked
from analytics.reports.counts import Counts
from analytics.reports.definition import Definition
from analytics.reports.document import Block, Bound, KeptTo, NumberUnit, Paragraph, ReportScope, Value, Words
from analytics.reports.sentences import Said
from tests.reports.invented import OF_THE_RELEASE, THIS, Council, cases
from tests.reports.published_report import ASSESSMENT, CHARTS, FACTS, REPORT


def warnings(*blocks: Block) -> list[str]:
    return told(Level.WARNS, *blocks)


def told(level: Level, *blocks: Block, **said: Said) -> list[str]:
    section = REPORT.sections[0].model_copy(update={"blocks": blocks})
    report = REPORT.model_copy(update={"sections": (section,)})
    found = checked(Draft(report, Counts(), said=said), report, {})
    return [check.says for check in found if check.level is level and not check.says.startswith("No section says")]


def assessed(**first: object) -> Block:
    clause, second = ASSESSMENT.clauses
    answered = {"answer": KeptTo.YES, "paragraphs": (Paragraph(runs=("As the policy says.",)),)}
    clauses = (clause.model_copy(update=first), second.model_copy(update=answered))
    return ASSESSMENT.model_copy(update={"clauses": clauses})


def test_a_clause_that_lacks_something_stops_the_report() -> None:
    nothing: dict[str, object] = {"paragraphs": (), "shown_by": None}
    assert told(Level.STOPS, assessed()) == []
    assert told(Level.STOPS, assessed(answer=None)) == ["The stages (section 6): not answered yet: 6.2."]
    assert told(Level.STOPS, assessed(**nothing)) == ["The stages (section 6): answered without evidence: 6.2."]
    no_action = "The stages (section 6): not said what will be done: 6.2."
    assert told(Level.STOPS, assessed(to_do=())) == [no_action]
    assert told(Level.STOPS, assessed(to_do=(), answer=KeptTo.YES, shown_by=None)) == []


def test_a_number_that_is_typed_for_a_clause_stops_the_report() -> None:
    for place in ("paragraphs", "to_do"):
        typed = (Paragraph(runs=("We answered 97 in time.",)),)
        assert told(Level.STOPS, assessed(**{place: typed})) == ["The number 97 is typed and bound to no figure."]


def test_a_yes_that_its_figure_does_not_bear_out_is_told() -> None:
    shown = Paragraph(runs=(Bound(figure="in_time", text="9 of 10 (90%)"), " were."))
    missed = Said(Value(value=90, unit=NumberUnit.PERCENT), target=Value(value=100, unit=NumberUnit.PERCENT))
    yes = assessed(answer=KeptTo.YES, shown_by=shown)
    says = "6.2 is answered with yes, and its figure, 9 of 10 (90%), misses its target."
    assert told(Level.WARNS, yes, in_time=missed) == [says]
    assert told(Level.WARNS, yes, in_time=replace(missed, target=missed.value)) == []
    assert told(Level.WARNS, assessed(shown_by=shown), in_time=missed) == []


def test_more_than_a_thousand_of_every_thousand_is_asked_about() -> None:
    def facts(rate: float) -> Block:
        value = Value(value=rate, unit=NumberUnit.PER_THOUSAND, places=1)
        row = FACTS.rows[0].model_copy(update={"values": (value, *FACTS.rows[0].values[1:])})
        return FACTS.model_copy(update={"rows": (row,)})

    assert warnings(facts(1_000.0)) == []
    assert warnings(facts(2_640.0)) == [
        "Key facts: Received is 2,640.0 of every thousand. Is the denominator right?"
    ]


def test_a_rate_of_people_whom_nobody_counted_is_told() -> None:
    rate = Said(Value(value=None, unit=NumberUnit.PER_THOUSAND))
    says = f"{{rate}} has no denominator for {REPORT.period}: no sentence that names it is printed."
    assert told(Level.WARNS, rate=rate) == [says]
    assert told(Level.WARNS, rate=replace(rate, value=Value(value=2.5, unit=NumberUnit.PER_THOUSAND))) == []


def test_a_table_of_nothing_but_marks_is_told() -> None:
    values = tuple(value.model_copy(update={"hidden": True}) for value in FACTS.rows[0].values)
    row = FACTS.rows[0].model_copy(update={"values": values})
    hidden = FACTS.model_copy(update={"rows": (row,)})
    says = "Key facts: every number of it is hidden. Coarser groups, or a longer period, may say more."
    assert warnings(hidden) == [says]
    assert warnings(FACTS) == []


def test_a_chart_of_a_column_that_is_not_there_is_told() -> None:
    [table] = [table for table in REPORT.tables() if table.id == CHARTS[0].table]
    wrong = CHARTS[0].model_copy(update={"columns": ("now", "zzz")})
    assert warnings(table, CHARTS[0]) == []
    assert warnings(table, wrong) == [f"{wrong.title}: there is no column zzz to draw."]


@pytest.mark.parametrize(
    ("refused", "hide_zeros", "needed"),
    [
        pytest.param(1, False, True, id="something to explain"),
        pytest.param(0, False, False, id="nothing to explain"),
        pytest.param(0, True, True, id="whether there was nothing is hidden"),
    ],
)
def test_refusals_are_explained_where_there_were_some(refused: int, hide_zeros: bool, needed: bool) -> None:
    of = [case for case in cases(Random(3), 40) if case["disposition"] != "refused"]
    this_year = next(case for case in of if case["received_on"] >= THIS.since)
    again = {**this_year, "ref": "EAS-R", "classification": "corporate_complaint", "disposition": "refused"}
    definition = OF_THE_RELEASE.of("eastmere", ReportScope.CORPORATE).model_copy(update={"hide_zeros": hide_zeros})
    draft = Council([*of, again][: len(of) + refused]).built(definition)
    words = {block.id: block for block in draft.report.blocks() if isinstance(block, Words)}
    assert words["refusals_explained"].needed == needed


@pytest.mark.parametrize(
    ("recorded", "hides", "shown"),
    [
        pytest.param({"yes"}, {}, True, id="recorded"),
        pytest.param(set(), {}, False, id="of nobody"),
        pytest.param(set(), {"hide_zeros": True}, True, id="that there is none is hidden"),
        pytest.param(set(), {"round_counts": True}, True, id="that there is none may be a few"),
    ],
)
def test_a_table_of_nothing_recorded_is_a_line(recorded: set[str], hides: dict[str, bool], shown: bool) -> None:
    of = [{**case, "person_disability": next(iter(recorded), None)} for case in cases(Random(3), 40)]
    definition = OF_THE_RELEASE.of("eastmere", ReportScope.ADULTS).model_copy(update=hides)
    report = Council(of).built(definition).report
    lines = [block.text for block in report.blocks() if isinstance(block, Paragraph)]
    line = "Disabled people, is left out, since disability is recorded of none."
    assert any(said.endswith(line) for said in lines) != shown
    assert ("Disabled people" in {table.title for table in report.tables()}) == shown


@pytest.mark.parametrize(
    ("hides", "shown"),
    [
        pytest.param({}, False, id="none is told"),
        pytest.param({"hide_zeros": True}, True, id="that there is none is hidden"),
        pytest.param({"round_counts": True}, True, id="that there is none may be a few"),
    ],
)
def test_a_table_of_none_is_a_line_and_its_chart_is_left_out(hides: dict[str, bool], shown: bool) -> None:
    of = [case for case in cases(Random(3), 40) if case["disposition"] != "refused"]
    file = OF_THE_RELEASE.of("eastmere", ReportScope.CORPORATE).model_dump(mode="json", by_alias=True)
    [section] = [section for section in file["sections"] if section["section"] == "refused"]
    [table] = [block["table"] for block in section["blocks"] if "table" in block]
    section["blocks"].append({"chart": "drawn", "title": "Why, drawn", "of": table})
    report = Council(of).built(Definition.model_validate(file | hides)).report
    lines = [block.text for block in report.blocks() if isinstance(block, Paragraph)]
    assert any(said.endswith("Why complaints were refused: there were none.") for said in lines) != shown
    assert (table in {table.id for table in report.tables()}) == shown
    assert ("drawn" in {chart.id for chart in report.charts()}) == shown
    assert not [table.note for table in report.tables() if table.note and "There were none" in table.note]
