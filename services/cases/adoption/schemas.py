"""The body of an adoption."""

from kernel.values import Body, Code


class Adoption(Body):
    """Taking an imported open case into today's work. `procedure` null: as recorded, or the first that fits."""

    procedure: Code | None = None
    team: Code | None = None
