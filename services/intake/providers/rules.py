"""Which entry of the register stands for another, and what may be merged. Pure: values in, decisions out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.errors import Conflict, wrong_field
from kernel.normal_forms import organisation_key, plain

COMPANY_FORMS = frozenset({"ltd", "limited", "plc", "llp", "cic"})
"""Words at the end of a name that one writes and another leaves out."""
MOST_SPELLINGS = 12
"""Of one entry: its event, which carries a key of each, stays small."""


class ProviderState(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"
    MERGED = "merged"


@dataclass(frozen=True)
class Entry:
    """What decides whether an entry may be merged, and into which.

    `active_until`: the last day; None: it goes on.
    """

    number: int
    name: str
    merged_into: int | None = None
    active_until: date | None = None

    def state(self, today: date) -> ProviderState:
        if self.merged_into is not None:
            return ProviderState.MERGED
        ended = self.active_until is not None and self.active_until < today
        return ProviderState.ENDED if ended else ProviderState.ACTIVE


def kept_one(merged_into: Mapping[int, int], number: int) -> int:
    """Number of the entry that stands for one: itself, or the end of what it was merged into."""
    while number in merged_into:
        number = merged_into[number]
    return number


def group_of(merged_into: Mapping[int, int], number: int) -> frozenset[int]:
    """An entry and all for which it stands."""
    return frozenset({number, *(each for each in merged_into if number in _way(merged_into, each))})


def _way(merged_into: Mapping[int, int], number: int) -> Iterator[int]:
    while number in merged_into:
        number = merged_into[number]
        yield number


def require_mergeable(entries: Mapping[int, Entry], number: int, into: int, today: date) -> None:
    """Raises Unprocessable for an entry that is not there or is this one, Conflict for one that cannot take it in.

    One that was merged takes nothing in, so no circle can come about.
    """
    this, other = entries[number], entries.get(into)
    if number == into:
        raise wrong_field("/into", f"{this.name} cannot be merged into itself.")
    if other is None:
        raise wrong_field("/into", "There is no such entry in the register.")
    require_not_merged(this, entries)
    if other.merged_into is not None:
        merged_into = {each.number: each.merged_into for each in entries.values() if each.merged_into is not None}
        kept = entries[kept_one(merged_into, into)]
        if kept.number == number:
            raise Conflict(f"{other.name} is merged into {this.name} already. Undo that first.")
        raise Conflict(f"{other.name} is itself merged into {kept.name}. Merge into {kept.name}.")
    if other.state(today) is ProviderState.ENDED:
        raise Conflict(f"{other.name} has ended. Take it up again first, or merge it into the other.")


def require_not_merged(entry: Entry, entries: Mapping[int, Entry]) -> None:
    """Raises Conflict for an entry that another stands for."""
    if entry.merged_into is not None:
        raise Conflict(f"{entry.name} is merged into {entries[entry.merged_into].name}. Undo that first.")


def require_merged(entry: Entry) -> int:
    """Number of the entry that it was merged into. Raises Conflict where it was not."""
    if entry.merged_into is None:
        raise Conflict(f"{entry.name} is not merged into any other.")
    return entry.merged_into


def spelled(name: str, spellings: Iterable[str]) -> dict[str, str]:
    """The ways to write a name by their keys, the name itself first; what only repeats one is left out.

    Raises Unprocessable for one without a letter or digit, and beyond the most.
    """
    found: dict[str, str] = {}
    for pointer, said in (("/name", name), *((f"/spellings/{at}", said) for at, said in enumerate(spellings))):
        key = organisation_key(said)
        if key is None:
            raise wrong_field(pointer, "A name has letters or digits.")
        found.setdefault(key, said)
    if len(found) > MOST_SPELLINGS:
        raise wrong_field("/spellings", f"At most {MOST_SPELLINGS} ways to write a name, the name among them.")
    return found


def bare(name: str) -> str:
    """A name in its plain form, without blanks, without "the" before it and the form of a company after it.

    Two entries with one bare name are likely the same. All of it where nothing else would be left.
    """
    words = plain(name).split()
    first = 1 if words[:1] == ["the"] else 0
    last = len(words) - 1 if words[-1:] and words[-1] in COMPANY_FORMS else len(words)
    return "".join(words[first:last] or words)


def found_by(said: Iterable[str]) -> str:
    """What a search looks through: every spelling in its plain form, with and without blanks."""
    forms = [plain(each) for each in said if each]
    return " | ".join(dict.fromkeys([*forms, *(form.replace(" ", "") for form in forms)]))


def ends_too_early(active_from: date | None, active_until: date | None) -> bool:
    """Whether a provider's last day is before its first."""
    return bool(active_from and active_until and active_until < active_from)
