"""Write what the product is built from as two CycloneDX documents: `.build/sbom/python.json` and `web.json`.

Versions and hashes are the locks', licences what the installed packages declare. The same give the same bytes.
What is written is valid by CycloneDX's own schema, which asks no network.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from chassis.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / ".build" / "sbom"


def printed(*command: str) -> dict[str, Any]:
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"redress: {' '.join(command)} failed:\n{done.stderr}")
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def python() -> dict[str, Any]:
    """The lock's packages, with the licences of those that are installed and which of them needs which."""
    options = ("--short-PURLs", "--pyproject", "pyproject.toml", "--output-reproducible")
    document = printed("cyclonedx-py", "requirements", *options, "requirements.txt")
    installed = printed("cyclonedx-py", "environment", *options, ".venv")
    described = {part["purl"]: part for part in installed["components"] if "purl" in part}
    locked = {part["bom-ref"]: part["purl"] for part in document["components"]}
    names = {described[purl]["bom-ref"]: ref for ref, purl in locked.items() if purl in described}
    document["metadata"]["component"]["version"] = VERSION  # which pyproject.toml has from there
    for part in document["components"]:
        del part["description"]  # the lock's line, with every hash once more
        part["licenses"] = described.get(part["purl"], {}).get("licenses", [])
    root = document["metadata"]["component"]["bom-ref"]
    names[installed["metadata"]["component"]["bom-ref"]] = root
    document["dependencies"] = [
        {
            "ref": names[each["ref"]],
            "dependsOn": sorted(names[on] for on in each.get("dependsOn", ()) if on in names),
        }
        for each in installed["dependencies"]
        if each["ref"] in names
    ]
    return document


def web() -> dict[str, Any]:
    """The web app's packages by its lock; npm stamps each run, which says nothing about them.

    npm is asked for all: `--omit dev` leaves out React too, which a package of development asks for besides.
    """
    document = printed("npm", "--prefix", "frontend", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only")
    del document["serialNumber"], document["metadata"]["timestamp"]
    document["components"] = [part for part in document["components"] if part["scope"] == "required"]
    kept = {document["metadata"]["component"]["bom-ref"], *(part["bom-ref"] for part in document["components"])}
    document["dependencies"] = [
        {**each, "dependsOn": [on for on in each.get("dependsOn", ()) if on in kept]}
        for each in document["dependencies"]
        if each["ref"] in kept
    ]
    return document


def require_valid(name: str, document: dict[str, Any]) -> None:
    """Ends the program where it is not. The library is in this command's environment alone."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    version = SchemaVersion.from_version(document["specVersion"])
    if fault := JsonStrictValidator(version).validate_str(json.dumps(document)):
        sys.exit(f"redress: {name} is no CycloneDX document: {fault}")


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name, document in (("python", python()), ("web", web())):
        file = OUT / f"{name}.json"
        require_valid(file.name, document)
        file.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
        print(f"{file.relative_to(ROOT)}: {len(document['components'])} packages")


if __name__ == "__main__":
    main()
