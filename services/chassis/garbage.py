"""Python's garbage collector, set for a program of this size."""

import gc

YOUNG = 20_000
"""Objects that are made before the young are looked through; Python's 700 is for programs of another size."""


def collect_seldom() -> None:
    """Look for what nobody holds any more less often, and never among what is there now.

    Some hundred thousand objects stand for routes, models and statements to the end. Looking through them again
    and again is a tenth of what a request costs, and its longest waits.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
