"""A council's partner clients: issued, rotated and revoked by an admin; their secrets are kept as hashes alone."""

import hmac
import secrets
from datetime import datetime, timedelta

from pwdlib import PasswordHash
from sqlmodel import Session

from chassis.auth import Principal
from chassis.links import hash_of, new_secret
from chassis.own_issuer import OwnIssuer, audience_of
from intake import repository
from intake.models import ClientRow
from intake.partners.schemas import ClientName, ClientNames, ClientRead, ClientSecret, NewClient, Scope, Token
from kernel.errors import Conflict, NotPermitted, NotSignedIn, wrong_field
from kernel.vocabulary import Role

TOKEN_SECONDS = 600
OLD_SECRET_LASTS = timedelta(hours=24)
"""How long the secret before a rotation still works, so that a partner can change over without a gap."""
_SLOW = "$argon2"
"""How a hash begins that was made, until November 2026: it serves until its client is rotated."""
_slow = PasswordHash.recommended()


def issue(tx: Session, admin: Principal, body: NewClient, now: datetime) -> ClientSecret:
    """Make a client. Its secret is in this answer and nowhere else."""
    secret = new_secret()
    row = ClientRow(
        authority=admin.authority,
        client_id=f"{admin.authority}-{secrets.token_hex(6)}",
        organisation=body.organisation,
        scopes=sorted(set(body.scopes)),
        secret_hash=hash_of(secret),
        created_at=now,
        created_by=admin.name,
    )
    repository.add(tx, row)
    return ClientSecret(**_read(row).model_dump(), client_secret=secret)


def rotate(tx: Session, admin: Principal, client_id: str, now: datetime) -> ClientSecret:
    """Give a client a new secret; the one before works for another day. Raises NotFound; Conflict if revoked."""
    row = repository.get_client(tx, admin.authority, client_id)
    if row.revoked_at:
        raise Conflict("This client was revoked. Issue a new one.")
    secret = new_secret()
    row.old_secret_hash, row.secret_hash, row.rotated_at = row.secret_hash, hash_of(secret), now
    repository.add(tx, row)
    return ClientSecret(**_read(row).model_dump(), client_secret=secret)


def revoke(tx: Session, admin: Principal, client_id: str, now: datetime) -> ClientRead:
    """Shut a client out: its secrets and the tokens that it holds stop working at once."""
    row = repository.get_client(tx, admin.authority, client_id)
    row.revoked_at = row.revoked_at or now
    repository.add(tx, row)
    return _read(row)


def list_clients(session: Session, admin: Principal) -> list[ClientRead]:
    return [_read(row) for row in repository.clients(session, admin.authority)]


def names(session: Session, officer: Principal) -> ClientNames:
    """Organisations that have a system here, by name."""
    active = [row for row in repository.clients(session, officer.authority) if row.revoked_at is None]
    named = [ClientName(client_id=row.client_id, organisation=row.organisation) for row in active]
    return ClientNames(items=sorted(named, key=lambda client: client.organisation.casefold()))


def token(
    session: Session, issuer: OwnIssuer, client_id: str, client_secret: str, scope: str | None, now: datetime
) -> Token:
    """A short-lived token for client credentials (RFC 6749, section 4.4).

    Raises NotSignedIn alike for an unknown client, a wrong secret and a revoked client.
    """
    row = repository.find_client(session, client_id)
    if row is None or row.revoked_at or not any(_fits(client_secret, kept) for kept in _hashes(row, now)):
        raise NotSignedIn("The client is not known, or its secret is not this one.")
    asked = set((scope or " ".join(row.scopes)).split())
    if not asked <= set(row.scopes):
        raise wrong_field("/scope", f"This client has the scopes {' '.join(row.scopes)}.")
    return Token(
        access_token=issuer.issue(
            row.client_id,
            row.organisation,
            [Role.PARTNER],
            row.authority,
            TOKEN_SECONDS,
            sorted(asked),
            audience_of("intake"),
        ),
        expires_in=TOKEN_SECONDS,
        scope=" ".join(sorted(asked)),
    )


def in_good_standing(session: Session, principal: Principal, scope: Scope) -> ClientRow:
    """The caller's client. Raises NotSignedIn once it was revoked, NotPermitted without the scope."""
    row = repository.find_client(session, principal.subject)
    if row is None or row.authority != principal.authority or row.revoked_at:
        raise NotSignedIn("The client was revoked.")
    if scope not in principal.scopes:
        raise NotPermitted(f"The token lacks the scope {scope}.")
    return row


def _hashes(row: ClientRow, now: datetime) -> list[str]:
    """Of the secrets that work: the present one, and for a day the one before."""
    hashes = [row.secret_hash]
    if row.old_secret_hash and row.rotated_at and now < row.rotated_at + OLD_SECRET_LASTS:
        hashes.append(row.old_secret_hash)
    return hashes


def _fits(secret: str, kept: str) -> bool:
    if kept.startswith(_SLOW):
        return _slow.verify(secret, kept)
    return hmac.compare_digest(hash_of(secret), kept)


def _read(row: ClientRow) -> ClientRead:
    return ClientRead.model_validate(row.model_dump())
