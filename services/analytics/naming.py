"""Under which name a provider is counted: the one that the register has for what a contact said."""

from collections.abc import Collection, Mapping

from sqlmodel import Session

from analytics import repository
from analytics.models import ProviderFact
from kernel.events import ProviderChanged


def keep(tx: Session, event: ProviderChanged) -> None:
    """Keep an entry of the register, if it is newer, and name the cases anew that are about it."""
    authority, told = event.authority, event.provider
    repository.take_turn(tx)
    known = repository.find_provider(tx, authority, told.number)
    if known is not None and event.sequence <= known.sequence:
        return
    keys = repository.provider_keys(tx, authority, [told.number])
    entry = ProviderFact(
        authority=authority,
        number=told.number,
        sequence=event.sequence,
        name=told.name,
        merged_into=told.merged_into,
    )
    repository.put_provider(tx, entry, told.keys)
    merged = repository.merged_providers(tx, authority)
    group = [told.number, *(number for number in merged if told.number in _way(merged, number))]
    keys |= repository.provider_keys(tx, authority, group)
    names_now = names(tx, authority, keys)
    for name in {*names_now.values(), None}:
        if mine := {key for key in keys if names_now.get(key) == name}:
            repository.rename_providers(tx, authority, mine, name)
    repository.count_change(tx, authority)


def names(session: Session, authority: str, keys: Collection[str]) -> dict[str, str]:
    """The names that stand for these keys, of those that the register has."""
    numbers = kept(session, authority, keys)
    found = repository.provider_names(session, authority, set(numbers.values())) if numbers else {}
    return {key: found[number] for key, number in numbers.items() if number in found}


def kept(session: Session, authority: str, keys: Collection[str]) -> dict[str, int]:
    """Numbers of the entries that stand for these keys, of those that the register has."""
    numbers = repository.provider_numbers(session, authority, keys) if keys else {}
    merged = repository.merged_providers(session, authority) if numbers else {}
    return {key: [number, *_way(merged, number)][-1] for key, number in numbers.items()}


def _way(merged: Mapping[int, int], number: int) -> list[int]:
    """Into which entries one was merged, one after the other.

    Intake makes no circle; one could stand here while the event that parts it is parked.
    """
    way: list[int] = []
    while number in merged and merged[number] not in way:
        number = merged[number]
        way.append(number)
    return way
