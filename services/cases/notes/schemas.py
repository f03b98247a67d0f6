"""The body of a note."""

from typing import Annotated

from pydantic import Field

from kernel.values import Body, LongText


class Note(Body):
    text: Annotated[LongText, Field(max_length=5_000)]
