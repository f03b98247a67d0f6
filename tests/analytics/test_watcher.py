"""The live signal by itself: what one browser is told, whatever happens while it is being told something else."""

from types import SimpleNamespace
from typing import Any, cast

import anyio
import pytest

from analytics import live
from analytics.live import Watcher
from chassis.app import Closing, Context
from chassis.db import Database
from tests.support.house import principal


@pytest.fixture
def versions(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """What the table says, for as long as no stream looks by itself."""
    found = {"eastmere": 1}
    monkeypatch.setattr(live, "TOKEN_SECONDS", 3600.0)
    monkeypatch.setattr(Watcher, "_read", lambda _: dict(found))
    return found


def test_what_changes_while_a_browser_is_told_is_told_next(versions: dict[str, int]) -> None:
    context = SimpleNamespace(closing=Closing(), verifier=SimpleNamespace(is_good=lambda _: True))

    async def watch() -> list[str | None]:
        watcher = Watcher(cast(Database, None), cast(Context, context))
        stream = cast(Any, watcher.events(principal(), None))
        with anyio.fail_after(30):
            told = [await anext(stream)]
            versions["eastmere"] = 2
            await watcher._look()
            told.append(await anext(stream))
        await stream.aclose()
        return [event.event for event in told]

    assert anyio.run(watch) == ["connected", "changed"]
