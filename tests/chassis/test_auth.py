"""Bearer tokens: of the own issuer, and of a council's identity provider asked over real HTTP."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from joserfc.jwk import ECKey, RSAKey
from pydantic import ValidationError

import chassis.auth
from chassis.app import Context
from chassis.auth import KEYS_GOOD_FOR, KEYS_REFRESHED_AT_MOST_EVERY, PERMISSIONS, Principal
from chassis.own_issuer import KEY, OTHER_KEY, OwnIssuer
from chassis.settings import Settings
from kernel.errors import NotPermitted, NotSignedIn, Unavailable
from kernel.vocabulary import Role
from tests.chassis import identity_provider
from tests.chassis.identity_provider import AUDIENCE, IdentityProvider
from tests.support import tokens
from tests.support.books import books

BOOKS = books()
SERVICE_CLAIMS = {"roles": ["service"], "authority": "*"}


def verify(context: Context, token: str, service: str = "intake") -> Principal:
    return context.verifier.verify(token, service)


@pytest.fixture
def own(tmp_path: Path) -> Context:
    return Context.of(Settings(data_dir=tmp_path), BOOKS)


@pytest.fixture
def provider() -> Iterator[IdentityProvider]:
    with identity_provider.running() as running:
        yield running


@pytest.fixture
def external(provider: IdentityProvider, tmp_path: Path) -> Context:
    return Context.of(Settings(data_dir=tmp_path, oidc_issuer=provider.url, oidc_audience=AUDIENCE), BOOKS)


class Clock:
    """Stands in for the module `time`: the monotonic clock moves when told to."""

    seconds = 1_000.0
    time = staticmethod(time.time)

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(chassis.auth, "time", made)
    return made


# The own issuer


def test_an_own_token_says_who_asks(own: Context) -> None:
    asks = verify(own, own.issuer.issue("officer-1", "O O", [Role.INVESTIGATOR, Role.MANAGER], "leicester"))
    assert asks.subject == "officer-1"
    assert asks.name == "O O"
    assert asks.roles == {Role.INVESTIGATOR, Role.MANAGER}
    assert asks.authority == "leicester"


def test_the_own_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    token = OwnIssuer.of(settings).issue("o", "O O", [Role.AUDITOR], "leicester")
    assert stat.S_IMODE((tmp_path / "issuer-key.pem").stat().st_mode) == 0o600
    assert verify(Context.of(settings, BOOKS), token).subject == "o"


def test_processes_on_several_machines_can_share_a_key(tmp_path: Path) -> None:
    key = ECKey.generate_key("P-256").as_pem(private=True).decode()
    machines = [Settings(data_dir=tmp_path / name, signing_key=key) for name in ("one", "other")]
    token = OwnIssuer.of(machines[0]).service_token("cases", at="intake")
    assert verify(Context.of(machines[1], BOOKS), token).subject == "cases"


def test_a_token_serves_at_the_service_that_it_is_meant_for(own: Context) -> None:
    shown = own.issuer.service_token("analytics", at="cases")
    assert verify(own, shown, "cases").subject == "analytics"
    for elsewhere in ("intake", "analytics"):
        with pytest.raises(NotSignedIn):
            verify(own, shown, elsewhere)
        assert own.verifier.known(shown, elsewhere) is None, "what one service knows is no other's"


def test_a_key_is_exchanged_while_tokens_of_both_serve(tmp_path: Path) -> None:
    old, new = (ECKey.generate_key("P-256").as_pem(private=True).decode() for _ in range(2))

    def machine(name: str, signing_key: str, other: str | None) -> Context:
        return Context.of(
            Settings(data_dir=tmp_path / name, signing_key=signing_key, other_signing_key=other), BOOKS
        )

    before, taking, signing, after = (
        machine("before", old, None),
        machine("taking", old, new),
        machine("signing", new, old),
        machine("after", new, None),
    )
    for step in ([before, taking], [taking, signing], [signing, after]):
        for issues in step if step[1] is not after else [after]:
            token = issues.issuer.service_token("cases", at="intake")
            assert [verify(takes, token).subject for takes in step] == ["cases", "cases"]
    with pytest.raises(NotSignedIn):
        verify(after, before.issuer.service_token("cases", at="intake"))


def test_the_data_folders_key_is_exchanged_by_renaming_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    token = OwnIssuer.of(settings).issue("o", "O O", [Role.AUDITOR], "leicester")
    (tmp_path / KEY).rename(tmp_path / OTHER_KEY)
    renewed = Context.of(settings, BOOKS)
    assert verify(renewed, token).subject == "o"
    assert verify(renewed, renewed.issuer.issue("n", "N N", [Role.AUDITOR], "leicester")).subject == "n"
    (tmp_path / OTHER_KEY).unlink()
    with pytest.raises(NotSignedIn):
        verify(Context.of(settings, BOOKS), token)


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"aud": "somebody-else"}, id="another audience"),
        pytest.param({"aud": None}, id="no audience"),
        pytest.param({"iss": "https://login.example"}, id="another issuer"),
        pytest.param({"iss": None}, id="no issuer"),
        pytest.param({"iss": ["redress"]}, id="a list of issuers"),
        pytest.param({"exp": 1}, id="expired"),
        pytest.param({"exp": None}, id="without an end"),
        pytest.param({"exp": "tomorrow"}, id="an end in words"),
        pytest.param({"nbf": 9_999_999_999}, id="not valid yet"),
        pytest.param({"sub": None}, id="no subject"),
        pytest.param({"roles": []}, id="no role"),
        pytest.param({"roles": None}, id="no roles at all"),
        pytest.param({"roles": "admin"}, id="roles as a text"),
        pytest.param({"roles": ["king", 7]}, id="unknown roles"),
        pytest.param({"authority": "atlantis"}, id="an unknown council"),
        pytest.param({"authority": None}, id="no council"),
        pytest.param({"authority": ["leicester"]}, id="a list of councils"),
        pytest.param({"authority": "*"}, id="staff of every council"),
        pytest.param({"roles": ["service", "admin"], "authority": "*"}, id="a service that is also staff"),
        pytest.param({"roles": ["service"], "authority": "leicester"}, id="a service of one council"),
    ],
)
def test_claims_that_are_refused(own: Context, tmp_path: Path, claims: dict[str, Any]) -> None:
    with pytest.raises(NotSignedIn):
        verify(own, tokens.signed(tokens.own_key(tmp_path), **claims))


@pytest.mark.parametrize(
    ("typ", "claims", "accepted"),
    [
        pytest.param("at+jwt", {}, True, id="named as RFC 9068 says"),
        pytest.param("application/at+jwt", {}, True, id="named in full"),
        pytest.param("JWT", {}, True, id="not named"),
        pytest.param("JWT", {"typ": "Bearer", "nonce": "n"}, True, id="of Keycloak, which repeats a nonce"),
        pytest.param("JWT", {"typ": "ID"}, False, id="an ID token of Keycloak"),
        pytest.param("JWT", {"nonce": "n"}, False, id="an ID token with a nonce"),
        pytest.param("JWT", {"at_hash": "h"}, False, id="an ID token beside an access token"),
        pytest.param("logout+jwt", {}, False, id="a token that signs out"),
    ],
)
def test_a_token_of_another_kind_is_refused(
    external: Context, provider: IdentityProvider, typ: str, claims: dict[str, Any], accepted: bool
) -> None:
    token = provider.token(typ_of_header=typ, **claims)
    if accepted:
        assert verify(external, token).subject
    else:
        with pytest.raises(NotSignedIn):
            verify(external, token)


@pytest.mark.parametrize(
    ("claim", "ahead"),
    [
        pytest.param("iat", 300, id="given later than now"),
        pytest.param("nbf", 300, id="good later than now"),
        pytest.param("exp", -60, id="over when it was given, as five minutes of a clock that is six behind"),
    ],
)
def test_where_clocks_disagree_the_answer_says_to_look_at_them(
    external: Context, provider: IdentityProvider, claim: str, ahead: int
) -> None:
    with pytest.raises(NotSignedIn, match="look at the clock"):
        verify(external, provider.token(**{claim: int(time.time()) + ahead}))


def test_no_demonstration_beside_a_provider(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="without a password"):
        Settings(data_dir=tmp_path, demo=True, oidc_issuer="https://login.example", oidc_audience=AUDIENCE)


@pytest.mark.parametrize(
    "token", ["", "a", "a.b", "a.b.c", "....", "é.é.é", "e30.e30.e30", "bnVsbA.bnVsbA.bnVsbA"]
)
def test_texts_that_are_no_token(own: Context, token: str) -> None:
    with pytest.raises(NotSignedIn):
        verify(own, token)


def test_forged_tokens(own: Context, tmp_path: Path) -> None:
    key = tokens.own_key(tmp_path)
    good = tokens.signed(key)
    assert verify(own, good).authority == "leicester"
    for forged in (
        tokens.unsigned(),
        tokens.signed_with_the_public_key(key),
        tokens.signed(ECKey.generate_key("P-256")),
        tokens.with_body_of(good, tokens.signed(key, authority="coventry")),
    ):
        with pytest.raises(NotSignedIn):
            verify(own, forged)


# A council's identity provider


def test_a_token_of_the_identity_provider(provider: IdentityProvider, external: Context) -> None:
    asks = verify(external, provider.token())
    assert (asks.subject, asks.authority, asks.roles) == ("officer-1", "eastmere", {Role.COMPLAINTS_OFFICER})


def test_its_claims_may_have_other_names(provider: IdentityProvider, tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path,
        oidc_issuer=provider.url,
        oidc_audience=AUDIENCE,
        oidc_jwks_url=f"{provider.url}/keys",
        oidc_roles_claim="groups",
        oidc_authority_claim="council",
    )
    token = provider.token(roles=None, authority=None, groups=["auditor", "choir"], council="coventry")
    asks = verify(Context.of(settings, BOOKS), token)
    assert (asks.authority, asks.roles) == ("coventry", {Role.AUDITOR})


def test_their_values_are_translated_wherever_they_stand(provider: IdentityProvider, tmp_path: Path) -> None:
    """As Keycloak names roles, and Entra ID groups."""
    settings = Settings(
        data_dir=tmp_path,
        oidc_issuer=provider.url,
        oidc_audience=AUDIENCE,
        oidc_roles_claim="realm_access.roles",
        oidc_roles={"5d1c": Role.COMPLAINTS_OFFICER, "app-manager": Role.MANAGER},
        oidc_authority_claim="tid",
        oidc_authorities={"7f00": "leicester"},
    )
    roles = {"roles": ["5d1c", "app-manager", "choir"]}
    asks = verify(Context.of(settings, BOOKS), provider.token(roles=None, realm_access=roles, tid="7f00"))
    assert (asks.authority, asks.roles) == ("leicester", {Role.COMPLAINTS_OFFICER, Role.MANAGER})


TENANT = "7d1f9a52-0c1e-4b9e-9a63-2f6c1f0f7f00"
APPLICATION = "3c2b6a10-55d4-4a8e-8f0e-0a9be1c4d1aa"


def of_entra(provider: IdentityProvider, **changes: Any) -> str:
    """An access token as Entra ID writes it, version 2.0, for an application that exposes an API."""
    claims = {
        "iss": f"{provider.url}/{TENANT}/v2.0",
        "aud": APPLICATION,
        "sub": "kq3pairwise-of-this-application",
        "oid": "0e1d6c1c-9a57-4a2b-bb8e-71f3a2f4c900",
        "tid": TENANT,
        "azp": APPLICATION,
        "scp": "access",
        "ver": "2.0",
        "name": "O O",
        "preferred_username": "o.o@council.example",
        "roles": ["Complaints.Officer", "Something.Else"],
        "authority": None,
    }
    return provider.token(**claims | changes)


@pytest.fixture
def entra(provider: IdentityProvider, tmp_path: Path) -> Context:
    """With the settings that docs/operating.md names for it, and a key that says what Entra's say."""
    provider.rotate(RSAKey.generate_key(2048, {"kid": "entra", "use": "sig", "x5t": "entra", "issuer": TENANT}))
    settings = Settings(
        data_dir=tmp_path,
        oidc_issuer=f"{provider.url}/{TENANT}/v2.0",
        oidc_audience=APPLICATION,
        oidc_roles={"Complaints.Officer": Role.COMPLAINTS_OFFICER},
        oidc_authority_claim="tid",
        oidc_authorities={TENANT: "leicester"},
    )
    return Context.of(settings, BOOKS)


