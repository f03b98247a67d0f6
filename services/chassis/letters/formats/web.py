"""A letter as one page of HTML that stands alone; the PDF is made of it. Pure but for reading its style."""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from chassis.letters.blocks import Block, BlockKind, blocks
from chassis.letters.sheet import Sheet
from kernel.calendar import in_words

STYLE = Path(__file__).with_name("letter.css")
TITLES = {BlockKind.HEADING: "h2", BlockKind.SUBHEADING: "h3"}


def page(sheet: Sheet) -> str:
    """The whole page. Nothing in it runs, and nothing comes from elsewhere."""
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="en-GB" class="{sheet.print}">\n<head>',
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(sheet.subject)} ({escape(sheet.reference)})</title>",
            f'<meta name="author" content="{escape(sheet.council)}">',
            f"<style>{_style()}</style>\n</head>\n<body>",
            f'<header><p class="council">{escape(sheet.council)}</p>',
            *([f'<p class="head">{_lines(sheet.head)}</p>'] if sheet.head else []),
            "</header>\n<main>",
            *([f'<p class="to">{_lines(sheet.to)}</p>'] if sheet.to else []),
            f'<p class="about">{in_words(sheet.dated)}<br>Our reference: {escape(sheet.reference)}</p>',
            f"<h1>{escape(sheet.subject)}</h1>",
            *_body(sheet.text),
            "</main>\n</body>\n</html>",
        ]
    )


def _body(text: str) -> Iterator[str]:
    for block in blocks(text):
        yield _block(block)


def _block(block: Block) -> str:
    if block.kind is BlockKind.LIST:
        return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in block.lines) + "</ul>"
    tag = TITLES.get(block.kind, "p")
    return f"<{tag}>{_lines(block.lines)}</{tag}>"


def _lines(lines: Sequence[str]) -> str:
    return "<br>".join(escape(line) for line in lines)


@cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")
