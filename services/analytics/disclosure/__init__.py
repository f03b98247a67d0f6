"""Which counts of a publication are hidden, so that no count under five is shown or can be computed. Pure.

`protect` hides, `rounded` rounds instead, `audit` says what is still known about each hidden count.
See docs/disclosure.md.
"""

from analytics.disclosure.audit import audit
from analytics.disclosure.corrections import corrections
from analytics.disclosure.policy import Interval, Key, Policy, Protection, Sum
from analytics.disclosure.protect import protect
from analytics.disclosure.rounding import rounded

__all__ = ["Interval", "Key", "Policy", "Protection", "Sum", "audit", "corrections", "protect", "rounded"]
