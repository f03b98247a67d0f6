"""The process that reads what one file says, and ends with it: `python -m intake.files.text_child TYPE`.

Reads the file from standard input and writes its text, UTF-8, to standard output, as far as it comes within its
bounds. It knows no settings, no database and no key, and the file never stands on disk unsealed.
"""

import sys
from typing import BinaryIO

from chassis.bounds import allow_seconds, bound
from intake.files.texts import pieces

MOST_MEMORY = 500_000_000
"""Bytes of address space, of which some 100 MB are the reader itself and 25 MB the largest file."""
MOST_SECONDS = 10
"""Of a processor, for all of it."""


def main(media_type: str, given: BinaryIO, out: BinaryIO) -> None:
    bound(MOST_MEMORY)
    allow_seconds(MOST_SECONDS)
    for piece in pieces(media_type, given.read()):
        out.write(piece.encode(errors="ignore"))
        out.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
