"""Versions of records as ETags: a change names the version that it was made from."""

from typing import Annotated

from fastapi import Depends, Header, Response

from kernel.errors import VersionRequired, wrong_field


async def if_match(
    version: Annotated[
        str | None, Header(alias="If-Match", max_length=40, description='the ETag read, such as "3"')
    ] = None,
) -> int:
    """The version a change is meant for. Raises VersionRequired without one."""
    if version is None:
        raise VersionRequired("Send the ETag of what you read in If-Match.")
    digits = version.removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise wrong_field("/header/If-Match", 'This is not an ETag, such as "3".')
    return int(digits)


VersionRead = Annotated[int, Depends(if_match)]


def set_etag(response: Response, version: int) -> None:
    response.headers["ETag"] = f'"{version}"'
