"""What becomes of each table of cases when one is let go of."""

from collections.abc import Callable, Collection
from typing import Any

from cases.appointments.models import AdvocacyRow, AppointmentRow
from cases.clocks.models import ClockRow
from cases.contributions.models import ContributionLinkRow
from cases.costs.models import CostRow
from cases.joint.models import JointRow
from cases.learning.models import LearningRow
from cases.learning.rules import told_theme
from cases.letters.models import LetterRow, LetterTextRow
from cases.notes.models import NoteRow
from cases.ombudsman.models import OmbudsmanRow
from cases.outbox.models import OutboxRow
from cases.plan.models import PlanRow
from cases.record.models import CaseRow, ExtensionRow, HoldRow, IssueRow, RequestRow, StageRow
from cases.remedies.models import RemedyRow
from cases.restriction.models import RestrictionRow
from cases.survey.models import SurveyAnswerRow, SurveyRow
from cases.tables import feed_of_cases, restricted_cases, said_in_cases
from cases.tasks.models import TaskRow
from cases.watching.models import WatchRow
from chassis.letting_go import Row, Trace
from chassis.rows import table_of
from kernel.imported import without_words
from kernel.procedures import Council


def _each_with(column: str, keys: Collection[str]) -> Callable[[Row, Council], Any]:
    """A list of objects with what stands under these of their keys alone."""

    def coded(row: Row, council: Council) -> list[dict[str, Any]]:
        return [{key: value if key in keys else None for key, value in each.items()} for each in row[column]]

    return coded


def _that(column: str) -> Callable[[Row, Council], str | None]:
    """That something was said there, without what: a thing that was struck off for a reason stays so."""
    return lambda row, council: None if row[column] is None else ""


def _recorded(row: Row, council: Council) -> dict[str, Any] | None:
    """What the council recorded without whom it was about, and without anybody's own words."""
    if not row["recorded"]:
        return None
    recorded = without_words(row["recorded"], council.learning_action)
    if not recorded.get("person"):
        return recorded
    return recorded | {"person": {k: said for k, said in recorded["person"].items() if k != "person_ref"}}


PAST_FINDING = {"stage", "finding", "decided_on", "decided_by"}
AGREED_REMEDY = {"number", "pence", "due_on", "done_on", "struck"}

TRACES = (
    Trace(table_of(LetterTextRow), goes=True),
    Trace(table_of(LetterRow), "letters", goes=True),
    Trace(table_of(OutboxRow), "messages that left, or were to leave", goes=True),
    Trace(table_of(NoteRow), "notes", goes=True),
    Trace(table_of(PlanRow), "complaint plans", goes=True),
    Trace(table_of(TaskRow), "tasks", goes=True),
    Trace(table_of(WatchRow), goes=True),
    Trace(table_of(SurveyRow), goes=True),
    Trace(table_of(ContributionLinkRow), "answers of contributors", goes=True),
    Trace(said_in_cases, goes=True),
    # No key joins an answer to its case; one that gave the reference itself loses its words.
    Trace(
        table_of(SurveyAnswerRow),
        blank={"said": None},
        keeps="quarter procedure team understood informed respected clear changed",
        stays=True,
    ),
    Trace(
        table_of(IssueRow),
        "issues",
        blank={
            "description": None,
            "reason": None,
            "evidence": None,
            "standard": None,
            "noted": None,
            "earlier": _each_with("earlier", PAST_FINDING),
        },
        keeps="category subcategory theme about body team finding decided_by told",
    ),
    Trace(table_of(RequestRow), "requests", blank={"asked_of": "", "what": ""}, keeps="who client chases"),
    Trace(table_of(HoldRow), "times of waiting", blank={"waiting_on": ""}, keeps="reason by"),
    Trace(table_of(ExtensionRow), "extensions", blank={"reason": ""}, keeps="kind because by"),
    Trace(
        table_of(RemedyRow),
        "remedies",
        blank={"whom": None, "what": None, "evidence": None, "dropped_because": _that("dropped_because")},
        keeps="kind payments owner by sum_by agreed_by",
    ),
    Trace(
        table_of(LearningRow),
        "actions that were learned",
        blank={
            "theme": lambda row, council: told_theme(council, row["theme"]),
            "action": lambda row, council: council.learning_action(row["theme"], row["action"]) or "",
            "evidence": None,
            "dropped_because": _that("dropped_because"),
        },
        keeps="scope owner by",
    ),
    Trace(
        table_of(OmbudsmanRow),
        "cases of the Ombudsman",
        blank={
            "reference": None,
            "mistaken_because": _that("mistaken_because"),
            "remedies": _each_with("remedies", AGREED_REMEDY),
        },
        keeps="body contact_ref draft_decision decision grounds by",
    ),
    Trace(
        table_of(AppointmentRow),
        "appointments",
        blank={"name": None, "ended_because": None},
        keeps="role officer days by",
    ),
    Trace(table_of(AdvocacyRow), "offers of advocacy", keeps="act by"),
    Trace(table_of(CostRow), "costs", keeps="kind by"),
    Trace(
        table_of(JointRow),
        "joint complaints",
        blank={
            "bodies": _each_with(
                "bodies",
                {"body", "consent", "consent_asked_on", "consent_settled_on", "asked_on", "answered_on", "issues"},
            )
        },
        keeps="lead communication answer_from transfer_way transfer_body age_of_patient "
        "status_of_complainant subjects by",
    ),
    Trace(table_of(RestrictionRow), blank={"note": None}, keeps="people about by"),
    Trace(restricted_cases, keeps="role subject"),
    Trace(
        table_of(StageRow),
        "stages",
        keeps="code acts outcome handled_by signed_off_by review late_because told_late",
    ),
    Trace(
        table_of(ClockRow),
        "clocks",
        keeps="kind name unit basis source rule starts ends owed_by working_days pauses_for unknown_because "
        "calendar_version",
    ),
    Trace(feed_of_cases.parked),
    Trace(
        table_of(CaseRow),
        "cases",
        blank={"recorded": _recorded},
        keeps="classification disposition procedure flags stage team division service_area owner handed_on_by "
        "grade outcome refusal_reason withdrawn_because days_by calendar_version remedies learning next_due_kind "
        "next_due_act",
    ),
)
"""Figures stay equal: what is counted is codes, days and pence. What an officer did keeps the officer."""
