"""Commands about an installation as a whole: backup, verify, restore, doctor. Imports no service by itself."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from chassis.settings import Settings
from standalone.failure import say

if TYPE_CHECKING:
    from standalone.moving.archive import Council

LEFT_OUT, MOST_LEFT_OUT = 1_000, 100_000
"""More than a council records in a month; a counter has six digits."""
MOST_SETS = 1_000
TO_BE_MENDED = 2
"""Of `redress doctor`, also where settings cannot be used."""


def add_to(commands: Any) -> None:
    """Add them to the parsers of `redress`."""
    backing_up = commands.add_parser("backup", help="copy all databases as one set, while the product serves")
    where = backing_up.add_mutually_exclusive_group(required=True)
    where.add_argument("folder", type=Path, metavar="DIR", nargs="?", help="a new folder, which becomes the set")
    where.add_argument(
        "--keep", type=_kept, metavar="N", help="add a verified set to REDRESS_BACKUPS_DIR, and keep the newest N"
    )
    backing_up.set_defaults(run=_back_up)
    verifying = commands.add_parser(
        "verify", help="restore a set where nobody looks; compare every table and figure"
    )
    verifying.add_argument("folder", type=Path, metavar="DIR")
    verifying.set_defaults(run=_verify)
    restoring = commands.add_parser("restore", help="put a set where no database is, while nothing runs")
    restoring.add_argument("folder", type=Path, metavar="DIR")
    let_leave_out(restoring, LEFT_OUT, "references of each year not to be given: they may have been")
    restoring.set_defaults(run=_restore)
    moving = commands.add_parser("move", help="all that is kept of one council").add_subparsers(
        required=True, metavar="COMMAND"
    )
    out = moving.add_parser("out", help="write it into a new file that anybody can read, while the product serves")
    out.add_argument("file", type=Path, metavar="FILE", help="a ZIP of lines of JSON and files")
    out.add_argument("--authority", required=True)
    out.set_defaults(run=_move_out)
    coming = moving.add_parser("in", help="bring it in where nothing is kept of it, while nothing runs")
    coming.add_argument("file", type=Path, metavar="FILE")
    coming.set_defaults(run=_move_in)
    forgetting = moving.add_parser("forget", help="take away all of it that a file has, while nothing runs")
    forgetting.add_argument("file", type=Path, metavar="FILE")
    forgetting.add_argument("--although-different", action="store_true", help="what came since goes too")
    forgetting.set_defaults(run=_forget)
    examining = commands.add_parser("doctor", help="look at the installation, and say what to do; changes nothing")
    examining.add_argument("--json", action="store_true", help="findings for a machine")
    examining.add_argument(
        "--host", type=_host, metavar="NAME[:PORT]", help="of the proxy, whose certificate is looked at too"
    )
    examining.set_defaults(run=_examine, status_of_failure=TO_BE_MENDED)


def let_leave_out(command: argparse.ArgumentParser, default: int, says: str) -> None:
    command.add_argument("--leave-out", type=_number, default=default, metavar="N", help=says)


def _number(text: str) -> int:
    number = int(text)
    if not 0 <= number <= MOST_LEFT_OUT:
        raise argparse.ArgumentTypeError(f"{number} is not between 0 and {MOST_LEFT_OUT}")
    return number


def _host(text: str) -> tuple[str, int]:
    """A name and the port that browsers take, or another. Raises ValueError, as argparse wants it."""
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.path:
        raise argparse.ArgumentTypeError(f"{text} is no name of a host, such as complaints.council.example")
    return parts.hostname, parts.port or 443


def _kept(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_SETS:
        raise argparse.ArgumentTypeError(f"{number} is not between 1 and {MOST_SETS}")
    return number


def _back_up(options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    done = []
    if options.keep:
        done = operate.back_up_and_keep(settings, settings.backups_folder, options.keep)
    else:
        operate.back_up(settings, options.folder)
    if bucket := settings.files_bucket:
        done.append(f"files of contacts are not in it: they stay in {bucket}, which keeps their versions")
    return say(done)


def _verify(options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    return say(operate.verify(settings, options.folder))


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    return say(operate.restore(settings, options.folder, options.leave_out))


def _move_out(options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    council = operate.move_out(settings, options.authority, options.file)
    return say([f"{options.file}: {_what(council)} of {council.authority}, as of {council.at:%d %B %Y %H:%M} UTC"])


def _move_in(options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    council = operate.move_in(settings, options.file)
    return say([f"{council.authority}: {_what(council)} came in"])


def _forget(options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    council = operate.forget(settings, options.file, options.although_different)
    return say([f"nothing is kept of {council.authority} any more; {options.file} has it"])


def _what(council: "Council") -> str:
    rows = sum(member.rows or 0 for member in council.members.values())
    files = sum(member.rows is None for member in council.members.values())
    return f"{rows:,} rows and {files:,} files"


def _examine(options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate
    from standalone.doctor import service as doctor
    from standalone.doctor.rules import worst

    findings = operate.examine(settings, options.host)
    say([doctor.document(findings)] if options.json else doctor.lines(findings))
    return worst(findings)
