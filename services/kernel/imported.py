"""One line of the case import format: a contact or case as a council recorded it.

The format is documented in `docs/import.md`. Everything but reference, authority, class and day of receipt may be
missing. What is missing is not known; nothing is worked out from another field.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from kernel.normal_forms import seen
from kernel.values import REFERENCE_PATTERN, CareNumber, LocalDate, no_control_characters
from kernel.vocabulary import (
    About,
    Channel,
    Classification,
    OmbudsmanDecision,
    Outcome,
    RaisedBy,
    RedirectedTo,
    RemedyKind,
    TargetUnit,
)


class Procedure(StrEnum):
    ADULT_STATUTORY = "adult_statutory"
    CHILDREN_STATUTORY = "children_statutory"
    CORPORATE = "corporate"
    PROVIDER = "provider"
    PUBLIC_HEALTH = "public_health"


class Ethnicity(StrEnum):
    ASIAN_INDIAN = "asian_indian"
    ASIAN_PAKISTANI = "asian_pakistani"
    ASIAN_BANGLADESHI = "asian_bangladeshi"
    ASIAN_CHINESE = "asian_chinese"
    ASIAN_OTHER = "asian_other"
    BLACK_CARIBBEAN = "black_caribbean"
    BLACK_AFRICAN = "black_african"
    BLACK_OTHER = "black_other"
    MIXED_WHITE_BLACK_CARIBBEAN = "mixed_white_black_caribbean"
    MIXED_WHITE_ASIAN = "mixed_white_asian"
    MIXED_OTHER = "mixed_other"
    MIXED_UNSPECIFIED = "mixed_unspecified"
    WHITE_BRITISH = "white_british"
    WHITE_IRISH = "white_irish"
    WHITE_EUROPEAN = "white_european"
    WHITE_OTHER = "white_other"
    ARAB = "arab"
    OTHER = "other"
    NOT_KNOWN = "not_known"


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"
    NON_BINARY = "non_binary"
    UNKNOWN = "unknown"


class Disability(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class LegalStatus(StrEnum):
    CHILD_PROTECTION = "child_protection"
    LOOKED_AFTER_CHILD = "looked_after_child"
    CHILD_IN_NEED = "child_in_need"
    CLOSED_CASE = "closed_case"
    CARE_LEAVER = "care_leaver"
    CHILD_SEXUAL_EXPLOITATION = "child_sexual_exploitation"


class ProviderKind(StrEnum):
    CARE_HOME = "care_home"
    HOME_CARE = "home_care"
    SUPPORTED_LIVING = "supported_living"


class Scope(StrEnum):
    INDIVIDUAL = "individual"
    TEAM = "team"
    SERVICE = "service"
    DEPARTMENT = "department"


def _whole_number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a whole number is needed")
    return value


def _pounds(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("a number of pounds is needed")
    exponent = Decimal(str(value)).as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -2:  # infinite and NaN have a letter for it
        raise ValueError("pounds have at most two decimal places")
    return value


def _seen(value: Any) -> Any:
    # Blanks at the ends stay: a line that comes again has to be the same.
    return seen(value) if isinstance(value, str) else value


Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500),
    BeforeValidator(_seen),
    AfterValidator(no_control_characters),
]
Narrative = Annotated[
    str, StringConstraints(max_length=20_000), BeforeValidator(_seen), AfterValidator(no_control_characters)
]
Count = Annotated[int, BeforeValidator(_whole_number), Field(ge=0, le=100_000)]
Pounds = Annotated[int | float, BeforeValidator(_pounds), Field(ge=0, le=1_000_000_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Provider(_Part):
    name: Text
    kind: ProviderKind


class StageLine(_Part):
    """One stage or level. Its target is `target_working_days`, or `target` in a `unit` of its own."""

    stage: Annotated[int, BeforeValidator(_whole_number), Field(ge=1, le=20)]
    level: Text | None = None
    started_on: LocalDate
    target: Count | None = None
    unit: Annotated[TargetUnit | None, Field(validate_default=True)] = None
    target_working_days: Annotated[Count | None, Field(validate_default=True)] = None
    extended_to: LocalDate | None = None
    holding_response_on: LocalDate | None = None
    responded_on: LocalDate | None = None
    outcome: Outcome | None = None
    signed_off_by: Text | None = None

    @field_validator("unit")
    @classmethod
    def _goes_with_a_target(cls, unit: TargetUnit | None, info: ValidationInfo) -> TargetUnit | None:
        if unit is None and info.data.get("target") is not None:
            raise PydanticCustomError("missing", "missing")
        if unit is not None and info.data.get("target", 0) is None:
            raise ValueError("there is no target that it counts")
        return unit

    @field_validator("target_working_days")
    @classmethod
    def _is_the_only_target(cls, days: int | None, info: ValidationInfo) -> int | None:
        other = info.data.get("target", 0)
        if days is None and other is None:
            raise PydanticCustomError("missing", "missing")
        if days is not None and other is not None:
            raise ValueError("there is a target in a unit of its own too: give one of them")
        return days

    @property
    def own_target(self) -> tuple[int, TargetUnit]:
        """How many, and of what."""
        if self.target is None or self.unit is None:
            assert self.target_working_days is not None, "a stage has a target"
            return self.target_working_days, TargetUnit.WORKING_DAYS
        return self.target, self.unit


class IssueLine(_Part):
    category: Text
    subcategory: Text | None = None
    theme: Text | None = None
    about: About | None = None
    outcome: Outcome | None = None


class PersonLine(_Part):
    """The person who draws on support, not the complainant."""

    person_ref: Text | None = None
    ethnicity: Ethnicity | None = None
    age: Annotated[int, BeforeValidator(_whole_number), Field(ge=0, le=125)] | None = None
    age_band: Text | None = None
    gender: Gender | None = None
    disability: Disability | None = None
    primary_support_reason: Text | None = None
    ward: Text | None = None
    legal_status: LegalStatus | None = None


class RemedyLine(_Part):
    kind: Text
    amount_pounds: Pounds | None = None


class LearningLine(_Part):
    theme: Text
    action: Text | None = None
    scope: Scope | None = None
    completed_on: LocalDate | None = None


class OmbudsmanLine(_Part):
    received_on: LocalDate
    decided_on: LocalDate | None = None
    decision: OmbudsmanDecision
    formal_investigation: StrictBool | None = None
    decision_is_draft: StrictBool | None = None
    remedy_pounds: Pounds | None = None
    recommendations_met_on: LocalDate | None = None


class AdvocacyLine(_Part):
    offered: StrictBool | None = None
    taken_up: StrictBool | None = None


class CodedCase(_Part):
    """A recorded case without its free text: what events carry and figures count.

    Attributes:
        own_number: the council's own, as it wrote it, where the reference was made from it.
    """

    ref: Annotated[str, StringConstraints(pattern=REFERENCE_PATTERN)]
    own_number: Text | None = None
    authority: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
    classification: Classification
    local_label: Text | None = None
    procedure: Procedure | None = None
    received_on: LocalDate
    channel: Channel | None = None
    raised_by: RaisedBy | None = None
    division: Text | None = None
    service_area: Text | None = None
    team: Text | None = None
    contributing_teams: Annotated[list[Text], Field(max_length=50)] = []
    provider: Provider | None = None
    joint_with: Annotated[list[Text], Field(max_length=50)] = []
    lead_organisation: Text | None = None
    grade: Text | None = None
    acknowledged_on: LocalDate | None = None
    stages: Annotated[list[StageLine], Field(max_length=50)] = []
    resolved_within_one_working_day: StrictBool | None = None
    withdrawn_on: LocalDate | None = None
    closed_on: LocalDate | None = None
    outcome: Outcome | None = None
    refusal_reason: Text | None = None
    issues: Annotated[list[IssueLine], Field(max_length=100)] = []
    person: PersonLine | None = None
    remedies: Annotated[list[RemedyLine], Field(max_length=100)] = []
    learning: Annotated[list[LearningLine], Field(max_length=100)] = []
    ombudsman: OmbudsmanLine | None = None
    costs_pounds: Pounds | None = None
    advocacy: AdvocacyLine | None = None
    redirected_to: RedirectedTo | None = None

    @property
    def is_open(self) -> bool:
        """Neither closed nor ended as far as the council recorded."""
        ended = self.outcome not in {None, Outcome.OPEN}
        return self.closed_on is None and self.withdrawn_on is None and not ended


class PersonGiven(PersonLine):
    """The person as a file gives them.

    Attributes:
        care_number: in the social-care system. `person_ref` takes its place as the line comes in.
    """

    care_number: CareNumber | None = None


class CaseLine(CodedCase):
    """One whole line of an import file."""

    person: PersonGiven | None = None
    narrative: Narrative | None = None

    def coded(self) -> CodedCase:
        """The line without its free text, and without a person's number."""
        return CodedCase.model_validate(self.model_dump(exclude={"narrative": True, "person": {"care_number"}}))


