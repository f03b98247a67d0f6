"""Every table of cases, for its migrations."""

from cases.appointments.models import AdvocacyRow, AppointmentRow
from cases.clocks.models import ClockRow
from cases.contributions.models import ContributionLinkRow
from cases.costs.models import CostRow
from cases.joint.models import JointRow
from cases.learning.models import LearningRow
from cases.letters.models import LetterRow, LetterTextRow
from cases.letters.wording.models import WordingRow
from cases.notes.models import NoteRow
from cases.officers.models import OfficerRow
from cases.ombudsman.models import OmbudsmanRow
from cases.outbox.models import OutboxRow
from cases.plan.models import PlanRow
from cases.queue.saved.models import SavedViewRow
from cases.record.models import CaseRow, ExtensionRow, HoldRow, IssueRow, RequestRow, StageRow
from cases.remedies.models import RemedyRow
from cases.restriction.models import RestrictionRow
from cases.survey.models import SurveyAnswerRow, SurveyRow
from cases.tables import (
    CasesTable,
    calendar_changes,
    feed_of_cases,
    metadata,
    reads_of_cases,
    restricted_cases,
    said_in_cases,
)
from cases.tasks.models import TaskRow
from cases.watching.models import WatchRow

__all__ = [
    "AdvocacyRow",
    "AppointmentRow",
    "CaseRow",
    "CasesTable",
    "ClockRow",
    "ContributionLinkRow",
    "CostRow",
    "ExtensionRow",
    "HoldRow",
    "IssueRow",
    "JointRow",
    "LearningRow",
    "LetterRow",
    "LetterTextRow",
    "NoteRow",
    "OfficerRow",
    "OmbudsmanRow",
    "OutboxRow",
    "PlanRow",
    "RemedyRow",
    "RequestRow",
    "RestrictionRow",
    "SavedViewRow",
    "StageRow",
    "SurveyAnswerRow",
    "SurveyRow",
    "TaskRow",
    "WatchRow",
    "WordingRow",
    "calendar_changes",
    "feed_of_cases",
    "metadata",
    "reads_of_cases",
    "restricted_cases",
    "said_in_cases",
]
