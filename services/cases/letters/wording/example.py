"""A complaint that never was, with something to say for every word of a letter. Pure."""

from datetime import date, timedelta

from cases.letters.facts import Asked, Facts, Further, IssueSaid, Later, PlanSaid
from chassis.letters.correspondent import Correspondent
from kernel.procedures import Council
from kernel.vocabulary import Classification, Finding, LateReason, Outcome, RefusalReason


def example(council: Council, today: date) -> Facts:
    """What an example letter of a council says on a day."""
    soon, later = today + timedelta(days=28), today + timedelta(days=42)
    return Facts(
        council=council,
        ref=f"{council.prefix}-0000-0000",
        today=today,
        to=Correspondent(
            name="A. Complainant",
            person="A. Person",
            provider="A care home",
            narrative="Nobody rang me back.",
        ),
        officer="An Officer",
        classification=Classification.STATUTORY_COMPLAINT,
        received_on=today - timedelta(days=2),
        team="A team",
        stage="Local resolution",
        answer_on=soon,
        limit_on=today + timedelta(days=180),
        consent_by=soon,
        awaits_consent=True,
        outcome=Outcome.PARTIALLY_UPHELD,
        refusal=RefusalReason.OUT_OF_TIME,
        late_because=LateReason.COMPLEX,
        issues=[
            IssueSaid(1, "Nobody rang me back.", "communication", Finding.UPHELD, "Our records have no call."),
            IssueSaid(2, "The visit was too short.", "care", Finding.NOT_UPHELD, "It lasted as planned."),
        ],
        plan=PlanSaid("An apology.", "We read the records and ask the team.", "An Officer", "once a week"),
        later=Later(soon, later, "We wait for the records of the care home."),
        waiting_for="the records of the care home",
        asked=Asked("A care home", "Who was on duty that evening?", today, soon),
        further=[Further("Review", later)],
        remedies=["An apology"],
        survey_link="https://www.example.org/survey#secret",
        learning=["Every call is written down on the day"],
    )
