"""What every published event is, and the register of their types."""

from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

EVENT_TYPES: dict[str, type["Event"]] = {}


class Coded(BaseModel):
    """Codes and dates that an event carries; what a later release adds is read over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(Coded):
    """What every event says.

    Attributes:
        sequence: counts the changes of this reference within its service, from 1.
        occurred_on: local date on which it happened, which may lie before it was recorded.
        by: subject of the person who recorded it; None: the system.
    """

    VERSION: ClassVar[int] = 1

    authority: str
    ref: str
    sequence: int
    occurred_on: date
    by: str | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        EVENT_TYPES[cls.type_name()] = cls

    @classmethod
    def type_name(cls) -> str:
        return f"{cls.__name__}.v{cls.VERSION}"
