"""The body of an extension."""

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from kernel.values import Body, Line, LocalDate
from kernel.vocabulary import LateReason


class ExtensionMade(Body):
    """A later date for one clock: `amount` is the new total from the original start, `until` an agreed date.

    `because`: what figures count it under. `reason`: in words, a good one beyond the total that the procedure's
    source allows without. `beyond_limit_reason`: needed for a promise beyond the limit of the law or the
    Ombudsman's Code.
    """

    amount: Annotated[StrictInt, Field(ge=1, le=400)] | None = None
    until: LocalDate | None = None
    agreed_on: LocalDate
    person_agreed: StrictBool
    because: LateReason | None = None
    reason: Line
    beyond_limit_reason: Line | None = None
