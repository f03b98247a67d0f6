"""What a file of a contact may be called, and how much of files one contact has room for. Pure."""

import re
import unicodedata
from collections.abc import Sequence

from intake.files.kinds import refused
from kernel.errors import Conflict, Gone
from kernel.values import LARGEST_FILE
from kernel.vocabulary import FileScan

NAME_LENGTH = 120
SUFFIX = re.compile(r"\.\w{1,10}$", re.ASCII)
NAMELESS = "file"
MEGABYTE = 1_000_000
MOST_FILES = 50
MOST_TOGETHER = 200 * MEGABYTE


def safe_name(name: str) -> str:
    """A name to show and to download under: 1 to 120 characters, in normal form C, with its ending kept.

    Folders before it go, and so do characters that no one sees or that turn the order of others round (Unicode's
    categories C, Zl and Zp): with those a program that is called `fdp.exe` reads as `exe.pdf`.
    """
    seen = "".join(" " if unicodedata.category(one)[0] == "Z" else one for one in name if _is_seen(one))
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", seen))[-1]
    bare = " ".join(last.split()).strip(". ")
    found = SUFFIX.search(bare)
    suffix = found.group() if found else ""
    stem = bare.removesuffix(suffix)[: NAME_LENGTH - len(suffix)].rstrip(". ")
    return f"{stem or NAMELESS}{suffix}"


def _is_seen(one: str) -> bool:
    return unicodedata.category(one)[0] != "C" and unicodedata.category(one) not in ("Zl", "Zp")


def refuse_beyond_room(kept: Sequence[int], size: int) -> None:
    """Raises Conflict for a file that a contact has no room for.

    Args:
        kept: sizes, in bytes, of the files that it has.
        size: of the one more.
    """
    if size > LARGEST_FILE:
        raise refused(f"A file may have {LARGEST_FILE // MEGABYTE} MB.")
    if len(kept) >= MOST_FILES:
        raise Conflict(f"It has {MOST_FILES} files, and may have no more.")
    if sum(kept) + size > MOST_TOGETHER:
        raise Conflict(f"Its files would be larger than {MOST_TOGETHER // MEGABYTE} MB together.")


def refuse_no_copy(is_copy: bool, is_withdrawn: bool, is_same: bool) -> None:
    """Raises Unprocessable for a file that cannot be a redacted copy of another.

    Args:
        is_copy, is_withdrawn: what the other one is; is_same: both have the same content.
    """
    if is_copy:
        raise refused("That file is a redacted copy itself. Say which file was redacted.")
    if is_withdrawn:
        raise refused("The file that it is a redacted copy of was withdrawn.")
    if is_same:
        raise refused("It is the same as the file that was to be redacted.")


def scan_of(scan: str | None, scans: bool) -> FileScan:
    """What is known of viruses in a file.

    Args:
        scan: what was found when it was looked through; None: it was not.
        scans: whether files are looked through here.
    """
    if scan is not None:
        return FileScan(scan)
    return FileScan.WAITING if scans else FileScan.NEVER


def refuse_unsafe(scan: FileScan, virus: str | None) -> None:
    """Raises Gone for a file that carries a virus, Conflict for one that may yet turn out to."""
    if scan is FileScan.INFECTED:
        raise Gone(f"It carries a virus ({virus}), and is given to nobody. Ask who sent it for another copy.")
    if scan is FileScan.WAITING:
        raise Conflict("It is still being looked through for viruses. Try again in a minute.")
