"""`redress doctor` on installations that are well and that are not, with real servers where it asks some."""

import json
import os
import shutil
import sqlite3
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import time_machine
from aiosmtpd.smtp import AuthResult
from sqlalchemy import text
from sqlmodel import Session

from chassis.settings import Settings
from chassis.version import VERSION
from intake.files import storage
from intake.models import FileRow
from kernel.calendar import LAST_DAY, PUBLISHED_UNTIL
from kernel.vocabulary import Role
from standalone import SERVICES, cli
from standalone.backup.moment import databases_of
from standalone.doctor import rules
from standalone.doctor.rules import Level
from standalone.doctor.service import lines
from standalone.place import only_copy, worker_of
from tests.support import contacts, dovecot, house
from tests.support.certificate import certificate
from tests.support.clamd import answering_at
from tests.support.databases import Databases
from tests.support.notify import KEY, TEMPLATE, notify_server
from tests.support.processes import free_port
from tests.support.smtp import mail_server

SECRET = "a-secret-that-nobody-prints"
NOW = datetime(2026, 11, 29, 10, tzinfo=UTC)

Doctor = Callable[..., dict[str, dict[str, str]]]


@pytest.fixture
def installation(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A product that was used and set up, but for what it speaks to."""
    data, web = tmp_path / "data", tmp_path / "web"
    data.mkdir(mode=0o700)
    web.mkdir()
    (web / "index.html").write_text(f'<meta name="release" content="{VERSION}">')
    with house.opened(databases, data) as services:
        services.caller(Role.COMPLAINTS_OFFICER).post("/api/intake/v1/contacts", contacts.statutory())
        services.settle()
        said = {f"{name}_database_url": services.database(name).url for name in services.apps}
    for name, url in said.items():
        monkeypatch.setenv(f"REDRESS_{name.upper()}", url.render_as_string(hide_password=False))
    for name, value in {"DATA_DIR": data, "WEB_ROOT": web, "BACKUPS_DIR": tmp_path / "sets"}.items():
        monkeypatch.setenv(f"REDRESS_{name}", str(value))
    for key in data.glob("*"):
        if key.is_file():
            key.chmod(0o600)
    return Settings.from_environment()


@pytest.fixture
def doctor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Doctor:
    """What it finds, by what it is of; the exit status is the worst, and no secret is printed."""

    def run(*arguments: str, **settings: str) -> dict[str, dict[str, str]]:
        with monkeypatch.context() as set_now:
            for name, value in settings.items():
                set_now.setenv(f"REDRESS_{name.upper()}", value)
            capsys.readouterr()
            status = cli.main(["doctor", "--json", *arguments])
        said = capsys.readouterr()
        assert SECRET not in said.out + said.err
        found = json.loads(said.out)
        assert Level[found["level"].upper()] == status
        assert all(bool(each["do"]) == (each["level"] != "ok") for each in found["findings"])
        return {each["of"]: each for each in found["findings"]}

    return run


@contextmanager
def provider(**changed: object) -> Iterator[str]:
    """An identity provider that says who it is and shows a key."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            said = {"keys": [{"kid": "1"}]} if self.path == "/keys" else document
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_arguments: object) -> None:
            """Nothing to the tests' output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    issuer = f"http://127.0.0.1:{server.server_port}"
    document = {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/auth",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/keys",
    } | changed
    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


@contextmanager
def running(installation: Settings, workers: Iterable[str] = SERVICES) -> Iterator[None]:
    """As if its servers and some of their workers were there: they hold the data folder."""
    with ExitStack() as held:
        for name in [*SERVICES, *map(worker_of, workers)]:
            held.enter_context(only_copy(installation, name))
            (installation.data_dir / f"{name}.lock").chmod(0o600)
        yield


def signing_in_at(issuer: str) -> dict[str, str]:
    return {
        "oidc_issuer": issuer,
        "oidc_audience": "redress",
        "oidc_client_id": "redress-web",
        "trusted_proxies": "127.0.0.1",
    }


def sent_by(port: int) -> dict[str, str]:
    return {
        "mail_transport": "smtp",
        "mail_from": "complaints@council.example",
        "smtp_host": "127.0.0.1",
        "smtp_port": str(port),
        "smtp_security": "none",
        "smtp_user": "redress",
        "smtp_password": SECRET,
    }


def test_one_that_is_well(
    installation: Settings, doctor: Doctor, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if databases.backend == "postgresql":
        monkeypatch.setenv("PATH", f"{databases.cluster.bindir}{os.pathsep}{os.environ['PATH']}")
    assert cli.main(["backup", "--keep", "1"]) == 0
    login = {"authenticator": lambda *_: AuthResult(success=True), "auth_require_tls": False}
    socket = tmp_path / "clamd"
    with provider() as issuer, mail_server(**login) as smtp, answering_at(socket), running(installation):
        found = doctor(**signing_in_at(issuer), **sent_by(smtp.port), clamd=str(socket))
    unwell = {of: each for of, each in found.items() if each["level"] != "ok"}
    assert list(unwell) == ["backups"], unwell
    everything = {f"{name}_database_url": f"sqlite:///{tmp_path}/gone-{name}.db" for name in SERVICES}
    assert doctor(**everything)["database of intake"]["level"] == "mend", "a backup says that there was something"
    assert "on the disk that it would save" in unwell["backups"]["says"]
    assert {"events of intake", "events of cases", "events of analytics", "clock", "calendar", "disk"} < set(found)
    assert smtp.letters == []


def test_one_that_does_not_run(installation: Settings, doctor: Doctor) -> None:
    assert (doctor()["product"]["level"], doctor()["product"]["says"]) == ("mend", "It does not run.")
    with running(installation, workers=["intake", "analytics"]):
        found = doctor()["product"]
    assert (found["level"], found["says"][:22]) == ("mend", "cases without a worker")
    assert doctor()["product"]["says"] == "It does not run.", "what was held is held no longer"
    with only_copy(installation, "cases"), only_copy(installation, worker_of("cases")):
        assert doctor()["product"]["level"] == "look"


def test_one_that_runs_as_another_release_than_is_installed(installation: Settings, doctor: Doctor) -> None:
    with running(installation):
        assert doctor()["product"]["level"] == "ok"
        (installation.data_dir / "cases.lock").write_text("1 0.0.9")
        found = doctor()["product"]
        assert (found["level"], found["says"]) == (
            "mend",
            f"It runs as release 0.0.9, and {VERSION} is installed.",
        )
        (installation.data_dir / "cases.lock").write_text("1")
        assert "an earlier one" in doctor()["product"]["says"]


def test_a_web_app_of_another_release(installation: Settings, doctor: Doctor) -> None:
    assert doctor()["web app"]["level"] == "ok"
    page = installation.web_root / "index.html"
    for said, says in (
        ('<meta name="release" content="0.0.9">', "of release 0.0.9"),
        ("", "none of this release"),
    ):
        page.write_text(said)
        found = doctor()["web app"]
        assert (found["level"], says in found["says"]) == ("mend", True), found


def test_the_certificate_of_the_proxy(
    installation: Settings, doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    with mail_server(ssl_context=context) as proxy:
        at = f"127.0.0.1:{proxy.port}"
        refused = doctor("--host", at)["certificate"]
        assert (refused["level"], "self-signed certificate" in refused["says"]) == ("mend", True), refused
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        found = doctor("--host", at)["certificate"]
        assert (found["level"], "is good until" in found["says"]) == ("mend", True), "it ends tomorrow"
    away = doctor("--host", at)["certificate"]
    assert (away["level"], "shows none" in away["says"]) == ("look", True), away
    assert "certificate" not in doctor()


@pytest.mark.parametrize(("days", "level"), [(21, Level.OK), (19, Level.LOOK), (4, Level.MEND)])
def test_how_long_a_certificate_is_good(days: int, level: Level) -> None:
    assert rules.certificate("council.example", NOW + timedelta(days=days), NOW).level == level


def test_what_waits_to_be_applied(installation: Settings, doctor: Doctor) -> None:
    assert doctor()["events of cases"]["level"] == "ok"
    databases = databases_of(installation)
    with databases["cases"].transaction() as tx:
        tx.execute(text("UPDATE cases_cursor SET position = 0, mark = NULL"))
    assert doctor()["events of cases"]["level"] == "ok", "it may be busy"
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=61), tick=False):
        found = doctor()["events of cases"]
    assert (found["level"], found["says"]) == ("look", "1 are not applied yet.")
    for database in databases.values():
        database.engine.dispose()


def test_one_that_nobody_set_up(installation: Settings, doctor: Doctor) -> None:
    found = doctor(web_root="/nowhere")
    levels = {of: each["level"] for of, each in found.items()}
    assert levels["settings"] == levels["backups"] == levels["web app"] == "mend"
    assert levels["sending"] == levels["viruses"] == "look"
    assert "without a password" in doctor(demo="1")["settings"]["says"]


def test_what_it_speaks_to_and_does_not_answer(installation: Settings, doctor: Doctor) -> None:
    nobody = f"127.0.0.1:{free_port()}"
    mailbox = {"host": "127.0.0.1", "port": free_port(), "user": "complaints", "password": SECRET}
    mail = {"mail_transport": "notify", "notify_url": f"http://{nobody}", "notify_email_template": "1"}
    key = f"{SECRET}-{'-'.join(2 * ['0a1b2c3d-0000-4000-8000-000000000000'])}"
    found = doctor(
        **signing_in_at(f"http://{nobody}"),
        **mail,
        notify_key=key,
        clamd=nobody,
        imap=json.dumps({"eastmere": mailbox}),
    )
    for of in ("sign-in", "sending", "viruses", "mailbox of eastmere"):
        assert found[of]["level"] == "mend", found[of]


def test_a_mail_server_that_lets_nobody_in(installation: Settings, doctor: Doctor) -> None:
    login = {"authenticator": lambda *_: AuthResult(success=False, handled=False), "auth_require_tls": False}
    with mail_server(**login) as smtp:
        found = doctor(**sent_by(smtp.port))
    assert (found["sending"]["level"], "535" in found["sending"]["says"]) == ("mend", True)


def test_notify_by_its_key_and_template(installation: Settings, doctor: Doctor) -> None:
    with notify_server() as server:
        by = {"mail_transport": "notify", "notify_url": server.url, "notify_key": KEY}
        known = doctor(**by, notify_email_template=TEMPLATE)["sending"]
        unknown = doctor(**by, notify_email_template="another")["sending"]
    assert (known["level"], unknown["level"]) == ("ok", "mend")
    assert server.taken == {}


def test_a_provider_of_another_name(installation: Settings, doctor: Doctor) -> None:
    with provider(issuer="https://login.example/other") as issuer:
        assert "calls itself https://login.example/other" in doctor(**signing_in_at(issuer))["sign-in"]["says"]
    with provider(jwks_uri="not an address") as issuer:
        assert doctor(**signing_in_at(issuer))["sign-in"]["level"] == "mend"


def test_a_mailbox_that_opens_and_one_with_another_password(installation: Settings, doctor: Doctor) -> None:
    with dovecot.running() as server:
        box = {"host": "127.0.0.1", "port": server.port, "security": "none", "user": dovecot.USER}
        boxes = {"eastmere": box | {"password": dovecot.PASSWORD}, "leicester": box | {"password": SECRET}}
        found = doctor(imap=json.dumps(boxes))
    assert found["mailbox of eastmere"]["level"] == "ok"
    assert found["mailbox of leicester"]["says"] == "127.0.0.1: the server refuses the sign-in."


def test_a_clock_that_was_set_back(installation: Settings, doctor: Doctor) -> None:
    assert doctor()["clock"]["level"] == "ok"
    with time_machine.travel(datetime.now(UTC) - timedelta(days=1)):
        assert "something was stored at" in doctor()["clock"]["says"]


def test_databases_of_other_releases_and_none(installation: Settings, doctor: Doctor) -> None:
    nowhere = f"postgresql+psycopg://redress:{SECRET}@127.0.0.1:{free_port()}/none"
    stands = "UPDATE cases_schema_version SET version_num ="
    change(installation, "cases", f"{stands} version_num || '+'")
    try:
        found = doctor(analytics_database_url=nowhere)
    finally:  # the next test may have the same database
        change(
            installation, "cases", "UPDATE cases_schema_version SET version_num = replace(version_num, '+', '')"
        )
    assert "newer release" in found["database of cases"]["says"]
    assert found["database of analytics"]["level"] == "mend"
    assert "events of cases" not in found


@pytest.mark.both_databases
def test_a_database_that_is_gone_or_spoilt_is_to_be_restored(
    installation: Settings, doctor: Doctor, databases: Databases, tmp_path: Path
) -> None:
    """On PostgreSQL it is gone where the settings name an empty one."""
    spoilt = tmp_path / "spoilt.db"
    spoilt.write_bytes(b"no database at all " * 1000)
    urls = {"cases_database_url": databases.empty(), "analytics_database_url": f"sqlite:///{spoilt}"}
    found = doctor(**urls)
    for service, says in (("cases", "is gone"), ("analytics", "cannot be read")):
        of = found[f"database of {service}"]
        assert (of["level"], says in of["says"], "restore" in of["do"]) == ("mend", True, True)
    everything = {f"{name}_database_url": f"sqlite:///{tmp_path}/gone-{name}.db" for name in SERVICES}
    assert doctor(**everything)["database of intake"]["level"] == "look", "nobody began yet"
    assert doctor(**urls, cases_url="http://127.0.0.1:9")["database of cases"]["level"] == "look", (
        "it runs elsewhere"
    )


def test_keys_that_nothing_starts_with(installation: Settings, doctor: Doctor) -> None:
    assert "keys" not in doctor()
    for name in ("issuer-key.pem", "files.key"):
        (installation.data_dir / name).write_text("spoilt")
        assert name in doctor()["keys"]["says"]


def test_files_that_another_key_was_put_beside(installation: Settings, doctor: Doctor) -> None:
    database = databases_of(installation)["intake"]
    kept = storage.opened(installation).put("eastmere", b"a letter")
    of = {"authority": "eastmere", "ref": "EAS-2627-0001", "number": 1, "key": kept, "at": NOW, "size": 8}
    said = {"name": "a.txt", "media_type": "text/plain", "sha256": "", "source": "officer", "by": "A"}
    with Session(database.write_engine) as session:
        session.add(FileRow(**of, **said))
        session.commit()
    database.engine.dispose()
    assert doctor()["files"]["level"] == "ok"
    (installation.data_dir / "files.key").write_text("0" * 64)
    assert "does not open" in doctor()["files"]["says"]
    (installation.data_dir / "files.key").unlink()
    found = doctor()
    assert "is gone" in found["files"]["says"]
    assert "is gone" in found["keys"]["says"]


def test_what_everybody_may_read_and_councils_that_are_none(installation: Settings, doctor: Doctor) -> None:
    installation.backups_folder.mkdir(mode=0o755)
    found = doctor(oidc_authority="leicestre")
    assert (found["backups"]["level"], "leicestre" in found["councils"]["says"]) == ("mend", True)


def test_what_a_command_of_root_left_behind(installation: Settings, doctor: Doctor) -> None:
    left = installation.data_dir / "intake.db-wal"
    if os.geteuid() == 0:
        left.touch(0o600)
        os.chown(left, 65534, -1)
    else:
        left.symlink_to("/etc/passwd")
    found = doctor()["data folder"]
    assert (found["level"], f"{left} belongs to" in found["says"], "chown -R" in found["do"]) == (
        "mend",
        True,
        True,
    )


def test_a_database_that_may_be_whole_is_not_to_be_replaced(
    installation: Settings, doctor: Doctor, tmp_path: Path
) -> None:
    """A folder where its log belongs keeps SQLite out, as a log of another account does."""
    locked = tmp_path / "locked.db"
    with closing(sqlite3.connect(locked)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE something (key)")
    Path(f"{locked}-wal").mkdir()
    found = doctor(cases_database_url=f"sqlite:///{locked}")["database of cases"]
    assert (found["level"], "restore" in found["do"]) == ("mend", False), found


def test_backups_that_have_nowhere_to_go(installation: Settings, doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = doctor(backups_dir=str(tmp_path / "file" / "sets"))["backups"]
    assert (found["level"], "cannot be written to" in found["says"]) == ("mend", True)


def test_an_event_that_waits(installation: Settings, doctor: Doctor) -> None:
    change(
        installation,
        "analytics",
        "INSERT INTO analytics_parked_event (follower, position, authority, ref, type, event, reason, parked_at)"
        " VALUES ('analytics.cases', 1, 'eastmere', 'ref', 'type', '{}', 'why', '2026-11-29 10:00:00')",
    )
    assert "redress feed retry" in doctor()["events of analytics"]["do"]


def test_a_key_that_others_read(installation: Settings, doctor: Doctor) -> None:
    (installation.data_dir / "issuer-key.pem").chmod(0o644)
    found = doctor()["data folder"]
    assert (found["level"], "issuer-key.pem" in found["says"]) == ("mend", True)
    shutil.rmtree(installation.data_dir)
    assert "is not there" in doctor()["data folder"]["says"]


def test_it_leaves_nothing_behind(tmp_path: Path, doctor: Doctor) -> None:
    doctor(data_dir=str(tmp_path / "none"))
    assert list(tmp_path.iterdir()) == []


def test_settings_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("REDRESS_OIDC_ISUER", "x")
    assert cli.main(["doctor"]) == Level.MEND
    monkeypatch.delenv("REDRESS_OIDC_ISUER")
    capsys.readouterr()
    for name, value in (("TRUSTED_PROXIES", "127.0.0.1, proxy"), ("LOG_LEVEL", "LOUD")):
        with monkeypatch.context() as set_now:
            set_now.setenv(f"REDRESS_{name}", value)
            assert cli.main(["doctor"]) == Level.MEND
        assert capsys.readouterr().err.startswith(f"redress: settings: REDRESS_{name}: ")
    monkeypatch.setenv("REDRESS_IMAP", f'{{"leicester": {{"password": "{SECRET}"}}')
    assert cli.main(["doctor"]) == Level.MEND
    said = capsys.readouterr().err
    assert said.startswith("redress: settings: REDRESS_IMAP is no JSON: ")
    assert said.count("\n") == 1
    assert SECRET not in said


def change(settings: Settings, service: str, statement: str) -> None:
    database = databases_of(settings)[service]
    with database.write_engine.begin() as connection:
        connection.execute(text(statement))
    database.engine.dispose()


def test_people_read_it_in_lines() -> None:
    findings = [rules.ok("disk", "Much is free."), rules.look("backups", "The newest is old.", "Make one.")]
    assert list(lines(findings)) == [
        "ok    disk     Much is free.",
        "look  backups  The newest is old.",
        "               Make one.",
    ]


@pytest.mark.parametrize(
    ("free", "needed", "inodes", "level"),
    [
        pytest.param(50e9, 1e9, 0.9, Level.OK, id="plenty"),
        pytest.param(2e9, 1e9, 0.9, Level.LOOK, id="an upgrade does not fit"),
        pytest.param(0.9e9, 1e9, 0.9, Level.MEND, id="a backup does not fit"),
        pytest.param(0.5e9, 1e6, 0.9, Level.LOOK, id="little data, little room"),
        pytest.param(0.1e9, 1e6, 0.9, Level.MEND, id="next to nothing"),
        pytest.param(50e9, 1e9, 0.04, Level.LOOK, id="few inodes"),
        pytest.param(50e9, 1e9, 0.001, Level.MEND, id="hardly an inode"),
        pytest.param(50e9, 1e9, 1.0, Level.OK, id="a file system that counts none"),
    ],
)
def test_disks(free: float, needed: float, inodes: float, level: Level) -> None:
    assert rules.disk("/var/lib/redress", int(free), int(needed), inodes).level == level


@pytest.mark.parametrize(
    ("today", "last_due", "level"),
    [
        (date(2026, 11, 29), None, Level.OK),
        (date(2026, 11, 29), PUBLISHED_UNTIL + timedelta(days=1), Level.LOOK),
        (PUBLISHED_UNTIL - timedelta(days=300), None, Level.LOOK),
        (LAST_DAY - timedelta(days=300), None, Level.MEND),
    ],
)
def test_the_calendar_reaches_far_enough(today: date, last_due: date | None, level: Level) -> None:
    assert rules.calendar(today, last_due).level == level


@pytest.mark.parametrize(
    ("hours", "same_disk", "level"),
    [(3, False, Level.OK), (3, True, Level.LOOK), (27, False, Level.LOOK), (24 * 9, False, Level.MEND)],
)
def test_backups_age(hours: int, same_disk: bool, level: Level) -> None:
    assert rules.backups("/sets", NOW - timedelta(hours=hours), NOW, same_disk).level == level


def test_what_waits_to_leave() -> None:
    assert rules.leaving(0, None, NOW).level == Level.OK
    assert rules.leaving(3, NOW - timedelta(minutes=59), NOW).level == Level.OK
    found = rules.leaving(3, NOW - timedelta(hours=2), NOW)
    assert (found.level, found.says[:41]) == (Level.MEND, "3 letters and e-mails wait to leave, the ")


@pytest.mark.parametrize("year", [1970, 2150])
def test_a_clock_that_is_wrong_beyond_doubt(year: int) -> None:
    assert rules.clock(datetime(year, 1, 2, tzinfo=UTC), None, None).level == Level.MEND


def test_another_clock_than_the_providers() -> None:
    assert rules.clock(NOW, None, NOW + timedelta(seconds=59)).level == Level.OK
    assert rules.clock(NOW, NOW, NOW - timedelta(minutes=5)).level == Level.MEND
