"""Percentages beside their counts, and percentages that no count can give. Pure."""

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from analytics.reports.checking import names
from analytics.reports.checking.findings import Finding, Kind
from analytics.reports.checking.tables import NEAR, STRONG, Known, Name, Table, Tables
from analytics.reports.checking.values import Number, can_be_share_of, half, percent, rounds_to, said

HUNDRED = 100
OF_OTHERS = re.compile(
    r"(?:^|_)(?:census|national|england|region|regional|population|councils?|authority|authorities|other|average)(?=$|_)"
    r"|^of_"
)
"""Names of a share that is not of those whom its table counts."""
SEVERAL = 3
"""Percentages that stand together as parts of one whole."""
NEAREST = 5
"""Percentage points between a share and the one of several counts that it is of."""
MOSTLY = Fraction(9, 10)
"""Of all cases, those that several shares are of at least: a few may be left out, for reasons that words give."""

PEOPLE = {"people", "adults", "children", "residents", "clients", "users", "population", "customers"}
"""Whom a rate for each 1,000 is of."""


class Pair(NamedTuple):
    """A count and the percentage that stands beside it."""

    name: Name
    number: int
    printed: Number


def find(tables: Tables) -> Iterator[Finding]:
    """Every percentage that its count and its whole do not give."""
    for table in tables.all:
        beside = list(_beside_counts(table, tables))
        yield from beside
        yield from _rate_of_outcomes(table, tables)
        yield from _without_counts(table, tables)
        yield from _of_a_count_elsewhere(table, tables)
        yield from _of_all(table, tables) if not beside else ()
        yield from _of_a_part(table, tables)
        yield from _of_a_thousand(table, tables)
        yield from _named_after_a_count(table, tables)


def pairs(table: Table) -> list[Pair]:
    """Percentages of a table with the counts that they are of."""
    found = []
    for name, printed in table.percents.items():
        count = _beside(table, name)
        if count is not None and printed >= 0:
            found.append(Pair(name, count, printed))
    return found


def _beside(table: Table, name: Name) -> int | None:
    """The count that a percentage is of: of its name, the only one beside a whole, a total, or named alike."""
    plain = name[1:] if name[:1] == ("number",) else name
    for other in (name, plain, ("number", *plain)):
        if other in table.counts and other:
            return table.counts[other]
    if (only := _beside_its_whole(table, name)) is not None:
        return only
    if not name and len(table.counts) == len(table.percents) == 1:
        return next((n for other, n in table.counts.items() if names.WHOLES_BESIDE.isdisjoint(other)), None)
    if (only := _alone_in_its_row(table, name)) is not None:
        return only
    for other in (("total", *plain), (*plain, "total")):
        if other in table.counts and plain:
            return table.counts[other]
    alike = [
        count
        for other, count in table.counts.items()
        if name and other[:-1] == name[:-1] and other and re.match(rf"{re.escape(name[-1])}(?:_|ed$)", other[-1])
    ]
    return alike[0] if len(alike) == 1 else None


def _beside_its_whole(table: Table, name: Name) -> int | None:
    """The count beside a whole in its row that it is of: `{number: 9, in_time: 8}`; of several, the nearest."""
    row = {other[-1]: count for other, count in table.counts.items() if name and other[:-1] == name}
    wholes = [count for column, count in row.items() if column in names.WHOLES_BESIDE]
    parts = [count for column, count in row.items() if column not in names.WHOLES_BESIDE]
    if len(wholes) != 1 or not wholes[0] or not parts:
        return None

    def away(count: int) -> Fraction:
        return abs(percent(count, wholes[0]) - Fraction(table.percents[name]))

    nearest = min(parts, key=away)
    return nearest if len(parts) == 1 or away(nearest) <= NEAREST else None


def _alone_in_its_row(table: Table, name: Name) -> int | None:
    """The only count beside a percentage, in rows that are several and alike: `{upheld: 2, percent: 50}`."""
    rows = [
        [other for other in table.counts if other[:-1] == row] for row in table.percents if len(row) == len(name)
    ]
    columns = {row[0][-1] for row in rows if len(row) == 1}
    if not name or len(rows) < SEVERAL or len(columns) != 1 or any(len(row) != 1 for row in rows):
        return None
    return table.counts[*name, columns.pop()]


