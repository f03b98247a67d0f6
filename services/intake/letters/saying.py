"""What each ((word)) of a letter says of a contact, and why one cannot be said. Pure."""

from collections.abc import Callable, Mapping

from chassis.letters import phrases
from chassis.letters.phrases import LGSCO, REFUSALS
from chassis.letters.templates import Missing, Nothing, Said
from intake.letters.facts import Facts
from intake.letters.law import law_in_words
from intake.letters.rules import ContactLetterKind
from intake.rules import RULES
from intake.rules.cited import cited
from kernel.calendar import in_words
from kernel.vocabulary import Function, RefusalReason

NOTHING = Nothing()
WITH_THE_OMBUDSMAN = "The Ombudsman is looking, or has looked, into the same matter."
BECAUSE: Mapping[str, str] = {
    "5": "It is about a request under the Freedom of Information Act 2000. That Act has a way of its own to put "
    "right what went wrong with it.",
    "6": "You ask for something that data protection law gives you, such as to see, correct or erase what we hold "
    "about you. Our data protection officer deals with that.",
    "7": "You work for a council or the NHS, and it is about that employment. That is for you and your employer.",
    "8": "It comes from a council, a body of the NHS or somebody who provides for one, and is settled between the "
    "bodies.",
    "14": "The care was arranged or bought privately. So the provider answers for it, and not the council.",
    "16a": "It is about something more than 12 months old, or that was looked at before. The Ombudsman's Code "
    "keeps that out of a complaints procedure.",
    "19a": "The complaints procedure for children's social care does not cover it, or is not open to you. We look "
    "into it as a complaint under the council's other procedure, and write to you about that.",
    "19b": "Looking into it now might prejudice proceedings that have not ended, such as those of a court.",
    "19c": "It is about something that happened more than a year before you told us, and we found no good reason "
    "why it could not be told sooner, or could not look into it fairly any more.",
    "19e": WITH_THE_OMBUDSMAN,
    "19f": "We answered the same matter before. If a stage of that complaint is left, you can ask for it there.",
    "19i": "Those whom you speak for do not agree to what you say for them.",
    "22c": "The person whom you speak for can decide this for themselves, and does not agree to what you say for "
    "them.",
    "23": "The person whom you speak for cannot decide this for themselves, and we are satisfied that it is not "
    "made in their best interests.",
    "24": "A child may speak for itself. We are not satisfied that there is a good reason for you to do so "
    "instead, and that it is in the child's best interests.",
    "26": WITH_THE_OMBUDSMAN,
    "27": "We looked into the same matter before, and answered it.",
    "27a": "The same matter was put right before, and has not come back since.",
    "28": REFUSALS[RefusalReason.OUT_OF_TIME],
    "30": "Only a tribunal or an appeal can put it right. The decision that it is about says how to appeal.",
    "32": "You want the provider to answer first.",
}
"""Why the council does as a row decides, as it is told to the person whom it is about."""
PROVIDES_FOR_US = "The provider gives this care for us, and we stay responsible for it."
OF_ANOTHER_BODY: Mapping[Function | None, str] = {
    Function.NHS: "It is about the NHS, and for the NHS to answer.",
    Function.ANOTHER_AUTHORITY: "It is about another council or authority, and for them to answer.",
}
PART_OF_ANOTHER_BODY = "A part of it is about another body, and for them to answer."
COMMISSIONER = (
    "If you are still not satisfied, you can go to the Information Commissioner, who is independent: "
    "www.ico.org.uk, 0303 123 1113."
)


def said(facts: Facts) -> dict[str, Said]:
    """What every word says of this contact."""
    return {word: say(facts) for word, say in WORDS.items()}


def _row(facts: Facts) -> str:
    """The row whose reason is told; of a part that is left out, the one that would have refused the whole."""
    if facts.letter.kind is not ContactLetterKind.PART_LEFT_OUT:
        return facts.letter.row
    if facts.matter.is_child:
        return "24"
    return "23" if facts.matter.lacks_capacity else "22c"


