"""Identity: bearer tokens in, a Principal out; every route names the permission it needs.

Staff tokens come from the council's identity provider (any OpenID Connect issuer) or, without one, from the data
folder's own issuer. Services speak to each other with tokens of the own issuer in both cases.
"""

import hashlib
import json
import time
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Protocol
from urllib.parse import unquote

import httpx
import structlog
from anyio import to_thread
from fastapi import Depends, Header, Request
from fastapi.security import HTTPBearer
from fastapi.security.http import HTTPAuthorizationCredentials
from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, InvalidTokenError, JoseError
from joserfc.jwk import KeySet

from chassis.limits import RateLimit
from chassis.own_issuer import OWN_AUDIENCE, OWN_ISSUER, OwnIssuer, audience_of
from chassis.settings import Settings
from kernel.errors import NotPermitted, NotSignedIn, Unavailable, wrong_field
from kernel.normal_forms import email_key
from kernel.vocabulary import Role

ALGORITHMS = ["ES256", "ES384", "RS256", "PS256", "EdDSA"]
LEEWAY_SECONDS = 30
KEYS_REFRESHED_AT_MOST_EVERY = 60.0
KEYS_GOOD_FOR = 3600.0
VERIFIED_SECONDS = 60.0
"""So long a token that was verified is taken without verifying it again; never beyond its own end."""
VERIFIED_KEPT = 10_000
ID_TOKENS_OWN = frozenset({"nonce", "at_hash", "c_hash"})
"""Claims that only a token which says who signed in has."""
ROLES: Mapping[str, Role] = {role.value: role for role in Role}
NAME_CLAIMS = ("name", "preferred_username", "sub")
"""What somebody is called: the first of these that a token has."""
CLIENT_CLAIMS = ("client_id", "azp")
"""RFC 9068 has the first; Keycloak and Entra ID write the second."""
COUNCIL_HEADER = "Redress-Council"
"""Names the council that somebody of several wants to see."""
ROLE_HEADER = "Redress-Role"
"""Names the one role, of several, in which somebody asks; without it they ask in all of them."""

CASEWORKERS = frozenset({Role.COMPLAINTS_OFFICER, Role.MANAGER})
LOOK_INTO = CASEWORKERS | {Role.INVESTIGATOR}
STAFF = LOOK_INTO | {Role.CONTACT_CENTRE, Role.AUDITOR, Role.ADMIN}
READERS = STAFF - {Role.ADMIN}
"""An admin keeps lists, clients and files, and reads nobody's complaint."""

