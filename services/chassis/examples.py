"""Examples and links of an OpenAPI document: a service's `examples.yaml`, by operation.

Every entry is a step of one story, in its order; a test plays it and holds the product to each documented answer.
"""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict


class Example(BaseModel):
    """What an operation is asked and what it answers.

    Attributes:
        path: values of the path's parameters.
        links: operations that a field of the answer leads to, by that field and parameter.
    """

    model_config = ConfigDict(extra="forbid")

    path: dict[str, str] = {}
    request: Any = None
    response: Any = None
    links: dict[str, list[str]] = {}


def load_examples(file: Path) -> dict[str, Example]:
    """The examples of one service by operation id, in the order of the story."""
    return {name: Example.model_validate(said) for name, said in yaml.safe_load(file.read_text("utf-8")).items()}


def document(schema: dict[str, Any], examples: dict[str, Example]) -> dict[str, Any]:
    """An OpenAPI document with the examples and links of its operations."""
    for operations in schema["paths"].values():
        for operation in operations.values():
            if example := examples.get(operation["operationId"]):
                _add(operation, example)
    return schema


def _add(operation: dict[str, Any], example: Example) -> None:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path" and parameter["name"] in example.path:
            parameter["example"] = example.path[parameter["name"]]
    if example.request is not None:
        for content in operation["requestBody"]["content"].values():
            content["example"] = example.request
    answer = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
    if example.response is not None:
        for content in answer["content"].values():
            content["example"] = example.response
    if example.links:
        answer["links"] = {
            name: {"operationId": name, "parameters": {field: f"$response.body#/{field}"}}
            for field, names in example.links.items()
            for name in names
        }
