"""A letter as plain text: for whoever reads it aloud, translates it, or mails it. Pure."""

from collections.abc import Iterator

from chassis.letters.blocks import Block, BlockKind, blocks
from chassis.letters.sheet import Sheet
from kernel.calendar import in_words


def text(sheet: Sheet) -> str:
    """Without any markup; headings stand by themselves."""
    head = [sheet.council, *sheet.head, "", *sheet.to, ""]
    about = [in_words(sheet.dated), f"Our reference: {sheet.reference}", "", sheet.subject, ""]
    return "\n".join([*head, *about, *_body(sheet.text)]).strip() + "\n"


def _body(written: str) -> Iterator[str]:
    for block in blocks(written):
        yield from _block(block)
        yield ""


def _block(block: Block) -> Iterator[str]:
    if block.kind is BlockKind.LIST:
        yield from (f"- {line}" for line in block.lines)
    else:
        yield from block.lines
