"""Intake as an app."""

from functools import partial
from pathlib import Path

from fastapi import FastAPI

from chassis.app import Context, create_service
from chassis.db import Database
from chassis.examples import load_examples
from chassis.follower import FeedClient, Follower
from chassis.hooks.secrets import Sealer
from chassis.hooks.sending import Sender
from chassis.limits import SECRETS_PER_MINUTE, RateLimit
from chassis.said.keeping import Keeper
from chassis.sealing import master_of
from chassis.service_client import ServiceClient
from chassis.settings import UnusableSetting
from intake import me, recording
from intake import router as contacts
from intake.contact_plans import router as contact_plans
from intake.correspondents import router as correspondents
from intake.duties import router as duties
from intake.explaining import router as explaining
from intake.files import router as files
from intake.files import storage
from intake.files.clamd import Clamd
from intake.files.reading import Reading
from intake.files.scanning import Scanning
from intake.files.sweeping import Sweeping
from intake.handlers import apply_all, handlers
from intake.held import router as held
from intake.imports import mapping_router as mapping
from intake.imports import router as importing
from intake.imports.runner import Imports
from intake.letters import router as letters
from intake.letters.wording import router as letter_wordings
from intake.lookalikes import router as lookalikes
from intake.mail import router as mail
from intake.mail.delivery import Delivery
from intake.mail.imap import Fetching
from intake.measures import measures
from intake.models import calendar_changes, feed_of_intake, reads_of_intake, restricted_contacts, said_in_intake
from intake.partners import recording as partners_recording
from intake.partners import router as partners
from intake.partners.hooks import router as hooks
from intake.partners.hooks.worker import Webhooks
from intake.providers import router as providers
from intake.public import router as public
from intake.public.forms import OpenForms
from intake.registers import router as registers
from intake.restriction import router as restriction
from intake.retention import router as retention
from intake.retention.clearing import Clearing
from intake.said import router as said
from intake.said.reading import said_of
from intake.transfers import router as transfers
from intake.unfinished import router as unfinished

EXAMPLES = load_examples(Path(__file__).with_name("examples.yaml"))


ROOMS = (
    me.router,
    contacts.router,
    registers.router,
    contact_plans.router,
    providers.router,
    duties.router,
    correspondents.router,
    letters.router,
    letter_wordings.router,
    files.router,
    explaining.router,
    restriction.router,
    retention.router,
    held.router,
    lookalikes.router,
    importing.router,
    mapping.router,
    partners.router,
    partners.partner_router,
    partners.secret_router,
    hooks.router,
    hooks.partner_router,
    hooks.secret_router,
    transfers.router,
    transfers.partner_router,
    unfinished.router,
    mail.delivery_router,
    mail.router,
    said.router,
    public.router,
    public.desk_router,
)


def create_app(context: Context) -> FastAPI:
    """Contacts. Recording one never waits for another service."""
    settings = context.settings
    database = Database(settings.intake_database_url, feed_of_intake)
    what = "Contacts: record, classify, re-classify, import; partners send theirs."
    reactions, together = handlers(context.books), apply_all(context.books)
    app = create_service(
        "intake",
        what,
        context,
        database,
        reads_of_intake,
        restricted_contacts,
        ROOMS,
        reactions,
        calendar_changes,
        EXAMPLES,
    )
    app.state.together = together
    app.state.recorder = recording.recorder(database, context.books)
    app.state.partner_recorder = partners_recording.recorder(database, context.books)
    app.state.files = storage.opened(settings)
    app.state.imports = Imports(database, context.books, settings.data_dir / "imports")
    app.state.mail = Delivery(database, app.state.files, context.books, settings)
    app.state.webhooks = Webhooks(database, Sealer(master_of(settings)), Sender(settings.webhook_networks))
    app.state.partner_limit = RateLimit(settings.partner_requests_per_minute)
    app.state.address_limit = RateLimit(SECRETS_PER_MINUTE)
    app.state.public_forms = OpenForms.of(settings, context.books)
    app.state.public_limit = RateLimit(settings.public_requests_per_minute)
    app.state.said = Keeper(database, said_in_intake, said_of)
    app.state.sweeping = Sweeping(database, app.state.files)
    app.state.clearing = Clearing(database, context.books)
    app.state.texts = Reading(database, app.state.files, scans=bool(settings.clamd))
    app.state.measures.append(partial(measures, list(context.books.councils), bool(settings.clamd)))
    app.state.beside_answers.append(app.state.imports.run)
    app.state.background += [
        app.state.said.run,
        app.state.sweeping.run,
        app.state.clearing.run,
        app.state.texts.run,
        app.state.webhooks.run,
    ]
    if settings.clamd:
        app.state.scanning = Scanning(database, app.state.files, Clamd(settings.clamd))
        app.state.background.append(app.state.scanning.run)
    if settings.mail_dir:
        app.state.background.append(app.state.mail.watch_folder)
    for council, mailbox in settings.imap.items():
        if council not in context.books.councils:
            raise UnusableSetting(f"REDRESS_IMAP names {council}, which has no procedure file.")
        app.state.background.append(Fetching(council, mailbox, database, app.state.mail).run)
    return app


def ask_cases(app: FastAPI, cases: ServiceClient) -> None:
    """Let intake have cases send what it cannot send itself: cases may be reachable only after it."""
    app.state.cases = cases


def follow_cases(app: FastAPI, cases: FeedClient) -> None:
    """Let contacts follow what cases tells: the calendar, and receipts that were put right there.

    Cases follows intake and may be made, or reachable, only after it; intake is ready without.
    """
    state = app.state
    follower = Follower("intake.cases", state.database, cases, state.handlers, state.together, essential=False)
    state.followers = [follower]
