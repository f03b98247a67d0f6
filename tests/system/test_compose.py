"""The composition of `deploy/compose`: what reads it takes it, and what it starts is the product's."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from chassis.settings import Settings
from standalone import SERVICES, cli
from tests.support import proxies
from tests.support.databases import Databases
from tests.support.processes import free_port
from tests.support.server import Product

pytestmark = pytest.mark.system

FOLDER = Path(__file__).parents[2] / "deploy" / "compose"
GIVEN = {
    "POSTGRES_PASSWORD": "a password",
    "REDRESS_SIGNING_KEY": "a PEM",
    "REDRESS_FILES_KEY": "0" * 64,
    "COUNCILS": "/etc/redress/councils",
    "SETTINGS": str(FOLDER / "redress.env"),
}
"""What the file has people name."""
OURS = [*SERVICES, "migrate"]


def composed(environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The composition as docker-compose reads it, which needs nothing that runs."""
    found = shutil.which("docker-compose")
    assert found, "docker-compose is missing: `make test` installs it"
    return subprocess.run(
        [found, "-f", str(FOLDER / "compose.yaml"), "config"],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def services() -> Mapping[str, Any]:
    """What is started, by name, with everything put in."""
    read = composed(GIVEN)
    assert read.returncode == 0, read.stderr
    found: Mapping[str, Any] = yaml.safe_load(read.stdout)["services"]
    return found


@pytest.mark.in_turn
def test_what_has_to_be_named_is_asked_for() -> None:
    for name in GIVEN:
        read = composed({other: value for other, value in GIVEN.items() if other != name})
        assert read.returncode != 0
        assert name in read.stderr


@pytest.mark.parametrize("name", OURS)
def test_what_is_started_is_a_command_with_settings_of_the_product(
    name: str, services: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for setting, value in services[name]["environment"].items():
        monkeypatch.setenv(setting, value)
    settings = Settings.from_environment()  # a name that is no setting ends it
    assert settings.councils_folder == Path("/etc/redress/councils")
    assert (settings.oidc_issuer, settings.oidc_client_id) == (
        "https://login.example.gov.uk/realms/councils",
        "redress-web",
    )
    with pytest.raises(SystemExit) as ended:
        cli.main([*services[name]["command"], "--help"])
    assert ended.value.code == 0, capsys.readouterr().err


def test_services_wait_for_the_migration_and_that_for_the_database(services: Mapping[str, Any]) -> None:
    assert services["migrate"]["depends_on"] == {"postgresql": {"condition": "service_healthy"}}
    for name in SERVICES:
        assert services[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
        assert services[name]["deploy"]["replicas"] == 2
    assert {services[name]["image"] for name in OURS} == {"redress:1"}
    # The image's own preparation has the server listen on its socket alone.
    asked = services["postgresql"]["healthcheck"]["test"]
    assert asked[asked.index("--host") + 1] == "127.0.0.1"


def test_the_account_of_the_image_owns_the_volume_of_files(services: Mapping[str, Any]) -> None:
    image = (FOLDER.parent / "images" / "Containerfile").read_text()
    for name in OURS:
        of = services[name]
        [mounted] = [volume for volume in of["volumes"] if volume.startswith("files:")]
        folder = mounted.split(":")[1]
        assert of["environment"]["REDRESS_FILES_DIR"] == folder
        assert f"install -d -o 10001 -g 10001 -m 700 {folder}\n" in image


def test_the_database_has_an_account_that_walls_between_councils_hold(tmp_path: Path) -> None:
    databases = Databases("postgresql", tmp_path)
    cluster, account = databases.cluster, f"redress_{secrets.token_hex(4)}"
    database = cluster.create("composed")
    environment = {
        "PATH": f"{cluster.bindir}{os.pathsep}{os.environ['PATH']}",
        "PGHOST": "127.0.0.1",
        "PGPORT": str(cluster.port),
        "POSTGRES_USER": "postgres",
        "POSTGRES_DB": account,
        "POSTGRES_PASSWORD": "it's a password",
    }
    script = (FOLDER / "role.sh").read_text().replace("redress", account)
    cluster.execute(f'ALTER DATABASE "{database}" RENAME TO {account}')
    done = subprocess.run(["sh", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [(above_walls, owner)] = cluster.execute(
        "SELECT r.rolsuper OR r.rolbypassrls, pg_get_userbyid(d.datdba) FROM pg_roles r, pg_database d "
        f"WHERE r.rolname = '{account}' AND d.datname = '{account}'"
    )
    assert (above_walls, owner) == (False, account)
    cluster.drop(account)
    cluster.execute(f"DROP ROLE {account}")
    databases.close()


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the composition's proxy; each name it knows is the same product."""
    folder, port = tmp_path_factory.mktemp("compose"), free_port()
    with Product(folder / "data", {"REDRESS_TRUSTED_PROXIES": "127.0.0.1"}) as product:
        conf = proxies.changed(
            (FOLDER / "proxy.conf").read_text(),
            {"listen 8080;": f"listen 127.0.0.1:{port};", "http://$service:8000": "http://$service"},
        )
        known = "".join(f"upstream {name} {{ server 127.0.0.1:{product.port}; }}\n" for name in SERVICES)
        process = proxies.started(proxies.nginx(folder, known + conf), folder, [port])
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.wait(10)


@pytest.mark.in_turn
def test_the_proxy_leads_to_each_service_and_shuts_what_is_theirs(proxy: str) -> None:
    with httpx.Client(base_url=proxy, timeout=20) as client:
        for name in SERVICES:
            assert client.get(f"/api/{name}/livez").text == "alive\n"
            for shut in ("metrics", "readyz", "v1/docs"):
                answer = client.get(f"/api/{name}/{shut}")
                assert (answer.status_code, "nginx" in answer.text) == (404, True), shut
        assert client.get("/cases").headers["content-type"].startswith("text/html")
