"""What somebody watches."""

from pydantic import BaseModel, Field


class WatchedCase(BaseModel):
    """A case that is watched."""

    ref: str
    news: int = Field(description="how many things others did since one last looked at it")


class Watched(BaseModel):
    """All cases that one watches, those with most news first."""

    items: list[WatchedCase]
