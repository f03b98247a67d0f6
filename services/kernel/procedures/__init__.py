"""Councils and their procedures as validated data: one YAML file a council."""

from kernel.procedures.book import LAW, Books, Council, Law, check_prefix, load_books, read_council
from kernel.procedures.changes import Change, changes, taken_away
from kernel.procedures.entries import Coded, Extension, JointBody, Schedule, SentBetween, find
from kernel.procedures.grading import MANY_ISSUES, Grade, Grading, Sign, Suggestion, graded
from kernel.procedures.procedure import (
    FIRST_STAGE,
    OF_ANY_STAGE,
    WHOLE_CASE,
    Appoints,
    Procedure,
    SignOff,
    StageEntry,
    When,
)
from kernel.procedures.reader import ProcedureFileError, read

__all__ = [
    "FIRST_STAGE",
    "LAW",
    "MANY_ISSUES",
    "OF_ANY_STAGE",
    "WHOLE_CASE",
    "Appoints",
    "Books",
    "Change",
    "Coded",
    "Council",
    "Extension",
    "Grade",
    "Grading",
    "JointBody",
    "Law",
    "Procedure",
    "ProcedureFileError",
    "Schedule",
    "SentBetween",
    "Sign",
    "SignOff",
    "StageEntry",
    "Suggestion",
    "When",
    "changes",
    "check_prefix",
    "find",
    "graded",
    "load_books",
    "read",
    "read_council",
    "taken_away",
]
