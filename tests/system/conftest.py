"""One running product for all tests of a file that only ask and answer."""

from collections.abc import Iterator

import httpx
import pytest

from tests.support import contacts
from tests.support.server import Product
from tests.support.waiting import eventually


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product on SQLite, with no demonstration data."""
    with Product(tmp_path_factory.mktemp("product") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def officer(product: Product) -> Iterator[httpx.Client]:
    """A complaints officer of Leicester."""
    with product.client("complaints_officer", "leicester") as client:
        yield client


@pytest.fixture(scope="module")
def leicester_case(officer: httpx.Client) -> str:
    """The reference of a Leicester contact whose case is open."""
    answer = officer.post("/api/intake/v1/contacts", json=contacts.statutory())
    assert answer.status_code == 201, answer.text
    ref = str(answer.json()["ref"])
    eventually(lambda: officer.get(f"/api/cases/v1/cases/{ref}").status_code == 200, what=f"case {ref}")
    return ref
