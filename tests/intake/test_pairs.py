"""Two rows may hold for one contact: which one decides is written here, with why, whatever else is set.

Written apart from the table on purpose: a row that is moved there meets what was meant here.
"""

from collections import Counter
from itertools import combinations
from random import Random

from intake.rules import RULES, Ends, Facts, classify
from kernel.bank_holidays import england_and_wales
from tests.intake.random_facts import random_facts
from tests.support import shared

ENGLAND = england_and_wales()
CONTACTS = 10_000

PRECEDENCE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The Ombudsman is answered by its own day, whatever the letter is about.", ("20a",)),
    ("Who thanks or suggests complains of nothing, whoever they are and whatever it touches.", ("1", "2")),
    (
        "What a law of its own takes out is nobody's complaint, whichever service it is about: a request with a "
        "clock before what that clock's answer was, what is asked before what is complained of at work.",
        ("4", "5", "6", "7", "7b"),
    ),
    ("Who asks for something is served, before anybody is told that they may not complain.", ("3",)),
    ("A body that complains for itself, and a member who asks, are no complainants at all.", ("8", "10")),
    ("Whose work it is comes first (X5).", ("12",)),
    ("Care that nobody but the person bought is not the council's, whatever else is wrong with it.", ("14",)),
    (
        "Nobody can be told of a refusal who cannot be reached; no council can do what only a tribunal can.",
        ("17", "30"),
    ),
    (
        "The Code's exclusions are asked before a corporate complaint is accepted (P2, X10): of a provider on its "
        "own account, another service, who is not in the children's list, and a witness.",
        ("16a", "9", "16"),
    ),
    (
        "Children's: who may complain, for themselves or for whom they speak (P4), then what waits, then what the "
        "Ombudsman has or the council answered, then time; accepted only after all of them (P2, X13 to X15).",
        ("19a", "19i", "19b", "19e", "19f", "19c", "19d"),
    ),
    ("Who is not affected has a corporate complaint, before anybody's agreement matters.", ("21",)),
    (
        "Who may speak for the person comes before what they say: agreement, then best interests.",
        ("22c", "23", "24"),
    ),
    (
        "What was decided before, by the Ombudsman before the council, comes before lateness.",
        ("26", "27", "27a", "28"),
    ),
    ("What was put right at once needs no route, and no Regulations.", ("31", "31b")),
    ("Public health has its own Regulations, before any provider of adults' care.", ("15",)),
    (
        "A provider is asked first where they want it; else the council answers for it, before its own care.",
        ("32", "32a", "33"),
    ),
    ("A person looks at what nothing fits.", ("34",)),
)
ORDER = [row for _, rows in PRECEDENCE for row in rows]
ENDING = [rule for rule in RULES if isinstance(rule.then, Ends)]


def holding(facts: Facts) -> list[str]:
    return [rule.id for rule in ENDING if rule.holds(facts, ENGLAND)]


def decides(facts: Facts) -> str:
    """The first, in the written order, of the rows that hold or cannot tell; the latter hold it."""
    told = {rule.id: rule.holds(facts, ENGLAND) for rule in ENDING}
    first = next(row for row in ORDER if told[row] is not False)
    return first if told[first] else "31b"


def test_every_row_that_ends_has_a_written_place() -> None:
    assert sorted(ORDER) == sorted(rule.id for rule in ENDING)


def test_of_two_rows_that_hold_the_written_one_decides() -> None:
    chance = Random(2009)
    pairs: Counter[tuple[str, str]] = Counter()
    for _ in range(CONTACTS):
        facts = random_facts(chance)
        pairs.update(combinations(holding(facts), 2))
        assert classify(facts, ENGLAND).rule == decides(facts), facts
    said = f"Rows that held together: {len(pairs)} pairs over {CONTACTS} contacts"
    (shared.folder() / "pairs").write_text(said)
    assert len(pairs) > 600
