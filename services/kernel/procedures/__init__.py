"""Councils and their procedures as validated data: one YAML file a council."""

from kernel.procedures.book import Books, Council, load_books
from kernel.procedures.entries import Coded, Extension, JointBody, Schedule, find
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
from kernel.procedures.reader import ProcedureFileError

__all__ = [
    "FIRST_STAGE",
    "MANY_ISSUES",
    "OF_ANY_STAGE",
    "WHOLE_CASE",
    "Appoints",
    "Books",
    "Coded",
    "Council",
    "Extension",
    "Grade",
    "Grading",
    "JointBody",
    "Procedure",
    "ProcedureFileError",
    "Schedule",
    "Sign",
    "SignOff",
    "StageEntry",
    "Suggestion",
    "When",
    "find",
    "graded",
    "load_books",
]
