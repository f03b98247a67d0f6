"""A real mailbox server on this machine (Dovecot), with one mailbox, which is thrown away afterwards."""

import contextlib
import grp
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from imaplib import IMAP4, Time2Internaldate
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from chassis.settings import Mailbox
from tests.support.processes import free_port
from tests.support.waiting import eventually

PROGRAM = shutil.which("dovecot", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
USER, PASSWORD = "complaints@council.example", "a-password-of-tests"
_CONFIG = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
listen = 127.0.0.1
{ssl}
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_fsync = never
auth_failure_delay = 0
mail_location = maildir:{folder}/mail
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
{oauth}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
"""

_TLS = "ssl = yes\nssl_cert = <{certificate}\nssl_key = <{certificate}"
_OAUTH = """
auth_mechanisms = plain login xoauth2
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
"""
_INTROSPECTION = """
introspection_mode = post
introspection_url = {asked}
username_attribute = email
active_attribute = active
active_value = true
"""


@dataclass
class MailboxServer:
    """A server that can be stopped and started again; its mailbox stays."""

    folder: Path
    port: int
    tls_port: int
    as_user: dict[str, Any]
    process: subprocess.Popen[bytes] | None = field(default=None)

    def mailbox(self, **other: int) -> Mailbox:
        said = {"host": "127.0.0.1", "port": self.port, "user": USER, "password": SecretStr(PASSWORD)}
        return Mailbox.model_validate({**said, "security": "none", **other})

    def start(self) -> None:
        command = [PROGRAM or "dovecot", "-F", "-c", str(self.folder / "dovecot.conf")]
        self.process = subprocess.Popen(command, cwd=self.folder, **self.as_user)
        eventually(self._answers, every=0.02, what="Dovecot")

    def _answers(self) -> bool:
        try:
            IMAP4("127.0.0.1", self.port, timeout=5).shutdown()
        except (OSError, IMAP4.error):
            return False
        return True

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    @contextlib.contextmanager
    def open(self) -> Iterator[IMAP4]:
        box = IMAP4("127.0.0.1", self.port, timeout=10)
        box.login(USER, PASSWORD)
        try:
            yield box
        finally:
            box.logout()

    def put(self, *mails: bytes, at: datetime | None = None) -> None:
        """Let mails arrive, now or as if `at`."""
        with self.open() as box:
            for mail in mails:
                said, _ = box.append("INBOX", "", Time2Internaldate(at or datetime.now(UTC)), mail)
                assert said == "OK"

    def clear(self) -> None:
        """Throw away what is in the mailbox."""
        with self.open() as box:
            box.select("INBOX")
            box.uid("STORE", "1:*", "+FLAGS", "\\Deleted")
            box.expunge()

    def flags(self) -> list[bytes]:
        """What the mailbox says of each of its mails: nothing, as long as nobody read it."""
        with self.open() as box:
            box.select("INBOX", readonly=True)
            found = box.fetch("1:*", "(FLAGS)")[1]
            return [line.partition(b"FLAGS ")[2] for line in found if isinstance(line, bytes)]

    def renumber(self) -> None:
        """Give the mails other numbers, as a server does that was moved or restored."""
        self.stop()
        for file in (self.folder / "mail").glob("dovecot*"):
            file.unlink()
        self.start()


@contextlib.contextmanager
def running(certificate: Path | None = None, asks: str = "") -> Iterator[MailboxServer]:
    """A server of its own.

    Args:
        certificate: with which it also answers by TLS.
        asks: where it asks whether a token is good (RFC 7662); "": it takes passwords alone.
    """
    if PROGRAM is None:
        raise RuntimeError("Dovecot is missing: apt-get install dovecot-imapd")
    folder = Path(tempfile.mkdtemp(prefix="redress-dovecot-", dir="/tmp"))
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    server = MailboxServer(folder, free_port(), free_port() if certificate else 0, as_user)
    shown = folder / "certificate.pem"
    if certificate:
        shown.write_bytes(certificate.read_bytes())
    (folder / "oauth2.conf").write_text(_INTROSPECTION.format(asked=asks))
    (folder / "dovecot.conf").write_text(
        _CONFIG.format(
            folder=folder,
            user=owner.pw_name,
            group=grp.getgrgid(owner.pw_gid).gr_name,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            port=server.port,
            tls_port=server.tls_port,
            ssl=_TLS.format(certificate=shown) if certificate else "ssl = no",
            oauth=_OAUTH.format(folder=folder) if asks else "",
            password=PASSWORD,
        )
    )
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
