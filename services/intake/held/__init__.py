"""Everything that is held of some references, to be looked through and handed to the person whose data it is."""
