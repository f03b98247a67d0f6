"""How people sign in to the web app: by the council's identity provider, where the settings name one."""

from fastapi import APIRouter
from pydantic import BaseModel

from chassis.settings import Settings


class Provider(BaseModel):
    """What the web app needs for the authorization code flow with PKCE (RFC 7636); the rest is discovered.

    Attributes:
        issuer: the provider's URL, as OpenID Connect Discovery asks it.
        client_id: of the web app, a public client: it has no secret.
        prompt: what the provider is to ask whoever presses *Sign in*; empty: what it likes.
    """

    issuer: str
    client_id: str
    scope: str
    prompt: str


class SignIn(BaseModel):
    """`provider`: null where nobody signs in by one."""

    provider: Provider | None


def create_router(settings: Settings) -> APIRouter:
    """Asked by everybody, before they are signed in."""
    router = APIRouter()
    named = settings.oidc_issuer and settings.oidc_client_id
    provider = Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        scope=settings.oidc_scope,
        prompt=settings.oidc_prompt,
    )

    @router.get("/api/sign-in")
    def read_sign_in() -> SignIn:
        """How to sign in here."""
        return SignIn(provider=provider if named else None)

    return router
