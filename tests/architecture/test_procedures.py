"""Procedures as data: every limit says where it comes from."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import kernel.procedures

FILES = sorted(Path(kernel.procedures.__file__).parent.glob("*.yaml"))


def entries(node: object, path: str = "") -> Iterator[tuple[str, dict]]:
    """Everything in a file that states a number of days or months."""
    if isinstance(node, dict):
        if {"amount", "unit"} <= node.keys() or "target_days" in node:
            yield path, node
        for key, child in node.items():
            yield from entries(child, f"{path}/{key}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from entries(child, f"{path}/{index}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_limit_has_a_source(file: Path) -> None:
    limits = dict(entries(yaml.safe_load(file.read_text())))
    assert limits
    without = [
        path for path, limit in limits.items() if not re.search(r"[A-Za-z]{3}", str(limit.get("source", "")))
    ]
    assert not without


def test_the_councils_of_this_release() -> None:
    assert {file.stem for file in FILES} >= {"leicester", "coventry", "shropshire", "eastmere"}
