"""The chain of reads: whatever is altered or taken away in it is named, the first such read first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.read_chain import End, Link, Read, Reader, first_fault, sealed

BEGAN = datetime(2026, 3, 24, 9, 0, 0, 250_000, UTC)
OFFICER = Reader("officer-1", "Officer One", "complaints_officer")


def chain(length: int) -> list[Link]:
    links: list[Link] = []
    before = End.hash
    for sequence in range(1, length + 1):
        read = Read(BEGAN + timedelta(minutes=sequence), OFFICER, "case", f"EAS-2526-{sequence:04}")
        before = sealed(before, "eastmere", sequence, read)
        links.append(Link(sequence, read, before))
    return links


WHOLE = chain(5)
END = End(5, WHOLE[-1].hash)


def with_read(number: int, **changes: object) -> list[Link]:
    """The chain with something else in one read; its hash is as it was."""
    changed = WHOLE[number - 1]
    return [*WHOLE[: number - 1], changed._replace(read=changed.read._replace(**changes)), *WHOLE[number:]]


def resealed(number: int) -> list[Link]:
    """The chain of somebody who alters a read and seals it again, and nothing after it."""
    altered = with_read(number, ref="EAS-2526-9999")
    hidden = altered[number - 1]
    seal = sealed(WHOLE[number - 2].hash, "eastmere", number, hidden.read)
    return [*altered[: number - 1], hidden._replace(hash=seal), *altered[number:]]


@pytest.mark.parametrize(
    ("links", "end", "fault"),
    [
        pytest.param(WHOLE, END, None, id="whole"),
        pytest.param([], End(), None, id="nothing was read yet"),
        pytest.param(with_read(3, ref="EAS-2526-9999"), END, "read 3 was altered", id="another case"),
        pytest.param(with_read(2, at=BEGAN), END, "read 2 was altered", id="another time"),
        pytest.param(with_read(4, why="So."), END, "read 4 was altered", id="a reason put in"),
        pytest.param(with_read(1, reader=Reader("b", "B", "")), END, "read 1 was altered", id="another person"),
        pytest.param(resealed(3), END, "read 4 was altered", id="sealed again: the next one tells"),
        pytest.param(WHOLE[:2] + WHOLE[3:], END, "read 3 is missing", id="one taken out"),
        pytest.param(WHOLE[:1] + WHOLE[4:], END, "reads 2 to 4 are missing", id="three taken out"),
        pytest.param(WHOLE[2:], END, "reads 1 to 2 are missing", id="the first taken away"),
        pytest.param(WHOLE[:3], END, "reads 4 to 5 are missing", id="the last taken away"),
        pytest.param([], END, "reads 1 to 5 are missing", id="all taken away"),
        pytest.param(
            WHOLE,
            End(4, WHOLE[3].hash),
            "the end of the chain was altered: it says 4 reads, and there are 5",
            id="the end put back",
        ),
        pytest.param(
            WHOLE[2:], replace(END, forgotten=2, forgotten_hash=WHOLE[1].hash), "reads 1 to 2 are missing",
            id="let go of without a word",
        ),
    ],
)  # fmt: skip
def test_the_first_fault_is_named(links: list[Link], end: End, fault: str | None) -> None:
    assert first_fault("eastmere", end, links, "forgotten") == fault


def test_what_was_let_go_of_with_a_word_is_no_fault() -> None:
    said = Read(BEGAN + timedelta(days=400), OFFICER, "forgotten", shown=2)
    last = Link(6, said, sealed(END.hash, "eastmere", 6, said))
    end = End(6, last.hash, 2, WHOLE[1].hash)
    assert first_fault("eastmere", end, [*WHOLE[2:], last], "forgotten") is None
    assert first_fault("coventry", end, [*WHOLE[2:], last], "forgotten") == "read 3 was altered"
