"""An identity provider in a process of its own: npm's certified oidc-provider, as a council would run one."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.support.processes import free_port
from tests.support.waiting import eventually

FRONTEND = Path(__file__).parents[2] / "frontend"
NODE = Path(sys.executable).parent / "node"
ROLES = '{"redress-officers": "complaints_officer", "redress-managers": "manager"}'


def settings_for(issuer: str) -> dict[str, str]:
    """How the product is told of it, with claims named as Keycloak names them."""
    return {
        "REDRESS_OIDC_ISSUER": issuer,
        "REDRESS_OIDC_AUDIENCE": "redress",
        "REDRESS_OIDC_CLIENT_ID": "redress-web",
        "REDRESS_OIDC_SCOPE": "openid profile offline_access",
        "REDRESS_OIDC_PROMPT": "consent",
        "REDRESS_OIDC_ROLES_CLAIM": "realm_access.roles",
        "REDRESS_OIDC_ROLES": ROLES,
        "REDRESS_OIDC_AUTHORITY_CLAIM": "council",
    }


@contextmanager
def running(app: str) -> Iterator[str]:
    """The issuer's address; `app` is the web app's, to which it sends people back."""
    port = free_port()
    process = subprocess.Popen(
        [NODE, FRONTEND / "src" / "testing" / "provider.js", str(port), app],
        cwd=FRONTEND,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    issuer = f"http://127.0.0.1:{port}"
    try:
        eventually(lambda: _answers(issuer), what="the identity provider")
        yield issuer
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # the wheel's `node` is a script that has started the real one
        process.wait()


def _answers(issuer: str) -> bool:
    try:
        return httpx.get(f"{issuer}/.well-known/openid-configuration").status_code == 200
    except httpx.TransportError:
        return False
