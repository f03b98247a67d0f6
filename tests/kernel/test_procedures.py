"""Procedure files: every one loads, a mistake is told with file, line and key, a new council is a new file."""

from datetime import date
from pathlib import Path

import pytest

import kernel.procedures
from kernel.errors import NotFound
from kernel.procedures import Books, ProcedureFileError, load_books
from kernel.vocabulary import Classification, ClockKind, Disposition, Unit

FILES = Path(kernel.procedures.__file__).parent
NORTHBROOK = """\
code: northbrook
name: Northbrook Council
prefix: NOR
source: invented
teams:
  - {code: adults, name: Adults}
categories:
  - {code: delay, name: Delay}
findings: [upheld, not_upheld]
enquiries:
  triage: {name: Decide, amount: 1, unit: working_days, basis: local, source: invented}
  holding: {name: Decide, amount: 3, unit: working_days, basis: local, source: invented}
procedures:
  - id: adult_statutory
    name: Adult statutory
    summary: One stage
    version: 1
    in_force_from: 2009-04-01
    classification: statutory_complaint
    source: invented
    limits:
      acknowledge: {name: Acknowledge, amount: 3, unit: working_days, basis: statutory, source: invented}
      stage_1: {name: Target, amount: 12, unit: working_days, basis: local, source: invented}
    grades:
      - {code: urgent, name: Urgent, criteria: A danger, target_days: 5, source: invented}
  - id: adult_statutory
    name: Adult statutory
    summary: One stage, faster
    version: 2
    in_force_from: 2026-04-01
    classification: statutory_complaint
    source: invented
    limits:
      acknowledge: {name: Acknowledge, amount: 2, unit: working_days, basis: local, source: invented}
      stage_1: {name: Target, amount: 10, unit: working_days, basis: local, source: invented}
"""


def line_of(text: str) -> int:
    """The line of the file on which `text` first stands."""
    return NORTHBROOK[: NORTHBROOK.index(text)].count("\n") + 1


def load(folder: Path, content: str = NORTHBROOK, name: str = "northbrook.yaml") -> Books:
    (folder / name).write_text(content, encoding="utf-8")
    return load_books(folder)