PERMISSIONS: Mapping[str, frozenset[Role]] = {
    "contacts:record": CASEWORKERS | {Role.CONTACT_CENTRE},
    "contacts:read": READERS,
    "contacts:all": READERS - {Role.CONTACT_CENTRE},
    "contacts:names": LOOK_INTO | {Role.CONTACT_CENTRE},
    "contacts:narrative": LOOK_INTO | {Role.CONTACT_CENTRE},
    "contacts:plans": LOOK_INTO | {Role.CONTACT_CENTRE},
    "plans:write": CASEWORKERS,
    "contacts:demographics": CASEWORKERS,
    "contacts:ombudsman": READERS - {Role.CONTACT_CENTRE},
    "contacts:people": LOOK_INTO | {Role.CONTACT_CENTRE},
    "contacts:classify": CASEWORKERS,
    "contacts:let_go": frozenset({Role.MANAGER}),
    "contacts:link": LOOK_INTO | {Role.CONTACT_CENTRE},
    "names:unmask": frozenset({Role.AUDITOR}),
    "reads:read": frozenset({Role.AUDITOR}),
    "providers:read": STAFF,
    "providers:write": CASEWORKERS,
    "registers:read": READERS,
    "registers:write": CASEWORKERS | {Role.CONTACT_CENTRE},
    "partner:contacts": frozenset({Role.PARTNER}),
    "clients:manage": frozenset({Role.ADMIN}),
    "clients:name": LOOK_INTO,
    "imports:write": CASEWORKERS | {Role.ADMIN},
    "exports:read": frozenset({Role.ADMIN}),
    "council:read": frozenset(Role) - {Role.SERVICE},
    "cases:status": READERS,
    "cases:read": READERS - {Role.CONTACT_CENTRE},
    "cases:restrict": frozenset({Role.MANAGER}),
    "cases:narrative": LOOK_INTO,
    "cases:write": CASEWORKERS,
    "cases:answer": LOOK_INTO,
    "findings:write": LOOK_INTO,
    "views:share": frozenset({Role.MANAGER}),
    "calendar:read": STAFF,
    "calendar:write": frozenset({Role.MANAGER, Role.ADMIN}),
    "letters:word": frozenset({Role.MANAGER, Role.ADMIN}),
    "officers:join": STAFF,
    "officers:read": STAFF - {Role.CONTACT_CENTRE},
    "officers:write": frozenset({Role.MANAGER, Role.ADMIN}),
    "figures:read": STAFF,
    "figures:people": CASEWORKERS,
    "figures:drill": CASEWORKERS,
    "reports:write": CASEWORKERS,
    "reports:publish": frozenset({Role.MANAGER}),
    "alerts:write": frozenset({Role.MANAGER}),
    "alerts:note": CASEWORKERS,
    "feed:read": frozenset({Role.SERVICE}),
    "correspondents:read": frozenset({Role.SERVICE}),
    "surveys:count": frozenset({Role.SERVICE}),
    "contributions:serve": frozenset({Role.SERVICE}),
    "held:read": frozenset({Role.SERVICE}),
    "codes:send": frozenset({Role.SERVICE}),
    "parked:manage": frozenset({Role.ADMIN}),
}
"""Which roles may do what. A route names one of these; a test fails for a route that names none.

`contacts:all`: beyond what one recorded oneself or came of late. `contacts:names … ombudsman`, `cases:narrative`,
`figures:people`: parts of an answer, which the views leave out for whoever may not see them.
"""
UNMASKED = frozenset({"contacts:names", "contacts:narrative", "contacts:plans", "cases:narrative"})
"""What somebody who may lift masks sees too, once they say why."""
RECENT_DAYS = 28

Reason = Annotated[
    str | None,
    Header(
        alias="Redress-Reason",
        max_length=600,
        pattern=r"^[\x20-\x7e]+$",
        description="why masked names are to be shown, percent-encoded; needs the permission names:unmask",
    ),
]
SHORTEST_REASON, LONGEST_REASON = 10, 200


@dataclass(frozen=True)
class Principal:
    """Who is asking.

    Attributes:
        subject: the identity provider's id of the person or client.
        authority: code of the one council whose data they see; "*" only for services.
        expires_at: seconds since 1970 at which the token ends.
        councils: codes of all whose data they may choose to see; `authority` is the one that they chose.
        scopes: of a partner's client; people have none.
        recent_days: so many calendar days back they see contacts of others, where they may not see all.
        reason: why they see what is masked; "": they do not.
        client: the application that asks for them, as the provider calls it; "": it does not say.
        held: every role that they may choose to ask in; `roles` are those in which they ask.
        team: code of their team, as the provider says it; "": it says none.
        email: their address, which the provider says it has verified; "": it says none.
        token_id: of a token of the own issuer, by which it is revoked; "": it has none.
    """

    subject: str
    name: str
    roles: frozenset[Role]
    authority: str
    expires_at: float
    scopes: frozenset[str] = frozenset()
    councils: tuple[str, ...] = ()
    recent_days: int = RECENT_DAYS
    reason: str = ""
    client: str = ""
    held: frozenset[Role] = frozenset()
    team: str = ""
    email: str = ""
    token_id: str = ""

    def at(self, council: str) -> "Principal":
        """The same person at another of their councils; "" leaves them where they are. Raises NotPermitted."""
        if council in {"", self.authority}:
            return self
        if council not in self.councils:
            raise NotPermitted("Your sign-in names no such council.")
        return replace(self, authority=council)

    def wearing(self, role: str) -> "Principal":
        """The same person in one of their roles alone; "" leaves them in all. Raises NotPermitted."""
        if not role:
            return self
        chosen = frozenset(held for held in self.roles if held == role)
        if not chosen:
            raise NotPermitted("Your sign-in names no such role.")
        return replace(self, roles=chosen)

    @property
    def permissions(self) -> list[str]:
        """The names of what they may do, sorted."""
        return sorted(name for name, roles in PERMISSIONS.items() if not self.roles.isdisjoint(roles))

    def may(self, permission: str) -> bool:
        """Whether a role of theirs has it, or the reason that they gave."""
        return not self.roles.isdisjoint(PERMISSIONS[permission]) or bool(self.reason and permission in UNMASKED)

    def require(self, permission: str) -> None:
        """Raises NotPermitted."""
        if not self.may(permission):
            raise NotPermitted(f"This needs the permission {permission}.")

    def unmasking(self, reason: str) -> "Principal":
        """The same person, who sees what is masked because they said why. Raises NotPermitted, Unprocessable."""
        self.require("names:unmask")
        why = unquote(reason, errors="replace").strip()
        if not (SHORTEST_REASON <= len(why) <= LONGEST_REASON and why.isprintable()):
            said = f"Say why in {SHORTEST_REASON} to {LONGEST_REASON} characters."
            raise wrong_field("/header/Redress-Reason", said)
        return replace(self, reason=why)


