"""What of a case its reader is shown, by their permissions. Pure."""

from typing import TYPE_CHECKING, TypeVar

from cases.record.rules import ANOTHERS, ENDING, FINDING_TEXTS, OWN_ANSWER, OWN_CASE
from cases.record.schemas import CaseRead, CaseSummary, RefusalRead
from kernel.vocabulary import Action

if TYPE_CHECKING:
    from chassis.auth import Principal

Summary = TypeVar("Summary", bound=CaseSummary)
NARRATIVE = "narrative"
"""Whatever was written of a case: descriptions, reasons, whom it waits for, what was asked."""
NEEDS = {
    Action.RECORD_FINDING: "findings:write",
    Action.CHANGE_ISSUE: "findings:write",
    Action.NOTE: "findings:write",
    Action.ASK: "cases:answer",
    Action.CHASE: "cases:answer",
    Action.TELL_LATE: "cases:answer",
    Action.RECORD_ANSWER: "cases:answer",
    Action.WITHDRAW_REQUEST: "cases:answer",
    Action.HOLDING_REPLY: "cases:answer",
    Action.RESPOND: "cases:answer",
    Action.PUT_UP: "cases:answer",
    Action.SIGN: "cases:answer",
    Action.SEND_BACK: "cases:answer",
    Action.DECIDE_ROUTE: "contacts:classify",
    Action.SETTLE_CONSENT: "contacts:people",
}
"""What an action needs where it is not `cases:write`."""
FOR_ANOTHER = {Action.RECORD_FINDING, Action.RESPOND, Action.SIGN}
"""What of a stage is not for whoever dealt with an earlier one, where the procedure says so."""


def shown(case: CaseRead, principal: "Principal", is_theirs: bool) -> CaseRead:
    """The case as this person may see it, with the actions that they may take.

    Args:
        is_theirs: the case was given to them or to their team.
    """
    may = [action for action in case.actions if _may(action, principal, is_theirs)]
    not_yet = [refusal for refusal in case.not_yet if _may(refusal.action, principal, is_theirs)]
    if principal.subject in case.not_closed_by:
        barred = [action for action in may if action in ENDING]
        may = [action for action in may if action not in ENDING]
        not_yet += [RefusalRead(action=action, because=OWN_CASE) for action in barred]
    if Action.SIGN in may and principal.subject in case.not_signed_by:
        may.remove(Action.SIGN)
        not_yet.append(RefusalRead(action=Action.SIGN, because=OWN_ANSWER))
    if principal.subject in case.not_for:
        barred = [action for action in may if action in FOR_ANOTHER]
        may = [action for action in may if action not in FOR_ANOTHER]
        not_yet += [RefusalRead(action=action, because=ANOTHERS) for action in barred]
    left = {
        "actions": may,
        "primary_action": case.primary_action if case.primary_action in may else None,
        "not_yet": not_yet,
    }
    return (case if principal.may("cases:narrative") else _without_words(case)).model_copy(update=left)


def listed(case: Summary, principal: "Principal") -> Summary:
    """The same of a case in a list."""
    if principal.may("cases:narrative") or case.waiting is None:
        return case
    return case.model_copy(update={"waiting": case.waiting.model_copy(update={"waiting_on": None})})


def needed_for(action: Action) -> str:
    """The permission that an action needs."""
    return NEEDS.get(action, "cases:write")


def _may(action: Action, principal: "Principal", is_theirs: bool) -> bool:
    return principal.may(needed_for(action)) and (is_theirs or principal.may("cases:write"))


def _without_words(case: CaseRead) -> CaseRead:
    return case.model_copy(
        update={
            "withheld": [NARRATIVE],
            "waiting": case.waiting and case.waiting.model_copy(update={"waiting_on": None}),
            "issues": [
                issue.model_copy(
                    update={
                        "description": None,
                        **dict.fromkeys(FINDING_TEXTS),
                        "earlier": [
                            past.model_copy(update=dict.fromkeys(FINDING_TEXTS)) for past in issue.earlier
                        ],
                    }
                )
                for issue in case.issues
            ],
            "holds": [hold.model_copy(update={"waiting_on": None}) for hold in case.holds],
            "requests": [request.model_copy(update={"asked_of": None, "what": None}) for request in case.requests],
            "extensions": [extension.model_copy(update={"reason": None}) for extension in case.extensions],
        }
    )