@pytest.mark.parametrize("file", sorted(FILES.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_file_loads(file: Path) -> None:
    council = load_books().council(file.stem)
    assert {procedure.id for procedure in council.procedures} >= {"adult_statutory", "corporate"}
    assert load_books().prefixes[council.prefix] == council.code


def test_a_new_council_needs_no_code(tmp_path: Path) -> None:
    books = load(tmp_path)
    clocks = books.opening_clocks("northbrook", ("adult_statutory", 1), Disposition.ACCEPTED, date(2026, 3, 3))
    assert {clock.due.limit.kind: clock.due.on for clock in clocks} == {
        ClockKind.ACKNOWLEDGE: date(2026, 3, 6),
        ClockKind.STAGE_1: date(2026, 3, 19),
    }
    graded = books.opening_clocks(
        "northbrook", ("adult_statutory", 1), Disposition.ACCEPTED, date(2026, 3, 3), "urgent"
    )
    assert graded[1].due.on == date(2026, 3, 10)
    assert graded[1].due.limit.rule == "Adult statutory procedure, version 1"


@pytest.mark.parametrize(
    ("received_on", "version"),
    [
        pytest.param(date(2026, 3, 31), 1, id="the day before the new version"),
        pytest.param(date(2026, 4, 1), 2, id="the day it comes into force"),
    ],
)
def test_version_in_force_on_the_day_of_receipt(tmp_path: Path, received_on: date, version: int) -> None:
    council = load(tmp_path).council("northbrook")
    assert council.procedure_on("adult_statutory", received_on).version == version
    assert council.procedure("adult_statutory", 1).version == 1, "cases keep the version they started under"


def test_what_a_council_does_not_have(tmp_path: Path) -> None:
    books = load(tmp_path)
    council = books.council("northbrook")
    for ask in (
        lambda: books.council("southbrook"),
        lambda: council.procedure("adult_statutory", 3),
        lambda: council.procedure_on("adult_statutory", date(2009, 3, 31)),
        lambda: council.procedure_on("provider", date(2026, 1, 1)),
        lambda: council.procedure("adult_statutory", 1).grade("purple"),
    ):
        with pytest.raises(NotFound):
            ask()
    assert council.team("nobody") is None
    assert council.has_category("delay")
    assert not council.has_category("quality")
    assert council.enquiry_limits(Disposition.SERVICE_REQUEST) == []
    assert council.enquiry_limits(Disposition.RESOLVED_ORAL) == []


FIRST_ACKNOWLEDGE = "      acknowledge: {name: Acknowledge, amount: 3"


@pytest.mark.parametrize(
    ("right", "wrong", "at", "key"),
    [
        pytest.param(
            "amount: 12, unit: working_days",
            "amount: 12, unit: fortnights",
            "      stage_1: {name: Target, amount: 12",
            "procedures.0.limits.stage_1.unit",
            id="an unknown unit",
        ),
        pytest.param(
            "basis: statutory, source: invented}",
            "basis: statutory}",
            FIRST_ACKNOWLEDGE,
            "procedures.0.limits.acknowledge.source",
            id="a limit without a source",
        ),
        pytest.param(
            "summary: One stage\n",
            "summary: One stage\n    colour: blue\n",
            "    version: 1",  # where the new line stands
            "procedures.0.colour",
            id="an unknown key",
        ),
        pytest.param(
            "amount: 3, unit: working_days, basis: statutory",
            "amount: three, unit: working_days, basis: statutory",
            FIRST_ACKNOWLEDGE,
            "procedures.0.limits.acknowledge.amount",
            id="an amount in words",
        ),
        pytest.param(
            "amount: 12",
            "amount: 0",
            "      stage_1: {name: Target, amount: 12",
            "procedures.0.limits.stage_1.amount",
            id="an amount of nothing",
        ),
        pytest.param(
            "      stage_1: {name: Target, amount: 12, unit: working_days, basis: local, source: invented}\n",
            "",
            "  - id: adult_statutory",
            "procedures.0: Value error, limits has no stage_1",
            id="no target: a limit that every case opens with",
        ),
        pytest.param(
            "prefix: NOR", "prefix: Nor", "prefix: NOR", "prefix", id="a prefix that no reference can have"
        ),
        pytest.param("findings: [upheld", "findings: [proven", "findings:", "findings.0", id="an unknown finding"),
        pytest.param(
            "version: 2",
            "version: 1",
            "code: northbrook",
            "(file): Value error, procedure and version given twice: adult_statutory 1",
            id="a version twice",
        ),
        pytest.param(
            "  - {code: adults, name: Adults}\n",
            "  - {code: adults, name: Adults}\n  - {code: adults, name: Others}\n",
            "code: northbrook",
            "(file): Value error, team given twice: adults",
            id="a team twice",
        ),
        pytest.param(
            "prefix: NOR\n",
            "prefix: NOR\nprefix: SOU\n",
            "source: invented",
            "prefix: given twice",
            id="a key twice",
        ),
        pytest.param(
            "in_force_from: 2009-04-01",
            "in_force_from: 2009-02-30",
            "code: northbrook",
            "(file): day",
            id="30 February",
        ),
        pytest.param(
            "  - {code: delay", "  - {code: delay]", "  - {code: delay", "", id="brackets that do not close"
        ),
        pytest.param("name: Northbrook", "\tname: Northbrook", "name: Northbrook", "", id="a tab for indentation"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(
    tmp_path: Path, right: str, wrong: str, at: str, key: str
) -> None:
    assert right in NORTHBROOK
    with pytest.raises(ProcedureFileError) as refused:
        load(tmp_path, NORTHBROOK.replace(right, wrong, 1))
    assert str(refused.value).startswith(f"northbrook.yaml:{line_of(at)}: {key}".rstrip())
    assert key in str(refused.value)


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "southbrook.yaml").write_text(NORTHBROOK)  # the name and the prefix of another council
    with pytest.raises(ProcedureFileError) as refused:
        load(tmp_path, NORTHBROOK.replace("amount: 12", "amount: -1").replace("amount: 10", "amount: -1"))
    lines = str(refused.value).splitlines()
    assert [line.split(": ")[1] for line in lines] == [
        "procedures.0.limits.stage_1.amount",
        "procedures.1.limits.stage_1.amount",
        "code",
    ]


def test_two_councils_cannot_share_a_prefix(tmp_path: Path) -> None:
    (tmp_path / "southbrook.yaml").write_text(NORTHBROOK.replace("northbrook", "southbrook"))
    with pytest.raises(ProcedureFileError, match="prefix: NOR belongs to another council"):
        load(tmp_path)


@pytest.mark.parametrize("content", ["", "just words", "- a\n- list\n"])
def test_a_file_that_is_no_council(tmp_path: Path, content: str) -> None:
    with pytest.raises(ProcedureFileError, match=r"^northbrook\.yaml:1: \(file\)"):
        load(tmp_path, content)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "northbrook.yaml").write_bytes(NORTHBROOK.replace("Adults", "Erwachsene \xfc").encode("latin-1"))
    with pytest.raises(ProcedureFileError, match=r"northbrook\.yaml:1: \(file\): .*utf-8"):
        load_books(tmp_path)


def test_target_units_are_those_of_the_vocabulary() -> None:
    """Only what the kernel can count stands in a file; an agreed date is nobody's limit."""
    units = {
        limit.unit
        for council in load_books().councils.values()
        for procedure in council.procedures
        for limit in procedure.limits.values()
    }
    assert units <= set(Unit) - {Unit.AGREED_DATE}
    assert {p.classification for c in load_books().councils.values() for p in c.procedures} == {
        Classification.STATUTORY_COMPLAINT,
        Classification.CORPORATE_COMPLAINT,
    }
