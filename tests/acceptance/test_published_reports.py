"""Five councils' published reports: every contradiction that was found in them by hand, and no false alarm."""

import json
from pathlib import Path

import pytest

from analytics.reports.checking import relations
from analytics.reports.checking.published import contradictions, read_published
from tests.acceptance.conftest import DATA

PUBLISHED = DATA / "published"
BY_HAND: dict[str, list[str]] = json.loads((PUBLISHED / "contradictions.json").read_text())
"""The entries of each report that do not agree with it."""
ONLY_CLAIMED = {"compliments_text", "ombudsman_cases", "complaint_investigations"}
"""What only sentences say: 'all about care homes', 'three of these were decided later'."""

READINGS = DATA / "readings"
"""Other people's readings of two of the reports, and two invented reports, as strangers would write them."""
READ: dict[str, dict[str, list[str]]] = json.loads((READINGS / "readings.json").read_text())
"""By reading, the entries that are wrong, and those of which the report leaves open whether they are."""


def report(council: str) -> Path:
    return PUBLISHED / f"{council}.yaml"


def test_every_report_was_read_by_hand() -> None:
    assert sorted(BY_HAND) == sorted(file.stem for file in PUBLISHED.glob("*.yaml"))


@pytest.mark.parametrize("council", BY_HAND)
def test_every_contradiction_is_found_and_nothing_else(council: str) -> None:
    found, unchecked = contradictions(read_published(report(council)))
    assert unchecked == []
    assert {finding.entries[0] for finding in found} == set(BY_HAND[council])


@pytest.mark.parametrize("council", BY_HAND)
def test_figures_alone_tell_all_but_what_only_sentences_say(council: str) -> None:
    found = relations.contradictions(read_published(report(council)).report())
    assert {finding.entries[0] for finding in found} == set(BY_HAND[council]) - ONLY_CLAIMED


def test_every_reading_has_its_answers() -> None:
    assert sorted(READ) == sorted(file.stem for file in READINGS.glob("*.yaml"))


@pytest.mark.parametrize("reading", READ)
def test_what_others_read_is_found_too_and_nothing_else(reading: str) -> None:
    found = relations.contradictions(read_published(READINGS / f"{reading}.yaml").report())
    told = {finding.entries[0] for finding in found}
    assert told - set(READ[reading]["in_doubt"]) == set(READ[reading]["wrong"])
