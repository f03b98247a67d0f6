"""A short campaign of faults on what would carry all councils; `make chaos` is the long one."""

from pathlib import Path
from random import Random

import pytest

from tests.chaos.campaign import run
from tests.chaos.installation import AllCouncils

pytestmark = [pytest.mark.system, pytest.mark.timeout(240)]

PLAN = ["event poisoned", "server killed", "primary lost", "link cut", "follower set back", "standby hangs"]


@pytest.mark.in_turn
def test_what_was_acknowledged_is_there_once_after_every_fault(tmp_path: Path) -> None:
    said: list[str] = []
    outcome = run(AllCouncils(tmp_path), PLAN, Random(7), said.append)
    assert outcome.verdict.wrong == ()
    assert outcome.verdict.contacts >= 3 * len(PLAN)
    assert outcome.verdict.acts, "some cases were acknowledged"
    assert outcome.verdict.letters, "some by a letter"
    assert outcome.verdict.mails, "e-mails arrived"
    assert outcome.verdict.parked == 2, "cases and analytics tell of the one event that nobody can read"
