"""Access tokens for a mailbox whose server takes no password (OAuth 2.0 client credentials, RFC 6749, 4.4)."""

import re
import time
from collections.abc import Callable

import httpx
from pydantic import BaseModel, Field, ValidationError

from chassis.settings import MailboxOAuth

NETWORK_SECONDS = 10.0
RENEWED_BEFORE_SECONDS = 60.0
_CODE = re.compile(r"[a-z_]{1,60}")


class NoToken(Exception):
    """The token endpoint gave none: its code of why, such as invalid_client. Never a token or a secret."""


class _Granted(BaseModel):
    access_token: str = Field(min_length=1)
    expires_in: float = 0.0


class Tokens:
    """One mailbox's token: kept until a minute before it ends, and replaced once it is refused."""

    def __init__(self, oauth: MailboxOAuth, clock: Callable[[], float] = time.monotonic) -> None:
        self._oauth = oauth
        self._clock = clock
        self._held: tuple[str, float] | None = None

    def token(self) -> str:
        """A token that serves now. Raises NoToken; httpx.HTTPError for an endpoint that cannot be reached."""
        if self._held is None or self._clock() >= self._held[1]:
            begun = self._clock()
            granted = self._ask()
            self._held = granted.access_token, begun + granted.expires_in - RENEWED_BEFORE_SECONDS
        return self._held[0]

    def forget(self) -> None:
        """It was refused: the next sign-in brings a new one."""
        self._held = None

    def _ask(self) -> _Granted:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._oauth.client_id,
            "client_secret": self._oauth.client_secret.get_secret_value(),
            "scope": self._oauth.scope,
        }
        answer = httpx.post(self._oauth.token_url, data=asked, timeout=NETWORK_SECONDS)
        if answer.status_code != 200:
            raise NoToken(_code_of(answer))
        try:
            return _Granted.model_validate_json(answer.content)
        except ValidationError:
            raise NoToken("no token in the answer") from None


def _code_of(answer: httpx.Response) -> str:
    """Why it refuses, by its own code (RFC 6749, 5.2): nothing else of an answer is written to a log."""
    try:
        code = answer.json()["error"]
    except (ValueError, KeyError, TypeError):
        code = None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else f"status {answer.status_code}"