def _beside_counts(table: Table, tables: Tables) -> Iterator[Finding]:
    """Counts with percentages: most rows say what they are of, and a row that says another whole is wrong."""
    rows: dict[Name, list[Pair]] = {}
    for pair in pairs(table):
        if pair.number or pair.printed:
            rows.setdefault(pair.name[:-1], []).append(pair)
    for at, found in rows.items():
        if len(found) == 1 and _opposite(found[0].name, table):
            continue
        best = max(
            (wholes for wholes in _wholes(at, found, table, tables) if not _is_itself(found, wholes)),
            key=lambda wholes: sum(_fits(pair, wholes) for pair in found),
            default=None,
        )
        if best is None:
            continue
        if len(found) == 1 and not _fits(found[0], best) and (known := tables.known(table)):
            best = Wholes({found[0].name: known.number})  # what it is most likely meant to be of
        wrong = [pair for pair in found if not _fits(pair, best)]
        following = len(found) - len(wrong)
        if wrong and (len(found) == 1 or (following >= best.needed and following >= len(found) * best.most)):
            yield Finding(
                (table.entry.id,),
                Kind.SHARE,
                "; ".join(f"{_row(pair)}{said(pair.number)} is {said(pair.printed)}%" for pair in wrong),
                "; ".join(_worked(pair, best.of[pair.name]) for pair in wrong),
            )
        elif not wrong and _is_short(table, found, best):
            yield Finding(
                (table.entry.id,),
                Kind.TOTAL,
                f"the percentages are of {said(best.of[found[0].name])}",
                f"{' + '.join(said(pair.number) for pair in found)} = {said(sum(pair.number for pair in found))}",
            )


def _opposite(name: Name, table: Table) -> Name | None:
    """The row of those of whom something is not so: `not_upheld` beside `upheld`."""
    other = (*name[:-1], f"not_{name[-1]}") if name else ()
    return other if other and other in table.counts and name in table.counts else None


def _rate_of_outcomes(table: Table, tables: Tables) -> Iterator[Finding]:
    """`upheld_rate` beside `upheld` and `not_upheld`: of both or of more, with those upheld in part or without."""
    rated: dict[Name, list[Number]] = {}
    for name, printed in table.percents.items():
        if not any(map(OF_OTHERS.search, name)):
            rated.setdefault(name[:-1], []).append(printed)
    for name, printed in table.percents.items():
        opposite = _opposite(name, table)
        if opposite is None or len(rated.get(name[:-1], [])) != 1:
            continue
        own, other, parts = table.counts[name], table.counts[opposite], table.parts(name[:-1])
        partly = sum(parts.get((*name[:-1], f"{word}_{name[-1]}"), 0) for word in ("partially", "partly"))
        known = tables.known(table)
        wholes = [table.counts[*name[:-1], word] for word in names.WHOLES if (*name[:-1], word) in table.counts]
        wholes += [sum(parts.values()), own + other + partly, known.number if known else 0]
        tried = [(own, own + other), *((part, whole) for part in (own, own + partly) for whole in wholes)]
        if own + other and not any(
            0 < part <= whole and rounds_to(percent(part, whole), printed) for part, whole in tried
        ):
            yield Finding(
                (table.entry.id,),
                Kind.SHARE,
                f"{' '.join(name).replace('_', ' ')}: {said(own)} is {said(printed)}%",
                f"{said(own)} of {said(own + other)} is {said(percent(own, own + other))}%",
            )


class Wholes(NamedTuple):
    """What percentages may be of: by pair, and how many have to follow before the others are wrong."""

    of: dict[Name, int]
    beside: bool = False
    needed: int = 2
    most: Fraction = Fraction(1, 2)