def test_a_token_of_entra_is_read_as_the_page_says(provider: IdentityProvider, entra: Context) -> None:
    asks = verify(entra, of_entra(provider))
    assert (asks.authority, asks.roles) == ("leicester", {Role.COMPLAINTS_OFFICER})
    assert (asks.subject, asks.name, asks.client) == ("kq3pairwise-of-this-application", "O O", APPLICATION)
    assert verify(entra, of_entra(provider, name=None)).name == "o.o@council.example"


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"iss": f"https://sts.example/{TENANT}/"}, id="version 1.0 has another issuer"),
        pytest.param({"aud": f"api://{APPLICATION}"}, id="version 1.0 has another audience"),
        pytest.param({"tid": "another-tenant"}, id="of another tenant"),
        pytest.param({"roles": None}, id="nobody assigned a role"),
        pytest.param(
            {"roles": None, "_claim_names": {"groups": "src1"}, "_claim_sources": {"src1": {"endpoint": "x"}}},
            id="of more groups than a token holds",
        ),
    ],
)
def test_what_entra_sends_that_names_nobody(
    provider: IdentityProvider, entra: Context, claims: dict[str, Any]
) -> None:
    with pytest.raises(NotSignedIn):
        verify(entra, of_entra(provider, **claims))


def test_a_provider_of_one_council_need_not_name_it(provider: IdentityProvider, tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path, oidc_issuer=provider.url, oidc_audience=AUDIENCE, oidc_authority="coventry"
    )
    assert verify(Context.of(settings, BOOKS), provider.token(authority=None)).authority == "coventry"