class Keys(Protocol):
    """Where an issuer's public keys come from."""

    def current(self, key_id: str | None) -> KeySet: ...


class RemoteKeys:
    """An identity provider's JWKS: good for an hour, so that a key which it withdraws is.

    Fetched again before that when a token names an unknown key, at most once a minute.
    """

    def __init__(self, issuer: str, jwks_url: str = "") -> None:
        self._issuer = issuer.rstrip("/")
        self._jwks_url = jwks_url
        self._keys: KeySet | None = None
        self._fetched_at = self._asked_at = -KEYS_GOOD_FOR

    def current(self, key_id: str | None) -> KeySet:
        now = time.monotonic()
        if now - self._fetched_at >= KEYS_GOOD_FOR:
            self._keys = None
        known = self._keys is not None and any(key.kid == key_id for key in self._keys.keys)
        if not known and now - self._asked_at >= KEYS_REFRESHED_AT_MOST_EVERY:
            self._asked_at = now
            try:
                self._keys, self._fetched_at = self._fetch(), now
            except (httpx.HTTPError, ValueError, KeyError) as error:
                structlog.get_logger().warning("identity_provider_unreachable", error=str(error))
        if self._keys is None:
            raise Unavailable("The identity provider's keys cannot be fetched.")
        return self._keys

    def _fetch(self) -> KeySet:
        with httpx.Client(timeout=5) as client:
            url = self._jwks_url
            if not url:
                discovery = client.get(f"{self._issuer}/.well-known/openid-configuration").raise_for_status()
                url = discovery.json()["jwks_uri"]
            return KeySet.import_key_set(client.get(url).raise_for_status().json())


def _require_access_token(header: Mapping[str, Any], claims: Mapping[str, Any]) -> None:
    """Raises NotSignedIn for a token of another kind, signed by the same keys: above all an ID token.

    RFC 9068, section 2.1, names access tokens `at+jwt`; many providers call them JWT all the same, and Keycloak
    writes the kind among the claims.
    """
    kind = str(header.get("typ") or "JWT").lower().removeprefix("application/")
    is_named = kind == "at+jwt" or claims.get("typ") == "Bearer"
    of_an_id_token = claims.get("typ") == "ID" or not ID_TOKENS_OWN.isdisjoint(claims)
    if kind not in {"jwt", "at+jwt"} or (of_an_id_token and not is_named):
        raise NotSignedIn("This is no access token.")


