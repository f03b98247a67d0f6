"""What the web app is built from, as its lock says it."""

import json

from scripts import bill_of_materials


def test_it_names_what_the_web_app_is_shipped_with_and_nothing_else() -> None:
    shipped = json.loads((bill_of_materials.ROOT / "frontend/package.json").read_text(encoding="utf-8"))
    document = bill_of_materials.web()
    named = {f"{part.get('group', '')}/{part['name']}".removeprefix("/") for part in document["components"]}
    assert set(shipped["dependencies"]) - named == set()
    assert named.isdisjoint(shipped["devDependencies"])
    refs = {document["metadata"]["component"]["bom-ref"], *(part["bom-ref"] for part in document["components"])}
    assert {on for each in document["dependencies"] for on in (each["ref"], *each["dependsOn"])} == refs