def _because(facts: Facts) -> Said:
    match facts.letter.kind:
        case ContactLetterKind.MAY_SEND_ON:
            return OF_ANOTHER_BODY.get(facts.matter.function, PART_OF_ANOTHER_BODY)
        case ContactLetterKind.TO_PROVIDER:
            return BECAUSE.get(facts.letter.row, PROVIDES_FOR_US)
    return BECAUSE.get(_row(facts)) or Missing("This reason has no words here. Write the letter yourself.")


def _law(facts: Facts) -> Said:
    """The law of the row that decided; of what is asked of them, the law that the duty names."""
    is_asked = facts.letter.kind in {ContactLetterKind.MAY_SEND_ON, ContactLetterKind.TO_PROVIDER}
    source = facts.letter.duties[0].source if is_asked else SOURCES.get(_row(facts), "")
    function = facts.matter.function
    return law_in_words(cited(source, function), function) or NOTHING


def _goes_on(facts: Facts) -> Said:
    return "We look into the rest of what you told us, and write to you about it." if facts.goes_on else NOTHING


def _it(facts: Facts) -> Said:
    """What is told of, after the first sentence: that names the matter, or else all that they told us."""
    return "one part of it" if facts.goes_on and facts.about is None else "it"


def _again(facts: Facts) -> Said:
    if not facts.letter.owes("reopen"):
        return NOTHING
    return "If there is something new, tell us what it is: we look at it in the complaint that we have."


def _ico(facts: Facts) -> Said:
    if not facts.letter.owes("ico"):
        return NOTHING
    if facts.letter.kind is ContactLetterKind.NOTICE:
        return f"You can ask us to review how your request was dealt with. {COMMISSIONER}"
    return f"Our data protection officer can tell you more. {COMMISSIONER}"


def _ombudsman(facts: Facts) -> Said:
    if not (facts.letter.owes("ombudsman") or facts.letter.owes("reopen")):
        return NOTHING
    if facts.letter.kind is ContactLetterKind.TO_PROVIDER:
        return f"If the provider's answer does not satisfy you, the Ombudsman looks at such care too. {LGSCO}"
    return f"If you are not satisfied, you can ask the Ombudsman to look at it. {LGSCO}"


def _resubmit(facts: Facts) -> Said:
    if not facts.letter.owes("resubmit"):
        return NOTHING
    return "When the proceedings have ended, you have a year to send it to us again. We look into it then."


def _return(facts: Facts) -> Said:
    if not facts.letter.owes("return"):
        return NOTHING
    return (
        "You can come back to us at any time, also while they look into it or when their answer does not satisfy "
        "you: then we look into it ourselves."
    )


def _advocacy(facts: Facts) -> Said:
    return phrases.advocacy(facts.to, is_childrens=facts.matter.function is Function.CHILDRENS_SOCIAL_CARE)


def _person(facts: Facts) -> Said:
    return facts.to.person or "the person whom you speak for"


def _went_to(facts: Facts) -> Said:
    if facts.went is None:
        return Missing("Record first to whom it went.")
    return f"{facts.went.to} on {in_words(facts.went.on)}"


def _went(facts: Facts) -> Said:
    return f"We passed it on to {_went_to(facts)}." if facts.went else NOTHING


def _shared(facts: Facts) -> Said:
    return f"We told {facts.shared_with} what you said." if facts.shared_with else NOTHING


SOURCES = {rule.id: rule.source for rule in RULES}
WORDS: Mapping[str, Callable[[Facts], Said]] = {
    "about": lambda facts: facts.about or "what happened",
    "advocacy": _advocacy,
    "again": _again,
    "because": _because,
    "contact": lambda facts: phrases.reach(facts.council, facts.ref),
    "council": lambda facts: facts.council.name,
    "goes_on": _goes_on,
    "ico": _ico,
    "it": _it,
    "law": _law,
    "name": lambda facts: phrases.name(facts.to),
    "officer": lambda facts: facts.officer,
    "ombudsman": _ombudsman,
    "person": _person,
    "provider": lambda facts: facts.provider or Missing("The contact names no provider. Add it."),
    "received_on": lambda facts: in_words(facts.received_on),
    "reference": lambda facts: facts.ref,
    "resubmit": _resubmit,
    "return": _return,
    "shared": _shared,
    "team": lambda facts: facts.team or NOTHING,
    "went": _went,
    "went_to": _went_to,
}
"""Every word that a template may use."""
