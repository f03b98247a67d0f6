"""Draws a chart of a report, as a picture that scales (SVG) or one of dots (PNG).

Every mark has its number beside it, so that no scale has to be read; parts are told by hatches and order as well
as by colour. A hidden number has no mark but its sign.
"""

import io
import logging
import textwrap
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analytics.reports.document import Chart, ChartKind, Column, Row, Table, Value

INK, SECOND, LINE = "#16232b", "#47555d", "#cdd5d5"
FILLS = (
    ("#15505a", ""),
    ("#6a989c", ""),
    ("#f2b134", ""),
    ("#e3e9e7", ""),
    ("#6a989c", "////"),
    ("#e3e9e7", "...."),
)
"""Colour and hatch of each series or part, in turn."""
EDGE = "#47666b"
DARK = frozenset({"#15505a"})
WIDTH = 5.2
"""Inches: on a phone it still can be read, drawn smaller."""
SIZE = 9.5
LABEL = 30
"""Characters of a label before it goes on in the next line."""
ACROSS = 62
"""Characters that fit beside each other under standing bars."""
POINT = 8
"""Characters of a line under a point."""
CROWDED = 8
"""More points of a line than that have smaller names."""
DOTS_PER_INCH = 200

mpl.rcParams.update(
    {
        "svg.hashsalt": "redress",
        "svg.fonttype": "none",
        "font.family": ["Arial", "Liberation Sans", "DejaVu Sans"],
        "font.size": SIZE,
        "text.color": INK,
        "text.parse_math": False,
        "hatch.linewidth": 0.8,
    }
)
# Readers have Arial; a machine that has not measures with what is next in the list, and need not say so each time.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def svg(chart: Chart, table: Table) -> bytes:
    """The same bytes each time."""
    return _saved(_drawn(chart, table), "svg", {"Date": None, "Creator": None, "Title": chart.title})


def png(chart: Chart, table: Table) -> bytes:
    return _saved(_drawn(chart, table), "png", {"Software": None})


def is_of_something(chart: Chart, table: Table) -> bool:
    """Whether there is anything to draw: a row besides the total."""
    return any(not row.is_total for row in table.rows) and bool(_series(chart, table))


def _saved(figure: Figure, kind: str, metadata: dict[str, str | None]) -> bytes:
    picture = io.BytesIO()
    figure.savefig(picture, format=kind, dpi=DOTS_PER_INCH, metadata=metadata)
    return picture.getvalue()


def _drawn(chart: Chart, table: Table) -> Figure:
    rows = [row for row in table.rows if not row.is_total]
    series = _series(chart, table)
    match chart.drawn_as:
        case ChartKind.STACKED:
            return _stacked(rows, series)
        case ChartKind.LINE:
            return _line(rows, series)
        case ChartKind.BARS:
            is_short = max(len(row.label) for row in rows) * len(rows) <= ACROSS
            return (_standing if is_short and len(series) == 1 else _lying)(rows, series)


def _series(chart: Chart, table: Table) -> list[tuple[int, Column]]:
    return [(at, column) for at, column in enumerate(table.columns) if column.id in chart.columns]


