"""Issues and the finding on each."""
