"""Letters of a contact: which there are, and each as it is set. Nothing of them is kept (ADR 58)."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from chassis.auth import Principal
from chassis.letters.correspondent import address, printed
from chassis.letters.sheet import Print, Sheet, address_lines, letterhead
from chassis.letters.templates import Filled, Template, fill
from intake import repository
from intake.correspondents import service as correspondents
from intake.letters.facts import Facts, Went
from intake.letters.rules import ContactLetterKind, Letter, offered
from intake.letters.saying import said
from intake.letters.schemas import ContactLetterRead, ContactLetters
from intake.letters.wording.own import OWN_WORDS
from intake.matters import matters_of
from intake.reading import whole
from intake.schemas import ContactRead
from intake.views import require_reach
from kernel.errors import Conflict, NotFound
from kernel.procedures import Books, Council
from kernel.vocabulary import Disposition
from kernel.words import in_sentence

AMatter = TypeVar("AMatter")


def list_letters(session: Session, officer: Principal, ref: str, today: date, books: Books) -> ContactLetters:
    """Raises NotFound, NotPermitted."""
    words = OWN_WORDS.templates(session, officer.authority, today)
    return ContactLetters(
        items=[
            ContactLetterRead(
                key=facts.letter.key,
                kind=facts.letter.kind,
                subject=words[facts.letter.kind].subject,
                duties=[duty.key for duty in facts.letter.duties],
                missing=[*_filled(facts, words[facts.letter.kind]).missing.values()],
            )
            for facts in _of_each(session, officer, ref, today, books)
        ]
    )


def sheet(session: Session, officer: Principal, ref: str, key: str, today: date, books: Books) -> Sheet:
    """A letter as it is set today. Raises NotFound, NotPermitted; Conflict while something is missing in it."""
    of_each = _of_each(session, officer, ref, today, books)
    facts = next((each for each in of_each if each.letter.key == key), None)
    if facts is None:
        raise NotFound(f"{ref} has no letter {key!r} now.")
    template, _ = OWN_WORDS.template(session, officer.authority, facts.letter.kind, today)
    filled = _filled(facts, template)
    if filled.missing:
        raise Conflict(f"Not yet: something is missing in the letter. {' '.join(filled.missing.values())}")
    return Sheet(
        council=facts.council.name,
        head=letterhead(facts.council),
        reference=ref,
        dated=today,
        to=[*filter(None, [facts.to.name]), *address_lines(address(facts.to))],
        subject=template.subject,
        text=filled.text,
        print=printed(facts.to),
    )


def _filled(facts: Facts, template: Template) -> Filled:
    """The words of a letter, as whoever gets it can read them (Equality Act 2010, s.20)."""
    easy = template.easy_read if printed(facts.to) is Print.EASY_READ else None
    return fill(easy or template.text, said(facts))


def _of_each(session: Session, officer: Principal, ref: str, today: date, books: Books) -> list[Facts]:
    """What each letter that may be written now says; of a contact whose people were taken out there is none."""
    row = repository.get(session, officer.authority, ref)
    require_reach(officer, row, today)
    contact = whole(session, row, today, books)
    if contact.anonymised_on:
        return []
    council = books.council(contact.authority)
    to = correspondents.read(session, contact.authority, ref)
    sent_on, passed_on = _sent_on(session, contact), _passed_on(contact)
    team = council.team(contact.team) if contact.team else None
    matters = matters_of(contact, contact.received_on, today)
    told = []
    for letter in offered(contact.assessment):
        given = _numbered(contact.matters, letter.matter)
        provider = (given.provider if given else None) or contact.provider
        told.append(
            Facts(
                council=council,
                ref=ref,
                to=to,
                officer=officer.name,
                letter=letter,
                matter=_numbered(matters, letter.matter) or matters[0],
                received_on=contact.received_on,
                about=_about(council, given.category if given else None),
                provider=provider.name if provider else None,
                goes_on=_goes_on(contact, letter),
                went=(sent_on or passed_on) if letter.kind is ContactLetterKind.SENT_ON else passed_on,
                shared_with=contact.thanks.shared_with if contact.thanks else None,
                team=team.name if team else None,
            )
        )
    return told


def _numbered(matters: Sequence[AMatter], number: int) -> AMatter | None:
    """The matter of a number, from 1; None: it is told of all of them, or of what the contact itself says."""
    return matters[number - 1] if 0 < number <= len(matters) else None


def _about(council: Council, code: str | None) -> str | None:
    category = council.category(code) if code else None
    return in_sentence(category.name) if category else None


def _goes_on(contact: ContactRead, letter: Letter) -> bool:
    """Whether the letter is about another matter than the one that the council looks into as a complaint."""
    it = contact.assessment
    is_taken_up = it.classification.is_complaint and it.disposition is Disposition.ACCEPTED
    return is_taken_up and letter.row != it.rule


def _sent_on(session: Session, contact: ContactRead) -> Went | None:
    """To whom it, or a part of it, was sent as a complaint of another body."""
    sent = repository.find_transfer(session, contact.authority, contact.ref)
    return Went(sent.to_body, sent.sent_on) if sent else None


def _passed_on(contact: ContactRead) -> Went | None:
    there = contact.redirection
    return Went(there.to, there.on) if there and there.to else None
