"""Processes of this machine."""

from pathlib import Path


def started_by(pid: int) -> list[int]:
    """The processes that a process started and that have not ended, or whose end nobody has asked for."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]
