"""Suggestions as they are asked for and read. Pure."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from intake.suggesting.suggestions import Said, Suggestions
from kernel.values import Body, Line, no_control_characters
from kernel.vocabulary import ComplaintTheme, ComplimentTheme, ContactKind, Function, TextKind, TextSign

KINDS_OF = {
    TextKind.COMPLAINT: [ContactKind.DISSATISFACTION],
    TextKind.PRAISE: [ContactKind.PRAISE],
    TextKind.BOTH: [ContactKind.DISSATISFACTION, ContactKind.PRAISE],
    TextKind.REQUEST: [ContactKind.REQUEST],
    TextKind.IDEA: [ContactKind.IDEA],
}
"""What a contact would be told to be, where its text is this."""


class TextToSuggestFrom(Body):
    """What somebody wrote or said, and names of providers that may stand in it."""

    text: Annotated[str, StringConstraints(max_length=20_000), AfterValidator(no_control_characters)]
    providers: list[Line] = Field(default=[], max_length=200)


class SaidRead(BaseModel):
    """Words of the text; `start` and `end` (half open) count its characters (code points)."""

    model_config = ConfigDict(from_attributes=True)

    text: str
    start: int
    end: int


class HarmSuggested(BaseModel):
    words: list[SaidRead]


class KindSuggested(BaseModel):
    """`kinds`: what a contact and its matters would be told to be; both of them where it is two things."""

    code: TextKind
    kinds: list[ContactKind]
    words: list[SaidRead]


class FunctionSuggested(BaseModel):
    code: Function
    words: list[SaidRead]


class ThemeSuggested(BaseModel):
    code: ComplaintTheme
    words: list[SaidRead]


class ComplimentThemeSuggested(BaseModel):
    code: ComplimentTheme
    words: list[SaidRead]


class SignSuggested(BaseModel):
    code: TextSign
    words: list[SaidRead]


class ProviderSuggested(BaseModel):
    name: str
    words: list[SaidRead]


class OwnSuggested(BaseModel):
    """A category or team of the council."""

    code: str
    name: str
    words: list[SaidRead]


class SuggestionsRead(BaseModel):
    """What the words of a text suggest; a person takes it or leaves it. Each with the words, the strongest first.

    `harm`: null where no words may tell of any. `kind`: null where it is not clear.
    """

    harm: HarmSuggested | None = None
    kind: KindSuggested | None = None
    functions: list[FunctionSuggested] = []
    themes: list[ThemeSuggested] = []
    compliment_themes: list[ComplimentThemeSuggested] = []
    signs: list[SignSuggested] = []
    providers: list[ProviderSuggested] = []
    categories: list[OwnSuggested] = []
    teams: list[OwnSuggested] = []


def suggestions_read(
    found: Suggestions, categories: Mapping[str, str], teams: Mapping[str, str]
) -> SuggestionsRead:
    """Suggestions as they are answered; the council's own with their names, by code."""
    kind = found.kind and TextKind(found.kind.code)
    return SuggestionsRead(
        harm=None if found.harm is None else HarmSuggested(words=_said(found.harm)),
        kind=KindSuggested(code=kind, kinds=KINDS_OF[kind], words=_said(found.kind.words))
        if kind and found.kind
        else None,
        functions=[FunctionSuggested(code=one.code, words=_said(one.words)) for one in found.functions],
        themes=[ThemeSuggested(code=one.code, words=_said(one.words)) for one in found.themes],
        compliment_themes=[
            ComplimentThemeSuggested(code=one.code, words=_said(one.words)) for one in found.compliment_themes
        ],
        signs=[SignSuggested(code=one.code, words=_said(one.words)) for one in found.signs],
        providers=[ProviderSuggested(name=one.code, words=_said(one.words)) for one in found.providers],
        categories=[
            OwnSuggested(code=one.code, name=categories[one.code], words=_said(one.words))
            for one in found.categories
        ],
        teams=[OwnSuggested(code=one.code, name=teams[one.code], words=_said(one.words)) for one in found.teams],
    )


def _said(words: Iterable[Said]) -> list[SaidRead]:
    return [SaidRead.model_validate(word) for word in words]
