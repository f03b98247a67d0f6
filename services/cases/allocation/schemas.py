"""The body of an allocation."""

from kernel.values import Body, Code, Line


class Allocation(Body):
    """Who works on it; null gives it back.

    `division`, `service_area`: where figures count it; left out: where the council's file counts its team.
    """

    owner: Line | None = None
    team: Code | None = None
    division: Code | None = None
    service_area: Code | None = None
