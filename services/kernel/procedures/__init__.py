"""Councils and their procedures as validated data: one YAML file a council."""

from kernel.procedures.book import Books, Council, load_books
from kernel.procedures.entries import Coded, Extension
from kernel.procedures.procedure import FIRST_STAGE, WHOLE_CASE, Grade, Procedure, StageEntry, When
from kernel.procedures.reader import ProcedureFileError

__all__ = [
    "FIRST_STAGE",
    "WHOLE_CASE",
    "Books",
    "Coded",
    "Council",
    "Extension",
    "Grade",
    "Procedure",
    "ProcedureFileError",
    "StageEntry",
    "When",
    "load_books",
]
