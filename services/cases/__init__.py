"""Cases: stages, clocks, findings, outcomes."""
