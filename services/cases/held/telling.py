"""What the rows of cases are called where all that is held is told, and what is left out."""

from cases.retention.traces import TRACES
from chassis.held import Telling

TO_BE_SORTED = "worked out from the clocks, for lists"
TELLING = Telling(
    traces=TRACES,
    names={
        "cases_letter_text": "words of letters",
        "cases_watch": "who watches the case",
        "cases_survey": "invitations to the survey",
        "cases_survey_answer": "answers to the survey",
        "cases_restriction": "decisions on who alone sees the case",
        "cases_restricted": "who alone sees the case",
    },
    without={
        "cases_said": "a copy of what was said, to be searched",
        "cases_parked_event": "what a follower could not apply, for whoever runs the service",
        "cases_case.sort_on": TO_BE_SORTED,
        "cases_case.rank_on": TO_BE_SORTED,
        "cases_case.next_soon_on": TO_BE_SORTED,
        "cases_case.next_chase_on": TO_BE_SORTED,
        "cases_case.next_tell_on": TO_BE_SORTED,
        "cases_ombudsman.sort_on": TO_BE_SORTED,
        "cases_learning.sort_on": TO_BE_SORTED,
        "cases_remedy.sort_on": TO_BE_SORTED,
        "cases_letter.link": "a secret by which a survey is answered",
        "cases_survey.secret_hash": "of the same secret",
        "cases_contribution_link.secret_hash": "of a secret by which a contributor answers",
        "cases_outbox.content": "goes as a file of its own",
    },
)