def test_somebody_of_two_councils_is_at_one_of_them(provider: IdentityProvider, external: Context) -> None:
    asks = verify(external, provider.token(authority=["leicester", "eastmere", "atlantis"]))
    assert (asks.authority, asks.councils) == ("eastmere", ("eastmere", "leicester"))
    assert asks.at("").authority == "eastmere"
    assert asks.at("leicester").authority == "leicester"
    for other in ("coventry", "atlantis", "*"):
        with pytest.raises(NotPermitted):
            asks.at(other)


def test_the_team_is_as_the_provider_names_it(provider: IdentityProvider, tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path,
        oidc_issuer=provider.url,
        oidc_audience=AUDIENCE,
        oidc_team_claim="department.code",
        oidc_teams={"ASC-07": "locality"},
    )
    context = Context.of(settings, BOOKS)
    assert verify(context, provider.token(department={"code": "ASC-07"})).team == "locality"
    assert verify(context, provider.token(department={"code": "finance"})).team == "finance"
    assert verify(context, provider.token(department=7)).team == ""


@pytest.mark.parametrize(
    ("claims", "email"),
    [
        pytest.param({"email": "Officer@eastmere.example", "email_verified": True}, "officer@eastmere.example"),
        pytest.param({"email": "officer@eastmere.example"}, "", id="nobody verified it"),
        pytest.param({"email": "officer@eastmere.example", "email_verified": "yes"}, "", id="nobody says so"),
        pytest.param({"email": "officer", "email_verified": True}, "", id="it is none"),
        pytest.param({"email": 7, "email_verified": True}, "", id="it is no text"),
    ],
)
def test_an_address_is_one_that_the_provider_verified(
    provider: IdentityProvider, external: Context, claims: dict[str, object], email: str
) -> None:
    assert verify(external, provider.token(**claims)).email == email


