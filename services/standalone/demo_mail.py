"""The mailbox of the demonstration: e-mails of invented people, as they would arrive."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from intake.mail.delivery import Delivery
from standalone.demo_council import COUNCIL, DEMO, Mail

TO = "complaints@eastmere.example"


async def fill_mailbox(delivery: Delivery, newest: str, now: datetime) -> None:
    """Deliver them as a mail server would; one of them names `newest`, the reference of the newest complaint."""
    for number, mail in enumerate(DEMO.mails):
        came_at = now - timedelta(hours=mail.hours)
        await delivery.take(COUNCIL, _written(mail, f"<{number}@example.org>", newest, came_at), came_at)


def _written(mail: Mail, message_id: str, newest: str, came_at: datetime) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = mail.sender, TO
    message["Subject"] = mail.subject.replace("{ref}", newest)
    message["Date"], message["Message-ID"] = format_datetime(came_at), message_id
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text.replace("{ref}", newest))
    return bytes(message)
