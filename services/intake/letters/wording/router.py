"""A council's own words for the letters about contacts, over HTTP."""

from typing import Annotated

from fastapi import Depends, Path

from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.letters.wording.schemas import NewWording, WordingRead, Wordings, WordingTried, WordingWords
from chassis.letters.wording.service import MOST_VERSIONS
from chassis.rooms import room
from intake.letters.rules import ContactLetterKind
from intake.letters.wording.own import OWN_WORDS
from kernel.localtime import local_today, utc_now

router = room()

Keeper = Annotated[Principal, Depends(require("letters:word"))]
Letter = Annotated[ContactLetterKind, Path(description="its kind")]
Version = Annotated[int, Path(ge=1, le=MOST_VERSIONS, description="of its words, from 1")]
STALE: dict[int | str, dict[str, str]] = {412: {}}


@router.get("/letter-wordings")
def list_contact_wordings(keeper: Keeper, session: ReadSession, books: Rulebooks) -> Wordings:
    """Every kind of letter about a contact with whose words it has today, and every ((word)) that one may use."""
    return OWN_WORDS.listed(session, keeper.authority, books.council(keeper.authority), local_today())


@router.get("/letter-wordings/{letter}")
def read_contact_wording(letter: Letter, keeper: Keeper, session: ReadSession) -> WordingRead:
    """The words of a kind of letter: in force, the product's, and which versions the council has of its own."""
    return OWN_WORDS.read(session, keeper.authority, letter, local_today())


@router.get("/letter-wordings/{letter}/versions/{version}")
def read_contact_wording_version(
    letter: Letter, version: Version, keeper: Keeper, session: ReadSession
) -> WordingWords:
    """The words of one version."""
    return OWN_WORDS.read_version(session, keeper.authority, letter, version)


@router.post("/letter-wordings/{letter}/preview")
def preview_contact_wording(letter: Letter, body: WordingTried, keeper: Keeper, books: Rulebooks) -> WordingWords:
    """Words as they read in an example. Nothing is stored."""
    return OWN_WORDS.try_out(books.council(keeper.authority), letter, body, local_today())


@router.post("/letter-wordings/{letter}", status_code=201, responses=STALE)
def keep_contact_wording(letter: Letter, body: NewWording, keeper: Keeper, tx: Transaction) -> WordingRead:
    """Give a kind of letter words of the council's own, from a day on."""
    return OWN_WORDS.keep(tx, keeper, letter, body, utc_now(), local_today())
