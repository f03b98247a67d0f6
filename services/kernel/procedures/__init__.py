"""Councils and their procedures as validated data: one YAML file a council."""

from kernel.procedures.book import Books, Council, Grade, Procedure, load_books
from kernel.procedures.reader import ProcedureFileError

__all__ = ["Books", "Council", "Grade", "Procedure", "ProcedureFileError", "load_books"]
