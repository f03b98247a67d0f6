"""The proof that whoever has a link also reads the mailbox that was given with it: a code, used once.

Of the code a hash with the link's secret is kept, which is kept nowhere: alone, a million codes are quickly tried.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from sqlmodel import Session

from chassis import restricted
from chassis.links import hash_of
from intake import repository as contacts
from intake.models import ContactRow, PublicLinkRow, PublicProofRow, restricted_contacts
from kernel.errors import Conflict, TooMany

CODE_LASTS = timedelta(minutes=15)
MOST_TRIES = 5
MOST_CODES, WITHIN = 5, timedelta(hours=24)
PROOF_LASTS = timedelta(minutes=30)


def may_prove(session: Session, contact: ContactRow) -> bool:
    """Whether more than the receipt can be shown: there is a mailbox, and nobody restricted the contact."""
    is_restricted = bool(restricted.named(session, restricted_contacts, contact.authority, contact.ref))
    return not is_restricted and _mailbox(contact) is not None


def new_code(tx: Session, link: PublicLinkRow, secret: str, now: datetime) -> tuple[str, str]:
    """The mailbox and a new code for it; the code before serves no more.

    Raises Conflict where nothing can be proved; TooMany beyond the most in a day: nobody's mailbox is filled.
    """
    contact = contacts.get_for_update(tx, link.authority, link.ref)
    mailbox = _mailbox(contact)
    if mailbox is None or not may_prove(tx, contact):
        raise Conflict("We cannot show more on this page. Please phone the council.")
    row = tx.get(PublicProofRow, (link.authority, link.ref)) or PublicProofRow(
        authority=link.authority, ref=link.ref, codes_since=now
    )
    if row.codes_since <= now - WITHIN:
        row.codes, row.codes_since = 0, now
    if row.codes >= MOST_CODES:
        wait = int((row.codes_since + WITHIN - now).total_seconds()) + 1
        raise TooMany(f"We sent {MOST_CODES} codes in a day, and send no more. Please phone the council.", wait)
    code = f"{secrets.randbelow(1_000_000):06}"
    row.code_hash, row.code_until = _hash(secret, code), now + CODE_LASTS
    row.tries, row.codes = 0, row.codes + 1
    tx.add(row)
    return mailbox, code


def prove(tx: Session, link: PublicLinkRow, secret: str, code: str, proof: str, now: datetime) -> bool:
    """Whether a code is right: then `proof`, which the page made, serves for a while. A wrong one counts."""
    contacts.get_for_update(tx, link.authority, link.ref)
    row = tx.get(PublicProofRow, (link.authority, link.ref))
    if row is None or row.code_hash is None or row.code_until is None:
        return False
    if row.tries >= MOST_TRIES or row.code_until <= now:
        return False
    row.tries += 1
    tx.add(row)
    if not hmac.compare_digest(row.code_hash, _hash(secret, code)):
        return False
    row.code_hash, row.proof_hash, row.proved_until = None, hash_of(proof), now + PROOF_LASTS
    return True


def is_proved(session: Session, link: PublicLinkRow, proof: str | None, now: datetime) -> bool:
    """Whether this proof still serves."""
    row = session.get(PublicProofRow, (link.authority, link.ref)) if proof else None
    if row is None or row.proof_hash is None or row.proved_until is None or proof is None:
        return False
    return now < row.proved_until and hmac.compare_digest(row.proof_hash, hash_of(proof))


def _mailbox(contact: ContactRow) -> str | None:
    mailbox: str | None = (contact.body.get("complainant") or {}).get("email")
    return mailbox


def _hash(secret: str, code: str) -> str:
    return hash_of(f"{secret} {code}")
