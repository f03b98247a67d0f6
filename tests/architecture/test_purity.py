"""A module that says that it is pure is held to it by the import contracts."""

import ast
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAYS_PURE = re.compile(r"\b(pure|no I/O)\b", re.IGNORECASE)


def contract_sources() -> list[str]:
    """The modules that may import neither a framework nor a database, as patterns."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return [
        source.replace("**", "*")
        for contract in settings["contracts"]
        if {"fastapi", "sqlalchemy", "sqlmodel"} <= set(contract.get("forbidden_modules", []))
        for source in contract["source_modules"]
    ]


def saying_pure() -> list[str]:
    """Modules whose docstring says that they are pure."""
    found = []
    for path in sorted((ROOT / "services").rglob("*.py")):
        said = ast.get_docstring(ast.parse(path.read_text())) or ""
        if SAYS_PURE.search(said):
            parts = path.relative_to(ROOT / "services").with_suffix("").parts
            found.append(".".join(part for part in parts if part != "__init__"))
    return found


def is_held(module: str, sources: list[str]) -> bool:
    return any(fnmatch(module, source) or module.startswith(f"{source}.") for source in sources)


def test_what_says_that_it_is_pure_is_in_a_contract() -> None:
    sources = contract_sources()
    assert [module for module in saying_pure() if not is_held(module, sources)] == []


def test_the_guard_sees_modules() -> None:
    assert len(saying_pure()) > 8
    assert not is_held("cases.record.store", contract_sources())