class Verifier:
    """Turns a bearer token into a Principal, or refuses it.

    `service` is whom the token is shown to: one of the own issuer may be meant for another. A provider's is meant
    for the product.
    """

    def __init__(self, settings: Settings, own: OwnIssuer, councils: Container[str]) -> None:
        self._settings = settings
        self._own = own
        self._councils = councils
        self._remote = RemoteKeys(settings.oidc_issuer, settings.oidc_jwks_url) if settings.oidc_issuer else None
        self._verified: dict[tuple[str, bytes], tuple[Principal, float]] = {}

    def known(self, token: str, service: str) -> Principal | None:
        """Who a token that was verified a short while ago belongs to, while it lasts."""
        principal, until = self._verified.get((service, _digest(token)), (None, 0.0))
        return principal if principal and time.time() < until and not self._is_revoked(principal) else None

    def is_good(self, principal: Principal) -> bool:
        """Whether what was taken of them is taken still."""
        return time.time() < principal.expires_at and not self._is_revoked(principal)

    def _is_revoked(self, principal: Principal) -> bool:
        return self._own.is_revoked(principal.token_id)

    def verify(self, token: str, service: str) -> Principal:
        """Raises NotSignedIn for any token that is not whole, in time, ours to accept and complete."""
        principal = self._verify(token, service)
        if self._is_revoked(principal):
            raise NotSignedIn("This token was revoked. Ask whoever gave it for another one.")
        if len(self._verified) >= VERIFIED_KEPT:
            self._verified.clear()
        self._verified[service, _digest(token)] = (
            principal,
            min(time.time() + VERIFIED_SECONDS, principal.expires_at),
        )
        return principal

    def _verify(self, token: str, service: str) -> Principal:
        try:
            unverified = jws.extract_compact(token.encode())
            key_id = unverified.headers().get("kid")
            issuer = json.loads(unverified.payload).get("iss")
            external = self._remote is not None and issuer == self._settings.oidc_issuer
            if not external and issuer != OWN_ISSUER:
                raise NotSignedIn("The token comes from an issuer that is not accepted here.")
            keys: Keys = self._remote if external and self._remote else self._own
            decoded = jwt.decode(token, keys.current(key_id), algorithms=ALGORITHMS)
            _require_access_token(decoded.header, decoded.claims)
            ours = [OWN_AUDIENCE, audience_of(service)]
            jwt.JWTClaimsRegistry(
                leeway=LEEWAY_SECONDS,
                iss={"essential": True, "value": issuer},
                aud={"essential": True, "values": [self._settings.oidc_audience] if external else ours},
                sub={"essential": True},
                exp={"essential": True},
            ).validate(decoded.claims)
        except InvalidTokenError as error:
            raise NotSignedIn(
                "The token is good from a later moment on: look at the clock of this server, and of the provider."
            ) from error
        except ExpiredTokenError as error:
            raise NotSignedIn(
                "The token is over. If it is new, look at the clock of this server, and of the provider."
            ) from error
        except (JoseError, ValueError, TypeError, AttributeError) as error:
            raise NotSignedIn("The token is not valid, or no longer.") from error
        return self._principal(decoded.claims, external)

    def _principal(self, claims: Mapping[str, Any], external: bool) -> Principal:
        if not (isinstance(claims["sub"], str) and claims["sub"] and claims["sub"].isprintable()):
            raise NotSignedIn("The token's subject cannot be kept.")
        roles, councils = self._theirs(claims) if external else _own(claims)
        if not roles:
            raise NotSignedIn("The token names no role that Redress knows.")
        if not councils:
            raise NotSignedIn("The token names no council.")
        authority = councils[0]
        is_service = roles == {Role.SERVICE} and authority == "*" and not external
        # Clients of partners are issued by Redress itself, whoever signs the staff in.
        if self._remote and not external and not is_service and roles != {Role.PARTNER}:
            raise NotSignedIn("Staff sign in with the council's identity provider.")
        councils = tuple(council for council in councils if council in self._councils)
        if not is_service and (Role.SERVICE in roles or not councils):
            raise NotSignedIn("The token names no council that has a procedure file.")
        return Principal(
            subject=claims["sub"][:200],
            name=next(text for name in NAME_CLAIMS for text in _texts(claims, name) if text)[:100],
            roles=roles,
            authority=authority if is_service else councils[0],
            councils=councils,
            expires_at=float(claims["exp"]),
            scopes=frozenset() if external else frozenset(str(claims.get("scope", "")).split()),
            recent_days=self._settings.recent_contact_days,
            held=roles,
            team=self._team(claims) if external else "",
            email=_verified_email(claims) if external else "",
            client=next((text for name in CLIENT_CLAIMS for text in _texts(claims, name)), "")[:200],
            token_id="" if external else str(claims.get("jti", "")),
        )

    def _theirs(self, claims: Mapping[str, Any]) -> tuple[frozenset[Role], tuple[str, ...]]:
        """Roles and councils that the provider's token names, as the settings translate them."""
        settings = self._settings
        known = {**ROLES, **settings.oidc_roles}
        roles = frozenset(known[name] for name in _texts(claims, settings.oidc_roles_claim) if name in known)
        named = _texts(claims, settings.oidc_authority_claim)
        codes = [settings.oidc_authorities.get(name, name) for name in named] or [settings.oidc_authority]
        return roles, tuple(sorted(set(filter(None, codes))))

    def _team(self, claims: Mapping[str, Any]) -> str:
        """The first team that the provider's token names, as the settings translate it."""
        settings = self._settings
        named = _texts(claims, settings.oidc_team_claim) if settings.oidc_team_claim else []
        return next((settings.oidc_teams.get(name, name) for name in named), "")


