"""How well suggestions do on labelled texts. Pure.

A labelled text is a mapping: `text`, `kind`, `harm`, `function`, `themes`, `compliment_themes`, `not_first_time`,
`late`, `mp`, `provider`, as docs/suggestions.md explains them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from intake.suggesting.suggestions import Suggestions
from kernel.vocabulary import ComplaintTheme, ComplimentTheme, TextKind

Labelled = Mapping[str, Any]
OPPOSITE = {frozenset({"complaint", "praise"})}
SIGNS = ("not_first_time", "late", "mp")
AS_LABELLED = {"private_care": "private"}


@dataclass
class Share:
    """How many of how many."""

    right: int = 0
    of: int = 0

    def count(self, right: bool) -> None:
        self.right, self.of = self.right + right, self.of + 1

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.share:6.1%}  ({self.right} of {self.of})"


@dataclass
class Measured:
    """What was found; `failures`: what went wrong, and the text."""

    shares: dict[str, Share] = field(default_factory=dict)
    wrong_way: int = 0
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)

    def count(self, name: str, right: bool) -> None:
        self.shares.setdefault(name, Share()).count(right)

    def share(self, name: str) -> float:
        return self.shares.get(name, Share()).share


def measured(told: Iterable[tuple[Labelled, Suggestions]]) -> Measured:
    """Labelled texts with what was suggested for each, counted."""
    found = Measured()
    for line, suggested in told:
        _kind(found, line, suggested)
        _harm(found, line, suggested)
        _themes(found, line, suggested)
        _rest(found, line, suggested)
    return found


def _kind(found: Measured, line: Labelled, suggested: Suggestions) -> None:
    kind = str(suggested.kind.code) if suggested.kind else None
    found.count("kind, of all texts", kind == line["kind"])
    found.count(f"kind {line['kind']}", kind == line["kind"])
    found.count("kind is offered", kind is not None)
    if kind is not None:
        found.count("kind, where it is offered", kind == line["kind"])
    if kind != line["kind"]:
        found.confused[line["kind"], kind or "not offered"] += 1
        found.failures.append((f"kind {line['kind']}, suggested {kind or 'none'}", line["text"]))
    found.wrong_way += frozenset({kind, line["kind"]}) in OPPOSITE


def _harm(found: Measured, line: Labelled, suggested: Suggestions) -> None:
    if line["harm"]:
        found.count("harm recall", suggested.harm is not None)
    if suggested.harm is not None:
        found.count("harm precision", line["harm"])
    if line["harm"] != (suggested.harm is not None):
        found.failures.append(("harm missed" if line["harm"] else "harm where there is none", line["text"]))


def _themes(found: Measured, line: Labelled, suggested: Suggestions) -> None:
    offered = {str(theme.code) for theme in suggested.themes}
    if line["themes"]:
        fits = bool(offered & set(line["themes"]))
        found.count("a fitting theme among those offered", fits)
        for theme in line["themes"]:
            found.count(f"theme {theme}", theme in offered)
        if not fits:
            found.failures.append((f"theme {line['themes']}, suggested {sorted(offered)}", line["text"]))
    if line["kind"] == "praise":
        found.count("no complaint theme on praise", not offered)
    if line["compliment_themes"]:
        thanks = {str(theme.code) for theme in suggested.compliment_themes}
        found.count("a fitting compliment theme", bool(thanks & set(line["compliment_themes"])))
        for theme in line["compliment_themes"]:
            found.count(f"thanks {theme}", theme in thanks)


def _rest(found: Measured, line: Labelled, suggested: Suggestions) -> None:
    functions = [AS_LABELLED.get(one.code, str(one.code)) for one in suggested.functions]
    if line["function"] != ["unknown"]:
        found.count("the first function is right", functions[:1] == line["function"][:1])
        found.count("a fitting function among those offered", bool(set(functions) & set(line["function"])))
    offered = {str(sign.code) for sign in suggested.signs}
    for sign in SIGNS:
        if line[sign]:
            found.count(f"{sign} recall", sign in offered)
        if sign in offered:
            found.count(f"{sign} precision", line[sign])


PARTS: Sequence[tuple[str, Sequence[str]]] = (
    (
        "In all",
        (
            "kind, of all texts",
            "kind is offered",
            "kind, where it is offered",
            "harm recall",
            "harm precision",
            "a fitting theme among those offered",
            "no complaint theme on praise",
            "a fitting compliment theme",
            "the first function is right",
            "a fitting function among those offered",
            *(f"{sign} {what}" for sign in SIGNS for what in ("recall", "precision")),
        ),
    ),
    ("Each kind", tuple(f"kind {kind}" for kind in TextKind)),
    ("Each theme, offered where it fits", tuple(f"theme {theme}" for theme in ComplaintTheme)),
    ("Each compliment theme", tuple(f"thanks {theme}" for theme in ComplimentTheme)),
)


def table(found: Measured, with_failures: bool = False) -> str:
    """The numbers as lines to read."""
    lines = []
    for title, names in PARTS:
        lines += ["", title]
        lines += [f"  {name:40} {found.shares[name]}" for name in names if name in found.shares]
    lines.append(f"  {'praise and complaint mistaken':40} {found.wrong_way}")
    lines += ["", "Kinds that were mistaken (said, suggested)"]
    lines += [f"  {said:12} {told:12} {count}" for (said, told), count in found.confused.most_common()]
    if with_failures:
        lines += ["", "Failures", *(f"  {what} | {text}" for what, text in sorted(found.failures))]
    return "\n".join(lines)
