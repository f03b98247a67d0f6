"""Fail when the committed OpenAPI document, the front end's client or its words differ from the code.

They are generated in another folder and compared as files: neither uncommitted changes nor who reads
them meanwhile are in the way.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
DOCUMENT = Path("openapi.json")
CLIENT = Path("src/api")
NEEDED = ("package.json", "openapi-ts.config.ts", "generate-words.js", "tsconfig.json")
"""What the generators read besides the document."""


def generate(folder: Path) -> None:
    """Write what is generated into a folder that is like the front end's."""
    for name in NEEDED:
        shutil.copy(FRONTEND / name, folder)
    (folder / "node_modules").symlink_to(FRONTEND / "node_modules")
    (folder / CLIENT).mkdir(parents=True)
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    for command in (
        [sys.executable, "-m", "standalone.openapi", str(folder / DOCUMENT)],
        ["npm", "--prefix", str(folder), "--silent", "run", "generate"],
    ):
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"redress: {' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def contents(folder: Path) -> dict[Path, bytes]:
    """By name within the folder: the document and the client's files."""
    files = [folder / DOCUMENT, *(folder / CLIENT).rglob("*")]
    return {file.relative_to(folder): file.read_bytes() for file in files if file.is_file()}


def main() -> int:
    """Generate again; report each file that would change."""
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder))
        made, committed = contents(Path(folder)), contents(FRONTEND)
    changed = [file for file in sorted(made.keys() | committed.keys()) if made.get(file) != committed.get(file)]
    for file in changed:
        print(f"frontend/{file}: differs from the code; run `make generate`", file=sys.stderr)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
