"""Everything that is held of some references, put together as one ZIP file."""

import json
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import IO

import httpx
from sqlmodel import Session

from chassis import restricted
from chassis.auth import Principal
from chassis.held import held
from chassis.service_client import ServiceClient
from intake import repository
from intake.files import repository as files
from intake.files import service as file_service
from intake.files.storage import FileStore
from intake.held.document import Told, document
from intake.held.repository import are_of_several, size_of_contents
from intake.held.schemas import HeldAsked, HeldInCases
from intake.held.telling import TELLING
from intake.mail import repository as mails
from intake.models import MailRow, restricted_contacts
from kernel.errors import Conflict, Gone, NotFound, Unavailable, Unprocessable, wrong_field

SEVERAL = "They are about different people: days of birth or numbers differ. Say that you have looked."
SECONDS = 30.0
"""How long cases is waited for."""
MOST_BYTES = 500_000_000
"""Of files and e-mails that are put together at a time: so much disk one request may take while it is answered."""


def require_there(session: Session, officer: Principal, body: HeldAsked) -> None:
    """Raises Unprocessable for what is not there, or not for them, or more than is put together at a time.

    Also for references that are about different people, until it is said that this is meant: one who has another's
    name would be given what is the other's.
    """
    hidden = restricted.hidden_among(session, restricted_contacts, officer, body.refs)
    for place, ref in enumerate(body.refs):
        if ref in hidden or repository.find(session, officer.authority, ref) is None:
            raise _unknown(place, ref)
    if not body.of_several and are_of_several(session, officer.authority, body.refs):
        raise wrong_field("/of_several", SEVERAL)
    size = size_of_contents(session, officer.authority, body.refs)
    if size > MOST_BYTES:
        said = f"They are {size // 1_000_000} MB, and {MOST_BYTES // 1_000_000} MB are put together at a time."
        raise wrong_field("/refs", f"{said} Take fewer references.")


async def of_cases(cases: ServiceClient, officer: Principal, body: HeldAsked) -> HeldInCases:
    """What cases has. Raises Unavailable while it cannot be asked; Conflict, and Unprocessable as above."""
    roles = sorted(officer.roles)
    asked = {"authority": officer.authority, "subject": officer.subject, "roles": roles, "refs": body.refs}
    try:
        answered = await cases.post("v1/held", asked, SECONDS)
        if answered.status_code == Conflict.status:
            raise Conflict(answered.json()["detail"])
        answered.raise_for_status()
    except httpx.HTTPError as error:
        raise Unavailable("What is held of the cases cannot be read at the moment. Try again.") from error
    told = HeldInCases.model_validate_json(answered.content)
    for place, ref in enumerate(body.refs):
        if ref in told.hidden:
            raise _unknown(place, ref)
    return told


def packed(
    session: Session,
    store: FileStore,
    scans: bool,
    officer: Principal,
    council: str,
    refs: Sequence[str],
    cases: HeldInCases,
    today: date,
) -> IO[bytes]:
    """A ZIP file on disk that no name leads to, and that is gone once it is closed.

    Args:
        scans: whether files are looked through for viruses here.
        council: its name, as the document says it.
    """
    here = held(session, TELLING, officer.authority, refs)
    all_held = {ref: here[ref] | cases.held[ref] for ref in refs}
    with ExitStack() as unless_whole:
        archive = unless_whole.enter_context(tempfile.TemporaryFile())
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
            packing = _Packing(session, store, scans, officer, today, written)
            for ref in refs:
                given = packing.add_files(ref)
                packing.add_mails(ref, given)
            for sent in cases.sent:
                written.writestr(f"sent/{sent.ref}-{sent.name}", sent.content)
            told = Told(council, today, all_held, cases.officers, packing.left_out)
            written.writestr("What is held.docx", document(told))
            written.writestr("data.json", _json(told))
        unless_whole.pop_all()
    return archive


@dataclass
class _Packing:
    """What is put in, and sentences on what is not."""

    session: Session
    store: FileStore
    scans: bool
    officer: Principal
    today: date
    written: zipfile.ZipFile
    left_out: list[str] = field(default_factory=list)

    def add_files(self, ref: str) -> set[int]:
        """Files as they came. Returns the numbers of those that were put in."""
        given = set()
        for file in files.of_contact(self.session, self.officer.authority, ref):
            asked = (self.store, self.scans, self.officer, ref, file.number, self.today)
            try:
                _, content = file_service.taken(self.session, *asked)
            except (Gone, Conflict, NotFound) as why:
                self.left_out.append(f"File {file.number} of {ref}, {file.name}: {why.detail}")
                continue
            given.add(file.number)
            self.written.writestr(f"files/{ref}-{file.number}-{file.name}", content)
        return given

    def add_mails(self, ref: str, given: set[int]) -> None:
        """E-mails as they came, unless a file came with one that is not given out: it would come with it."""
        for number, mail in enumerate(mails.of_contact(self.session, self.officer.authority, ref), 1):
            if self.scans and not _came_with(mail) <= given:
                why = "a file came with it that is not given out. What it says stands in What is held."
                self.left_out.append(f"E-mail {number} of {ref}: {why}")
                continue
            content = mails.raw(self.session, self.officer.authority, mail.id)
            self.written.writestr(f"e-mails/{ref}-{number}.eml", content)


def _came_with(mail: MailRow) -> set[int | None]:
    """Numbers of the files that came with an e-mail; None: one that was not kept, and so not looked through."""
    return {file.get("kept_as") for file in mail.files}


def _json(told: Told) -> str:
    references = [{"ref": ref, "held": kinds} for ref, kinds in told.held.items()]
    about = {"council": told.council, "made_on": told.made_on.isoformat(), "left_out": told.left_out}
    return json.dumps(about | {"references": references}, ensure_ascii=False, indent=1)


def _unknown(place: int, ref: str) -> Unprocessable:
    return wrong_field(f"/refs/{place}", f"There is no contact {ref}.")
