"""Looks at this machine: settings, folders, disks, backups, the web app."""

import os
import pwd
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from analytics.reports.book import OWN, Definitions
from chassis.councils import books_with, in_folder
from chassis.own_issuer import KEY, OwnIssuer, UnreadableKey
from chassis.sealing import MASTER_KEY, UnreadableMasterKey, master_of
from chassis.settings import Settings
from chassis.version import VERSION
from standalone import SERVICES
from standalone.backup import sets
from standalone.doctor import rules
from standalone.doctor.rules import Finding, look, mend, ok
from standalone.place import PRIVATE, release_of_holder, worker_of

GROUP = 0o070
"""Backups may be read by a group: whoever copies them to another machine."""
SECRETS = ("*.pem", "*.key", "*.db*")
OURS = (*SECRETS, "*.lock", "files", "councils")
"""What the product has in its data folder; a disk that is mounted there has more."""
RELEASE = re.compile(r'<meta name="release" content="([^"]+)"')
"""What the build of the web app writes into its page (frontend/vite.config.ts)."""


def settings(now_in: Settings) -> Iterator[Finding]:
    """What they leave open; a setting that cannot be used has ended the command before."""
    if now_in.demo and not now_in.oidc_issuer:
        yield mend(
            "settings",
            "The demonstration is on: whoever is at this machine signs in without a password.",
            "Set REDRESS_DEMO=0 and name an identity provider (REDRESS_OIDC_ISSUER).",
        )
    elif not now_in.oidc_issuer:
        yield mend(
            "settings",
            "No identity provider is named: nobody signs in.",
            "Set REDRESS_OIDC_ISSUER and what belongs to it (docs/operating.md, Signing in).",
        )
    elif not now_in.oidc_client_id:
        yield look(
            "settings",
            "The web app has no client at the identity provider: nobody signs in to it.",
            "Set REDRESS_OIDC_CLIENT_ID.",
        )
    elif not now_in.trusted_proxies:
        yield look(
            "settings",
            "No proxy is believed: limits by address count everybody behind it as one.",
            "Set REDRESS_TRUSTED_PROXIES to the proxy's address (127.0.0.1 on this machine).",
        )
    else:
        yield ok("settings", "They can be used.")


def folder(of: Settings) -> Finding:
    """The data folder: there, this account's, writable, and nobody else's to read."""
    data = of.data_dir
    if not data.is_dir():
        return mend(
            "data folder", f"{data} is not there.", "Start the product, or set REDRESS_DATA_DIR to where it is."
        )
    owner = data.stat().st_uid
    if owner != os.geteuid():
        return look(
            "data folder",
            f"{data} belongs to {_account(owner)}, and you ask as {_account(os.geteuid())}.",
            f"Ask as {_account(owner)}: what may be read and written is another's here.",
        )
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        return mend(
            "data folder", f"{data} cannot be written to.", f"Let {_account(owner)} write to it: chmod 700 {data}."
        )
    if another := next((path for path in _found(data, OURS) if path.stat().st_uid != owner), None):
        return mend(
            "data folder",
            f"{another} belongs to {_account(another.stat().st_uid)}: the product cannot use it.",
            f"Give it back (chown -R {_account(owner)}: {data}), and run commands as {_account(owner)}.",
        )
    if open_to_others := [path for path in [data, *_found(data, SECRETS)] if path.stat().st_mode & PRIVATE]:
        return mend(
            "data folder",
            f"{open_to_others[0]} can be read by others on this machine.",
            f"chmod go= {' '.join(map(str, open_to_others))}",
        )
    return ok("data folder", f"{data} is its owner's alone.")


def keys(of: Settings) -> Iterator[Finding]:
    """What does not let the product start; a key that was never needed is made then."""
    files = of.files_folder
    try:
        if of.files_key or (of.data_dir / MASTER_KEY).exists() or (files.is_dir() and any(files.iterdir())):
            master_of(of)
        if of.signing_key or (of.data_dir / KEY).exists():
            OwnIssuer.of(of)
    except (UnreadableMasterKey, UnreadableKey) as error:
        yield mend("keys", str(error), "Put its copy back (docs/one-council.md, 8): nothing starts without it.")
    except PermissionError:
        yield look("keys", "They are not this account's to read.", "Ask as the account that runs the product.")


