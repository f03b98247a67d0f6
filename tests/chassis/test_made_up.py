"""Tokens and events that nobody gave: each is refused, or does what a good one would, and none is lost."""

import asyncio
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.app import Context
from chassis.auth import Principal
from chassis.db import Database
from chassis.follower import FeedInProcess, Follower, list_parked, place
from chassis.settings import Settings
from kernel.errors import NotSignedIn
from kernel.events import ContactRecorded
from tests.chassis.feeds import SINK, applied, note, recorded, tell
from tests.support import shared, tokens
from tests.support.books import books

BOOKS = books()
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
CLAIMS = sorted([*tokens.claims(), "jti", "scope", "typ", "nonce"])


@pytest.mark.in_turn
def test_no_token_gets_by_or_breaks_the_door(tmp_path: Path) -> None:
    context = Context.of(Settings(data_dir=tmp_path), BOOKS)
    key = tokens.own_key(tmp_path)
    good = tokens.signed(key)
    head, body, signature = good.split(".")
    tried: Counter[str] = Counter()

    def asks(token: str) -> Principal | None:
        try:
            principal = context.verifier.verify(token, "intake")
        except NotSignedIn:
            tried["refused"] += 1
            return None
        tried["taken"] += 1
        return principal

    whole = asks(good)

    @given(st.integers(0, len(good) - 1), st.characters(codec="utf-8"), st.booleans())
    @settings(max_examples=100, deadline=None)
    def changed(at: int, letter: str, is_cut: bool) -> None:
        # The last letter has bits that mean nothing: what is read is the same.
        assert asks(good[:at] + letter + ("" if is_cut else good[at + 1 :])) in (None, whole)

    @given(st.dictionaries(st.sampled_from(["alg", "kid", "typ", "crit", "jwk", "b64", "zip"]), ANYTHING))
    @settings(max_examples=50, deadline=None)
    def other_head(header: dict[str, Any]) -> None:
        assert asks(f"{tokens.encoded(header)}.{body}.{signature}") is None

    @given(st.dictionaries(st.sampled_from(CLAIMS), ANYTHING, min_size=1, max_size=3))
    @settings(max_examples=100, deadline=None)
    def other_claims(claims: dict[str, Any]) -> None:
        said = tokens.claims(**claims)
        assert asks(f"{head}.{tokens.encoded(said)}.{signature}") is None, "they were not signed"
        if principal := asks(tokens.signed(key, **claims)):
            assert (principal.subject, principal.authority) == (said["sub"], said["authority"])
            assert {role.value for role in principal.roles} <= set(said["roles"])

    changed()
    other_head()
    other_claims()
    (shared.folder() / "made-up-tokens").write_text(
        f"Tokens that nobody gave: {tried.total()} tried, {tried['refused']} refused, {tried['taken']} said the "
        "same or were signed with the key, 0 broke the door"
    )


def test_no_event_breaks_a_follower_or_is_lost(source: Database, sink: Database) -> None:
    tell(source, recorded())
    [good] = asyncio.run(FeedInProcess(source).after(0, 0, None))
    tried: Counter[str] = Counter()

    class MadeUp:
        """A feed that tells one event."""

        event: dict[str, Any]

        async def after(self, *_: Any, **__: Any) -> list[dict[str, Any]]:
            return [self.event]

    told = MadeUp()
    follower = Follower("sink.source", sink, told, {ContactRecorded: note})

    def kept() -> tuple[int, int]:
        """The follower's position, and how many events took effect or are parked."""
        with sink.reading() as session:
            return place(session, SINK, follower.name).position, len(applied(sink)) + len(
                list_parked(session, SINK)
            )

    @given(
        st.dictionaries(st.sampled_from(sorted(good)), ANYTHING, max_size=2),
        st.dictionaries(st.sampled_from(sorted(good["data"])), ANYTHING, max_size=2),
    )
    @settings(max_examples=50, deadline=None)
    def one(of_the_envelope: dict[str, Any], of_the_data: dict[str, Any]) -> None:
        position, count = kept()
        subject = f"NOR-2526-{position:04}"  # it waits for none of the others
        data = {**good["data"], "ref": subject, **of_the_data}
        told.event = {**good, "id": str(position + 1), "subject": subject, "data": data, **of_the_envelope}
        # Whatever is raised: the follower waits, says so and asks again.
        with suppress(Exception):
            asyncio.run(follower.step())
        now, more = kept()
        tried["done or parked" if now > position else "not taken"] += 1
        assert more - count == (1 if now > position else 0), "it is counted as done when it is done, or parked"

    one()
    (shared.folder() / "made-up-events").write_text(
        f"Events that no feed told: {tried.total()} tried, {tried['done or parked']} done or parked, "
        f"{tried['not taken']} not taken, 0 lost"
    )
