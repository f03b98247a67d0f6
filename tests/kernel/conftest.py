"""Rules that the kernel's tests repeat alike."""

from tests.support import repeatable

repeatable.use()
