"""Work that fails is seen to stand since it last went well, also if it never did."""

import anyio
import time_machine
from structlog.testing import capture_logs

from chassis.rounds import Rounds, begins, came_round, every, kept_in


def test_what_never_goes_well_stands_since_it_began() -> None:
    rounds: Rounds = {}

    async def both() -> None:
        begins("fails")
        begins("goes well")
        clock.shift(60)
        came_round("goes well")

    with time_machine.travel(1_000, tick=False) as clock:
        anyio.run(kept_in, rounds, both)
        came_round("of nobody")
    assert rounds == {"fails": 1_000, "goes well": 1_060}


def test_a_round_that_fails_is_logged_and_the_next_one_comes() -> None:
    rounds: Rounds = {}
    seen: list[float] = []

    async def three_times() -> None:
        async def fails_at_first() -> None:
            seen.append(rounds["swept"])
            clock.shift(10)
            if len(seen) == 1:
                raise ConnectionError
            if len(seen) == 3:
                scope.cancel()

        with anyio.CancelScope() as scope:
            await every(0, "swept", fails_at_first, trouble="not_swept")

    with time_machine.travel(1_000, tick=False) as clock, capture_logs() as logged:
        anyio.run(kept_in, rounds, three_times)
    assert seen == [1_000, 1_000, 1_020], "a round that fails does not count as one"
    assert logged == [{"event": "not_swept", "error": "ConnectionError", "log_level": "warning"}]
