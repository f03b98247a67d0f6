"""Contents of files in a bucket of an S3-compatible store, which gets them sealed and never the key.

Who signs in there, and in which region, is said by the usual AWS_… variables or by the machine's own role.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from intake.files.folder import NOT_HERE
from kernel.errors import NotFound, Unavailable

NO_BUCKET = "NoSuchBucket"
ANSWERS_WITHIN, CONNECTS_WITHIN = timedelta(seconds=20), timedelta(seconds=3)
"""So long, and once more, a change of the database waits at most while a file is put."""
AGAIN = 1
FAILURES = (BaseError, OSError)
"""All that the client raises: what is missing is the system's own FileNotFoundError, the rest mostly its own."""


class Bucket:
    """A bucket, or what is in it below a prefix.

    Args:
        url: `s3://BUCKET/PREFIX`; endpoint: of another store than Amazon's.
    """

    def __init__(self, url: str, endpoint: str) -> None:
        named = urlsplit(url)
        self._store = S3Store(
            named.netloc,
            prefix=named.path.strip("/") or None,
            config={"endpoint": endpoint} if endpoint else None,
            client_options={
                "allow_http": endpoint.startswith("http://"),
                "timeout": ANSWERS_WITHIN,
                "connect_timeout": CONNECTS_WITHIN,
            },
            retry_config={"max_retries": AGAIN, "retry_timeout": 2 * ANSWERS_WITHIN},
        )

    def put(self, key: str, sealed: bytes) -> None:
        """Raises Unavailable where the store does not answer or takes no more."""
        try:
            # In one piece: what is put in several stays half there if the process is killed.
            obstore.put(self._store, key, sealed, use_multipart=False)
        except FAILURES as error:
            raise _unavailable("kept") from error

    def get(self, key: str) -> bytes:
        """Raises NotFound; Unavailable where the store does not answer or has no such bucket."""
        try:
            return bytes(obstore.get(self._store, key).bytes())
        except FileNotFoundError as error:
            if NO_BUCKET in str(error):
                raise _unavailable("read") from error
            raise NotFound(NOT_HERE) from None
        except FAILURES as error:
            raise _unavailable("read") from error

    def remove(self, key: str) -> None:
        """What is there no more is removed already. Raises Unavailable."""
        try:
            obstore.delete(self._store, key)
        except FileNotFoundError:
            return
        except FAILURES as error:
            raise _unavailable("removed") from error

    def older(self, than: datetime) -> Iterator[str]:
        """Keys of what was put before. Raises Unavailable."""
        try:
            for found in obstore.list(self._store):
                yield from (one["path"] for one in found if one["last_modified"] < than)
        except FAILURES as error:
            raise _unavailable("listed") from error


class StoreUnavailable(Unavailable):
    """The store does not answer, has no such bucket, lets nobody in or takes no more."""

    retry_after = 30


def _unavailable(done: str) -> StoreUnavailable:
    return StoreUnavailable(f"The file could not be {done}: its store does not answer. Tell your operator.")
