"""The published calendar of a year as lines of text: what every council starts from."""

from collections.abc import Iterator

from kernel.bank_holidays import england_and_wales, published
from kernel.calendar import in_words

WIDTHS = (28, 34)


def listing(year: int) -> Iterator[str]:
    """A year's bank holidays on weekdays, with what is special about each."""
    calendar = england_and_wales()
    known = {holiday.on: holiday for holiday in published()}
    for day, name in calendar.days_off.items():
        if day.year != year:
            continue
        remarks = []
        if day > calendar.published_until:
            remarks.append("projected: not published yet")
        if (holiday := known.get(day)) and holiday.known_on:
            remarks.append(f"announced {in_words(holiday.known_on)}")
            if holiday.instead_of:
                remarks.append(f"instead of {in_words(holiday.instead_of)}")
        weekday = f"{day:%A} {in_words(day)}"
        yield f"{weekday:<{WIDTHS[0]}} {name:<{WIDTHS[1]}} {', '.join(remarks)}".rstrip()
