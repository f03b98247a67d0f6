"""The demonstration: made once, of one invented council, its sign-in only for this machine."""

from collections.abc import Iterator
from pathlib import Path

import anyio
import httpx
import pytest

from chassis.settings import Settings
from standalone.compose import build_context, build_services, compose
from tests.support.server import Product, demonstration

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    product = demonstration(tmp_path_factory.mktemp("demo") / "data")
    yield product
    product.stop()


def sign_in(client: httpx.Client, persona: str, **headers: str) -> httpx.Response:
    return client.post("/api/demo/sign-in", json={"persona": persona}, headers=headers)


@pytest.mark.in_turn
def test_everybody_of_the_demo_council_can_sign_in(demo: Product) -> None:
    with demo.client() as client:
        described = client.get("/api/demo").raise_for_status().json()
        assert described["council"]["code"] == "eastmere"
        personas = [persona["id"] for persona in described["personas"]]
        assert "complaints_officer" in personas
        for persona in personas:
            token = sign_in(client, persona).raise_for_status().json()["access_token"]
            council = client.get("/api/intake/v1/council", headers={"Authorization": f"Bearer {token}"})
            assert council.json()["code"] == "eastmere"
        assert sign_in(client, "nobody").status_code in {404, 422}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8000"])
def test_sign_in_by_a_loopback_name(demo: Product, host: str) -> None:
    with demo.client() as client:
        assert sign_in(client, "manager", Host=host).status_code == 200


@pytest.mark.parametrize(
    "host", ["redress.example", "127.0.0.1.redress.example", "192.168.1.20:8000", "evil@localhost.example"]
)
def test_no_sign_in_by_another_name(demo: Product, host: str) -> None:
    """A page elsewhere that points its own name at 127.0.0.1 must not get in."""
    with demo.client() as client:
        assert sign_in(client, "manager", Host=host).status_code == 404
        assert client.get("/api/demo", headers={"Host": host}).status_code == 404


@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("192.168.1.20", 404), ("203.0.113.7", 404)]
)
def test_sign_in_only_from_this_machine(tmp_path: Path, address: str, status: int) -> None:
    context = build_context(Settings(data_dir=tmp_path, demo=True))
    app = compose(context, build_services(context))

    async def ask() -> int:
        transport = httpx.ASGITransport(app, client=(address, 50_000))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return (await client.post("/api/demo/sign-in", json={"persona": "manager"})).status_code

    assert anyio.run(ask) == status


@pytest.mark.in_turn
def test_no_sign_in_without_the_demo(product: Product) -> None:
    with product.client() as client:
        assert sign_in(client, "manager").status_code in {404, 405}
        assert client.get("/api/demo").status_code == 404


def test_the_demo_is_lively_and_of_one_council(demo: Product) -> None:
    with demo.client("manager", "eastmere") as client:
        board = client.get("/api/analytics/v1/dashboard").raise_for_status().json()
        assert board["open"] >= 10
        assert board["late"] >= 1
        assert len([month for month in board["months"] if month["received"]]) >= 2
    for council in ("leicester", "coventry", "shropshire"):
        with demo.client("manager", council) as client:
            assert client.get("/api/intake/v1/contacts").json()["items"] == []


@pytest.mark.in_turn
def test_a_second_start_adds_nothing(demo: Product) -> None:
    def told() -> list[object]:
        with demo.client("manager", "eastmere") as client:
            board = client.get("/api/analytics/v1/dashboard").json()
            return [board["open"], board["months"], client.get("/api/cases/v1/cases/counts").json()]

    before = told()
    demo.stop()
    demo.start()
    assert told() == before
