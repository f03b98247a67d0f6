"""What facts of an installation mean: well, worth a look, or to be mended. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from kernel.calendar import FIRST_DAY, LAST_DAY, PUBLISHED_UNTIL, in_words

CLOCKS_APART = timedelta(seconds=60)
"""More than tokens are forgiven."""
CALENDAR_AHEAD = timedelta(days=400)
"""Dates of a year from now are counted today, and releases bring the next year's bank holidays."""
NIGHTLY, TOO_OLD = timedelta(hours=26), timedelta(days=8)
LITTLE, NEXT_TO_NOTHING = 1_000_000_000, 200_000_000
FEW_INODES, HARDLY_ANY_INODES = 0.05, 0.01
BEHIND = 100
"""Events that a busy service's followers may have before them at any moment."""
WAITED_LONG = timedelta(seconds=60)
"""For an event: what follows looks once a second at least."""
RENEWED, NEXT_TO_OVER = timedelta(days=20), timedelta(days=5)
"""What renews certificates by itself does so a month before they end."""

TRIED_OFTEN = timedelta(hours=1)
"""For a message: a mail server that says "later" takes it within minutes."""


class Level(IntEnum):
    """How bad it is; the exit status is the worst."""

    OK = 0
    LOOK = 1
    MEND = 2


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what is the case, and what to do about it ("" where all is well)."""

    of: str
    level: Level
    says: str
    do: str = ""


def ok(of: str, says: str) -> Finding:
    return Finding(of, Level.OK, says)


def look(of: str, says: str, do: str) -> Finding:
    return Finding(of, Level.LOOK, says, do)


def mend(of: str, says: str, do: str) -> Finding:
    return Finding(of, Level.MEND, says, do)


def running(
    servers: Mapping[str, str], workers: Mapping[str, str], every: Collection[str], installed: str
) -> Finding:
    """Whether the product runs on this data folder, as it is installed.

    Args:
        servers, workers: the releases that run, by service.
    """
    if not servers:
        begin = "Start it: systemctl start redress. Why it ended: journalctl -u redress."
        return mend("product", "It does not run.", begin)
    if alone := [service for service in servers if service not in workers]:
        return mend(
            "product",
            f"{' and '.join(alone)} without a worker: nothing takes effect.",
            "Ask again in ten seconds; then start it again: systemctl restart redress.",
        )
    if other := ({*servers.values(), *workers.values()} - {installed}):
        return mend(
            "product",
            f"It runs as release {min(other)}, and {installed} is installed.",
            "Start it again: systemctl restart redress.",
        )
    if missing := [service for service in every if service not in servers]:
        return look(
            "product", f"{' and '.join(missing)} does not run here.", "Where it should: systemctl start redress."
        )
    return ok("product", "It runs, with its worker.")


def disk(folder: str, free: int, needed: int, inodes_free: float) -> Finding:
    """Whether a folder takes what comes.

    Args:
        free, needed: bytes; a backup, or an upgrade, needs as much as there is.
        inodes_free: a share; 1 where the file system counts none.
    """
    if inodes_free < FEW_INODES:
        level = Level.MEND if inodes_free < HARDLY_ANY_INODES else Level.LOOK
        return Finding(
            "disk", level, f"{folder}: hardly any further file has room.", "Remove files that are not needed."
        )
    says = f"{folder}: {_size(free)} free"
    if free < max(needed, NEXT_TO_NOTHING):
        return mend(
            "disk", f"{says}, less than a copy of the data.", "Make room: writing, backups and upgrades stop soon."
        )
    if free < max(3 * needed, LITTLE):
        return look("disk", f"{says}.", "Make room for three copies of the data: an upgrade takes as much.")
    return ok("disk", f"{says}.")


def clock(now: datetime, newest: datetime | None, elsewhere: datetime | None) -> Finding:
    """Whether this machine's clock is right.

    Args:
        newest: the newest instant that is stored; None: nothing is.
        elsewhere: what the identity provider's clock says; None: it was not asked.
    """
    do = "Set the clock (timedatectl set-ntp true): receipts, due dates and sign-ins go by it."
    if not FIRST_DAY <= now.date() <= LAST_DAY:
        return mend("clock", f"It is {now:%d %B %Y %H:%M} UTC here, when no day is counted: nothing starts.", do)
    if newest and newest > now + CLOCKS_APART:
        return mend(
            "clock",
            f"It is {now:%d %B %Y %H:%M} UTC here, and something was stored at {newest:%d %B %Y %H:%M}.",
            do,
        )
    if elsewhere and abs(elsewhere - now) > CLOCKS_APART:
        return mend(
            "clock", f"It is {now:%H:%M:%S} UTC here and {elsewhere:%H:%M:%S} at the identity provider.", do
        )
    return ok("clock", f"It is {now:%d %B %Y %H:%M} UTC.")


def calendar(today: date, last_due: date | None) -> Finding:
    """Whether bank holidays are known for as long as dates are counted; `last_due`: of the clocks that run."""
    do = "Install a newer release: it brings the bank holidays that were published since."
    if today + CALENDAR_AHEAD > LAST_DAY:
        return mend("calendar", f"No date after {in_words(LAST_DAY)} can be counted.", do)
    if last_due and last_due > PUBLISHED_UNTIL:
        return look(
            "calendar", f"A date is due on {in_words(last_due)}, by bank holidays that are not published.", do
        )
    if today + CALENDAR_AHEAD > PUBLISHED_UNTIL:
        return look("calendar", f"Bank holidays are published until {in_words(PUBLISHED_UNTIL)} alone.", do)
    return ok("calendar", f"Bank holidays are published until {in_words(PUBLISHED_UNTIL)}.")


def backups(folder: str, newest: datetime | None, now: datetime, same_disk: bool) -> Finding:
    """`newest`: when the newest set was taken."""
    timer = "Switch the timer on (systemctl enable --now redress-backup.timer), or run `redress backup --keep 14`."
    if newest is None:
        return mend("backups", f"There is no backup in {folder}.", timer)
    says = f"The newest backup is of {newest:%d %B %Y %H:%M} UTC"
    if now - newest > TOO_OLD:
        return mend("backups", f"{says}.", timer)
    if now - newest > NIGHTLY:
        return look(
            "backups", f"{says}, not of last night.", "See what the last one said: journalctl -u redress-backup."
        )
    if same_disk:
        return look(
            "backups",
            f"{says}, on the disk that it would save.",
            "Copy it to another machine, or mount a disk there.",
        )
    return ok("backups", f"{says}.")


def following(service: str, parked: int, behind: int, waits_since: datetime | None, now: datetime) -> Finding:
    """How far a service is with what others told it; `waits_since`: when the oldest that waits was told."""
    of = f"events of {service}"
    if parked:
        return mend(
            of,
            f"{parked} could not be applied and wait, with all later ones of their cases.",
            "Look at them (docs/operating.md, Health), then run `redress feed retry`.",
        )
    if behind > BEHIND or (waits_since and now - waits_since > WAITED_LONG):
        return look(
            of, f"{behind} are not applied yet.", "Ask again in a minute: start the product if it does not run."
        )
    return ok(of, "All are applied.")


def leaving(waiting: int, since: datetime | None, now: datetime) -> Finding:
    """Whether letters and e-mails leave that are to leave by themselves; `since`: when the oldest was written."""
    if since and now - since > TRIED_OFTEN:
        return mend(
            "outbox",
            f"{waiting} letters and e-mails wait to leave, the first since {since:%d %B %Y %H:%M} UTC.",
            "See what is said of sending; the case of each says why it was not taken.",
        )
    return ok("outbox", "Nothing that is to leave has waited for an hour.")


def web_app(folder: str, release: str | None, installed: str) -> Finding:
    """`release`: for which the web app was built; None: it says none, or there is no web app."""
    do = "Leave REDRESS_WEB_ROOT out, or install the wheel again."
    if release is None:
        return mend("web app", f"There is none of this release in {folder}.", do)
    if release != installed:
        return mend("web app", f"It is of release {release}, and the services are of {installed}.", do)
    return ok("web app", "It is there, of this release.")


def certificate(host: str, ends: datetime, now: datetime) -> Finding:
    """How long browsers still take a host's certificate, which they take now."""
    says = f"That of {host} is good until {ends:%d %B %Y %H:%M} UTC."
    if ends - now > RENEWED:
        return ok("certificate", says)
    level = Level.MEND if ends - now < NEXT_TO_OVER else Level.LOOK
    return Finding("certificate", level, says, "Renew it, and reload the proxy: systemctl reload nginx.")


def signing_in(document: dict[str, object], issuer: str, keys: int) -> Finding:
    """What the identity provider says of itself; `keys`: how many it signs by."""
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if document.get("issuer") != issuer:
        return mend(
            "sign-in",
            f"The provider calls itself {document.get('issuer')}, not {issuer}.",
            "Set REDRESS_OIDC_ISSUER to what it calls itself, to the letter.",
        )
    if missing := [name for name in wanted if name not in document]:
        return mend(
            "sign-in",
            f"The provider's discovery document has no {missing[0]}.",
            "Ask who runs the provider for OpenID Connect with the authorisation code flow.",
        )
    if not keys:
        return mend(
            "sign-in", "The provider shows no key, so no token can be checked.", "Ask who runs the provider."
        )
    return ok("sign-in", f"{issuer} answers, with {keys} {'key' if keys == 1 else 'keys'}.")


def worst(findings: Sequence[Finding]) -> Level:
    return max((finding.level for finding in findings), default=Level.OK)


def _size(count: int) -> str:
    return f"{count / 1e9:,.1f} GB" if count >= 1e9 else f"{count / 1e6:,.0f} MB"
