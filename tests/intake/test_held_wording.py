"""How what is held reads in the document."""

from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from intake.held.wording import lines


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        pytest.param("channel", "letter", [("Channel", "Letter")], id="code of a vocabulary"),
        pytest.param("team", "home_care", [("Team", "home care")], id="code of a council"),
        pytest.param("closed_on", "2026-01-31", [("Closed on", "31 January 2026")], id="day"),
        pytest.param("at", "2026-07-01T09:30:00+00:00", [("At", "1 July 2026, 10:30")], id="instant in summer"),
        pytest.param("text", "2026-02-30", [("Text", "2026-02-30")], id="no day"),
        pytest.param("agreed_pence", 123_450, [("Agreed", "£1,234.50")], id="sum"),
        pytest.param("affected", False, [("Affected", "No")], id="no is an answer"),
        pytest.param("note", None, [], id="nothing was said"),
        pytest.param("by", "0f-1", [("By", "A. Officer")], id="officer"),
        pytest.param("text", "0f-1", [("Text", "0f-1")], id="a text is no officer"),
        pytest.param("body", {"person": {"name": "B"}}, [("Person, name", "B")], id="within"),
        pytest.param("days", [{"on": None, "at": "home"}, {"at": ""}], [("Days 1, at", "home")], id="list"),
        pytest.param("flags", ["a", "b"], [("Flags", "a; b")], id="several"),
    ],
)
def test_a_value_as_people_read_it(name: str, value: Any, read: list[tuple[str, str]]) -> None:
    assert list(lines("notes", {name: value}, {"0f-1": "A. Officer"})) == read


PARAGRAPH = Document().add_paragraph()


@given(st.text())
def test_every_text_may_stand_in_a_document(text: str) -> None:
    for label, said in lines("e-mails", {text: text}, {}):
        PARAGRAPH.add_run(label)
        PARAGRAPH.add_run(said)
