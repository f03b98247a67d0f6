"""GOV.UK Notify, by its published interface (version 2): e-mails by a template, letters as PDF.

It sends no message twice: what a lost answer leaves open is asked by the message's own name.
"""

import base64
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import OctKey

from cases.outbox.transports import Became, NotNow, Outgoing, Refused, Unsure
from kernel.localtime import local_date
from kernel.vocabulary import SendingState, SendingWay

KEY_LENGTH = 36
"""Of a UUID: a key ends in that of the service and that of the secret, each after a dash."""
LONGEST_WORDS = 300
FAILED = {
    "permanent-failure": "It could not be delivered: there is no such address.",
    "temporary-failure": "It could not be delivered: the address took nothing for three days.",
    "technical-failure": "It could not be delivered: GOV.UK Notify failed.",
    "cancelled": "It was cancelled at GOV.UK Notify.",
    "virus-scan-failed": "GOV.UK Notify does not print it: it found something harmful in the file.",
    "validation-failed": "GOV.UK Notify does not print it: something stands outside what it prints of a page.",
}
ARRIVED = {"delivered", "received"}
"""A letter is `received` once it was printed and posted."""


@dataclass(frozen=True)
class Notify:
    """GOV.UK Notify as one service of it.

    Attributes:
        key: as Notify shows it: its name, the service's id and the secret.
        email_template: id of a template with the fields `subject`, `body` and `link_to_file`.
        timeout: seconds that any one answer may take.
    """

    base_url: str
    key: str = field(repr=False)
    email_template: str
    timeout: float = 30.0

    def greet(self) -> None:
        try:
            answer = self._asked("GET", f"/v2/template/{self.email_template}")
        except httpx.HTTPError as error:
            raise NotNow("GOV.UK Notify cannot be reached.") from error
        if answer.status_code != 200:
            raise NotNow(f"GOV.UK Notify said of the template: {answer.status_code} {_said(answer)}")

    def send(self, row: Outgoing) -> None:
        kind, body = self._email(row) if row.way == SendingWay.EMAIL else ("letter", _letter(row))
        try:
            answer = self._asked("POST", f"/v2/notifications/{kind}", json={**body, "reference": row.message_id})
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise NotNow("GOV.UK Notify cannot be reached.") from error
        except httpx.HTTPError as error:
            raise Unsure("The connection broke after the message was handed over.") from error
        if answer.status_code == 201:
            return
        said = f"GOV.UK Notify said: {answer.status_code} {_said(answer)}"
        if answer.status_code == 400:
            raise Refused(said)
        # A wrong key is the operator's to mend, too many messages pass, and 503 took nothing.
        if answer.status_code in {403, 429, 503}:
            raise NotNow(said)
        raise Unsure(said)

    def became(self, row: Outgoing) -> Became | None:
        try:
            answer = self._asked("GET", "/v2/notifications", params={"reference": row.message_id})
        except httpx.HTTPError:
            return None
        found = _found(answer)
        if found is None:
            return None
        status, left_on = str(found.get("status")), local_date(datetime.fromisoformat(str(found["created_at"])))
        if why := FAILED.get(status):
            return Became(SendingState.BOUNCED, left_on, why)
        return Became(SendingState.DELIVERED if status in ARRIVED else SendingState.SENT, left_on)

    def _email(self, row: Outgoing) -> tuple[str, Mapping[str, Any]]:
        mail = message_from_bytes(row.content, policy=default)
        body = mail.get_body(("plain",))
        file = next(mail.iter_attachments(), None)
        said = {
            "subject": str(mail["Subject"]),
            "body": body.get_content() if body else "",
            "link_to_file": _linked(file.get_payload(decode=True), file.get_filename()) if file else "",
        }
        sent = {"email_address": row.to_address, "template_id": self.email_template, "personalisation": said}
        return "email", sent

    def _asked(self, method: str, path: str, **asked: Any) -> httpx.Response:
        key = OctKey.import_key(self.key[-KEY_LENGTH:])
        service = self.key[-2 * KEY_LENGTH - 1 : -KEY_LENGTH - 1]
        token = jwt.encode({"alg": "HS256"}, {"iss": service, "iat": int(time.time())}, key)
        with httpx.Client(base_url=self.base_url, timeout=self.timeout) as client:
            return client.request(method, path, headers={"Authorization": f"Bearer {token}"}, **asked)


def _letter(row: Outgoing) -> Mapping[str, Any]:
    return {"content": _base64(row.content)}


def _linked(content: Any, name: str | None) -> Mapping[str, Any]:
    """A file as Notify keeps it: whoever opens the link says to which address it was sent."""
    return {"file": _base64(bytes(content)), "filename": name, "confirm_email_before_download": True}


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _found(answer: httpx.Response) -> Mapping[str, Any] | None:
    """The one message of this name, if it is there."""
    if answer.status_code != 200:
        return None
    notifications: list[Mapping[str, Any]] = answer.json()["notifications"]
    return notifications[0] if notifications else None


def _said(answer: httpx.Response) -> str:
    """What it says is wrong, for people."""
    try:
        errors = answer.json()["errors"]
        return "; ".join(str(error["message"]) for error in errors)[:LONGEST_WORDS]
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase
