"""What the Ombudsman made of a case, beside its record: it comes and goes on when the case has long closed."""