OwnAction = Callable[[str, str], str | None]
"""An action that was learned under a theme, as the council's file writes it; None: it is not the file's."""


def remedy_code(kind: str) -> str:
    """A kind of remedy as it is counted once nobody's own words are: a text with a blank in it is no code."""
    return kind if len(kind.split()) == 1 else RemedyKind.OTHER.value


def without_words(line: Mapping[str, Any], own_action: OwnAction) -> dict[str, Any]:
    """A line, or what is told of one, without what somebody wrote in their own words; both as JSON.

    Labels by which a council counts stay, such as categories. An action that was learned stays as far as the
    council's file has it, and a kind of remedy where it is a code.
    """
    said = {**line}
    if "narrative" in said:
        said["narrative"] = None
    if said.get("learning"):
        said["learning"] = [
            each | {"action": own_action(each["theme"], each["action"])} if each.get("action") else each
            for each in said["learning"]
        ]
    if said.get("remedies"):
        said["remedies"] = [each | {"kind": remedy_code(each["kind"])} for each in said["remedies"]]
    return said


def told_without_words(event: Mapping[str, Any], own_action: OwnAction) -> dict[str, Any]:
    """What an event told of an imported line, in whichever of its parts, without anybody's own words; as JSON."""
    parts = {name: without_words(event[name], own_action) for name in ("record", "case") if event.get(name)}
    return without_words(event, own_action) | parts
