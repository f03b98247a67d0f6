"""By when somebody hears next: what they were told, and nothing that nobody told them."""

from datetime import date
from typing import Any

import pytest

from intake.handlers import promised_on
from kernel.events import CaseState
from kernel.events.cases import ClockRecord, StageState
from kernel.vocabulary import Classification, Disposition, Status

DAY = date(2026, 3, 2)
OWED = ClockRecord(kind="acknowledge", started_on=DAY, due_on=date(2026, 3, 5))
TARGET = ClockRecord(kind="stage_1", started_on=DAY, due_on=date(2026, 3, 30))
GIVEN = ClockRecord(kind="promised", started_on=DAY, due_on=date(2026, 3, 25))
FIRST = StageState(number=1, code="stage_1", started_on=DAY)
ANSWERED = FIRST.model_copy(update={"responded_on": date(2026, 3, 20)})
SECOND = StageState(number=2, code="review", started_on=date(2026, 4, 1))
KNOWN = {"acknowledged_on": date(2026, 3, 4), "clocks": (TARGET, GIVEN), "stages": (FIRST,)}


@pytest.mark.parametrize(
    ("state", "day"),
    [
        pytest.param({"clocks": (OWED, TARGET)}, date(2026, 3, 5), id="the law's day for an acknowledgement"),
        pytest.param({"clocks": (TARGET,)}, None, id="nothing is owed to them yet"),
        pytest.param(KNOWN, date(2026, 3, 25), id="the day that they were given"),
        pytest.param(KNOWN | {"clocks": (TARGET,)}, None, id="a target is no promise"),
        pytest.param(
            KNOWN | {"stages": (FIRST.model_copy(update={"extended_to": date(2026, 4, 9)}),)},
            date(2026, 4, 9),
            id="as it was agreed with them last",
        ),
        pytest.param(KNOWN | {"waiting_since": date(2026, 3, 10)}, None, id="it waits for somebody"),
        pytest.param(KNOWN | {"stage": Status.CLOSED}, None, id="it is closed"),
        pytest.param(KNOWN | {"is_open": False}, None, id="nothing is owed"),
        pytest.param(KNOWN | {"stages": (ANSWERED,)}, None, id="it is answered"),
        pytest.param(KNOWN | {"stages": (ANSWERED, SECOND)}, None, id="of a further stage they were given none"),
        pytest.param(
            KNOWN
            | {
                "stages": (ANSWERED, SECOND),
                "clocks": (GIVEN, GIVEN.model_copy(update={"kind": "promised_2", "due_on": date(2026, 4, 20)})),
            },
            date(2026, 4, 20),
            id="the day of a further stage",
        ),
    ],
)
def test_by_when_they_hear_next(state: dict[str, Any], day: date | None) -> None:
    usual: dict[str, Any] = {
        "classification": Classification.CORPORATE_COMPLAINT,
        "disposition": Disposition.ACCEPTED,
        "received_on": DAY,
        "stage": Status.ACKNOWLEDGED,
    }
    assert promised_on(CaseState(**(usual | state))) == day
