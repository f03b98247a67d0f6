"""nginx and Caddy as `deploy/` sets them up, on free ports of this machine, with a certificate made now."""

import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import httpx

from tests.support.certificate import certificate
from tests.support.processes import free_port
from tests.support.waiting import eventually

DEPLOY = Path(__file__).parents[2] / "deploy"
NAME = "complaints.council.example"
_NGINX = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {conf}
}}
"""
_CADDY = """admin off
    http_port {http}
    https_port {https}
    skip_install_trust
    grace_period 1s"""


@dataclass(frozen=True)
class Proxy:
    """Where it listens."""

    http: int
    https: int
    certificate: Path

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.https}"

    def client(self, headers: Mapping[str, str] | None = None) -> httpx.Client:
        trust = ssl.create_default_context(cafile=self.certificate)
        return httpx.Client(base_url=self.url, headers=headers, verify=trust, timeout=20)


def changed(text: str, changes: Mapping[str, str]) -> str:
    """The file of `deploy/` with what an operator puts in."""
    for said, put in changes.items():
        assert said in text, f"{said} is not in the file any more"
        text = text.replace(said, put)
    return text


def nginx(folder: Path, conf: str) -> list[str]:
    """How nginx is started with what stands in its `http`."""
    user = "user root;" if os.geteuid() == 0 else ""  # else another account has to reach this folder
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, conf=conf, user=user))
    return ["nginx", "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]


def _nginx(folder: Path, proxy: Proxy, upstream: str) -> tuple[list[str], dict[str, str]]:
    conf = changed(
        (DEPLOY / "nginx" / "redress.conf").read_text(),
        {
            "listen 80;": f"listen 127.0.0.1:{proxy.http};",
            "listen 443 ": f"listen 127.0.0.1:{proxy.https} ",
            "    listen [::]:80;\n": "",
            "    listen [::]:443 ssl http2;\n": "",
            f"https://{NAME}$": f"{proxy.url}$",
            "/etc/ssl/redress/certificate.pem": str(proxy.certificate),
            "/etc/ssl/redress/key.pem": str(proxy.certificate),
            "/var/log/nginx": str(folder),
            "127.0.0.1:8000": upstream,
        },
    )
    return nginx(folder, conf), {}


def _caddy(folder: Path, proxy: Proxy, upstream: str) -> tuple[list[str], dict[str, str]]:
    conf = changed(
        (DEPLOY / "caddy" / "Caddyfile").read_text(),
        {
            "grace_period 5s": _CADDY.format(http=proxy.http, https=proxy.https),
            f"{NAME} {{": "127.0.0.1 {",
            "/etc/ssl/redress/certificate.pem": str(proxy.certificate),
            "/etc/ssl/redress/key.pem": str(proxy.certificate),
            "127.0.0.1:8000": upstream,
        },
    )
    file = folder / "Caddyfile"
    file.write_text(conf)
    home = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    return ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"], home


KINDS: Mapping[str, Callable[[Path, Proxy, str], tuple[list[str], dict[str, str]]]] = {
    "nginx": _nginx,
    "caddy": _caddy,
}


@contextmanager
def before(upstream: str, kind: str, folder: Path) -> Iterator[Proxy]:
    """A proxy before what listens at `upstream`, until the end."""
    folder.mkdir()
    proxy = Proxy(free_port(), free_port(), certificate(folder))
    command, environment = KINDS[kind](folder, proxy, upstream)
    process = started(command, folder, [proxy.http, proxy.https], environment)
    try:
        yield proxy
    finally:
        process.terminate()
        process.wait(10)


def started(
    command: Sequence[str],
    folder: Path,
    ports: Iterable[int],
    environment: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.Popen[bytes]:
    """A proxy that listens at its ports, from now on until it is ended."""
    program, *arguments = command
    found = shutil.which(program, path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    assert found, f"{program} is missing: `make test` installs it"
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen([found, *arguments], env=os.environ | environment, stdout=log, stderr=log)
    try:
        eventually(lambda: _listens(process, folder, ports), every=0.02, what=program)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process


def _listens(process: subprocess.Popen[bytes], folder: Path, ports: Iterable[int]) -> bool:
    if process.poll() is not None:
        raise RuntimeError((folder / "log").read_text())
    for port in ports:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return False
    return True
