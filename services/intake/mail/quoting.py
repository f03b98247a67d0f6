"""What somebody wrote now, apart from the message that they answer. Pure, and linear in the length of a text.

Libraries that do this look for it with expressions over the whole text, which a hostile sender makes run for
minutes; these look at a line and the few after it.
"""

import re
from dataclasses import dataclass

_WROTE = re.compile(r"^On\b.{5,300}\bwrote\s*:\s*$", re.IGNORECASE)
_DIVIDER = re.compile(r"^\s*-{2,}\s*(?:original|forwarded) message\s*-{2,}\s*$", re.IGNORECASE)
_BEGINS_FORWARDED = re.compile(r"^\s*begin forwarded message:\s*$", re.IGNORECASE)
_HEADER = re.compile(r"^[>\s]*\*?(From|Sent|Date|To|Cc|Subject)\s*:\*?\s*(.*)$", re.IGNORECASE)
_FORWARDED = re.compile(r"^\s*(?:fw|fwd)\s*:", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w.-]{1,190}")
LONGEST_LOOKED_AT = 400
"""Letters of a line; nothing that begins a quotation is longer."""


@dataclass(frozen=True)
class Parted:
    """A text and the earlier message under it; `forwarded_from`: the address that wrote what was passed on."""

    text: str
    quoted: str = ""
    forwarded_from: str | None = None


def part(text: str, subject: str) -> Parted:
    """Fold the earlier message away, unless it is the matter itself: passed on, or with nothing above it."""
    lines = text.strip().split("\n")
    begins = next((index for index in range(len(lines)) if _begins_quotation(lines, index)), None)
    if begins is None:
        return Parted(text.strip())
    own = "\n".join(lines[:begins]).rstrip().rstrip("_").rstrip()
    if _FORWARDED.match(subject) or not own:
        return Parted(text.strip(), forwarded_from=_writer(lines[begins : begins + 12]))
    return Parted(own, "\n".join(lines[begins:]).strip())


def _begins_quotation(lines: list[str], index: int) -> bool:
    line = lines[index][:LONGEST_LOOKED_AT]
    if _DIVIDER.match(line) or _BEGINS_FORWARDED.match(line):
        return True
    if line[:2].casefold() == "on" and any(
        _WROTE.match(" ".join(lines[index : index + more])[:LONGEST_LOOKED_AT]) for more in (1, 2, 3)
    ):
        return True
    if line.startswith(">"):
        # Answers between the lines of the earlier message are read with it.
        return all(not other.strip() or other.startswith(">") for other in lines[index : index + 200])
    return _names(lines[index : index + 1]) == {"from"} and len(_names(lines[index : index + 6])) >= 3


def _names(lines: list[str]) -> set[str]:
    found = (_HEADER.match(line[:LONGEST_LOOKED_AT]) for line in lines)
    return {match[1].casefold() for match in found if match}


def _writer(lines: list[str]) -> str | None:
    for line in lines:
        header = _HEADER.match(line[:LONGEST_LOOKED_AT])
        if header and header[1].casefold() == "from" and (found := _ADDRESS.search(header[2])):
            return found[0].casefold()
    return None