@pytest.mark.parametrize("subject", ["officer\x001", "officer\n1", ""])
def test_a_subject_that_cannot_be_kept_is_nobody(
    provider: IdentityProvider, external: Context, subject: str
) -> None:
    with pytest.raises(NotSignedIn):
        verify(external, provider.token(sub=subject))


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"aud": "redress"}, id="the own audience is not theirs"),
        pytest.param({"aud": "another-app"}, id="another audience"),
        pytest.param({"exp": 1}, id="expired"),
        pytest.param({"iss": "http://127.0.0.1:1"}, id="another issuer"),
        pytest.param({"iss": "redress", "aud": "redress"}, id="signed by them in the own issuer's name"),
        pytest.param({"authority": "atlantis"}, id="an unknown council"),
        pytest.param({"roles": []}, id="no role"),
        pytest.param(SERVICE_CLAIMS, id="a service: only the own issuer makes those"),
    ],
)
def test_their_claims_that_are_refused(
    provider: IdentityProvider, external: Context, claims: dict[str, Any]
) -> None:
    with pytest.raises(NotSignedIn):
        verify(external, provider.token(**claims))


def test_staff_tokens_of_the_own_issuer_are_refused_beside_an_identity_provider(external: Context) -> None:
    with pytest.raises(NotSignedIn, match="identity provider"):
        verify(external, external.issuer.issue("o", "O O", [Role.ADMIN], "eastmere"))
    assert verify(external, external.issuer.service_token("cases", at="intake")).roles == {Role.SERVICE}


