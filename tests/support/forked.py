"""What a process forked for a test has from the first: imported here, and looked through for garbage once."""

import holidays.countries  # noqa: F401  (the product asks for one, which imports all of them)

import standalone.operate  # noqa: F401
from chassis.garbage import collect_seldom

collect_seldom()
