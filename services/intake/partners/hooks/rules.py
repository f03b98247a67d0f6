"""Under which id an event is sent to a partner. Pure."""

import hashlib
from datetime import datetime


def message_id(authority: str, client: str, number: int, ref: str, kind: str, recorded_at: datetime) -> str:
    """The id under which an event is sent, each time the same.

    Its number alone would not do: after a restored backup another event may have it, and a receiver who knows the
    id would leave that out.
    """
    what = f"{authority}|{client}|{number}|{ref}|{kind}|{recorded_at.isoformat()}"
    return f"msg_{number}_{hashlib.sha256(what.encode()).hexdigest()[:24]}"
