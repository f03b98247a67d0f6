"""Factories for analytics' tests."""

from tests.support import repeatable

repeatable.use()
