"""The `redress` command: what it prints, what it changes, and one line when it cannot."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from joserfc.jwk import ECKey
from sqlalchemy import inspect, select, update

import analytics.repository
from analytics.models import CaseFact
from chassis.app import Context
from chassis.db import Database
from chassis.own_issuer import TOKENS, OwnIssuer
from chassis.settings import Settings
from intake.models import feed_of_intake
from kernel.errors import NotSignedIn
from kernel.localtime import local_today
from kernel.vocabulary import Role
from standalone import cli
from tests.support import contacts, house, services
from tests.support.books import books
from tests.support.databases import Databases
from tests.support.house import House
from tests.support.server import REDRESS, clean_environment

Redress = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def redress(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Redress:
    """Runs one command in a data folder: exit status, standard output, standard error."""
    monkeypatch.setenv("REDRESS_DATA_DIR", str(data))
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments: str, **settings: str) -> tuple[int, str, str]:
        for name, value in settings.items():
            monkeypatch.setenv(f"REDRESS_{name.upper()}", value)
        capsys.readouterr()  # what the services said before is not the command's
        try:
            status = cli.main(arguments)
        except SystemExit as ended:  # how argparse ends
            status = int(ended.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def worked(databases: Databases, data: Path) -> Iterator[House]:
    """Services with two contacts whose cases are open and counted."""
    data.mkdir()
    with house.opened(databases, data) as made:
        officer = made.caller(Role.COMPLAINTS_OFFICER)
        for _ in range(2):
            officer.post("/api/intake/v1/contacts", contacts.statutory())
        made.settle()
        yield made


def addresses(of: House) -> dict[str, str]:
    return {
        f"{name}_database_url": of.database(name).url.render_as_string(hide_password=False) for name in of.apps
    }


# token


def test_a_token_alone_is_printed_and_works(redress: Redress, data: Path) -> None:
    status, out, err = redress("token", "--role", "manager", "--role", "admin", "--authority", "coventry")
    assert (status, err) == (0, "")
    assert re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]+\n", out)
    asks = Context.of(Settings(data_dir=data), books()).verifier.verify(out.strip(), "intake")
    assert (asks.authority, asks.roles) == ("coventry", {Role.MANAGER, Role.ADMIN})


def test_a_token_is_revoked_by_itself_in_every_process_at_once(redress: Redress, data: Path) -> None:
    mine, other = (redress("token", "--role", "manager", "--authority", "coventry")[1].strip() for _ in range(2))
    processes = [Context.of(Settings(data_dir=data), books()).verifier for _ in range(2)]
    asking = processes[0].verify(mine, "intake")  # who is known is taken without looking at the token
    listed = redress("token", "list")[1].splitlines()
    assert len(listed) == 2
    assert all("coventry  manager  command-line  until " in line for line in listed)
    [line] = [line for line in listed if line.startswith(asking.token_id)]
    assert redress("token", "revoke", asking.token_id) == (0, "It is refused from now on.\n", "")
    for process in processes:
        assert process.known(mine, "intake") is None
        assert not process.is_good(asking)
        with pytest.raises(NotSignedIn, match="This token was revoked"):
            process.verify(mine, "intake")
        assert process.verify(other, "intake").authority == "coventry"
    assert line not in redress("token", "list")[1]
    assert redress("token", "revoke", asking.token_id)[0] == 1
    assert redress("token", "revoke", other) == (0, "It is refused from now on.\n", ""), "the token itself"
    assert redress("token", "list") == (0, "", "")


def test_a_token_that_another_machine_handed_out_is_revoked_by_itself(redress: Redress, tmp_path: Path) -> None:
    key = ECKey.generate_key("P-256").as_pem(private=True).decode()
    there = Settings(data_dir=tmp_path / "there", signing_key=key)
    token = OwnIssuer.of(there).issue("o", "O O", [Role.MANAGER], "coventry")
    assert redress("token", "revoke", token)[0] == 1, "it is another key's"
    assert redress("token", "revoke", token, signing_key=key)[0] == 0


def test_what_has_ended_is_forgotten(redress: Redress, data: Path) -> None:
    issuer = OwnIssuer.of(Settings(data_dir=data))
    ended, revoked = (issuer.issue("o", "O O", [Role.MANAGER], "coventry", seconds) for seconds in (-3600, 60))
    issuer.remember(ended)
    issuer.revoke(revoked)
    assert redress("token", "list") == (0, "", "")
    assert redress("token", "revoke", ended)[0] == 1
    redress("token", "--role", "manager", "--authority", "coventry")
    assert len(list((data / TOKENS).iterdir())) == 2, "what is revoked is known until it has ended"


def test_a_services_token_is_for_every_council(redress: Redress) -> None:
    assert redress("token", "--role", "service", "--authority", "*")[0] == 0
    assert redress("token", "--role", "manager", "--authority", "*")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        pytest.param(["--authority", "atlantis"], {}, "atlantis", id="an unknown council"),
        pytest.param(
            ["--authority", "coventry"],
            {"oidc_issuer": "https://login.example", "oidc_audience": "redress"},
            "https://login.example",
            id="beside an identity provider",
        ),
        pytest.param(
            ["--authority", "coventry"],
            {"oidc_issuer": "https://login.example"},
            "REDRESS_OIDC_AUDIENCE",
            id="an identity provider without an audience",
        ),
        pytest.param(["--authority", "coventry"], {"demo": "perhaps"}, "settings", id="a setting that is none"),
        pytest.param(
            ["--authority", "coventry"], {"signing_key": "secret"}, "is no EC key", id="a key that is none"
        ),
        pytest.param(
            ["--authority", "coventry"], {"data_dir": "/proc/redress"}, "/proc/redress", id="no such folder"
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    redress: Redress, arguments: list[str], settings: dict[str, str], said: str
) -> None:
    status, out, err = redress("token", "--role", "manager", *arguments, **settings)
    assert (status, out) == (1, "")
    [line] = err.splitlines()
    assert line.startswith("redress: ")
    assert said in line


def test_a_misspelt_setting_starts_nothing(redress: Redress) -> None:
    """Nobody learns otherwise that the identity provider was not set, and the demo council is open."""
    status, out, err = redress("calendar", oidc_isuer="https://login.example")
    assert (status, out) == (1, "")
    assert err == "redress: settings: REDRESS_OIDC_ISUER is no setting. Is it misspelt?\n"


def test_spans_without_what_sends_them(redress: Redress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk", None)  # as if it were not installed
    status, _, err = redress("calendar", otlp_endpoint="http://127.0.0.1:4318")
    assert (status, err) == (
        1,
        "redress: settings: REDRESS_OTLP_ENDPOINT needs what the extra otel brings: requirements-otel.txt\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["sing"],
        ["token"],
        ["token", "--role", "king", "--authority", "coventry"],
        ["feed"],
        ["procedures"],
        ["calendar", "--year", "2031"],
        ["calendar", "--year", "next"],
        ["serve", "--port", "many"],
    ],
)
def test_a_command_that_does_not_exist_tells_how_to_use_it(redress: Redress, arguments: list[str]) -> None:
    status, out, err = redress(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("usage: redress")


@pytest.mark.parametrize(
    "command", [[], ["serve"], ["migrate"], ["token"], ["procedures", "check"], ["calendar"], ["feed", "retry"]]
)
def test_every_command_has_help(redress: Redress, command: list[str]) -> None:
    status, out, _ = redress(*command, "--help")
    assert status == 0
    assert out.startswith("usage: redress")


def test_the_installed_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [str(REDRESS), "token", "--role", "auditor", "--authority", "leicester"],
        env=clean_environment(REDRESS_DATA_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.count(".") == 2
    assert done.stderr == ""


# procedures check


def test_procedures_are_listed_with_their_sources(redress: Redress) -> None:
    status, out, _ = redress("procedures", "check")
    assert status == 0
    for council in books().councils.values():
        assert council.name in out
        for procedure in council.procedures:
            assert f"{procedure.name} ({procedure.id}), version {procedure.version}\n" in out
            for stage in procedure.stages:
                assert f"{stage.code}: {stage.name}\n" in out
                assert all(entry.source in out for entry in stage.limits.values())
    for words in ("6 months, day of receipt included", "3 working days", "SI 2009/309, reg 14(3)", "grade amber"):
        assert words in out


@pytest.mark.parametrize(
    "line",
    [
        "received from 1 April 2009 to 31 March 2026",
        r"statutory +6 months, day of receipt included +statutory +SI 2009/309, reg 14\(3\)",
        r"may be extended, if the person agrees +SI 2009/309, reg 14\(3\)\(b\)",
        r"stage_1 +10 working days from acknowledged +ombudsman +LGSCO Complaint Handling Code 6.3",
        r"may be extended to 65 in all +SI 2006/1738, reg 17",
        r"may be extended, beyond 20 for a good reason +LGSCO Complaint Handling Code 6.4",
        r"request_stage_3 +20 working days from response received to next requested +statutory +SI 2006/1738",
        r"owed by the complainant",
        r"then stage_2 +when answered or limit passed or agreed +SI 2006/1738, reg 15",
        r"grade yellow +45 working days +local +The report, appendix 6",
        r"signed off: Service manager or higher",
        r"waits for consent",
        r"teams: transitions in use until 30 September 2022, then learning_disabilities",
        r"triage +1 working day +local",
        r"no limits",
    ],
)
def test_a_listing_says_what_a_file_says(redress: Redress, line: str) -> None:
    _, out, _ = redress("procedures", "check")
    assert re.search(line, out)


def test_a_broken_procedure_file_is_told(redress: Redress, data: Path) -> None:
    (data / "councils").mkdir(parents=True)
    (data / "councils" / "northbrook.yaml").write_text("code: northbrook\n")
    status, out, err = redress("procedures", "check")
    assert (status, out) == (1, "")
    assert "northbrook.yaml:1: name: This is needed" in err


# calendar


@pytest.mark.parametrize(
    ("year", "days", "said"),
    [
        pytest.param("2026", 8, r"Monday 28 December 2026 +Boxing Day \(substitute day\)\n", id="a usual year"),
        pytest.param(
            "2022", 10, r"Monday 19 September 2022 .+ announced 10 September 2022\n", id="a day announced late"
        ),
        pytest.param(
            "2020", 8, r"Friday 8 May 2020 .+ announced 7 June 2019, instead of 4 May 2020\n", id="a day moved"
        ),
        pytest.param(
            "2030", 8, r"Friday 19 April 2030 +Good Friday +projected: not published yet\n", id="projected"
        ),
    ],
)
def test_the_bank_holidays_of_a_year_are_listed(redress: Redress, year: str, days: int, said: str) -> None:
    status, out, err = redress("calendar", "--year", year)
    assert (status, err, len(out.splitlines())) == (0, "", days)
    assert re.search(said, out)
    assert ("projected" in out) == (year == "2030")


def test_without_a_year_it_is_this_one(redress: Redress) -> None:
    _, out, _ = redress("calendar")
    assert str(local_today().year) in out.splitlines()[0]


# migrate


def test_migrate_makes_the_tables_and_can_be_repeated(redress: Redress, databases: Databases) -> None:
    urls = {f"{name}_database_url": databases.empty() for name in services.SERVICES}
    for _ in range(2):
        assert redress("migrate", **urls)[0] == 0
    for name in services.SERVICES:
        made = services.database(name, urls[f"{name}_database_url"])
        assert f"{name}_event" in inspect(made.engine).get_table_names()
        made.engine.dispose()


def test_a_database_that_is_not_there_is_one_line(redress: Redress, tmp_path: Path) -> None:
    status, out, err = redress("migrate", intake_database_url=f"sqlite:///{tmp_path}/nowhere/intake.db")
    assert (status, out) == (1, "")
    [line] = err.splitlines()
    assert line.startswith("redress: intake cannot be brought to release ")
    assert "unable to open database file" in line


# feed


def counted(database: Database) -> list[dict[str, Any]]:
    with database.reading() as session:
        return sorted((row.model_dump() for row in session.exec(select(CaseFact)).scalars()), key=str)


def test_feed_retry_applies_what_was_parked(redress: Redress, worked: House) -> None:
    intake = worked.database("intake")
    with intake.reading() as session:
        good = session.execute(select(feed_of_intake.events.c.data)).scalars().first()
    officer = worked.caller(Role.COMPLAINTS_OFFICER)
    ref = officer.post("/api/intake/v1/contacts", contacts.statutory()).json()["ref"]
    events = feed_of_intake.events
    with intake.transaction() as tx:
        tx.execute(update(events).where(events.c.ref == ref).values(data={"nonsense": True}))
    worked.settle()
    admin = worked.caller(Role.ADMIN)
    [parked] = admin.get("/api/cases/v1/parked-events").json()["items"]
    assert (parked["ref"], parked["type"]) == (ref, "ContactRecorded.v1")
    assert redress("feed", "retry", **addresses(worked)) == (0, "0 parked events took effect\n", "")

    mended = json.loads(json.dumps(good)) | {"ref": ref}
    for name in ("cases", "analytics"):
        database = worked.database(name)
        with database.transaction() as tx:
            [row] = tx.execute(select(database.tables.parked)).mappings().all()
            tx.execute(update(database.tables.parked).values(event=row["event"] | {"data": mended}))
    assert redress("feed", "retry", **addresses(worked)) == (0, "2 parked events took effect\n", "")
    assert admin.get("/api/cases/v1/parked-events").json() == {"items": []}
    assert officer.get(f"/api/cases/v1/cases/{ref}").status_code == 200


def test_feed_rebuild_counts_everything_again(redress: Redress, worked: House) -> None:
    database = worked.database("analytics")
    before = counted(database)
    with database.transaction() as tx:
        analytics.repository.clear(tx)
    assert counted(database) == []
    status, out, err = redress("feed", "rebuild", **addresses(worked))
    assert (status, out, err) == (0, "4 events applied\n", "")
    assert counted(database) == before


@pytest.mark.parametrize("year", [1970, 2150])
def test_by_a_clock_that_is_wrong_beyond_doubt_nothing_starts(redress: Redress, data: Path, year: int) -> None:
    with time_machine.travel(datetime(year, 1, 2, tzinfo=UTC)):
        status, _, said = redress("serve", "--port", "0")
    assert (status, f"It is 2 January {year} by this machine's clock" in said) == (1, True), said
    assert not data.exists()
