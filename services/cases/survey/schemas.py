"""Bodies of surveys and of their answers."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from cases.record.schemas import OfficerName
from kernel.values import Body, Line, LongText
from kernel.vocabulary import SurveyReply

FreeWords = Annotated[LongText, Field(max_length=5_000)]
Overall = Annotated[int, Field(ge=1, le=5, description="1: very bad, 5: very good")]


class NewSurvey(Body):
    """That they are to be asked. `although`: an officer's word, where one is needed."""

    although: Line | None = None


class SurveyMade(BaseModel):
    """A survey that was made: `letter` is the number of the draft that asks, with the link in it."""

    letter: int


class SurveyAnswer(Body):
    """How somebody found it. `may_talk`: the council may talk to them about it: then it is kept who answered."""

    understood: SurveyReply
    informed: SurveyReply
    respected: SurveyReply
    clear: SurveyReply
    changed: SurveyReply
    overall: Overall
    said: FreeWords | None = None
    may_talk: bool = False


class AnswerShown(BaseModel):
    """An answer as officers read it: nothing of the case, the team or the day."""

    quarter: str = Field(
        description="in which the complaint was answered or ended, as 2026-Q1; of a late answer, a later one"
    )
    understood: SurveyReply
    informed: SurveyReply
    respected: SurveyReply
    clear: SurveyReply
    changed: SurveyReply
    overall: Overall
    said: str | None


class SurveyAnswers(BaseModel):
    """Answers of the quarters that have enough of them, the newest quarter first, in no order within it."""

    items: list[AnswerShown]
    next_cursor: str | None
    fewest: int = Field(description="answers that a quarter has before they are shown")


class SurveyGroup(BaseModel):
    """A quarter's letters that asked, and what was answered, of one procedure and team; None: not recorded.

    `replies`: of each question, and of `overall`, how many gave each reply.
    """

    quarter: str
    procedure: str | None
    team: str | None
    asked: int = 0
    answered: int = 0
    replies: dict[str, dict[str, int]] = {}


class SurveyCounts(BaseModel):
    """What the quarters that are counted come to. `open_from`: the first that is not."""

    open_from: str
    groups: list[SurveyGroup]


class SurveyAsked(BaseModel):
    asked_on: date
    by: OfficerName
    letter: int


class SurveyRead(BaseModel):
    """What a case has of a survey.

    `asked`: none: nobody was asked. `may_ask`: the reader may ask now; `not_because`: why nobody may.
    `word_needed`: why they are not asked without a word, as far as the case tells. `may_type`: the reader may type
    what came on paper. `answer`: only where they said that the council may talk to them about it.
    """

    asked: SurveyAsked | None
    may_ask: bool
    not_because: str | None
    word_needed: list[str]
    may_type: bool
    answer: AnswerShown | None
    withheld: list[str]


class SurveyByLink(BaseModel):
    """What whoever has a link sees: who asks, and until when; nothing of the case."""

    council: str
    expires_on: date


class SurveyThanks(BaseModel):
    council: str
