"""Who may be appointed for a stage, and when a panel can meet. Pure: values in, what is wrong or possible out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kernel.calendar import WorkingDays, in_words
from kernel.procedures import OF_ANY_STAGE, Appoints
from kernel.vocabulary import AdvocacyAct, StageRole
from kernel.words import STAGE_ROLES, in_sentence

PANEL = frozenset({StageRole.PANEL_CHAIR, StageRole.PANEL_MEMBER})
INVESTIGATION = frozenset({StageRole.INVESTIGATING_OFFICER, StageRole.INDEPENDENT_PERSON})
INDEPENDENT = {
    StageRole.INDEPENDENT_PERSON: "SI 2006/1738, regs 2 and 17",
    StageRole.PANEL_CHAIR: "SI 2006/1738, reg 19",
    StageRole.PANEL_MEMBER: "SI 2006/1738, reg 19",
}
"""Who is neither a member nor an officer of the council, nor the spouse of one, and by which regulation."""


@dataclass(frozen=True)
class Appointed:
    """Somebody's appointment, as far as others depend on it.

    Attributes:
        who: what tells them from others: an officer's subject, and what all ways to write a name have in common.
        is_current: it has not ended.
        took_part: it did not end on the day on which it began; one that did was recorded by mistake.
    """

    stage: int
    role: StageRole
    who: frozenset[str]
    is_current: bool = True
    took_part: bool = True


def missing(appoints: Appoints | None, current: Iterable[StageRole]) -> list[StageRole]:
    """The roles of a stage for which nobody is appointed now; one that needs two may stand twice."""
    left = list(appoints.roles) if appoints else []
    for role in current:
        if role in left:
            left.remove(role)
    return left


def investigated_since(
    appoints: Appoints | None, took_part: Collection[tuple[StageRole, date]]
) -> dict[StageRole, date | None]:
    """Since when a stage has those with whom it is investigated; None: nobody was appointed as that yet.

    Args:
        took_part: roles of all who take part in it, or did, and the day from which on they do.

    Source: SI 2006/1738, reg 17.
    """
    wanted = [role for role in appoints.roles if role in INVESTIGATION] if appoints else []
    return {role: min((on for each, on in took_part if each is role), default=None) for role in wanted}


def role_mistake(role: StageRole, appoints: Appoints | None, current: Sequence[StageRole]) -> str | None:
    """What is wrong with appointing one more for a role in a stage; a stage has as many as its procedure says."""
    if role in OF_ANY_STAGE:
        return None
    name = in_sentence(STAGE_ROLES[role])
    most = appoints.roles.count(role) if appoints else 0
    if appoints is None or most == 0:
        return f"This stage has no {name}."
    if current.count(role) < most:
        return None
    told = f"one {name}, who is" if most == 1 else f"{most} {name}s, who are"
    return f"This stage has {told} appointed already ({appoints.source})."


def independence_mistake(role: StageRole, independent: bool, is_officer: bool) -> str | None:
    """What is wrong with somebody of the council in a role, or with an officer who is said to be independent."""
    source = INDEPENDENT.get(role)
    if source and (is_officer or not independent):
        name = STAGE_ROLES[role].lower()
        article = "An" if name[0] in "aeiou" else "A"
        neither = "is neither a member nor an officer of the council, nor the spouse of one"
        return f"{article} {name} {neither} ({source})."
    return "An officer of the council is not independent of it." if is_officer and independent else None


def person_mistake(new: Appointed, others: Iterable[Appointed]) -> str | None:
    """Why somebody cannot be appointed because of what else they are, or were, in the case."""
    for other in others:
        if not other.took_part or not new.who & other.who:
            continue
        roles = {new.role, other.role}
        if new.stage == other.stage and roles == INVESTIGATION:
            return "The investigating officer is not the independent person: they are two (SI 2006/1738, reg 17)."
        # The guidance has a senior manager consider both reports; that it is nobody who wrote one is our reading.
        if new.stage == other.stage and StageRole.ADJUDICATING_OFFICER in roles and roles & INVESTIGATION:
            return (
                "Whoever looked into it does not adjudicate on their own report: a senior manager does "
                "(Getting the best from complaints, 2006, on SI 2006/1738, reg 17)."
            )
        if roles & PANEL and roles & INVESTIGATION:
            return (
                "Whoever investigated a stage, or was its independent person, does not sit on the panel "
                "(SI 2006/1738, reg 19)."
            )
        if roles <= PANEL and new.stage == other.stage and other.is_current:
            return "They sit on this panel already: it is three persons (SI 2006/1738, reg 19)."
    return None


def investigation_warning(
    empty: Sequence[StageRole], today: date, due_on: date | None, calendar: WorkingDays
) -> str | None:
    """Who of a stage that is investigated with an independent person is owed still; None: nobody.

    Args:
        empty: roles of the stage for which nobody is appointed now.
        due_on: by when the stage is to be answered; None: not known.

    Source: SI 2006/1738, reg 17.
    """
    roles = [role for role in empty if role in INVESTIGATION]
    if not roles:
        return None
    nobody = f"Nobody is appointed as {in_one(roles)} yet"
    if due_on is None:
        return f"{nobody}."
    if today > due_on:
        return f"{nobody}; the limit of {in_words(due_on)} has passed."
    return f"{nobody}; {_left(calendar.count(today, due_on))}."


def meeting_doubt(met_on: date, day_off: str | None, empty: Sequence[StageRole]) -> str | None:
    """Why a panel is not taken to have met on a day without a reason; None: nothing is strange about it.

    Args:
        day_off: why the day does not count, within a sentence; None: it counts.
        empty: roles of its stage for which nobody was appointed on that day.
    """
    if day_off:
        return f"The panel met on a {day_off}. Say why, or give another day."
    if empty:
        return f"Nobody was appointed on {in_words(met_on)} as {in_one(empty)}. Appoint them first, or say why."
    return None


def investigation_doubt(answered_on: date, lacking: Sequence[StageRole]) -> str:
    """Why an answer that lacks whom its stage is investigated with is not taken without a reason."""
    return f"Nobody was appointed by {in_words(answered_on)} as {in_one(lacking)}. Appoint them first, or say why."


def in_one(roles: Sequence[StageRole]) -> str:
    """Roles within a sentence."""
    return " or ".join(dict.fromkeys(in_sentence(STAGE_ROLES[role]) for role in roles))


def taken_up(told: Iterable[tuple[int, AdvocacyAct]]) -> bool | None:
    """Whether advocacy was taken up in any stage, by the last word of each; None while it was only offered.

    Args:
        told: stage and what was told, oldest first.
    """
    last = {stage: act for stage, act in told if act is not AdvocacyAct.OFFERED}
    return AdvocacyAct.TAKEN_UP in last.values() if last else None


def common_days(
    available: Sequence[Collection[date]], first: date, last: date | None, calendar: WorkingDays
) -> list[date]:
    """The working days from `first` to `last`, both included, on which everybody can; `last` None: no end."""
    if not available:
        return []
    days = set(available[0]).intersection(*available[1:])
    return sorted(
        day for day in days if day >= first and (last is None or day <= last) and calendar.is_working_day(day)
    )


def panel_warning(
    seats_empty: int, days: Sequence[date], today: date, due_on: date, soon: int, calendar: WorkingDays
) -> str | None:
    """What to do about a panel that has not met, while there is still time; None: nothing now.

    Args:
        seats_empty: how many of its persons are not appointed.
        days: working days from today on which all can; up to its limit, while that has not passed.
        due_on: its limit; `soon`: working days before it, or before the last common day, from which it is near.
    """
    if today > due_on:
        passed = f"The limit of {in_words(due_on)} has passed."
        return f"{passed} {'Nobody has a day in common yet.' if not days else 'Hold the panel on the first day.'}"
    left = _left(calendar.count(today, due_on))
    if seats_empty:
        whom = "one person" if seats_empty == 1 else f"{seats_empty} persons"
        return f"The panel still needs {whom}; {left}."
    if not days:
        return f"No day yet on which all can; {left}."
    if days[-1] < due_on and calendar.count(today, days[-1]) <= soon:
        return f"The last day on which all can is {in_words(days[-1])}, before the limit of {in_words(due_on)}."
    return None


def _left(working_days: int) -> str:
    if working_days == 0:
        return "the limit is today"
    return f"{working_days} working day{'s' if working_days > 1 else ''} left"
