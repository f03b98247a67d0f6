"""The words of codes in an OpenAPI document: `x-enum-descriptions` beside each enum that is a vocabulary."""

from typing import Any

from kernel.words import WORDS

BY_NAME = {kind.__name__: words for kind, words in WORDS.items()}


def document(schema: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI document whose vocabularies say their words, by code."""
    for name, component in schema.get("components", {}).get("schemas", {}).items():
        words = BY_NAME.get(name)
        if words and component.get("enum") == [code.value for code in words]:
            component["x-enum-descriptions"] = {code.value: word for code, word in words.items()}
    return schema
