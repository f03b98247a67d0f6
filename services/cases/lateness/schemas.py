"""Body of a telling."""

from typing import Annotated

from pydantic import StringConstraints

from kernel.values import Body, LocalDate
from kernel.vocabulary import Method


class ToldLate(Body):
    """That a level, as the council's file calls it, was told that the answer is late; on which day and how."""

    level: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]*$")]
    told_on: LocalDate
    method: Method
