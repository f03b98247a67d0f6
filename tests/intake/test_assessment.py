"""What a contact is told to be is said of every code: one that has no sentence fails here, not on a form."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from intake.acts import ActKind
from intake.assessment import EVIDENCE, SUMMARIES
from intake.records import ACT_FIELDS
from intake.registers.schemas import Register
from intake.registers.service import COUNTS
from kernel.vocabulary import AuthorityKind, Disposition


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        pytest.param(SUMMARIES, Disposition, id="summaries"),
        pytest.param(EVIDENCE, AuthorityKind, id="evidence"),
        pytest.param(ACT_FIELDS, ActKind, id="where an act is read"),
        pytest.param(COUNTS, Register, id="how a register is counted"),
    ],
)
def test_every_code_is_spoken_for(said: Mapping[Any, Any], kind: type[StrEnum]) -> None:
    assert set(said) == set(kind)
