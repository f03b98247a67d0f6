"""Tells how attacks on published years went."""

import json
from collections import Counter


def told(log: str) -> str:
    """One sentence of all attacks, one a line of `log`."""
    years = [json.loads(line) for line in log.splitlines()]
    sums: Counter[str] = sum(map(Counter, years), Counter())
    return (
        f"Disclosure: {len(years)} years, {sums['tables']} tables ({sums['left out']} left out), "
        f"{sums['cells']} cells, {sums['hidden']} hidden, {sums['given away before']} given away by earlier "
        f"reports and left out, {sums['recovered']} recovered, "
        f"{sums['narrow']} within less than 5. By rows and columns, as by hand: {sums['recovered by hand']} "
        f"recovered, {sums['narrow by hand']} within less than 5. Hidden besides small ones: {sums['secondary']} "
        f"counting {sums['units']}; by hand, until as safe: {sums['secondary by hand']} counting "
        f"{sums['units by hand']}."
    )
