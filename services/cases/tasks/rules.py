"""What a task can be. Pure: values in, what is wrong with them out."""

from datetime import date

from kernel.days import ahead_mistake


def due_mistake(due_on: date, today: date) -> str | None:
    """What is wrong with the day by which something is to be done: today at the earliest, within two years."""
    if due_on < today:
        return "This day has passed."
    return ahead_mistake(due_on, today)


def is_reminder(owner: str | None, by: str) -> bool:
    """Whether somebody only reminds themselves."""
    return owner == by
