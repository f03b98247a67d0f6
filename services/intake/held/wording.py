"""How the values of rows read: a label and words for each that says something. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from kernel import words
from kernel.calendar import in_words
from kernel.localtime import LONDON

DAY = re.compile(r"[12]\d{3}-\d{2}-\d{2}")
INSTANT = re.compile(DAY.pattern + r"T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+")
"""A code without words here, such as a council's own of a team."""
UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML document may have (XML 1.0, 2.2), and e-mails do."""

OFFICERS = frozenset({"owner", "officer", "people", "subject", "recorder"})
"""Where, besides what ends in "by", the subject of an officer stands."""
CODES: Mapping[str, Mapping[Any, str]] = {
    re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower(): said for kind, said in words.WORDS.items()
} | {
    "source": words.FILE_SOURCES,
    "scan": words.FILE_SCANS,
    "adjustments": words.ADJUSTMENTS,
    "act": words.DISPOSALS,
    "late_because": words.LATE_REASONS,
    "withdrawn_because": words.WITHDRAWAL_REASONS,
    "print": {},
    "way": words.SENDING_WAYS,
}
"""The words of a code, by the name under which it stands: of its vocabulary, but for these."""
CODES_OF: Mapping[tuple[str, str], Mapping[Any, str]] = {
    ("contacts", "kind"): words.CONTACT_KINDS,
    ("contacts", "harm_alleged"): {"yes": "Yes", "no": "No"},
    ("letters", "kind"): words.LETTER_KINDS,
    ("letters", "state"): words.LETTER_STATES,
    ("e-mails", "kind"): words.MAIL_KINDS,
    ("e-mails", "state"): words.MAIL_STATES,
    ("messages that left, or were to leave", "state"): words.SENDING_STATES,
    ("times of waiting", "reason"): words.HOLD_REASONS,
    ("extensions", "because"): words.LATE_REASONS,
    ("costs", "kind"): words.COST_KINDS,
    ("remedies", "kind"): words.REMEDIES,
    ("clocks", "kind"): words.CLOCK_KINDS,
    ("offers of advocacy", "act"): words.ADVOCACY_ACTS,
    ("appointments", "role"): words.STAGE_ROLES,
}
"""Codes whose name means something else in other rows."""


def lines(what: str, row: Mapping[str, Any], officers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a row says, as label and words; what it does not say is left out.

    Args:
        what: what such rows are called.
        officers: names by subject.
    """
    for name, value in row.items():
        for said, label, one in _each(name, "" if name == "body" else _label(name), value):
            yield label.capitalize(), _words(what, said, one, officers)


def _each(name: str, label: str, value: Any) -> Iterator[tuple[str, str, Any]]:
    """The values within a value: the name under which each stands, all names on the way to it, and itself."""
    if value is None or value in ("", [], {}):
        return
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from _each(inner, ", ".join(filter(None, (label, _label(inner)))), one)
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for number, one in enumerate(value, 1):
            yield from _each(name, f"{label} {number}", one)
    else:
        yield name, label, value


def _label(name: str) -> str:
    """A name as people write it; sums are shown in pounds."""
    bare = "sum" if name == "pence" else name.removesuffix("_pence")
    return clean(bare.replace("_", " "))


def _words(what: str, name: str, value: Any, officers: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return "; ".join(_words(what, name, one, officers) for one in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int) and name.endswith("pence"):
        return f"£{value / 100:,.2f}"
    if not isinstance(value, str):
        return str(value)
    if value in officers and (name in OFFICERS or name.endswith("by")):
        return clean(officers[value])
    codes = CODES_OF.get((what, name)) or CODES.get(name, {})
    own_code = value.replace("_", " ") if CODE.fullmatch(value) else None
    return codes.get(value) or own_code or _day(value) or clean(value)


def _day(written: str) -> str | None:
    """A date in words, or an instant as clocks in England show it; None for anything else."""
    try:
        if DAY.fullmatch(written):
            return in_words(date.fromisoformat(written))
        if INSTANT.fullmatch(written):
            local = datetime.fromisoformat(written).astimezone(LONDON)
            return f"{in_words(local.date())}, {local:%H:%M}"
    except ValueError:  # such as 2026-02-30, which somebody typed
        pass
    return None


def clean(text: str) -> str:
    """A text that a document may have."""
    return UNPRINTED.sub("\ufffd", text)
