"""Fail when the committed OpenAPI documents or the front end's client differ from the code.

Works in a tree with uncommitted changes: compares files with files, not with git, and puts the
files back as they were when they differ.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "frontend" / "openapi"
CLIENT = ROOT / "frontend" / "src" / "api"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(ROOT)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def generate() -> None:
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    for command in (
        [sys.executable, "-m", "standalone.openapi", str(DOCUMENTS)],
        ["npm", "--prefix", "frontend", "--silent", "run", "generate"],
    ):
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"redress: {' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Generate again; report each file that would change."""
    before = contents(DOCUMENTS) | contents(CLIENT)
    with tempfile.TemporaryDirectory() as saved:
        for folder in (DOCUMENTS, CLIENT):
            if folder.exists():
                shutil.copytree(folder, Path(saved) / folder.name)
        try:
            generate()
            after = contents(DOCUMENTS) | contents(CLIENT)
        finally:
            for folder in (DOCUMENTS, CLIENT):
                if (kept := Path(saved) / folder.name).exists():
                    shutil.rmtree(folder)
                    shutil.copytree(kept, folder)
    changed = [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
    for name in changed:
        print(f"{name}: differs from the code; run `make generate`", file=sys.stderr)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
