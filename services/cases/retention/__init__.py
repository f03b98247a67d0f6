"""Letting go of cases: intake asks for it, and a case that owes nothing any more goes."""
