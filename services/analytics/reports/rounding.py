"""Rounds what may not leave as it is: every count of a report is a multiple of 5, and all still add up. Pure.

The counts of this report and of all earlier publications are rounded as one system.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analytics.disclosure import Protection, rounded
from analytics.reports.build import Draft
from analytics.reports.checks import Check, Level
from analytics.reports.counts import Count, Counts
from analytics.reports.document import NumberUnit, Table, Value
from analytics.reports.hiding import Hiding, Known, counts_in, hidden_in, without
from analytics.reports.published import stripped
from analytics.reports.tables import TOTAL
from kernel.errors import Conflict

BASE = 5
ENOUGH = 20
"""A mean, a median or a sum of fewer is hidden: 12.5 days can be the mean of some numbers of cases alone."""
OF_A_FIELD = frozenset({NumberUnit.WORKING_DAYS, NumberUnit.CALENDAR_DAYS, NumberUnit.MONTHS, NumberUnit.POUNDS})


def require_alike(earlier: Sequence[Known], *, rounds: bool) -> None:
    """Raises Conflict where reports that are out round and this one would not, or the other way round.

    A count that one prints as it is would tell what another one covers.
    """
    if any((known.rounded is not None) != rounds for known in earlier):
        says = "have rounded counts: write round_counts: true" if not rounds else "do not: take round_counts out"
        raise Conflict(f"Reports of this council that are out {says} in the file of this one.")


def roundings(counts: Counts, earlier: Sequence[Known]) -> dict[str, int]:
    """What is printed of every count. Raises Conflict where nothing adds up with what is out already.

    A count that is out, and was not corrected since, stays as it is there.
    """
    together = Counts(
        dict(counts.values), dict(counts.counts), dict(counts.sums), dict(counts.occurring), counts.kinds
    )
    latest = {
        key: (value, known.rounded[key])
        for known in earlier
        if known.rounded is not None
        for key, value in known.values.items()
    }
    for key in latest.keys() - counts.values.keys():
        together.add(Count.of(key), latest[key][0])
    # A sum of counts from before and after a correction does not hold, and nobody can use it.
    sums = [
        one
        for one in together.linked()
        if together.values[one.whole] == sum(together.values[part] for part in one.parts)
    ]
    out = {key: printed for key, (value, printed) in latest.items() if together.values[key] == value}
    found = rounded(together.values, sums, BASE, out)
    if found is None:
        raise Conflict("The counts of this report cannot be rounded so that they add up with what is out.")
    return found


def round_off(draft: Draft, printed: Mapping[str, int]) -> Hiding:
    """A report that was built with rounded counts, `printed`, as it may leave."""
    values = draft.counts.values

    def hides(unit: NumberUnit, counts: Sequence[str]) -> bool:
        return unit in OF_A_FIELD and any(printed[key] < ENOUGH for key in counts)

    left = sorted(counts_in(without(draft, hides).blocks()))
    report = without(_without_noughts(draft), hides)
    small = Protection(frozenset(key for key in left if printed[key] < ENOUGH), {})
    numbers = [hidden for table in report.tables() for hidden in hidden_in(table, small, {})]
    most = max((abs(printed[key] - values[key]) for key in left), default=0)
    within = BASE * (1 + most // BASE)
    note = (
        f"Counts are rounded to multiples of {BASE}, so that nobody can be identified: each is less than {within} "
        f"from what was counted, a 0 may be up to {within - 1}, and all add up. Shares are worked out from them."
    )
    told = f"{len(left)} counts are rounded, each less than {within} from what was counted, and all add up."
    return Hiding(
        report=stripped(report.model_copy(update={"notes": (*report.notes, note), "is_rounded": True})),
        numbers=numbers,
        left_out=[],
        values={key: values[key] for key in left},
        hidden=frozenset(),
        checks=[Check(Level.HOLDS if within == BASE else Level.WARNS, told)],
        rounded={key: printed[key] for key in left},
    )


def _without_noughts(draft: Draft) -> Draft:
    """Without groups that are printed as 0: as they stand there, they would be known to be one to four."""
    sections = [
        section.model_copy(
            update={
                "blocks": tuple(
                    _counted(block) if isinstance(block, Table) and block.id in draft.by_size else block
                    for block in section.blocks
                )
            }
        )
        for section in draft.report.sections
    ]
    return replace(draft, report=draft.report.model_copy(update={"sections": tuple(sections)}))


def _counted(table: Table) -> Table:
    """Its groups of which more than 0 is printed, down and, where it is crossed, across."""
    rows = [row for row in table.rows if row.is_total or _is_counted(row.values)]
    across = [
        at
        for at, column in enumerate(table.columns)
        if table.columns[-1].id != TOTAL or column.id == TOTAL or _is_counted([row.values[at] for row in rows])
    ]
    return table.model_copy(
        update={
            "columns": tuple(table.columns[at] for at in across),
            "rows": tuple(
                row.model_copy(update={"values": tuple(row.values[at] for at in across)}) for row in rows
            ),
        }
    )


def _is_counted(values: Sequence[Value]) -> bool:
    return any(value.unit is NumberUnit.COUNT and value.value for value in values)