def _wholes(at: Name, found: Sequence[Pair], table: Table, tables: Tables) -> Iterator[Wholes]:
    """What percentages may be of, the likeliest first: what stands beside them, all, rows of another table."""
    every = [pair.name for pair in found]
    for word in sorted(names.WHOLES_BESIDE):
        if all((*name, word) in table.counts for name in every):
            yield Wholes({name: table.counts[*name, word] for name in every}, beside=True, needed=1)
    for word in sorted(names.WHOLES_BESIDE - names.TOTAL):  # the whole of each row in a column of its own
        if len(at) == 1 and at != (word,) and all((word, name[1]) in table.counts for name in every):
            yield Wholes({name: table.counts[word, name[1]] for name in every}, beside=True, needed=1)
    for base in (table.counts.get(at), *(table.counts.get((*at, word)) for word in sorted(names.WHOLES_BESIDE))):
        if base:
            yield Wholes(dict.fromkeys(every, base), beside=True, needed=1)
            if len(found) == 1:  # of what is decided, or of upheld and not upheld, beside what was received
                for count in table.parts(at).values():
                    yield Wholes(dict.fromkeys(every, found[0].number + count))
    if len(found) == 1:  # of what holds it beside it
        row = {name[-1]: count for name, count in table.counts.items() if name and name[:-1] == at}
        part = found[0].name[-1] if found[0].name else ""
        with_others = any(name.endswith(f"_{part}") for name in row)  # such as those very satisfied
        for word in names.wholes_of(part, row) if not with_others else ():
            yield Wholes(dict.fromkeys(every, row[word]), beside=True)
    known = tables.known(table)
    if len(found) == 1:  # of all, or of some that any table of them counts
        if known and len(table.percents) == 1:
            counts = [count for other in [table, *tables.alike(table)] for count in other.counts.values()]
            own = [found[0].number + count for name, count in table.counts.items() if name != found[0].name]
            for base in (known.number, *tables.with_an_answer(table, known.number), *counts, *own):
                yield Wholes(dict.fromkeys(every, base))
        return
    for base in (table.whole(), known.number if known else None):
        if base:  # of two rows the one that follows it shows that it is meant
            yield Wholes(dict.fromkeys(every, base), needed=1)
    if together := sum(pair.number for pair in found):
        yield Wholes(dict.fromkeys(every, together))
    for other in [table, *tables.alike(table)]:
        if len(every) > 1 and all(name[-1:] in other.counts for name in every):
            yield Wholes({name: other.counts[name[-1:]] for name in every})
    for pair in found:
        if pair.number and Fraction(pair.printed) > half(pair.printed):
            base = math.ceil(Fraction(pair.number * HUNDRED) / (Fraction(pair.printed) + half(pair.printed)))
            yield Wholes(dict.fromkeys(every, base), needed=SEVERAL, most=Fraction(2, 3))


def _is_itself(found: Sequence[Pair], wholes: Wholes) -> bool:
    """Whether one count would be a share of itself, and is not said to be all."""
    return len(found) == 1 and wholes.of[found[0].name] == found[0].number and found[0].printed != HUNDRED


def _fits(pair: Pair, wholes: Wholes) -> bool:
    whole = wholes.of[pair.name]
    return 0 < whole >= pair.number and rounds_to(percent(pair.number, whole), pair.printed)


def _row(pair: Pair) -> str:
    return f"{pair.name[-1].replace('_', ' ')}: " if pair.name else ""


def _worked(pair: Pair, whole: int) -> str:
    given = f"{said(percent(pair.number, whole))}%" if whole else "no share"
    return f"{said(pair.number)} of {said(whole)} is {given}"


def _is_short(table: Table, found: Sequence[Pair], wholes: Wholes) -> bool:
    """Whether rows that hold everybody add to less than their percentages are of."""
    together = Wholes(dict.fromkeys(wholes.of, sum(pair.number for pair in found)))
    complete = table.is_complete() and len(found) == len(table.parts()) and not wholes.beside
    return complete and not all(_fits(pair, together) for pair in found)


