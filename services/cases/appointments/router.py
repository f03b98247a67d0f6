"""Appointments over HTTP. The case itself is not changed by them, so no version is needed."""

from cases.appointments import service
from cases.appointments.schemas import (
    AdvocacyPutRight,
    AdvocacyWord,
    AppointmentEnded,
    Appointments,
    AvailableDays,
    NewAppointment,
)
from cases.record.web import Number, OneReader, PartChange
from chassis.app import Rulebooks
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind

router = room()


@router.get("/cases/{ref}/appointments", dependencies=[shows(ReadKind.APPOINTMENTS)])
def read_appointments(
    ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks
) -> Appointments:
    """Who takes part in the stages of a case, who is missing, and when its panel can meet."""
    return service.read_appointments(session, principal, ref, local_today(), books)


@router.post("/cases/{ref}/appointments", status_code=201)
def appoint(body: NewAppointment, asked: PartChange, tx: Transaction) -> Appointments:
    """Appoint somebody for a stage."""
    return service.appoint(tx, asked, body)


@router.put("/cases/{ref}/appointments/{number}/days")
def give_available_days(number: Number, body: AvailableDays, asked: PartChange, tx: Transaction) -> Appointments:
    """Record on which days one of a panel can meet."""
    return service.give_days(tx, asked, number, body)


@router.post("/cases/{ref}/appointments/{number}/end")
def end_appointment(number: Number, body: AppointmentEnded, asked: PartChange, tx: Transaction) -> Appointments:
    """Record that somebody takes part no longer, and why."""
    return service.end(tx, asked, number, body)


@router.post("/cases/{ref}/advocacy", status_code=201)
def tell_of_advocacy(body: AdvocacyWord, asked: PartChange, tx: Transaction) -> Appointments:
    """Record that an advocate was offered in a stage, taken up or declined."""
    return service.tell_of_advocacy(tx, asked, body)


@router.post("/cases/{ref}/advocacy/{number}/put-right")
def put_advocacy_right(number: Number, body: AdvocacyPutRight, asked: PartChange, tx: Transaction) -> Appointments:
    """Say what is true of a word about advocacy that was recorded wrongly, or that there was none; why is kept."""
    return service.put_advocacy_right(tx, asked, number, body)
