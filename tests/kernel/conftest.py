"""Factories for the kernel's tests."""

from tests.support import repeatable

repeatable.use()
