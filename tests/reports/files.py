"""Reports for the checker's tests: entries as a published file has them."""

from pathlib import Path
from textwrap import dedent

from analytics.reports.checking.claims import Checked
from analytics.reports.checking.findings import Finding
from analytics.reports.checking.published import contradictions, read_published

HEAD = "authority: anytown\nyear: 2023-24\nentries:\n"


def found_in(folder: Path, text: str) -> list[Finding]:
    """What is found in a file with these entries, and claims after them."""
    return checked_in(folder, text).found


def checked_in(folder: Path, text: str) -> Checked:
    """What is found in it, and which of its claims cannot be checked."""
    return contradictions(read_published(written(folder, HEAD + dedent(text))))


def written(folder: Path, text: str) -> Path:
    """A file with the text."""
    file = folder / "report.yaml"
    file.write_text(text)
    return file
