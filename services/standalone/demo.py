"""Signing in as somebody of the demo council: only from this machine, only by a loopback name."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from chassis import observability
from chassis.app import Context
from chassis.json_bodies import JsonRoute
from kernel.clock_schemas import ExplainedDayRead
from kernel.clocks import due, explain
from kernel.errors import NotFound
from kernel.vocabulary import ClockKind, Role
from standalone.demo_council import COUNCIL, DEMO

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
TOKEN_SECONDS = 3600
EXAMPLE_RECEIPT = date(2026, 3, 9)
"""Received before Easter: the welcome page shows its twenty working days."""


class PersonaRead(BaseModel):
    id: str
    role: Role
    initials: str
    title: str
    text: str
    opens: str
    path: str


class CouncilName(BaseModel):
    code: str
    name: str


class Proof(BaseModel):
    """One counted month, to show what every date can show."""

    received_on: date
    due_on: date
    counted: int
    skipped: int
    days: list[ExplainedDayRead]


class Demo(BaseModel):
    council: CouncilName
    personas: list[PersonaRead]
    proof: Proof


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    persona: str


class AccessToken(BaseModel):
    access_token: str
    token_type: str
    expires_in: int


def only_from_this_machine(request: Request) -> None:
    """Raises NotFound for any other address, and for a Host that a page elsewhere could point here."""
    host = request.headers.get("host", "")
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    if not observability.is_loopback(request) or name not in LOOPBACK_HOSTS:
        raise NotFound("There is nothing at this address.")


def create_router(context: Context) -> APIRouter:
    """What the welcome page asks for, and the sign-in."""
    router = APIRouter(prefix="/api/demo", route_class=JsonRoute, dependencies=[Depends(only_from_this_machine)])
    council = context.books.council(COUNCIL)
    proof = _proof(context)

    @router.get("")
    def describe_demo() -> Demo:
        """Who one can be."""
        personas = [
            PersonaRead(**p.model_dump(exclude={"name"}), initials=p.name.replace(" ", "")) for p in DEMO.personas
        ]
        return Demo(council=CouncilName(code=council.code, name=council.name), personas=personas, proof=proof)

    @router.post("/sign-in")
    def sign_in(body: SignIn) -> AccessToken:
        """A token for one of the demo council's people."""
        persona = next((persona for persona in DEMO.personas if persona.id == body.persona), None)
        if persona is None:
            raise NotFound("The demo council has nobody of this name.")
        token = context.issuer.issue(persona.subject, persona.name, [persona.role], council.code, TOKEN_SECONDS)
        return AccessToken(access_token=token, token_type="Bearer", expires_in=TOKEN_SECONDS)

    return router


def _proof(context: Context) -> Proof:
    procedure = context.books.council(COUNCIL).procedure_on("adult_statutory", EXAMPLE_RECEIPT)
    limits = procedure.stage_limits(procedure.stages[0].code)
    limit = next(limit for limit in limits if limit.kind == ClockKind.STAGE_1)
    example = due(EXAMPLE_RECEIPT, limit, context.books.calendar)
    days: list[Any] = [
        ExplainedDayRead.model_validate(day) for day in explain(example, context.books.calendars).days
    ]
    assert example.on is not None, "the example lies in published years"
    return Proof(
        received_on=EXAMPLE_RECEIPT,
        due_on=example.on,
        counted=limit.amount,
        skipped=sum(day.skipped is not None for day in days),
        days=days,
    )
