"""Contacts to submit, as request bodies."""

from typing import Any


def statutory(**changes: Any) -> dict[str, Any]:
    """A relative's complaint about adult social care: a statutory complaint that opens a case."""
    return {
        "kind": "dissatisfaction",
        "channel": "phone",
        "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.",
        "desired_outcome": "Visits at the agreed time.",
        "complainant": {"name": "A Caller", "phone": "0116 496 0000", "role": "relative"},
        "person": {"name": "A Person", "same_as_complainant": False, "consent": "agrees"},
        "function": "adult_social_care",
        "affected": True,
        "harm_alleged": "no",
        "matters": [],
        **changes,
    }
