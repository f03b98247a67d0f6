"""`redress report check`: what it prints, its exit status, and one line for a file that it cannot use."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from standalone import cli

Check = Callable[..., tuple[int, str, str]]
HEAD = "authority: anytown\nyear: 2023-24\nentries:\n"
RIGHT = "- {id: outcomes, values: {upheld: 20, not_upheld: 40, total: 60}}\n"
WRONG = "- {id: outcomes, values: {upheld: 20, not_upheld: 39, total: 60}}\n"
UNUSABLE = {
    "an unknown field": (HEAD + RIGHT + "author: me\n", "report.yaml:5: author: There is no such key"),
    "an unknown field of an entry": (HEAD + "- {id: a, values: 1, page: 3}\n", "entries.0.page"),
    "an entry without values": (HEAD + "- {id: a}\n", "report.yaml:4: entries.0.values: This is needed"),
    "an entry twice": (HEAD + RIGHT + RIGHT, "entry outcomes is given twice"),
    "a row twice": (HEAD + "- {id: a, values: {men: 1, men: 2}}\n", "men: given twice"),
    "no entries": ("authority: a\nyear: 2023-24\nentries: []\n", "entries"),
    "entries that are no list": ("authority: a\nyear: 2023-24\nentries: 3\n", "report.yaml:3: entries"),
    "another form of year": (HEAD.replace("2023-24", "2023") + RIGHT, "report.yaml:2: year"),
    "no financial year": (
        HEAD.replace("2023-24", "2023-25") + RIGHT,
        "year: a year is two that follow each other",
    ),
    "a number cut off at its comma": (
        HEAD + "- {id: a, values: {people: 6,348}}\n",
        "put a number with one (…,348)",
    ),
    "a number with its unit": (HEAD + "- {id: a, values: {upheld: 42%}}\n", "'42%': write the number alone"),
    "a sum with its unit": (HEAD + "- id: a\n  values: {spent: '£24,636'}\n", "'£24,636': write the number alone"),
    "a list": ("- 1\n", "report.yaml:1: (file)"),
    "nothing": ("", "report.yaml:1: (file)"),
    "no YAML": ("entries: [\n", "report.yaml:2"),
    "not UTF-8": (b"entries: \xff", "report.yaml"),
    "an endless loop": (HEAD + "- &a {id: a, values: *a}\n", "report.yaml:4: anchors and aliases are not read"),
    "a bomb": ("a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b]\n", "report.yaml:1: anchors and aliases are not read"),
    "no bottom": ("a: " + "[" * 5_000, "report.yaml:1: more than 20 levels"),
    "a number without end": (HEAD + f"- {{id: a, values: {'9' * 5_000}}}\n", "report.yaml"),
    "a huge number": (HEAD + "- {id: a, values: {b: 12345678901}}\n", "12345678901 is not a number from"),
    "ten thousand entries": (
        HEAD + "".join(f"- {{id: e{n}, values: 1}}\n" for n in range(10_000)),
        "entries: At most 300 of them, not",
    ),
    "a wide table": (
        HEAD + f"- {{id: a, values: {{{', '.join(f'r{n}: {n}' for n in range(201))}}}}}\n",
        "more than 200 numbers in one entry",
    ),
    "wide tables": (
        HEAD
        + "".join(f"- {{id: a{n}, values: {{{', '.join(f'r{m}: 1' for m in range(200))}}}}}\n" for n in range(26)),
        "more than 5,000 numbers",
    ),
    "a large file": (HEAD + "#" * 1_000_001, "larger than 1,000,000 bytes"),
    "an object": (HEAD + "- !!python/object:os.system {id: a}\n", "report.yaml:4"),
    "several mistakes": (HEAD + "- {id: a b}\n", "(and 1 more)"),
}


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Checks a file with a text: exit status, standard output, standard error."""
    monkeypatch.setenv("REDRESS_DATA_DIR", str(tmp_path / "data"))
    file = tmp_path / "report.yaml"

    def run(text: str | bytes, *options: str) -> tuple[int, str, str]:
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        status = cli.main(["report", "check", str(file), *options])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_nothing_to_find(check: Check) -> None:
    assert check(HEAD + RIGHT) == (0, "nothing contradicts itself\n", "")
    assert check(HEAD + RIGHT, "--json") == (0, "[]\n", "")


@pytest.mark.parametrize("year", ["2023-24", "2023/24", "2023-2024"])
def test_a_contradiction_is_told(check: Check, year: str) -> None:
    status, said, mistakes = check(HEAD.replace("2023-24", year) + WRONG)
    assert (status, mistakes) == (1, "")
    assert said == "outcomes (total)\n  says:  total is 60 (2023/24)\n  gives: 20 + 39 = 59\n"


def test_numbers_with_commas_are_read_as_they_are_printed(check: Check) -> None:
    status, said, _ = check(HEAD + "- id: a\n  values:\n    north: 4,186\n    south: 1,259\n    total: '5,446'\n")
    assert (status, said.splitlines()[1:]) == (
        1,
        ["  says:  total is 5,446 (2023/24)", "  gives: 4,186 + 1,259 = 5,445"],
    )


def test_a_contradiction_for_a_machine(check: Check) -> None:
    status, said, _ = check(HEAD + WRONG, "--json")
    assert status == 1
    assert json.loads(said) == [
        {"entries": ["outcomes"], "kind": "total", "says": "total is 60 (2023/24)", "gives": "20 + 39 = 59"}
    ]


def test_what_others_found_is_not_read(check: Check) -> None:
    answers = "- {id: a, values: 1, status: inconsistent, note: [x], checks: [{expr: 1 == 2, holds: false}]}\n"
    assert check(HEAD + answers)[0] == 0


def test_claims_of_another_form_are_left_out_and_it_is_said(check: Check) -> None:
    status, _, mistakes = check(HEAD + WRONG + "claims: [{text: All is well, of: outcomes}]\n")
    assert (status, mistakes) == (1, "report.yaml: no claim has a known form; only the figures are checked\n")


BAD_CLAIMS = """claims:
- {id: c, says: So., relation: equals, values: [inputs.total, 60]}
- {id: d, says: So., relation: shrae, part: 1, of: 2, percent: 3}
- {id: e, says: Two thirds., relation: equals, values: [outcomes.upheld, 40]}
"""


def test_claims_that_cannot_be_checked_spoil_nothing_else(check: Check) -> None:
    status, said, mistakes = check(HEAD + WRONG + BAD_CLAIMS, "--json")
    assert status == 2
    assert [finding["kind"] for finding in json.loads(said)] == ["total", "claim"]
    first, second = mistakes.splitlines()
    assert first == "redress: report.yaml: claim c: there is no entry 'inputs'"
    assert second.startswith("redress: report.yaml: claims.1: Input tag 'shrae' found")


@pytest.mark.parametrize("case", UNUSABLE)
def test_a_file_that_cannot_be_used(check: Check, case: str) -> None:
    text, reason = UNUSABLE[case]
    status, said, mistakes = check(text)
    assert (status, said) == (2, "")
    assert reason in mistakes
    assert mistakes.count("\n") == 1


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", "check", str(tmp_path / "none.yaml")]) == 2
    assert capsys.readouterr().err == "redress: none.yaml: No such file or directory\n"
