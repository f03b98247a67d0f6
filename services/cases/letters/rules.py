"""Which letters a case may be written now, and what a letter that leaves records of it: pure."""

import re
from collections.abc import Mapping

from cases.record.rules import Standing, options
from chassis.letters.correspondent import Correspondent
from chassis.letters.templates import Missing, Said, words_in
from kernel.normal_forms import organisation_key
from kernel.procedures import Council
from kernel.vocabulary import Action, LetterKind

RECORDS = {
    LetterKind.ACKNOWLEDGEMENT: Action.ACKNOWLEDGE,
    LetterKind.HOLDING: Action.HOLDING_REPLY,
    LetterKind.RESPONSE: Action.RESPOND,
}
"""What the sending of a letter is, in the record: it meets the clock from the day on which it left."""
TO_CONTRIBUTORS = frozenset({LetterKind.CONTRIBUTION_REQUEST, LetterKind.CONTRIBUTION_CHASE})
ADDRESS = "address"
"""Under which it is kept where a letter went when it was filled; no word of a template."""
OF_WHO_WRITES = frozenset({"officer"})
OF_COMPLAINTS = frozenset(
    {
        LetterKind.PLAN,
        LetterKind.EXTENSION,
        LetterKind.REMEDY,
        LetterKind.CALENDAR_CHANGE,
        LetterKind.SIX_MONTHS,
    }
)


def act_of(ref: str, number: int, changes: int) -> str:
    """What a letter's message is sent for: no letter leaves twice, unless it was taken back in between.

    Args:
        changes: how often something was told of the letter.
    """
    return f"{ref}/letter/{number}/{changes}"


def letter_of(act: str) -> int | None:
    """The number of the letter that a message is, of whatever case; None: it is none."""
    found = re.match(r"[^/]+/letter/(\d+)(/|$)", act)
    return int(found[1]) if found else None


def offered(standing: Standing, *, has_requests: bool, awaits_consent: bool) -> list[LetterKind]:
    """The letters that may be drafted now: those that record what is due come first."""
    now = options(standing)
    due = [kind for kind, action in RECORDS.items() if action in now.actions]
    if now.primary and now.primary in RECORDS.values():
        due.sort(key=lambda kind: RECORDS[kind] is not now.primary)
    others = [LetterKind.ORAL_COPY]
    others += [LetterKind.CONSENT_REQUEST] if awaits_consent else []
    others += [LetterKind.REFUSAL] if standing.is_refused else []
    if standing.classification.is_complaint and not standing.is_refused:
        others += [kind for kind in LetterKind if kind in OF_COMPLAINTS]
        others += [LetterKind.NEXT_STAGE, LetterKind.REOPENING, LetterKind.PROVIDER_HANDOVER]
        # It is drafted while findings are still made, and leaves when nothing is missing.
        others += [LetterKind.RESPONSE] if LetterKind.RESPONSE not in due and standing.status.is_open else []
    others += sorted(TO_CONTRIBUTORS) if has_requests else []
    return [*due, *others, LetterKind.OTHER]


def contributor_address(asked_of: str | None, council: Council, to: Correspondent) -> str | None:
    """Where a contributor is written to: the council's file knows its teams and bodies, the register the provider.

    None: somebody types it.
    """
    key = organisation_key(asked_of)
    if key is None:
        return None
    known = [
        *((team.email, (team.code, team.name)) for team in council.teams),
        *((body.email, body.names) for body in council.joint_bodies),
        (to.provider_email, (to.provider,)),
    ]
    return next((email for email, names in known if email and key in map(organisation_key, names)), None)


def missing(text: str, said: Mapping[str, Said]) -> dict[str, str]:
    """What a text still has no word for, and why."""
    found: dict[str, str] = {}
    for word in words_in(text):
        known = said.get(word)
        if isinstance(known, Missing):
            found[word] = known.why
        else:
            found[word] = "It is known now. Fill the letter again, or write it yourself."
    return found


def changed(text: str, used: Mapping[str, str], said: Mapping[str, Said]) -> dict[str, tuple[str, str | None]]:
    """What a text says that is not so any more: by word, what it was and what it is now.

    What somebody took out of the text, or wrote anew, is theirs; so is who signs: another may read, and send it.
    """
    now = {word: value if isinstance(value, str) else None for word, value in said.items()}
    return {
        word: (was, now.get(word))
        for word, was in used.items()
        if word not in OF_WHO_WRITES and was.strip() and was in text and now.get(word) != was
    }
