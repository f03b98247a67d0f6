"""Free text kept beside a case."""
