"""The invented people of the demo council and what they hear, read from `demo.yaml`."""

from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from analytics.alerts.schemas import AlertWritten
from intake.providers.schemas import NewProvider
from kernel.procedures.reader import read
from kernel.vocabulary import Role

COUNCIL = "eastmere"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Persona(_Entry):
    """Somebody of the demo council whom a visitor can be."""

    id: str
    role: Role
    name: str
    title: str
    text: str
    opens: str
    path: str

    @property
    def subject(self) -> str:
        return f"demo-{self.id}"


class Whom(StrEnum):
    """About whom a story's words are: who tells it, or a woman or a man for whom a relative does."""

    ME = "me"
    HER = "her"
    HIM = "him"


class Story(_Entry):
    """One kind of contact: its title, words, team, and the categories and the theme of what is raised.

    `whom`: None where the words fit anybody.
    """

    title: str
    narrative: str
    team: str
    categories: list[str] = []
    theme: str | None = None
    provider: str | None = None
    whom: Whom | None = None


class Task(_Entry):
    """Something to do in a case, due so many working days from today; of the past it is late."""

    what: str
    due_in: int
    owner: str | None = None
    team: str | None = None


class LimitedContact(_Entry):
    """A contact plan: in days from today, since when it stands and when it is looked at again."""

    limits: str
    reason: str
    since: int
    review: int


class Mail(_Entry):
    """An e-mail that came so many hours ago; in its words {ref} is the newest complaint."""

    hours: int
    sender: str
    subject: str
    text: str
    headers: dict[str, str] = {}


class DemoCouncil(_Entry):
    """Everything the demonstration is made from."""

    personas: list[Persona]
    complaints: list[Story]
    provider_complaints: list[Story]
    provider_first: Story
    provider_back: Story
    providers: list[NewProvider]
    corporate_complaints: list[Story]
    corporate_reviewed: Story
    enquiries: list[Story]
    compliments: list[Story]
    at_once: list[Story]
    comments: list[Story]
    members: list[Story]
    elsewhere: list[Story]
    findings: dict[str, str]
    learning: list[dict[str, Any]]
    nothing_learned: str
    paid: str
    shown: str
    notes: list[str]
    joint: Story
    unclear: list[Story]
    childrens: list[Story]
    people: dict[str, str]
    plan: dict[str, Any]
    enquiry_of_ombudsman: str
    agreed: str
    tasks: list[Task]
    contact_plans: list[LimitedContact]
    mails: list[Mail]
    alerts: list[AlertWritten]


DEMO = read(Path(__file__).parent / "demo.yaml", DemoCouncil)
