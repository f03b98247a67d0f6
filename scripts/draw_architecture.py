"""Draw the house from its imports: `python scripts/draw_architecture.py [--check]` writes docs/architecture.svg.

Each part is a panel, each room a box; a room stands above every room that it imports, so all imports go down.
A circle of rooms cannot be drawn and fails. `--check` fails when the committed picture is not what the code gives.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ROOT / "services"
PICTURE = ROOT / "docs" / "architecture.svg"
PARTS = {
    "intake": "contacts",
    "cases": "cases, by noun",
    "analytics": "facts and figures",
    "chassis": "what each app stands on",
    "kernel": "the language",
}
WITHOUT = {"migrations", "__init__"}
BOX, HIGH, GAP, PAD, WIDE = 124, 24, 8, 16, 3
"""Pixels of a box and around it, and the number of boxes beside each other."""

Rooms = Mapping[str, set[str]]


def rooms_of(part: str) -> tuple[Rooms, set[str]]:
    """What each room of a part imports of the same part, and which other parts it imports."""
    folder = SERVICES / part
    rooms: defaultdict[str, set[str]] = defaultdict(set)
    others: set[str] = set()
    for path in sorted(folder.rglob("*.py")):
        room = path.relative_to(folder).parts[0].removesuffix(".py")
        if room in WITHOUT:
            continue
        rooms[room] |= set()
        for module in imported(path):
            first, _, rest = module.partition(".")
            if first != part and first in PARTS:
                others.add(first)
            elif first == part and rest and (there := rest.split(".")[0]) not in {room, *WITHOUT}:
                rooms[room].add(there)
    return {room: {there for there in below if there in rooms} for room, below in rooms.items()}, others


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            bare = "." not in node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if bare else [node.module]
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def floors(part: str, rooms: Rooms) -> list[list[str]]:
    """Rooms by their height, the lowest first: one above all that it imports. Exits on a circle."""
    height: dict[str, int] = {}
    while len(height) < len(rooms):
        ready = [room for room, below in rooms.items() if room not in height and below <= height.keys()]
        if not ready:
            circle = sorted(rooms.keys() - height.keys())
            sys.exit(f"redress: rooms of {part} import each other in a circle: {', '.join(circle)}")
        height |= {room: 1 + max((height[there] for there in rooms[room]), default=-1) for room in ready}
    return [sorted(r for r in height if height[r] == floor) for floor in range(max(height.values()) + 1)]


def picture() -> str:
    seen = {part: rooms_of(part) for part in PARTS}
    panels, y = [], 0
    for row in (("intake", "cases", "analytics"), ("chassis",), ("kernel",)):
        wide = WIDE if len(row) > 1 else 3 * WIDE
        drawn = [panel(part, floors(part, seen[part][0]), wide) for part in row]
        high = max(height for _, _, height in drawn)
        x = 0
        for text, width, _ in drawn:
            panels.append(f'<g transform="translate({x},{y})">{text}</g>')
            x += width + PAD
        y += high + PAD * 2
    for part, (_, others) in seen.items():
        line = f"{part} imports {' and '.join(sorted(others)) or 'no other part'}"
        panels.append(f'<text x="0" y="{y}" class="note">{escape(line)}</text>')
        y += 18
    width = 3 * (WIDE * (BOX + GAP) + PAD * 2) + PAD * 2
    style = (
        "text{font:12px system-ui,sans-serif;fill:#1b2b34}.part{font-weight:700;font-size:14px}.note{fill:#4a5b66}"
        ".panel{fill:#f4f7f8;stroke:#8aa0ab}.room{fill:#fff;stroke:#2b6777}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y}" role="img">'
        f"<title>The rooms of Redress: each stands above what it imports</title><style>{style}</style>\n"
        + "\n".join(panels)
        + "\n</svg>\n"
    )


def panel(part: str, levels: list[list[str]], wide: int) -> tuple[str, int, int]:
    """A part with its rooms, the highest floor first: the drawing, its width and its height."""
    rows = [level[start : start + wide] for level in reversed(levels) for start in range(0, len(level), wide)]
    width = wide * (BOX + GAP) + PAD * 2 + (wide // WIDE - 1) * 3 * PAD
    height = len(rows) * (HIGH + GAP) + PAD * 2 + 24
    drawn = [
        f'<rect class="panel" width="{width}" height="{height}" rx="6"/>',
        f'<text class="part" x="{PAD}" y="24">{part}</text>',
        f'<text class="note" x="{PAD + 80}" y="24">{escape(PARTS[part])}</text>',
    ]
    for row, level in enumerate(rows):
        y = 40 + row * (HIGH + GAP)
        for place, room in enumerate(level):
            x = PAD + place * (BOX + GAP)
            drawn.append(f'<rect class="room" x="{x}" y="{y}" width="{BOX}" height="{HIGH}" rx="3"/>')
            drawn.append(f'<text x="{x + BOX / 2:g}" y="{y + 16}" text-anchor="middle">{room}</text>')
    return "".join(drawn), width, height


def main() -> int:
    made = picture()
    if "--check" in sys.argv:
        if not PICTURE.exists() or PICTURE.read_text() != made:
            print("docs/architecture.svg: differs from the code; run `make generate`", file=sys.stderr)
            return 1
        return 0
    PICTURE.write_text(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
