"""Sentences whose numbers are figures: they say more, fewer or a third only when it is so. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analytics.figures.arithmetic import SHARES
from analytics.reports.definition import BINDING, WAYS
from analytics.reports.document import HIDDEN, NOT_APPLICABLE, Bound, NumberUnit, Paragraph, Value

SHARED = frozenset({"of", "share", "about"})
"""Ways to say a figure that need something to be a share of."""
WITHOUT_VALUE = frozenset({"before", "target"})
"""Ways to say what stands beside a figure, whether it has a value or not."""
NEAR = Fraction(1, 100)
"""How far from a share a figure may be that is called “about” it."""
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")
PLURALS = {"enquiry": "enquiries", "person": "people", "child": "children", "body": "bodies", "day": "days"}


@dataclass(frozen=True)
class Said:
    """A figure as sentences use it.

    Attributes:
        value, before: of this period and of the one before; None: there is none.
        part, whole: the two counts of a share.
    """

    value: Value
    before: Value | None = None
    part: Value | None = None
    whole: Value | None = None
    target: Value | None = None


def paragraph(sentence: str, said: Mapping[str, Said], plain: Mapping[str, str]) -> Paragraph:
    """The sentences with their figures in their places.

    A sentence that says a share or a mean of nothing is left out, and so are a comparison with a year that has no
    records, a target that there is none of, and a figure that there is not.

    Args:
        said: by the name that the sentence calls them.
        plain: what else it may name, such as the council and the period.
    """
    runs: list[str | Bound] = []
    for one in SENTENCE_ENDS.split(sentence.strip()):
        if not _is_of_nothing(one, said, plain):
            runs += [" " if runs else "", *_runs(one, said, plain)]
    return Paragraph(runs=tuple(_joined(runs)))


def _is_of_nothing(sentence: str, said: Mapping[str, Said], plain: Mapping[str, str]) -> bool:
    named = [(said.get(name), way) for name, way in BINDING.findall(sentence) if name not in plain]
    return any(
        one is None
        or (one.value.value is None and way not in WITHOUT_VALUE)
        or (way == "target" and one.target is None)
        or (way in SHARED and one.whole is not None and one.whole.value == 0)
        for one, way in named
    )


def _runs(sentence: str, said: Mapping[str, Said], plain: Mapping[str, str]) -> list[str | Bound]:
    runs: list[str | Bound] = []
    at = 0
    for found in BINDING.finditer(sentence):
        name, way = found[1], found[2] or ""
        before = sentence[at : found.start()]
        at = found.end()
        if way == "compared" and name not in plain and said[name].before is None:
            runs.append(before.rstrip(", "))
            continue
        runs.append(before)
        runs.append(plain[name] if name in plain else _bound(name, way, said[name], plain))
    return [*runs, sentence[at:]]


def _bound(name: str, way: str, said: Said, plain: Mapping[str, str]) -> Bound:
    """What a figure comes to in words."""
    used = [said.value]
    match way:
        case "":
            text = said.value.text
        case "of":
            used = [value for value in (said.part, said.whole, said.value) if value]
            text = _of(said)
        case "share":
            used = [value for value in (said.part, said.whole) if value] or [said.value]
            text = _share(said)
        case "about":
            used = [value for value in (said.part, said.whole, said.value) if value]
            text = _about(said)
        case "compared":
            used = [said.value, *([said.before] if said.before else [])]
            text = _compared(said, plain)
        case "before":
            used = [said.before] if said.before else []
            text = said.before.text if said.before else "not recorded"
        case "target":
            used = []
            text = said.target.text if said.target else NOT_APPLICABLE
        case noun:
            text = _counted(said.value, noun)
    counts = tuple(dict.fromkeys(count for value in used for count in value.counts))
    return Bound(figure=name, text=text, instead=_instead(way), counts=counts)


def _instead(way: str) -> str:
    """What stands where a figure is hidden: its mark, and what was counted where the sentence needs it."""
    if way == "compared":
        return f"a change that is hidden ({HIDDEN})"
    return HIDDEN if way in WAYS else f"{HIDDEN} {plural(way)}"


def _of(said: Said) -> str:
    if said.part is None or said.whole is None:
        return said.value.text
    return f"{said.part.text} of {said.whole.text} ({_share(said)})"


def _share(said: Said) -> str:
    if said.value.unit is NumberUnit.PERCENT or said.part is None or said.whole is None:
        return said.value.text
    share = _fraction(said)
    return "none" if share is None else Value(value=_half_up(100 * share), unit=NumberUnit.PERCENT).text


def _about(said: Said) -> str:
    """“about a third” within one in a hundred of it; else the share itself."""
    share = _fraction(said)
    if share is None:
        return "none"
    near = min(SHARES, key=lambda known: abs(known - share))
    if share == near:
        return SHARES[near]
    return f"about {SHARES[near]}" if abs(near - share) <= NEAR else _share(said)


def _compared(said: Said, plain: Mapping[str, str]) -> str:
    """“9 more than in 2022-23”, by the values as they are printed."""
    before = plain["last_year"]
    now, then = said.value, said.before
    if then is None or not isinstance(then.value, int | float) or not isinstance(now.value, int | float):
        return f"not to be compared with {before}"
    change = round(now.value - then.value, max(now.places, then.places))
    if not change:
        return f"the same as in {before}"
    in_percent = now.unit is NumberUnit.PERCENT
    size = now.model_copy(update={"value": abs(change), "unit": NumberUnit.COUNT if in_percent else now.unit}).text
    days = {NumberUnit.WORKING_DAYS: "working day", NumberUnit.CALENDAR_DAYS: "day", NumberUnit.MONTHS: "month"}
    noun = "percentage point" if in_percent else days.get(now.unit, "")
    counted = f"{size} {noun if abs(change) == 1 else plural(noun)}" if noun else size
    return f"{counted} {_more(change, now.unit)} than in {before}"


def _more(change: float, unit: NumberUnit) -> str:
    return "more" if change > 0 else "fewer" if unit is NumberUnit.COUNT else "less"


def _counted(value: Value, noun: str) -> str:
    if value.value == 0:
        return f"no {plural(noun)}"
    return f"{value.text} {noun if value.value == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """Of a noun, the last word of what is counted."""
    *before, last = noun.split(" ")
    return " ".join([*before, PLURALS.get(last, f"{last}s" if last else "")])


def _fraction(said: Said) -> Fraction | None:
    if said.part is not None and said.whole is not None:
        whole, part = said.whole.value, said.part.value
        return Fraction(int(part or 0), int(whole)) if isinstance(whole, int) and whole else None
    if said.value.unit is NumberUnit.PERCENT and isinstance(said.value.value, int | float):
        return Fraction(str(said.value.value)) / 100
    return None


def _half_up(share: Fraction) -> int:
    return int((2 * share + 1) // 2)


def _joined(runs: Sequence[str | Bound]) -> list[str | Bound]:
    """Plain text that meets made one run, and capitals where a sentence begins with a figure in words.

    No sentence begins with the mark of a hidden number: it is no word.
    """
    joined: list[str | Bound] = []
    for run in runs:
        if isinstance(run, str) and joined and isinstance(joined[-1], str):
            joined[-1] += run
        elif run != "":
            joined.append(run)
    for at, run in enumerate(joined):
        before = joined[at - 1] if at else ""
        begins = isinstance(before, str) and (not before or before.rstrip().endswith((".", "!", "?")))
        if isinstance(run, Bound) and begins:
            instead = f"In all, {run.instead}" if run.instead.startswith(HIDDEN) else capital(run.instead)
            joined[at] = run.model_copy(update={"text": capital(run.text), "instead": instead})
    return joined


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
