"""Who can be named for a restricted case. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kernel.errors import FieldError


@dataclass(frozen=True)
class Known:
    """An officer as the list of people has them."""

    name: str
    active: bool
    is_manager: bool


def mistakes(
    people: Collection[str],
    managers: bool,
    about: str | None,
    owner: str | None,
    by: str,
    officers: Mapping[str, Known],
) -> Iterator[FieldError]:
    """What is wrong with a restriction.

    Args:
        people, about, owner, by: subjects; `owner` of the case while it is open, `by` of who restricts it.
        managers: every manager is to see it.
    """
    if about == by:
        yield FieldError("/about", "A complaint about yourself is restricted by somebody else.")
    if about is not None and about not in officers:
        yield FieldError("/about", "Nobody who signed in has this id.")
    if not (people or managers):
        return
    for index, subject in enumerate(people):
        if subject not in officers or not officers[subject].active:
            yield FieldError(f"/people/{index}", "Nobody who works here has this id.")
        elif subject == about:
            yield FieldError(f"/people/{index}", f"It is about {officers[subject].name}.")
    if managers and _is_manager(about, officers):
        yield FieldError("/managers", "It is about a manager: name those who are to see it one by one.")
    if not managers and not any(officers[subject].is_manager for subject in people if subject in officers):
        yield FieldError("/people", "Name a manager too: only who sees it can open it again.")
    is_named = owner in people or (managers and _is_manager(owner, officers))
    if owner is not None and not is_named:
        yield FieldError("/people", "Its owner is not among them: name them, or give the case away first.")


def _is_manager(subject: str | None, officers: Mapping[str, Known]) -> bool:
    return subject is not None and subject in officers and officers[subject].is_manager
