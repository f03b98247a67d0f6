"""The body of an allocation."""

from kernel.values import Body, Code, Line


class Allocation(Body):
    """Who works on it; null gives it back."""

    owner: Line | None = None
    team: Code | None = None