def product(of: Settings) -> Finding:
    """Whether it runs on the data folder."""
    try:
        servers = {service: at for service in SERVICES if (at := release_of_holder(of, service))}
        workers = {service: at for service in SERVICES if (at := release_of_holder(of, worker_of(service)))}
    except PermissionError:
        return look("product", "Whether it runs is not this account's to see.", "Ask as the account that runs it.")
    return rules.running(servers, workers, SERVICES, VERSION)


def disks(of: Settings) -> Iterator[Finding]:
    """The disks of data, files and backups, each once."""
    needed, seen = _bytes_in(of.data_dir), set[int]()
    for kept in (of.data_dir, of.files_folder, of.backups_folder):
        there = _nearest(kept)
        if there.stat().st_dev not in seen:
            seen.add(there.stat().st_dev)
            held = os.statvfs(there)
            inodes = held.f_favail / held.f_files if held.f_files else 1.0
            yield rules.disk(str(there), held.f_bavail * held.f_frsize, needed, inodes)


def backups(of: Settings, now: datetime) -> Finding:
    there = of.backups_folder
    try:
        newest = sets.newest_in(there)
    except PermissionError:
        return look(
            "backups", f"{there} cannot be read by {_account(os.geteuid())}.", "Ask as who makes the backups."
        )
    if newest is None and not of.backup_before_upgrade:
        says = "Backups are made otherwise, as REDRESS_BACKUP_BEFORE_UPGRADE says."
        return look("backups", says, "Ask who makes them when one was last restored.")
    if there.is_dir() and there.stat().st_mode & PRIVATE & ~GROUP:
        return mend("backups", f"{there} can be read by everybody on this machine.", f"chmod o= {there}")
    if not (_nearest(there).is_dir() and os.access(_nearest(there), os.W_OK | os.X_OK)):
        return mend(
            "backups",
            f"{there} cannot be written to by {_account(os.geteuid())}: no backup is made, and no upgrade.",
            f"install -d -o {_account(os.geteuid())} -m 700 {there}",
        )
    same = there.is_dir() and of.data_dir.is_dir() and there.stat().st_dev == of.data_dir.stat().st_dev
    return rules.backups(str(there), newest.taken_at if newest else None, now, same)


def councils(of: Settings) -> Iterator[Finding]:
    """The councils' files beside the release's, and councils that settings name; none is no finding."""
    books = books_with(of.councils_folder, of.last_in_force)
    named = {of.oidc_authority, *of.oidc_authorities.values(), *of.public_form, *of.imap, *of.mail_addresses}
    for unknown in sorted(named - books.councils.keys() - {""}):
        yield mend(
            "councils",
            f"Settings name {unknown}, and no council's file has that code.",
            "Put the code right, or add the file: `redress council add`.",
        )
    mistaken = {
        **in_folder(books).mistakes,
        **{f"{OWN}/{name}": says for name, says in Definitions(of.councils_folder / OWN).mistakes.items()},
    }
    for name, mistakes in mistaken.items():
        first, *more = mistakes.splitlines()
        further = f" (and {len(more)} more)" if more else ""
        yield mend(
            "councils",
            f"{name} is not in force: {first}{further}",
            f"See `redress council check {of.councils_folder / name}`, and add it again.",
        )
    if not mistaken and any(of.councils_folder.rglob("*.yaml")):
        yield ok("councils", f"The files in {of.councils_folder} are in force.")


def web_app(of: Settings) -> Finding:
    page = of.web_root / "index.html"
    said = RELEASE.search(page.read_text()) if page.is_file() else None
    return rules.web_app(str(of.web_root), said[1] if said else None, VERSION)


def _nearest(folder: Path) -> Path:
    """The folder, or the one above it that is there."""
    return next(each for each in (folder, *folder.parents) if each.exists())


def _found(data: Path, patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(data.glob(pattern))


def _bytes_in(data: Path) -> int:
    """Of the databases and files of contacts; older backups are not copied."""
    kept = [*data.glob("*.db*"), *data.glob("files/*")]
    return sum(path.stat().st_size for path in kept)


def _account(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
