"""What each ((word)) of a letter says of a case, and why one cannot be said. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from cases.letters.facts import Asked, Facts, IssueSaid, Later
from chassis.letters.phrases import LGSCO, PHSO, REFUSALS, advocacy, listed, name, reach
from chassis.letters.templates import Missing, Nothing, Said
from kernel.calendar import in_words
from kernel.vocabulary import Classification, Outcome
from kernel.words import FINDINGS, LATE_REASONS, in_sentence

NOTHING = Nothing()
OUTCOMES = {
    Outcome.UPHELD: "We uphold your complaint. We are sorry for what went wrong.",
    Outcome.PARTIALLY_UPHELD: "We uphold a part of your complaint. We are sorry for what went wrong.",
    Outcome.NOT_UPHELD: "We do not uphold your complaint.",
    Outcome.NO_FINDING: "We could not come to a finding.",
}


def said(facts: Facts) -> dict[str, Said]:
    """What every word says of this case on this day."""
    return {word: say(facts) for word, say in WORDS.items()}


def _about(facts: Facts) -> Said:
    whats = list(dict.fromkeys(in_sentence(issue.what) for issue in facts.issues if issue.what))
    return listed(whats[:3]) or "what happened"


def _issues(facts: Facts) -> Said:
    if not facts.issues:
        return Missing("The case has no issue yet.")
    return "\n".join(f"* {_one_line(issue.words)}" for issue in facts.issues)


def _complaint(facts: Facts) -> Said:
    return facts.to.narrative or Missing("What they said is not recorded.")


def _answer_by(facts: Facts) -> Said:
    if facts.answer_on is None:
        return Missing("No date was promised, and the procedure sets none. Promise one.")
    if facts.answer_on < facts.today:
        return Missing(f"{in_words(facts.answer_on)} has passed. Agree a later date first.")
    return in_words(facts.answer_on)


def _limit_on(facts: Facts) -> Said:
    return in_words(facts.limit_on) if facts.limit_on else NOTHING


def _consent(facts: Facts) -> Said:
    if not facts.awaits_consent:
        return NOTHING
    whom = facts.to.person or "the person whom it is about"
    return f"We have to know that {whom} agrees before we can tell you anything about them. We will ask."


def _consent_by(facts: Facts) -> Said:
    if not facts.awaits_consent:
        return Missing("The case does not wait for anybody's consent.")
    return (
        in_words(facts.consent_by) if facts.consent_by else Missing("The council's file sets no day. Write one.")
    )


def _plan(of: str) -> Callable[[Facts], Said]:
    def say(facts: Facts) -> Said:
        return getattr(facts.plan, of) if facts.plan else Missing("The case has no plan yet.")

    return say


def _later(say: Callable[[Later], str]) -> Callable[[Facts], Said]:
    def of_extension(facts: Facts) -> Said:
        return say(facts.later) if facts.later else Missing("No later date was agreed or decided yet.")

    return of_extension


def _why_late(facts: Facts) -> Said:
    if facts.late_because:
        return f"The reason is this: {in_sentence(LATE_REASONS[facts.late_because])}."
    if facts.later:
        return f"The reason is this: {facts.later.because}"
    return Missing("No reason is recorded. Write it here.")


def _asked(say: Callable[[Asked], Said]) -> Callable[[Facts], Said]:
    def of_request(facts: Facts) -> Said:
        return say(facts.asked) if facts.asked else Missing("Choose the request that it is about.")

    return of_request


def _question_due(asked: Asked) -> Said:
    return in_words(asked.due_on) if asked.due_on else Missing("The day by which it is owed is not known.")


def _undecided(facts: Facts) -> Missing | None:
    open_ones = [issue for issue in facts.issues if issue.finding is None]
    return Missing(f"{_numbered(open_ones)} needs a finding first.") if open_ones else None


def _outcome(facts: Facts) -> Said:
    if undecided := _undecided(facts):
        return undecided
    if facts.outcome is Outcome.UPHELD_NOT_COUNCIL:
        at_fault = (issue.whose for issue in facts.issues if issue.finding and issue.finding.is_fault)
        whose = listed([*dict.fromkeys(filter(None, at_fault))])
        return f"We found fault with what {whose} did. We are sorry for what went wrong."
    return OUTCOMES.get(facts.outcome, NOTHING) if facts.outcome else Missing("There is no finding yet.")


def _findings(facts: Facts) -> Said:
    if undecided := _undecided(facts):
        return undecided
    if bare := [issue for issue in facts.issues if not issue.reason]:
        return Missing(f"{_numbered(bare)}: say why, in words they can be told.")
    return "\n\n".join(
        f"## {_one_line(issue.words)}\n{FINDINGS[issue.finding]}.\n{issue.reason}"
        for issue in facts.issues
        if issue.finding
    )


def _numbered(issues: Sequence[IssueSaid]) -> str:
    return f"Issue {listed([str(issue.number) for issue in issues])}"


def _lines(of: str) -> Callable[[Facts], Said]:
    def say(facts: Facts) -> Said:
        lines: Sequence[str] = getattr(facts, of)
        return "\n".join(f"* {_one_line(line)}" for line in lines) or NOTHING

    return say


def _remedies(facts: Facts) -> Said:
    if not facts.is_agreed:
        return Missing("Somebody else has to agree to a sum first.")
    return _lines("remedies")(facts)


def _next_step(facts: Facts) -> Said:
    """How they go on: to the next stage, or back to who answered (SI 2006/1738, reg 17 and 18, for children's)."""
    if not facts.further:
        return "If we have left something out, or you do not agree, tell us and we will look at it again."
    way = facts.further[0]
    return f"You can ask us to take it to this stage: {way.name}.{_until(way.until)}"


def _until(day: date | None) -> str:
    return f" Ask by {in_words(day)}." if day else ""


def _ombudsman(facts: Facts) -> Said:
    """Who looks at it from outside; a complaint of each procedure is signposted (SI 2009/309, reg 14(2)(d))."""
    if facts.classification is Classification.OTHER_CONTACT:
        return NOTHING
    then = "If you are still not satisfied after our last stage" if facts.further else "If you are not satisfied"
    both = f" {PHSO}" if facts.is_joint else ""
    return f"{then}, you can ask the Ombudsman to look at it. {LGSCO}{both}"


def _refusal(facts: Facts) -> Said:
    if facts.refusal is None:
        return Missing("It is not refused.")
    return REFUSALS[facts.refusal]


def _waiting_for(facts: Facts) -> Said:
    return f"We are waiting for this: {facts.waiting_for}" if facts.waiting_for else NOTHING


def _known(value: Callable[[Facts], str | None], why: str) -> Callable[[Facts], Said]:
    def say(facts: Facts) -> Said:
        return value(facts) or Missing(why)

    return say


def _optional(value: Callable[[Facts], str | None]) -> Callable[[Facts], Said]:
    def say(facts: Facts) -> Said:
        return value(facts) or NOTHING

    return say


def _one_line(text: str) -> str:
    return " ".join(text.split())


WORDS: Mapping[str, Callable[[Facts], Said]] = {
    "about": _about,
    "advocacy": lambda facts: advocacy(facts.to, is_childrens=facts.is_childrens),
    "answer_by": _answer_by,
    "asked_of": _asked(lambda asked: asked.of),
    "asked_on": _asked(lambda asked: in_words(asked.on)),
    "because": _later(lambda later: later.because),
    "complaint": _complaint,
    "consent": _consent,
    "consent_by": _consent_by,
    "contact": lambda facts: reach(facts.council, facts.ref),
    "council": lambda facts: facts.council.name,
    "findings": _findings,
    "hears": _plan("hears"),
    "how": _plan("how"),
    "issues": _issues,
    "learning": _lines("learning"),
    "limit_on": _limit_on,
    "name": lambda facts: name(facts.to),
    "new_date": _later(lambda later: in_words(later.after)),
    "next_step": _next_step,
    "officer": lambda facts: facts.officer,
    "old_date": _later(lambda later: in_words(later.before)),
    "ombudsman": _ombudsman,
    "outcome": _outcome,
    "person": _known(lambda facts: facts.to.person, "The contact does not say whose care it is about."),
    "provider": _known(lambda facts: facts.to.provider, "The contact names no provider."),
    "question": _asked(lambda asked: asked.what),
    "question_due": _asked(_question_due),
    "received_on": lambda facts: in_words(facts.received_on),
    "reference": lambda facts: facts.ref,
    "refusal_because": _refusal,
    "remedies": _remedies,
    "stage": _known(lambda facts: facts.stage, "The case has no stage of a procedure."),
    "survey_link": _known(
        lambda facts: facts.survey_link, "Only “Ask how it was handled” on the page of the case makes one."
    ),
    "team": _optional(lambda facts: facts.team),
    "waiting_for": _waiting_for,
    "wants": _plan("wants"),
    "who": _plan("who"),
    "why_late": _why_late,
}
"""Every word that a template may use."""
