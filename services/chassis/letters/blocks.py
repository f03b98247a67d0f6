"""The text of a letter as its blocks: headings, paragraphs, lists. Pure.

A line that begins with `# ` is a heading, with `## ` a smaller one, with `* ` an item of a list; a blank line
ends a paragraph, and a line's end within one stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    HEADING = "heading"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    LIST = "list"


MARKS = {"# ": BlockKind.HEADING, "## ": BlockKind.SUBHEADING, "* ": BlockKind.LIST}


@dataclass(frozen=True)
class Block:
    """One block; a heading has one line."""

    kind: BlockKind
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    return list(_gathered(text))


def _gathered(text: str) -> Iterator[Block]:
    kind, lines = BlockKind.PARAGRAPH, list[str]()
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        mark = next((mark for mark in MARKS if line.startswith(mark)), "")
        found = MARKS[mark] if mark else BlockKind.PARAGRAPH
        is_title = found in {BlockKind.HEADING, BlockKind.SUBHEADING}
        if lines and (not line or is_title or found is not kind):
            yield Block(kind, tuple(lines))
            lines = []
        if is_title:
            yield Block(found, (line.removeprefix(mark),))
        elif line:
            kind = found
            lines.append(line.removeprefix(mark))
