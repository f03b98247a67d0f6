"""Factories for the standalone's tests."""

from tests.support import repeatable

repeatable.use()
