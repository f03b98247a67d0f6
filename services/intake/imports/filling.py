"""From the rows of a sheet to lines of the import format, by a mapping. Pure."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from intake.imports.cells import CellError, running_number
from intake.imports.lines import LONGEST_LINE, RawLine, Source
from intake.imports.mapping import LINE, Part, Plan, ReferenceForm, normal, part_of
from intake.imports.sheets import Unreadable, quoted
from kernel.localtime import financial_year
from kernel.normal_forms import seen


class HeaderError(Exception):
    """What a sheet's header lacks for a mapping; one reason each."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class Filling:
    """A plan whose columns have been found in a sheet's header. Raises HeaderError.

    Attributes:
        unused: columns that no field comes from.
    """

    def __init__(self, plan: Plan, header: Sequence[str]) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        unread = next((cell for cell in header if isinstance(cell, Unreadable)), None)
        for index, heading in enumerate(header):
            if not isinstance(heading, Unreadable):
                places[normal(heading)].append(index)
        wanted = {normal(each.column): each.column for each in plan.mapping.columns}
        reasons = [f"There is no column {quoted(name)}." for key, name in wanted.items() if not places[key]]
        reasons += [
            f"There are {len(places[key])} columns {quoted(name)}: give each a name of its own."
            for key, name in wanted.items()
            if len(places[key]) > 1
        ]
        if reasons and unread is not None:
            reasons.append(f"A cell of the row with the columns' names cannot be read: {unread}.")
        if reasons:
            raise HeaderError(reasons)
        self.unused = [
            header[index].strip() for key, at in places.items() if key and key not in wanted for index in at
        ]
        self._plan = plan
        self._rules = [(places[rule.column][0], rule) for rule in plan.rules]
        self._sources: dict[Part, dict[str, Source]] = defaultdict(dict)
        for index, rule in self._rules:
            source = Source(" ".join(header[index].split()), rule.target.path)
            self._sources[part_of(rule.target)][rule.target.field.name] = source
        if plan.mapping.reference is ReferenceForm.NUMBER:
            self._sources[LINE]["own_number"] = self._sources[LINE]["ref"]

    def line(self, number: int, end: int, row: Sequence[str]) -> RawLine:
        """A row as a line; what cannot be read stays as it is written, and its reason is told with the line's."""
        values: dict[Part, dict[str, Any]] = defaultdict(dict)
        values[LINE]["authority"] = self._plan.council.code
        for known, value in self._plan.constants:
            values[part_of(known)][known.field.name] = value
        there, faults, blank = {LINE}, dict[str, str](), True
        for index, rule in self._rules:
            cell = row[index] if index < len(row) else ""
            text = seen(cell).strip()
            if not text:
                continue
            blank = False
            part = part_of(rule.target)
            try:
                if isinstance(cell, Unreadable):
                    raise CellError(text)
                value = self._plan.read(rule, text)
            except CellError as error:
                faults[rule.target.path] = str(error)
                value = text
            if value is not None:
                values[part][rule.target.field.name] = value
                if rule.makes_part:
                    there.add(part)
        if blank:
            return RawLine(number, end, b"")
        self._number_reference(values[LINE], faults)
        record: dict[str, Any] = {}
        sources: dict[str, Source] = {}
        for part in sorted(there):
            place = _put(record, part, values[part])
            sources |= {place + name: source for name, source in self._sources[part].items()}
        content = json.dumps(record, ensure_ascii=False).encode(errors="replace")
        if len(content) > LONGEST_LINE:
            return RawLine(number, end, None)
        told = {place: faults[source.path] for place, source in sources.items() if source.path in faults}
        return RawLine(number, end, content, sources, told)

    def _number_reference(self, line: dict[str, Any], faults: dict[str, str]) -> None:
        """EAS-2324-0451 from the council's own 451, or CMP/451, of that financial year."""
        if self._plan.mapping.reference is not ReferenceForm.NUMBER or "ref" not in line or "ref" in faults:
            return
        own = line["own_number"] = line["ref"]
        try:
            number = running_number(own, self._plan.mapping.dates)
        except CellError as error:
            faults["ref"] = str(error)
            return
        try:
            year = financial_year(date.fromisoformat(line["received_on"])) % 100
        except (KeyError, ValueError):
            year = 0  # the line will be refused for its day of receipt, and for that alone
        line["ref"] = f"{self._plan.council.prefix}-{year:02}{(year + 1) % 100:02}-{number:0>4}"


def _put(record: dict[str, Any], part: Part, values: dict[str, Any]) -> str:
    """Put a part where it belongs in a line. Returns its place as reasons name it: `issues.0.`."""
    name, number = part
    if part == LINE:
        record |= values
        return ""
    if not number:
        record[name] = values
        return f"{name}."
    if name == "stages":
        values.setdefault("stage", number)
    record.setdefault(name, []).append(values)
    return f"{name}.{len(record[name]) - 1}."
