"""What the registers answer."""

from enum import StrEnum

from pydantic import BaseModel


class Register(StrEnum):
    """`mp`, `councillor`: whatever they wrote about, of any class."""

    MP = "mp"
    COUNCILLOR = "councillor"
    OTHER_CONTACT = "other_contact"
    QUALITY_ALERT = "quality_alert"
    COMPLIMENT = "compliment"


class PartCount(BaseModel):
    """`code`: None: not recorded."""

    code: str | None
    count: int


class RegisterCount(BaseModel):
    """One register's own count in a year.

    `parts`: of members' letters by class, of other contacts by where they went on, of quality alerts by kind of
    provider, of compliments by theme; one compliment may have several themes. `done`: answered or ended,
    passed on, or thanked; None for alerts, which are told when they are recorded.
    """

    name: Register
    total: int
    done: int | None
    parts: list[PartCount]


class Registers(BaseModel):
    """The registers of a financial year; `year` is the one in which it begins."""

    year: int
    registers: list[RegisterCount]
