"""Writes the OpenAPI document that the web app's client is made of: `python -m standalone.openapi FILE`.

Every service serves its own; this one is all of them, as they are under one address.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from chassis import enum_words
from chassis.settings import Settings
from chassis.version import VERSION
from kernel.words import WORDS
from standalone.compose import build_context, build_services

OWN = frozenset({"AnswerRead", "GradeRead", "Kind", "StageName"})
"""Schemas of which each service has its own: they carry its name."""


class Clash(Exception):
    """Two services mean different things by one name."""


def join(documents: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """One document of the services', by service. What several share stands once. Raises Clash."""
    ids = Counter(
        operation["operationId"] for document in documents.values() for operation in _operations(document)
    )
    paths: dict[str, Any] = {}
    components: dict[str, dict[str, Any]] = {"schemas": _vocabularies()}
    said_by: dict[str, str] = {}
    for service, document in documents.items():
        whole = _with_own_names(service, document)
        for operation in _operations(whole):
            if ids[operation["operationId"]] > 1:
                operation["operationId"] = f"{service}_{operation['operationId']}"
        paths |= {f"/api/{service}{path}": item for path, item in whole["paths"].items()}
        for kind, named in whole["components"].items():
            for name, component in named.items():
                if components.setdefault(kind, {}).setdefault(name, component) != component:
                    raise Clash(f"{name} of {service} differs from {name} of {said_by.get(name, 'the kernel')}.")
                said_by.setdefault(name, service)
    info = {"title": "Redress", "version": VERSION}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": components}


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (operation for item in document["paths"].values() for operation in item.values())


def _with_own_names(service: str, document: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(document)
    for name in OWN:
        text = text.replace(f'"#/components/schemas/{name}"', f'"#/components/schemas/{service.title()}{name}"')
    renamed: dict[str, Any] = json.loads(text)
    schemas = renamed["components"]["schemas"]
    for name in OWN & schemas.keys():
        schemas[f"{service.title()}{name}"] = schemas.pop(name)
    return renamed


def _vocabularies() -> dict[str, Any]:
    """Every vocabulary with its words, whether an operation names it already or speaks its codes as text."""
    schemas = {kind.__name__: TypeAdapter(kind).json_schema() for kind in WORDS}
    said: dict[str, Any] = enum_words.document({"components": {"schemas": schemas}})["components"]["schemas"]
    return said


def main(file: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        apps = build_services(build_context(Settings(data_dir=Path(scratch))))
        document = join({name: app.openapi() for name, app in apps.items()})
    file.write_text(json.dumps(document, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