bearer = HTTPBearer(auto_error=False, description="An OpenID Connect access token")


async def signed_in(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> Principal:
    """The principal of a request's bearer token. Raises NotSignedIn."""
    if credentials is None:
        raise NotSignedIn("Send a bearer token in the Authorization header.")
    verifier: Verifier = request.app.state.verifier
    token, service = credentials.credentials, request.app.state.service
    principal = verifier.known(token, service)
    if principal is None:
        principal = await to_thread.run_sync(verifier.verify, token, service)
    request.state.principal = principal  # known also if what they choose is refused
    headers = request.headers
    principal = principal.at(headers.get(COUNCIL_HEADER, "")).wearing(headers.get(ROLE_HEADER, ""))
    request.state.principal = principal
    return principal


class Permission:
    """A dependency that lets only roles with one permission through and returns who is asking.

    Each request counts against what its person may ask in a minute at a council, as `counts_as` of them.
    """

    def __init__(self, name: str, counts_as: int = 1) -> None:
        self.name = name
        self.counts_as = counts_as

    async def __call__(  # needs no thread
        self, request: Request, principal: Annotated[Principal, Depends(signed_in)]
    ) -> Principal:
        self.count(request, principal)
        principal.require(self.name)
        return principal

    def count(self, request: Request, principal: Principal) -> None:
        """Raises TooMany. Services follow each other as fast as there is something to follow."""
        if Role.SERVICE not in principal.roles:
            limit: RateLimit = request.app.state.context.person_limit
            limit.take(f"{principal.authority} {principal.subject}", self.counts_as)


class Seeing(Permission):
    """The same for a route that shows what is masked to somebody who says why."""

    async def __call__(
        self, request: Request, principal: Annotated[Principal, Depends(signed_in)], reason: Reason = None
    ) -> Principal:
        self.count(request, principal)
        if reason is not None:
            request.state.principal = principal = principal.unmasking(reason)
        principal.require(self.name)
        return principal


def require(permission: str, counts_as: int = 1) -> Permission:
    """What a route says to name the permission it needs; one that hands out much counts as many requests."""
    return Permission(permission, counts_as)


def _own(claims: Mapping[str, Any]) -> tuple[frozenset[Role], tuple[str, ...]]:
    """Roles and council of a token of the own issuer, which writes them in one way."""
    named, authority = claims.get("roles"), claims.get("authority")
    roles = frozenset(role for name, role in ROLES.items() if isinstance(named, list) and name in named)
    return roles, (authority,) if isinstance(authority, str) else ()


def _verified_email(claims: Mapping[str, Any]) -> str:
    """The provider's address of somebody, by OpenID Connect; one that they may have typed themselves is none."""
    if claims.get("email_verified") is not True:
        return ""
    named = (email_key(text) for text in _texts(claims, "email"))
    return next((address for address in named if address and address.isascii()), "")


def _texts(claims: Mapping[str, Any], name: str) -> list[str]:
    """The texts of a claim, which may be one or a list, and stand below others: realm_access.roles."""
    found: Any = claims
    for key in [name] if name in claims else name.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return [text for text in (found if isinstance(found, list) else [found]) if isinstance(text, str)]


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
