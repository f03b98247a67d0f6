"""JSON as it is taken in: what one reader would take for one thing and another for another is refused."""

import json
import math
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

LONGEST_NAME = 100


def read_json(content: bytes) -> Any:
    """The value of a JSON text. Raises JSONDecodeError, which says why.

    Also for what Python alone would read: keys that stand twice, NaN, numbers beyond what can be held.
    """
    try:
        text = content.decode("utf-8-sig")  # a byte-order mark is no part of it: RFC 8259, section 8.1
        return json.loads(text, object_pairs_hook=_object, parse_float=_number, parse_constant=_number)
    except json.JSONDecodeError:
        raise
    except UnicodeDecodeError as error:
        raise _unreadable("it is not UTF-8") from error
    except RecursionError as error:
        raise _unreadable("it is nested too deeply") from error
    except ValueError as error:
        raise _unreadable("it holds a number of too many digits") from error


class JsonRoute(APIRoute):
    """A route whose body is read with `read_json`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def reading(request: Request) -> Response:
            return await handle(_JsonRequest(request.scope, request.receive))

        return reading


class _JsonRequest(Request):
    async def json(self) -> Any:
        return read_json(await self.body())


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _unreadable(f"the key {json.dumps(twice[:LONGEST_NAME])} stands twice in one object")
    return read


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _unreadable(f"{text[:LONGEST_NAME]} is no number that can be held")
    return number


def _unreadable(why: str) -> json.JSONDecodeError:
    return json.JSONDecodeError(why, "", 0)