def test_new_keys_are_fetched_at_most_once_a_minute(
    provider: IdentityProvider, external: Context, clock: Clock
) -> None:
    for _ in range(3):
        verify(external, provider.token())
    assert provider.fetches == 1

    unheard_of = RSAKey.generate_key(2048, {"kid": "unheard of"})
    for _ in range(3):  # a stranger's tokens cannot make us ask again and again
        with pytest.raises(NotSignedIn):
            verify(external, provider.token(unheard_of))
    assert provider.fetches == 1

    provider.rotate(ECKey.generate_key("P-256", {"kid": "second"}))
    with pytest.raises(NotSignedIn):
        verify(external, provider.token())
    clock.seconds += KEYS_REFRESHED_AT_MOST_EVERY
    assert verify(external, provider.token()).subject == "officer-1"
    assert provider.fetches == 2
    with pytest.raises(NotSignedIn):
        verify(external, provider.token(unheard_of))
    assert provider.fetches == 2


def test_an_identity_provider_that_cannot_be_reached(
    provider: IdentityProvider, external: Context, clock: Clock
) -> None:
    provider.available = False
    with pytest.raises(Unavailable):
        verify(external, provider.token())
    provider.available = True
    with pytest.raises(Unavailable):
        verify(external, provider.token())  # it is not asked again at once
    clock.seconds += KEYS_REFRESHED_AT_MOST_EVERY
    assert verify(external, provider.token()).subject == "officer-1"
    provider.available = False
    clock.seconds += KEYS_REFRESHED_AT_MOST_EVERY
    assert verify(external, provider.token()).subject == "officer-1", "known keys stay good"


def test_a_key_that_is_withdrawn_is_good_for_an_hour_at_most(
    provider: IdentityProvider, external: Context, clock: Clock
) -> None:
    stolen = provider.token()
    assert verify(external, stolen).subject == "officer-1"
    provider.rotate(ECKey.generate_key("P-256", {"kid": "second"}))
    clock.seconds += KEYS_GOOD_FOR - 1
    assert verify(external, stolen).subject == "officer-1"
    clock.seconds += 1
    with pytest.raises(NotSignedIn):
        verify(external, stolen)
    provider.available = False
    clock.seconds += KEYS_GOOD_FOR
    with pytest.raises(Unavailable):
        verify(external, provider.token())


def test_an_identity_provider_needs_an_audience(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="REDRESS_OIDC_AUDIENCE"):
        Settings(data_dir=tmp_path, oidc_issuer="https://login.example")


# Tokens that were verified a short while ago


def test_a_token_is_known_for_a_minute_and_never_beyond_its_end(own: Context) -> None:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=False) as now:
        long, short = (own.issuer.issue("o", "O O", [Role.MANAGER], "eastmere", seconds) for seconds in (600, 20))
        assert own.verifier.known(long, "intake") is None, "nobody verified it yet"
        asks = [own.verifier.verify(token, "intake") for token in (long, short)]
        assert [own.verifier.known(token, "intake") for token in (long, short)] == asks
        assert own.verifier.known(f"{long}x", "intake") is None
        now.shift(21)
        assert (own.verifier.known(long, "intake") is None, own.verifier.known(short, "intake") is None) == (
            False,
            True,
        )
        now.shift(40)
        assert own.verifier.known(long, "intake") is None, "asked anew"


# Permissions


@pytest.mark.parametrize("permission", sorted(PERMISSIONS))
@pytest.mark.parametrize("role", list(Role))
def test_a_permission_lets_its_roles_through_and_nobody_else(permission: str, role: Role) -> None:
    asks = Principal("o", "O O", frozenset({role}), "eastmere", 0)
    if role in PERMISSIONS[permission]:
        asks.require(permission)
    else:
        with pytest.raises(NotPermitted):
            asks.require(permission)
