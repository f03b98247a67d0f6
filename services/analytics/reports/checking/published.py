"""One published report as a YAML file: its figures, and what its sentences say of them."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from analytics.reports.checking import relations
from analytics.reports.checking.claims import RELATIONS, Checked, checked
from analytics.reports.checking.names import year_in
from analytics.reports.checking.values import Entry, Report, Tree, is_number, numbers
from kernel.procedures.reader import Loader, ProcedureFileError, read

MOST_BYTES = 1_000_000
MOST_ENTRIES = 300
DEEPEST = 20
"""Levels of a file; claims and tables need fewer than ten."""
MOST_NUMBERS, MOST_IN_ONE = 5_000, 200
"""In all entries, and in one; the largest published table has fewer than 100."""
LARGEST = 1_000_000_000
THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
CUT_OFF = re.compile(r"\d{3}")
"""What is left of a number with a comma that a map in braces was split at."""
WITH_UNIT = re.compile(r"£\s*[\d.,]+|[\d.,]+\s*%")
ANSWERS = {"checks", "status", "note"}
"""What somebody else found out about an entry. The checker finds it out by itself."""
Text = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]


class Unusable(Exception):
    """A file that is no report, with the reason in one line."""


def _values(value: Any) -> Tree:
    """Values of an entry. Raises ValueError for what is no figure, name or list of these."""
    if isinstance(value, dict):
        if cut := [key for key, below in value.items() if below is None and CUT_OFF.fullmatch(str(key))]:
            raise ValueError(
                f"in braces a comma begins the next name: put a number with one (…,{cut[0]}) in quotes"
            )
        return {str(key): _values(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_values(below) for below in value]
    if isinstance(value, str) and THOUSANDS.fullmatch(value):
        value = Decimal(value.replace(",", "")) if "." in value else int(value.replace(",", ""))
    if isinstance(value, str) and WITH_UNIT.fullmatch(value):
        raise ValueError(f"{value!r}: write the number alone, and its unit in its name, as in upheld_percent")
    if is_number(value) and abs(value) > LARGEST:
        raise ValueError(f"{value} is not a number from -{LARGEST:,} to {LARGEST:,}")
    return value


def _of_known_form(given: Any) -> Any:
    """Claims as written; none where not one has a relation that is known here: they are somebody else's."""
    known = isinstance(given, list) and any(
        isinstance(claim, dict) and claim.get("relation") in RELATIONS for claim in given
    )
    return given if known else []


class Part(BaseModel):
    """A part of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Period(Part):
    """First and last day of what is reported."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")


class PublishedEntry(Part):
    """One thing that the report counts."""

    id: Annotated[str, StringConstraints(pattern=r"^[^.\s]+$", max_length=100)]
    counts: Text = ""
    population: Text = ""
    dimensions: list[Text] = Field(default=[], max_length=20)
    source: Text = ""
    values: Annotated[Any, BeforeValidator(_values)]

    @field_validator("values")
    @classmethod
    def _not_too_many(cls, values: Tree) -> Tree:
        if sum(1 for _ in numbers(values)) > MOST_IN_ONE:
            raise ValueError(f"more than {MOST_IN_ONE} numbers in one entry")
        return values

    @model_validator(mode="before")
    @classmethod
    def _without_answers(cls, given: Any) -> Any:
        return (
            {key: value for key, value in given.items() if key not in ANSWERS}
            if isinstance(given, dict)
            else given
        )


class Published(Part):
    """The file."""

    authority: Text
    year: Text
    period: Period | None = None
    entries: Annotated[list[PublishedEntry], Field(min_length=1, max_length=MOST_ENTRIES)]
    claims: Annotated[list[Any], BeforeValidator(_of_known_form), Field(max_length=MOST_ENTRIES)] = []

    @field_validator("year")
    @classmethod
    def _two_that_follow(cls, year: str) -> str:
        if year_in(year) is None:
            raise ValueError("a year is two that follow each other: 2023-24")
        return year

    @model_validator(mode="after")
    def _each_once_and_not_too_many(self) -> Self:
        if twice := [one for one, times in Counter(entry.id for entry in self.entries).items() if times > 1]:
            raise ValueError(f"entry {twice[0]} is given twice")
        if sum(1 for entry in self.entries for _ in numbers(entry.values)) > MOST_NUMBERS:
            raise ValueError(f"more than {MOST_NUMBERS:,} numbers")
        return self

    @property
    def left_claims_out(self) -> bool:
        """Whether it has claims, and none in a form that is known here."""
        return "claims" in self.model_fields_set and not self.claims

    def report(self) -> Report:
        """Its figures."""
        return Report(
            self.year,
            tuple(
                Entry(entry.id, entry.counts, entry.population, tuple(entry.dimensions), entry.values)
                for entry in self.entries
            ),
        )


class _Scalars(Loader):  # type: ignore[misc, valid-type]  # the fast one, where there is one
    """Reads numbers as they are printed, and nothing else as anything but words: `yes` and `20_25` name rows."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for _tag, _pattern, _starts in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?[0-9]+\.[0-9]+$", list("-+0123456789")),
):
    _Scalars.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _starts)
_Scalars.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
_Scalars.add_constructor("tag:yaml.org,2002:float", lambda _, node: Decimal(node.value))


def read_published(path: Path) -> Published:
    """The report in a file. Raises Unusable."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unusable(f"{path.name} is larger than {MOST_BYTES:,} bytes")
        if what := _refused(path.read_text(encoding="utf-8")):
            raise Unusable(f"{path.name}:{what}")
        return read(path, Published, _Scalars)
    except OSError as error:
        raise Unusable(f"{path.name}: {error.strerror or error}") from error
    except ProcedureFileError as error:
        first, *others = str(error).splitlines()
        raise Unusable(f"{first} (and {len(others)} more)" if others else first) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Unusable(f"{path.name}:{line}: {error.problem}") from error
    except (yaml.YAMLError, ArithmeticError, ValueError) as error:
        raise Unusable(f"{path.name}: {str(error).splitlines()[0]}") from error


def _refused(text: str) -> str | None:
    """The line and reason for which a file is not even built: what refers to itself, or is nested without end."""
    depth = 0
    for event in yaml.parse(text, Loader=_Scalars):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return f"{_line(event)}: anchors and aliases are not read"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return f"{_line(event)}: more than {DEEPEST} levels"
    return None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def contradictions(published: Published) -> Checked:
    """What contradicts itself: first by the figures alone, then what is claimed of them."""
    report = published.report()
    claimed = checked(report, published.claims)
    return Checked([*relations.contradictions(report), *claimed.found], claimed.unchecked)
