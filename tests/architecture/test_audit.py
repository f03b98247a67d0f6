"""The list of known faults that may stand for now, and what is made of the tools' reports."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from scripts import audit

ENTRY = """
- advisory: GHSA-7f5h-v6xp-fcq8
  reason: the function concerned is called nowhere here
  until: 2027-01-31
"""
PYTHON: dict[str, Any] = {
    "dependencies": [
        {"name": "alpha", "version": "1.0", "vulns": []},
        {"name": "beta", "version": "2.1", "vulns": [{"id": "PYSEC-2026-1", "aliases": ["GHSA-7f5h-v6xp-fcq8"]}]},
    ]
}
WEB: dict[str, Any] = {
    "vulnerabilities": {
        "gamma": {"range": "<3.2", "via": [{"url": "https://github.com/advisories/GHSA-aaaa-bbbb-cccc"}]},
        "delta": {"range": "*", "via": ["gamma"]},
    }
}


def test_the_list_in_force_can_be_read() -> None:
    assert all(entry.reason for entry in audit.allowed_in(audit.LIST.read_text(encoding="utf-8")))


def test_an_entry_ends_with_its_day() -> None:
    allowed = audit.allowed_in(ENTRY)
    assert audit.expired(allowed, date(2027, 1, 31)) == []
    assert audit.expired(allowed, date(2027, 2, 1)) == allowed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no list"),
        pytest.param(ENTRY.replace("  until: 2027-01-31\n", ""), id="without an end"),
        pytest.param(ENTRY.replace("the function concerned is called nowhere here", ""), id="no reason"),
        pytest.param(ENTRY + "  for_ever: true\n", id="a field that is none"),
        pytest.param(ENTRY.replace("GHSA-7f5h-v6xp-fcq8", "all of them"), id="no advisory"),
    ],
)
def test_an_entry_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        audit.allowed_in(text)


def test_what_is_found_is_told_unless_it_may_stand_by_one_of_its_names() -> None:
    found = [*audit.python_faults(PYTHON), *audit.web_faults(WEB)]
    assert [fault.package for fault in audit.to_mend(iter(found), [])] == ["beta 2.1", "gamma <3.2"]
    assert [fault.package for fault in audit.to_mend(iter(found), audit.allowed_in(ENTRY))] == ["gamma <3.2"]


def test_a_registry_that_does_not_answer_gives_no_clean_bill() -> None:
    passed_over = {"dependencies": [{"name": "alpha", "skip_reason": "Dependency not found on PyPI"}]}
    with pytest.raises(audit.NotAsked):
        list(audit.python_faults(passed_over))
    with pytest.raises(audit.NotAsked, match="405"):
        list(audit.web_faults({"message": "405 Method Not Allowed", "error": {"summary": ""}}))
