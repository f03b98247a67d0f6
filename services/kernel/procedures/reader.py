"""Reads a procedure file and says where a mistake stands: file, line and key."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast one where PyYAML was built with it: files are read at every start."""


class ProcedureFileError(Exception):
    """A procedure file cannot be used; the message names file, line and key of every mistake."""


def read(path: Path, model: type[Model], loader_of: type[yaml.SafeLoader] = Loader) -> Model:
    """Validate one file against `model`. `loader_of` says what its scalars are. Raises ProcedureFileError."""
    try:
        return _read(path, model, loader_of)
    except RecursionError:
        raise ProcedureFileError(f"{path.name}:1: (file): is nested too deeply") from None


def _read(path: Path, model: type[Model], loader_of: type[yaml.SafeLoader]) -> Model:
    try:
        text = path.read_text(encoding="utf-8")
        loader = loader_of(text)
        tree = loader.get_single_node()
        content = loader.construct_document(tree) if tree else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ProcedureFileError(f"{path.name}:{line}: {error.problem}") from error
    except (yaml.YAMLError, ValueError) as error:  # not UTF-8, control characters, the 30th of February
        raise ProcedureFileError(f"{path.name}:1: (file): {str(error).splitlines()[0]}") from error
    if twice := list(_given_twice(tree)):
        raise ProcedureFileError(
            "\n".join(f"{path.name}:{key.start_mark.line + 1}: {key.value}: given twice" for key in twice)
        )
    try:
        return model.model_validate(content)
    except ValidationError as error:
        mistakes = [
            f"{path.name}:{_line(tree, mistake['loc'])}: {_key(mistake['loc'])}: {_words(mistake)}"
            for mistake in error.errors()
        ]
        raise ProcedureFileError("\n".join(mistakes)) from error


def line_of(path: Path, key: str) -> int:
    """The line of a key on the outermost level of a file that can be read."""
    loader = Loader(path.read_text(encoding="utf-8"))
    return _line(loader.get_single_node(), [key])


def _given_twice(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Keys that stand twice in one mapping; YAML alone would silently take the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(str(key.value))
            yield from _given_twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _given_twice(entry)


def _key(location: Sequence[int | str]) -> str:
    return ".".join(str(part) for part in location) or "(file)"


def _words(mistake: Any) -> str:
    match mistake["type"]:
        case "missing":
            return "This is needed"
        case "extra_forbidden":
            return "There is no such key"
        case "too_long":
            return f"At most {mistake['ctx']['max_length']} of them, not {mistake['ctx']['actual_length']}"
        case _:
            return str(mistake["msg"]).removeprefix("Value error, ")


def _line(node: yaml.Node | None, location: Sequence[int | str]) -> int:
    """The line of the deepest part of `location` that the file has."""
    line = node.start_mark.line + 1 if node else 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            entry = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if entry is None:
                break
            line, node = entry[0].start_mark.line + 1, entry[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
