"""The product's procedures, for tests that do not change them."""

from functools import cache

from kernel.procedures import Books, load_books


@cache
def books() -> Books:
    """Read once in a process: three dozen modules of tests ask for them while they are collected."""
    return load_books()
