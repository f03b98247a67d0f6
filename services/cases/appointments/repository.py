"""Appointments, `authority` first."""

from sqlmodel import Session, col, select

from cases.appointments.models import AppointmentRow


def of_case(session: Session, authority: str, ref: str) -> list[AppointmentRow]:
    query = select(AppointmentRow).where(AppointmentRow.authority == authority, AppointmentRow.ref == ref)
    return list(session.exec(query.order_by(col(AppointmentRow.number))))
