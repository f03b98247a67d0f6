"""Who takes which of a leaver's cases. Pure functions over values."""

from collections.abc import Collection, Mapping


def shared_out(cases: Mapping[str, Collection[str]], loads: Mapping[str, int]) -> dict[str, str]:
    """Who takes which case: each goes to whoever has the fewest then, in the order of the cases.

    Args:
        cases: by reference, the most urgent first: the subjects of who may not have it.
        loads: by subject, in the order in which they were named: how many open cases they have now.

    Returns takers by reference, without the cases that none of them may have.
    """
    now, taken = dict(loads), {}
    for ref, barred in cases.items():
        able = [taker for taker in now if taker not in barred]
        if able:
            taken[ref] = min(able, key=lambda taker: now[taker])
            now[taken[ref]] += 1
    return taken