def _without_counts(table: Table, tables: Tables) -> Iterator[Finding]:
    """Percentages of a known number of cases, of which no number of cases is such a percentage."""
    alone = {
        name: printed
        for name, printed in table.percents.items()
        if 0 < printed < HUNDRED and _beside(table, name) is None and not any(map(OF_OTHERS.search, name))
    }
    if table.qualities() and set(table.entry.dimensions) - {"year"}:
        alone = {name: printed for name, printed in alone.items() if not name}  # the rest is of each row's own
    known = tables.known(table)
    bands = {name: printed for name, printed in alone.items() if name and names.is_band(name[-1])}
    if len(bands) >= SEVERAL and (number := _only_count(table)):
        alone, known = bands, Known(number, (table.entry.id,))
    if not alone or known is None or known.number < SEVERAL:
        return
    if known.entries != (table.entry.id,) and len(known.entries) < STRONG:
        return
    printed = list(alone.values())
    wholes = [known.number, *table.counts.values(), *tables.with_an_answer(table, known.number)]
    slack = sum((half(share) for share in printed), Fraction())
    if len(printed) >= SEVERAL and abs(sum(map(Fraction, printed), Fraction(-HUNDRED))) <= slack:
        wholes.extend(range(math.ceil(known.number * MOSTLY), known.number))
        if any(all(can_be_share_of(share, whole) for share in printed) for whole in wholes):
            return
        wrong = [share for share in printed if not can_be_share_of(share, known.number)]
    else:
        wrong = [share for share in printed if not any(can_be_share_of(share, whole) for whole in wholes)]
    if not wrong:
        return
    yield Finding(
        (table.entry.id, *known.besides(table)),
        Kind.SHARE,
        f"{', '.join(f'{said(share)}%' for share in printed)} of {said(known.number)} ({table.year})",
        "; ".join(_nearest(share, known.number) for share in wrong),
    )


def _of_a_count_elsewhere(table: Table, tables: Tables) -> Iterator[Finding]:
    """A percentage of which another table of the same people has the count."""
    for name, printed in table.percents.items():
        if not name or name[-1] in names.TOTAL or _beside(table, name) is not None:
            continue
        found = [
            (other, count, whole)
            for other in tables.alike(table)
            if _says_again(table, other) and (count := other.counts.get(name, other.counts.get(("number", *name))))
            for whole in _wholes_of(other, tables)
            if count <= whole
        ]
        if found and not any(rounds_to(percent(count, whole), printed) for _, count, whole in found):
            other, count, whole = found[0]
            yield Finding(
                (table.entry.id, other.entry.id),
                Kind.SHARE,
                f"{' '.join(name).replace('_', ' ')}: {said(printed)}%",
                f"{said(count)} of {said(whole)} is {said(percent(count, whole))}%",
            )


def _says_again(table: Table, other: Table) -> bool:
    """Whether its percentages are of another table's counts: it is named after it, or breaks down the same."""
    dimensions = set(table.entry.dimensions) & set(other.entry.dimensions) - {"year"}
    alike = table.qualities() == other.qualities()
    return table.entry.id.startswith(other.entry.id) or (bool(dimensions) and alike)


def _wholes_of(other: Table, tables: Tables) -> list[int]:
    """How many a table's rows are of: all of its people; if they add to another number, these too."""
    known, whole = tables.known(other), other.everybody()
    if whole is None or not other.counts_once():
        return []
    if known is None or whole == known.number:
        return [whole]
    near = abs(whole - known.number) <= known.number * NEAR
    return [known.number, whole] if near and len(known.entries) >= STRONG else []


def _of_all(table: Table, tables: Tables) -> Iterator[Finding]:
    """`percent_of_all` beside a total of some, of whom all are known."""
    own, known = table.whole(names.WHOLES_BESIDE), tables.known(table)
    printed = next((share for name, share in table.percents.items() if not name or name[-1] in names.OF_ALL), None)
    if not own or known is None or printed is None or own >= known.number:
        return
    if not rounds_to(percent(own, known.number), printed):
        yield Finding(
            (table.entry.id, *known.besides(table)),
            Kind.SHARE,
            f"{said(own)} is {said(printed)}% of all",
            f"{said(own)} of {said(known.number)} is {said(percent(own, known.number))}%",
        )


def _only_count(table: Table) -> int | None:
    """The only number of cases that stands beside a table's percentages."""
    counts = [count for name, count in table.counts.items() if len(name) == 1]
    return counts[0] if len(counts) == 1 else None


def _nearest(printed: Number, number: int) -> str:
    below = int(Fraction(printed) * number / HUNDRED)
    around = [f"{count} is {said(percent(count, number))}%" for count in (below, below + 1)]
    return f"no whole number of {said(number)} is {said(printed)}%: {', '.join(around)}"


