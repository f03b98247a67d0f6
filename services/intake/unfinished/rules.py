"""How long a contact may lie unfinished: pure."""

from datetime import datetime

from kernel.localtime import local_date

# An acknowledgement is owed within 3 working days of receipt (SI 2009/309, reg 13(3)): one may go like this.
MOST_DAYS = 1


def age_days(begun_at: datetime, now: datetime) -> int:
    """Calendar days since it was begun, by local dates: 0 on the day itself."""
    return (local_date(now) - local_date(begun_at)).days


def is_late(begun_at: datetime, now: datetime) -> bool:
    return age_days(begun_at, now) > MOST_DAYS
