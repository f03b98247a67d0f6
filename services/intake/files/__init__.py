"""Files of a contact: what was sent with it, kept as it came."""