def _of_a_part(table: Table, tables: Tables) -> Iterator[Finding]:
    """`percent_of_all` that is less than what `percent_of_upheld` gives alone."""
    of_all, known = table.percents.get(("of_all",)), tables.known(table)
    if of_all is None or known is None:
        return
    for name, of_some in table.percents.items():
        groups = re.split(r"_or_|_and_", name[0].removeprefix("of_")) if len(name) == 1 else []
        for other in tables.of_year(table.year) if name != ("of_all",) else ():
            among = tables.known(other)
            shares = [other.percents[group,] for group in groups if (group,) in other.percents]
            if among is None or among.number > known.number or not groups or len(shares) < len(groups):
                continue
            some = sum((Fraction(share) - half(share) for share in shares), Fraction()) * among.number / HUNDRED
            least = percent(some * (Fraction(of_some) - half(of_some)) / HUNDRED, known.number)
            if least > Fraction(of_all) + half(of_all):
                yield Finding(
                    (table.entry.id, other.entry.id),
                    Kind.SHARE,
                    f"{said(of_all)}% of all, and {said(of_some)}% of the {' or '.join(groups).replace('_', ' ')}",
                    f"{said(of_some)}% of {' + '.join(map(said, shares))}% of {said(among.number)} alone "
                    f"is at least {said(least)}% of {said(known.number)}",
                )


def _of_a_thousand(table: Table, tables: Tables) -> Iterator[Finding]:
    """A rate for each 1,000 that no two counts in its row give, nor one and the number of people elsewhere."""
    for name, (printed, thousand) in table.rates.items():
        row = [count for other, count in table.counts.items() if other and other[:-1] == name[:-1]]
        tried = [(table.entry.id, part, whole) for part, whole in permutations(row, 2) if part < whole]
        if not tried:
            known = tables.known(table)
            people = [*_of_people(table, tables), *((table.entry.id, count) for count in row)]
            parts = [*row, *([known.number] if known else [])]
            tried = [(entry, part, whole) for part in parts for entry, whole in people if part < whole]
        if tried and not any(rounds_to(Fraction(part * thousand, whole), printed) for _, part, whole in tried):
            yield Finding(
                tuple(dict.fromkeys((table.entry.id, *(entry for entry, _, _ in tried)))),
                Kind.SHARE,
                f"{' '.join(name).replace('_', ' ')}: {said(printed)}",
                "; ".join(
                    f"{said(part)} of {said(whole)} is {said(Fraction(part * thousand, whole))}"
                    for _, part, whole in tried
                ),
            )


def _of_people(table: Table, tables: Tables) -> Iterator[tuple[str, int]]:
    """Entries of the people whom a rate's words name, such as those with support, and how many they were."""
    _, thousand, whom = table.entry.counts.lower().partition("1,000 ")
    named = set(re.findall(r"[a-z]+", whom))
    for other in tables.of_year(table.year) if thousand and named & PEOPLE else ():
        number = other.everybody() or (next(iter(other.counts.values())) if len(other.counts) == 1 else None)
        if number and named <= set(
            re.findall(r"[a-z]+", f"{other.entry.counts} {other.entry.population}".lower())
        ):
            yield other.entry.id, number


def _named_after_a_count(table: Table, tables: Tables) -> Iterator[Finding]:
    """A share that is named after a count elsewhere (`provider_share`), which it is of nothing that is told."""
    stem, share, rest = table.entry.id.partition("_share")
    printed = table.percents.get(())
    noun = table.entry.population.lower().split(" ")[0].strip(",;").removesuffix("s")
    if not share or rest or printed is None or not noun:
        return
    others = [other for other in tables.of_year(table.year) if other.entry.id != table.entry.id]
    parts: dict[int, str] = {}
    wholes: dict[int, str] = {}
    for other in others:
        for name, count in other.counts.items():
            called = name[-1] if name else other.entry.id
            if stem in called.split("_") and not called.startswith("not_"):
                parts.setdefault(count, other.entry.id)
            elif count and noun in called:
                wholes.setdefault(count, other.entry.id)
    tried = [(part, whole) for part in parts for whole in wholes if 0 < part <= whole]
    if tried and not any(rounds_to(percent(part, whole), printed) for part, whole in tried):
        yield Finding(
            (table.entry.id, *dict.fromkeys([*parts.values(), *wholes.values()])),
            Kind.SHARE,
            f"{said(printed)}% are {stem}",
            "; ".join(f"{said(part)} of {said(whole)} is {said(percent(part, whole))}%" for part, whole in tried),
        )
