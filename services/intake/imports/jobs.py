"""How far the imports of a council are."""

from datetime import datetime

from sqlmodel import Session

from chassis.auth import Principal
from intake.imports import repository
from intake.imports.runner import Imports
from intake.imports.schemas import ImportJob, ImportJobs
from intake.models import ImportJobRow
from intake.undoing.service import take_back
from kernel.errors import Conflict

NEWEST = 20


def newest(session: Session, principal: Principal, here: Imports) -> ImportJobs:
    return ImportJobs(
        items=[read(job, here) for job in repository.newest_jobs(session, principal.authority, NEWEST)]
    )


def get(session: Session, principal: Principal, job_id: str, here: Imports) -> ImportJob:
    """Raises NotFound."""
    return read(repository.get_job(session, principal.authority, job_id), here)


def undo(tx: Session, principal: Principal, job_id: str, here: Imports, now: datetime) -> ImportJob:
    """Take an import back. Raises NotFound; Conflict while it runs, and once somebody worked on a case of it."""
    job = repository.get_job_for_update(tx, principal.authority, job_id)
    if here.state(job) == "running":
        raise Conflict("The import is still running. Undo it when it has ended.")
    take_back(tx, principal, job, now)
    return read(job, here)


def read(job: ImportJobRow, here: Imports) -> ImportJob:
    """A job with the state that it is in now, as far as this process can tell."""
    return ImportJob.model_validate(job.model_dump() | {"state": here.state(job)})
