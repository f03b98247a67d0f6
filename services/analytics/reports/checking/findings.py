"""What a check finds. Pure."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Kind(StrEnum):
    """By which relation two statements of a report contradict each other."""

    TOTAL = "total"
    SHARE = "share"
    DIFFERENCE = "difference"
    CLAIM = "claim"
    OVERLAP = "overlap"


@dataclass(frozen=True)
class Finding:
    """One contradiction: the entries it stands in, what they say, and what the numbers give instead.

    The statement that does not fit comes first among the entries, then what it was held against.
    """

    entries: tuple[str, ...]
    kind: Kind
    says: str
    gives: str

    def to_json(self) -> dict[str, object]:
        """As it is printed for a machine."""
        return asdict(self)

    def in_words(self) -> str:
        """As it is printed for a person."""
        return f"{', '.join(self.entries)} ({self.kind})\n  says:  {self.says}\n  gives: {self.gives}"