def _lying(rows: Sequence[Row], series: Sequence[tuple[int, Column]]) -> Figure:
    """Bars from the left, one below the other; years of one row together."""
    labels = [_wrapped(row.label, LABEL) for row in rows]
    heights = [max(0.27 * len(series), 0.17 * (label.count("\n") + 1)) + 0.08 for label in labels]
    figure, axes = _sheet(sum(heights) + 0.1 + (0.3 if len(series) > 1 else 0))
    widest = max(len(line) for label in labels for line in label.split("\n"))
    top = 0.99 - (0.3 / figure.get_figheight() if len(series) > 1 else 0)
    axes.set_position((min(0.42, 0.03 + widest * 0.0142), 0.01, 1 - min(0.42, 0.03 + widest * 0.0142) - 0.1, top))
    bottom = 0.0
    for row, label, height in zip(rows, labels, heights, strict=True):
        middle = bottom + height / 2
        axes.annotate(
            label,
            (0, middle),
            (-6, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            ha="right",
            va="center",
        )
        thick = (height - 0.08) / len(series) if len(series) > 1 else min(height - 0.08, 0.22)
        for nth, (at, _) in enumerate(series):
            y = middle + (nth - (len(series) - 1) / 2) * thick
            size = _size(row.values[at])
            axes.barh(y, size, thick * 0.94, **_look(nth))
            right = size >= 0
            axes.annotate(
                row.values[at].text,
                (size, y),
                (5 if right else -5, 0),
                textcoords="offset points",
                ha="left" if right else "right",
                va="center",
            )
        bottom += height
    axes.set_ylim(bottom, 0)
    axes.set_xlim(*_limits(rows, series))
    axes.axvline(0, color=SECOND, linewidth=0.8)
    _name_series(figure, series)
    return figure


def _standing(rows: Sequence[Row], series: Sequence[tuple[int, Column]]) -> Figure:
    figure, axes = _sheet(2.0)
    axes.set_position((0.02, 0.12, 0.96, 0.78))
    ((at, _),) = series
    for x, row in enumerate(rows):
        size = _size(row.values[at])
        axes.bar(x, size, 0.62, **_look(0))
        up = size >= 0
        axes.annotate(
            row.values[at].text,
            (x, size),
            (0, 4 if up else -4),
            textcoords="offset points",
            ha="center",
            va="bottom" if up else "top",
        )
    axes.set_ylim(*_limits(rows, series))
    axes.axhline(0, color=SECOND, linewidth=0.8)
    _name_below(axes, rows, ACROSS)
    return figure


def _line(rows: Sequence[Row], series: Sequence[tuple[int, Column]]) -> Figure:
    """One line a column; a number that is not there leaves a gap, with its sign at the foot."""
    figure, axes = _sheet(2.6)
    axes.set_position((0.01, 0.17, 0.98, 0.68))
    low, high = _limits(rows, series)
    for nth, (at, _) in enumerate(series):
        sizes = [_size(row.values[at]) if _is_number(row.values[at]) else float("nan") for row in rows]
        colour = (INK, "#15505a", "#7f4c00")[nth % 3]
        axes.plot(
            range(len(rows)),
            sizes,
            color=colour,
            marker="os^D"[nth % 4],
            linestyle=("-", "--", ":", "-.")[nth % 4],
            linewidth=1.8,
            label=series[nth][1].head,
        )
        for x, row in enumerate(rows):
            known = _is_number(row.values[at])
            place = (x, sizes[x] if known else low)
            above = not known or sizes[x] >= max(_size(row.values[other]) for other, _ in series)
            axes.annotate(
                row.values[at].text,
                place,
                (0, (6 if above else -6) if known else 4 + 11 * nth),
                textcoords="offset points",
                ha="center",
                va="bottom" if above else "top",
                color=colour,
            )
    axes.set_ylim(low, high)
    axes.axhline(0, color=SECOND, linewidth=0.8)
    _name_below(axes, rows, POINT)
    if len(series) > 1:
        figure.legend(loc="upper left", ncols=len(series), frameon=False, borderaxespad=0)
    return figure


def _stacked(rows: Sequence[Row], series: Sequence[tuple[int, Column]]) -> Figure:
    """One bar a column with its parts from the left; below, the parts with their numbers in that order."""
    named = len(series) > 1
    texts = [" / ".join(row.values[at].text for at, _ in series) for row in rows]
    labels = [_wrapped(f"{row.label} {text}", LABEL + 4) for row, text in zip(rows, texts, strict=True)]
    entries = [Patch(label=label, **_look(nth)) for nth, label in enumerate(labels)]
    across = 2 if max(len(row.label) for row in rows) > 18 else 3
    lines = [label.count("\n") + 1 for label in labels]
    deep = sum(max(lines[at : at + across]) for at in range(0, len(lines), across)) * 0.18
    bars = 0.46 * len(series)
    figure, axes = _sheet(bars + deep + 0.1)
    left = 0.12 if named else 0.005
    axes.set_position((left, (deep + 0.08) / figure.get_figheight(), 0.99 - left, bars / figure.get_figheight()))
    most = max(sum(_size(row.values[at]) for row in rows) for at, _ in series) or 1
    for y, (at, column) in enumerate(series):
        if named:
            axes.annotate(column.head, (0, y), (-6, 0), textcoords="offset points", ha="right", va="center")
        begins = 0.0
        for nth, row in enumerate(rows):
            size = _size(row.values[at])
            axes.barh(y, size, 0.8, left=begins, **_look(nth))
            text = row.values[at].text
            if size / most > 0.01 * len(text) + 0.004:
                light = _look(nth)["facecolor"] in DARK
                box = None if light else {"facecolor": _look(nth)["facecolor"], "edgecolor": "none", "pad": 1}
                colour = "white" if light else INK
                axes.text(begins + size / 2, y, text, ha="center", va="center", color=colour, bbox=box)
            begins += size
    axes.set_xlim(0, most)
    axes.set_ylim(len(series) - 0.5, -0.5)
    order = [entry for column in range(across) for entry in entries[column::across]]
    figure.legend(
        handles=order,
        loc="lower left",
        bbox_to_anchor=(left - 0.005, 0),
        ncols=across,
        frameon=False,
        borderaxespad=0,
        handlelength=1.1,
        handleheight=0.9,
        labelspacing=0.25,
        columnspacing=1.4,
    )
    return figure


def _sheet(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, height), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    return figure, axes


def _name_below(axes: Axes, rows: Sequence[Row], width: int) -> None:
    for x, row in enumerate(rows):
        axes.annotate(
            _wrapped(row.label, width),
            (x, 0),
            (0, -5),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=SIZE if len(rows) <= CROWDED else 6.5,
        )
    axes.set_xlim(-0.5, len(rows) - 0.5)


def _name_series(figure: Figure, series: Sequence[tuple[int, Column]]) -> None:
    if len(series) > 1:
        entries = [Patch(label=column.head, **_look(nth)) for nth, (_, column) in enumerate(series)]
        figure.legend(handles=entries, loc="upper left", ncols=len(series), frameon=False, borderaxespad=0)


def _look(nth: int) -> dict[str, Any]:
    fill, hatch = FILLS[nth % len(FILLS)]
    return {"facecolor": fill, "hatch": hatch, "edgecolor": EDGE, "linewidth": 0.6}


def _limits(rows: Sequence[Row], series: Sequence[tuple[int, Column]]) -> tuple[float, float]:
    """From zero, or from the lowest below it, so that lengths can be compared."""
    sizes = [_size(row.values[at]) for row in rows for at, _ in series]
    low, high = min(0.0, *sizes), max(0.0, *sizes)
    return (low * 1.25, high * 1.05) if high > low else (0.0, 1.0)


def _is_number(value: Value) -> bool:
    return isinstance(value.value, int | float)


def _size(value: Value) -> float:
    return float(value.value) if isinstance(value.value, int | float) else 0.0


def _wrapped(label: str, width: int) -> str:
    return textwrap.fill(label, width, break_long_words=False)
