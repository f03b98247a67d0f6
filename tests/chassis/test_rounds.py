"""Work that fails is seen to stand since it last went well, also if it never did."""

import anyio
import time_machine

from chassis.rounds import Rounds, begins, came_round, kept_in


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
