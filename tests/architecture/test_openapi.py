"""The published documents say the words of the codes that they use."""

from kernel import words
from tests.support import services


def test_documents_say_the_words_of_codes() -> None:
    said = {
        name: schema["x-enum-descriptions"]
        for document in services.documents().values()
        for name, schema in document["components"]["schemas"].items()
        if "x-enum-descriptions" in schema
    }
    assert said["Classification"]["statutory_complaint"] == "Statutory complaint"
    assert {"Act", "Channel", "Classification", "Disposition", "Outcome", "Status", "Unit"} <= set(said)


def test_a_vocabulary_in_a_document_is_the_kernels() -> None:
    """An enum that has a vocabulary's name and other codes would be shown with no words."""
    kinds = {kind.__name__: kind for kind in words.WORDS}
    for document in services.documents().values():
        for name, schema in document["components"]["schemas"].items():
            if name in kinds and "enum" in schema:
                assert schema["enum"] == [code.value for code in kinds[name]], name
