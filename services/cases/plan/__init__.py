"""How a complaint will be looked into, as it was agreed or told."""
