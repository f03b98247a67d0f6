"""How a class was found, as it is read."""

from enum import StrEnum

from pydantic import BaseModel

from kernel.vocabulary import Classification, Disposition, Found


class DecidedBy(StrEnum):
    """Whose the class is that stands. `rows` of what is known now are told all the same, but for an import."""

    RULES = "rules"
    OFFICER = "officer"
    IMPORT = "import"


class RowAsked(BaseModel):
    """A row of the table, in the order in which it was asked.

    `says`: its reasons where it held. `decides`: nothing was asked after it; it held, or could not tell.
    """

    rule: str
    asks: str
    found: Found
    says: list[str]
    source: str
    decides: bool


class ClassIfOtherwise(BaseModel):
    """What a matter would be if one fact were otherwise. `fact`: path of the field; `when`: what follows "if".

    `outcome`: the class, and what becomes of it, in words.
    """

    fact: str
    when: str
    classification: Classification
    disposition: Disposition
    outcome: str


class MatterExplained(BaseModel):
    """One matter, or the whole contact where its matters do not differ: what decided, and why not another row.

    `title`: its class, and what becomes of it.
    """

    number: int
    title: str
    rule: str
    rows: list[RowAsked]
    would_change: list[ClassIfOtherwise]


class ClassExplained(BaseModel):
    """How the class was found, matter by matter; the contact takes the highest class of its matters."""

    decided_by: DecidedBy
    title: str
    matters: list[MatterExplained]
