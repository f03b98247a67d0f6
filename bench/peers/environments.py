"""Environments for what is measured beside the product, each with its own packages, beside the results."""

import subprocess
import venv
from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "results"


def programs(name: str, packages: Sequence[str]) -> Path:
    """The folder of an environment's programs; made where there is none that is whole."""
    environment = RESULTS / f"{name}-venv"
    installed = environment / "installed"
    if not installed.exists():
        venv.create(environment, with_pip=True, clear=True)
        subprocess.run([environment / "bin" / "pip", "install", "--quiet", *packages], check=True)
        installed.touch()
    return environment / "bin"
