"""Three procedures of more than one stage, each through random acts on random days."""

from datetime import date
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from cases.extensions import service as extensions
from cases.extensions.schemas import ExtensionMade
from cases.stages import service as stages
from cases.stages.schemas import StepDone
from kernel.vocabulary import Act, Classification
from tests.cases.stages_life import Expected, StagesLife, Timed


class ChildrensLife(StagesLife):
    """SI 2006/1738, regs 14 to 20; the acknowledgement is Eastmere's own practice."""

    AUTHORITY = "eastmere"
    PROCEDURE = ("children_statutory", 1)
    CLASSIFICATION = Classification.STATUTORY_COMPLAINT
    RECEIVED = date(2026, 3, 2)
    CLOCKS: ClassVar = {
        "acknowledge": Timed(1, "received", 3, "acknowledged"),
        "stage_1": Timed(1, "received", 10, "responded"),
        "stage_2": Timed(2, "received", 25, "responded"),
        "request_stage_3": Timed(2, "responded", 20, "requested"),
        "panel": Timed(3, "received", 30, "panel_met"),
        "panel_report": Timed(3, "panel_met", 5, "panel_reported"),
        "stage_3": Timed(3, "panel_reported", 15, "responded"),
    }
    WAYS: ClassVar = {1: {"answered", "late", "agreed"}, 2: {"answered"}}
    LONGEST: ClassVar = {"stage_1": 20, "stage_2": 65}
    APPOINTS = True
    INVESTIGATED = 2

    @rule(step=st.sampled_from([Act.PANEL_MET, Act.PANEL_REPORTED]))
    def take_a_step(self, step: Act) -> None:
        body = StepDone(step=step, taken_on=self.today, because="Who sat is kept on paper.")
        if self.act(self.is_running and self.steps[:1] == [step], stages.take_step, body):
            self.stage.acts[step] = self.today


class CodeLife(StagesLife):
    """The Ombudsman's Code 6.2 to 6.6: an answer counts from its acknowledgement, or from when that was due."""

    AUTHORITY = "eastmere"
    PROCEDURE = ("corporate", 3)
    CLASSIFICATION = Classification.CORPORATE_COMPLAINT
    RECEIVED = date(2026, 4, 1)
    CLOCKS: ClassVar = {
        "acknowledge": Timed(1, "received", 5, "acknowledged"),
        "stage_1": Timed(1, "acknowledged", 10, "responded"),
        "stage_2_acknowledge": Timed(2, "received", 5, "acknowledged"),
        "stage_2": Timed(2, "acknowledged", 20, "responded"),
    }
    WAYS: ClassVar = {1: {"answered", "late"}}
    FOR_ANOTHER = True


class LevelsLife(StagesLife):
    """Oxfordshire's three levels, each with a target of its own, and the six months for all of them together."""

    AUTHORITY = "oxfordshire"
    PROCEDURE = ("adult_statutory", 1)
    CLASSIFICATION = Classification.STATUTORY_COMPLAINT
    RECEIVED = date(2026, 3, 2)
    CLOCKS: ClassVar = {
        "acknowledge": Timed(1, "received", 3, "acknowledged"),
        "stage_1": Timed(1, "received", 20, "responded"),
        "stage_2": Timed(2, "received", 20, "responded"),
        "stage_3": Timed(3, "received", 20, "responded"),
    }
    WAYS: ClassVar = {1: {"answered"}, 2: {"answered"}}

    legal_limit = date(2026, 9, 1)
    """Six months commencing on the day of the receipt, or the day that was agreed instead."""

    @property
    def clocks(self) -> dict[str, Expected]:
        """Met by the last answer of the stages that were asked for while it ran; it judges no other."""
        asked = [stage for stage in self.stages if stage.acts["received"] <= self.legal_limit]
        answers = [stage.acts["responded"] for stage in asked if stage.is_answered]
        met = max(answers) if len(answers) == len(asked) else None
        six_months = Expected(self.legal_limit, met, met is None and not self.is_open)
        return {"statutory": six_months, **super().clocks}

    @rule(until=st.dates(date(2026, 8, 1), date(2027, 8, 1)))
    def agree_to_a_later_day(self, until: date) -> None:
        may = self.is_open and not self.clocks["statutory"].met and self.today <= self.legal_limit
        body = ExtensionMade(until=until, agreed_on=self.today, person_agreed=True, reason="It is complex.")
        possible = may and until > max(self.legal_limit, self.today)
        if self.act(possible, extensions.extend, "statutory", body):
            self.legal_limit = until


TestChildrensLife = ChildrensLife.TestCase
TestCodeLife = CodeLife.TestCase
TestLevelsLife = LevelsLife.TestCase
LIVES = settings(max_examples=10, stateful_step_count=30)
TestChildrensLife.settings = TestCodeLife.settings = TestLevelsLife.settings = LIVES
