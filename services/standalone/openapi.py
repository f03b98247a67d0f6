"""Writes the services' OpenAPI documents: `python -m standalone.openapi FOLDER`."""

import json
import sys
import tempfile
from pathlib import Path

from chassis.settings import Settings
from standalone.compose import build_context, build_services


def main(folder: Path) -> None:
    """One document a service, as it is served under /api/<service>."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        apps = build_services(build_context(Settings(data_dir=Path(scratch))))
        for name, app in apps.items():
            document = app.openapi() | {"servers": [{"url": f"/api/{name}"}]}
            (folder / f"{name}.json").write_text(json.dumps(document, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
