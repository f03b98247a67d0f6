"""Bodies of requests and their answers."""

from kernel.values import Body, Line, LocalDate


class RequestSent(Body):
    """What was asked for. `due_on`: a date that the letter states; it wins over the counted one.

    `beyond_limit_reason`: needed for a day beyond the limit of the law or the Ombudsman's Code for the case.
    """

    asked_of: Line
    what: Line
    asked_on: LocalDate
    due_on: LocalDate | None = None
    beyond_limit_reason: Line | None = None


class RequestAnswer(Body):
    answered_on: LocalDate
