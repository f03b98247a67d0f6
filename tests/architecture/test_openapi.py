"""The published documents say the words of the codes that they use; together they are one."""

from typing import Any

import pytest

from kernel import words
from standalone.openapi import OWN, Clash, join
from tests.support import services


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    return services.documents()


def test_documents_say_the_words_of_codes(documents: dict[str, dict[str, Any]]) -> None:
    said = {
        name: schema["x-enum-descriptions"]
        for document in documents.values()
        for name, schema in document["components"]["schemas"].items()
        if "x-enum-descriptions" in schema
    }
    assert said["Classification"]["statutory_complaint"] == "Statutory complaint"
    assert {"Act", "Channel", "Classification", "Disposition", "Outcome", "Role", "Status", "Unit"} <= set(said)


def test_a_vocabulary_in_a_document_is_the_kernels(documents: dict[str, dict[str, Any]]) -> None:
    """An enum that has a vocabulary's name and other codes would be shown with no words."""
    kinds = {kind.__name__: kind for kind in words.WORDS}
    for document in documents.values():
        for name, schema in document["components"]["schemas"].items():
            if name in kinds and "enum" in schema:
                assert schema["enum"] == [code.value for code in kinds[name]], name


def test_together_every_operation_is_told_once(documents: dict[str, dict[str, Any]]) -> None:
    paths = join(documents)["paths"]
    assert len(paths) == sum(len(document["paths"]) for document in documents.values())
    ids = [operation["operationId"] for item in paths.values() for operation in item.values()]
    assert len(ids) == len(set(ids))
    assert paths["/api/cases/v1/cases/{ref}"]["get"]["operationId"] == "read_case"
    assert paths["/api/cases/v1/events"]["get"]["operationId"] == "cases_read_events"


def test_together_every_vocabulary_has_its_words(documents: dict[str, dict[str, Any]]) -> None:
    schemas = join(documents)["components"]["schemas"]
    for kind, said in words.WORDS.items():
        assert schemas[kind.__name__]["x-enum-descriptions"] == {code.value: word for code, word in said.items()}


def test_what_each_service_has_for_itself_carries_its_name(documents: dict[str, dict[str, Any]]) -> None:
    schemas = join(documents)["components"]["schemas"]
    for name in OWN:
        assert name not in schemas
        owners = [service for service in documents if f"{service.title()}{name}" in schemas]
        assert len(owners) > 1, f"{name} clashes with nothing any more"


def test_two_meanings_of_one_name_are_refused() -> None:
    def saying(kind: str) -> dict[str, Any]:
        return {"paths": {}, "components": {"schemas": {"Size": {"type": kind}}}}

    assert join({"intake": saying("string"), "cases": saying("string")})
    with pytest.raises(Clash, match="Size of cases differs from Size of intake"):
        join({"intake": saying("string"), "cases": saying("integer")})
    with pytest.raises(Clash, match="Role of intake differs from Role of the kernel"):
        join({"intake": {"paths": {}, "components": {"schemas": {"Role": {"type": "string"}}}}})
