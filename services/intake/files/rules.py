"""What a file of a contact may be called. Pure."""

import re
import unicodedata

NAME_LENGTH = 120
SUFFIX = re.compile(r"\.\w{1,10}$", re.ASCII)
NAMELESS = "file"


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
