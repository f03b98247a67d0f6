"""Fail when the committed OpenAPI document, the front end's client or its words differ from the code.

Works in a tree with uncommitted changes: compares files with files, not with git, and puts the
files back as they were when they differ.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "frontend" / "openapi.json"
CLIENT = ROOT / "frontend" / "src" / "api"


def contents() -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in [DOCUMENT, *CLIENT.rglob("*")] if file.is_file()}


def generate() -> None:
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    for command in (
        [sys.executable, "-m", "standalone.openapi", str(DOCUMENT)],
        ["npm", "--prefix", "frontend", "--silent", "run", "generate"],
    ):
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"redress: {' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def put_back(files: dict[Path, bytes]) -> None:
    for made in contents().keys() - files.keys():
        made.unlink()
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def main() -> int:
    """Generate again; report each file that would change."""
    before = contents()
    try:
        generate()
        after = contents()
    finally:
        put_back(before)
    changed = [file for file in sorted(before.keys() | after.keys()) if before.get(file) != after.get(file)]
    for file in changed:
        print(f"{file.relative_to(ROOT)}: differs from the code; run `make generate`", file=sys.stderr)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
